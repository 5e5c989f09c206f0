"""Another word on which system is master of a fact, for as long as a block lasts."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from frontdoor.rules.partnership import folder


@contextmanager
def mastered_by(place: Path, **masters: str) -> Iterator[None]:
    """Let each fact named have this master in every partnership: `mastered_by(tmp_path, plan="front_door")`."""
    changed = place / "partnerships"
    shutil.copytree(folder(), changed)
    for file in changed.glob("*/masters.toml"):
        text = file.read_text(encoding="utf-8")
        for fact, master in masters.items():
            text, found = re.subn(rf'(fact = "{fact}"\nmaster = )"\w+"', rf'\1"{master}"', text)
            assert found == 1, fact
        file.write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FRONTDOOR_PARTNERSHIPS", str(changed))
        yield
