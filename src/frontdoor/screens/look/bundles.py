"""What every staff page uses, in one style sheet and one script, which the first page fetches and no later one does.

Each room keeps its own style sheet and its own small scripts beside its pages; here they are put one after another,
without comments and indentation. No room's rules may therefore reach into another's pages: they begin with a class, or
an id within a class, of the room's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

STYLE: Final = "all.css"
SCRIPT: Final = "all.js"

#: Not in the script of staff pages: it belongs to the form without an account.
APART: Final = ("kept_in_tab.js",)
#: What pages without an account have too comes before all else, and what waits for GOV.UK's script after it.
FIRST, LAST = ("frontdoor.css",), ("start.js",)

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(r"\s+")
_AROUND = re.compile(r" ?([{};,>]) ?")
_LAST = re.compile(r";}")
_AFTER_COLON = re.compile(r': (?!")')


def prepare(*, screens: Path, govuk: Path, target: Path) -> tuple[Path, ...]:
    """Write the style sheet and the script of staff pages into `target`; doing it again changes nothing.

    `govuk` is GOV.UK Frontend's style sheet as `assets` made it ready: it comes first.
    """
    target.mkdir(parents=True, exist_ok=True)
    ready = {
        STYLE: govuk.read_text(encoding="utf-8") + "\n" + "".join(map(_style, _sources(screens, "css"))),
        SCRIPT: "".join(map(_script, _sources(screens, "js"))),
    }
    for name, text in ready.items():
        kept = target / name
        if not kept.is_file() or kept.read_text(encoding="utf-8") != text:
            kept.write_text(text, encoding="utf-8")
    return tuple(target / name for name in ready)


def _sources(screens: Path, kind: str) -> Iterable[Path]:
    """The look's own first, as the rooms' add to it; then room by room."""
    found = [path for path in screens.glob(f"*/static/*/*.{kind}") if path.name not in APART]
    return sorted(found, key=lambda path: (path.name in LAST, path.name not in FIRST, path.parent.name != "look", path))


def _style(path: Path) -> str:
    """A style sheet in one line. A space stays wherever it may mean something, as about +, before : and in words."""
    text = _SPACE.sub(" ", _COMMENT.sub("", path.read_text(encoding="utf-8")))
    return _LAST.sub("}", _AFTER_COLON.sub(":", _AROUND.sub(r"\1", text))).strip() + "\n"


def _script(path: Path) -> str:
    """A module in a block of its own, so that its names are its own."""
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    return "{\n" + "\n".join(line for line in lines if line and not line.startswith("//")) + "\n}\n"
