"""Each page of the staff ends with what happens next and who has it; the pages that do not stand on a short list."""

from __future__ import annotations

from pathlib import Path

import frontdoor.screens

SCREENS = Path(frontdoor.screens.__path__[0])
#: A fault, a wall screen and figures are no pages of work; returns and their checks end with their own steps.
WITHOUT = {
    "look/error.html", "triage/wall.html", "returns/inspection.html", "returns/rule.html", "returns/runs.html",
    "returns/run.html", "returns/worklist.html", "sign_in/page.html", "time_figures/time.html",
    "time_figures/hand_off.html", "time_figures/children.html",
}  # fmt: skip


def test_each_page_says_what_happens_next() -> None:
    pages = {
        f"{page.parent.name}/{page.name}": page.read_text(encoding="utf-8")
        for page in SCREENS.glob("*/templates/*/*.html")
    }
    staff = {name for name, text in pages.items() if '{% extends "look/base.html" %}' in text}
    assert len(staff) > 50
    assert {name for name in staff if "what_happens_next(" not in pages[name]} == WITHOUT
