"""Whatever is written on a page of the staff is kept on the server every few seconds, and comes back to its writer."""

from __future__ import annotations

import re
from pathlib import Path

import frontdoor.screens

SCREENS = Path(frontdoor.screens.__path__[0])


def test_every_form_in_which_one_writes_saves_itself() -> None:
    pages = {
        f"{page.parent.name}/{page.name}": page.read_text(encoding="utf-8")
        for page in SCREENS.glob("*/templates/*/*.html")
        if page.parent.name not in {"look", "refer"}
    }
    writing = {
        name
        for name, text in pages.items()
        if re.search(r'<form[^>]*method="post"', text) and re.search(r"textarea\(|any_field\(|<textarea", text)
    }
    assert len(writing) > 12
    assert {name for name in writing if "data-draft-url" not in pages[name]} == set()
    assert all("draft_line(" in pages[name] for name in writing), "each says when it was saved"
