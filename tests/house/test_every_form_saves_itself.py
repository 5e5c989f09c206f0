"""Whatever is written on a page of the staff is kept on the server every few seconds; what is not stands on a list."""

from __future__ import annotations

import re
from pathlib import Path

import frontdoor.screens

SCREENS = Path(frontdoor.screens.__path__[0])
#: Forms of one or two sentences in the row of a list, or at a desk, that are answered at once and come back if refused.
AT_ONCE = {
    "access_desk/answer.html": "how a request was answered: the reasons stand in the letter to whoever asked",
    "access_desk/emergency.html": "a reason in a sentence, while somebody waits for a record to open",
    "handovers/closing.html": "a plan for the night, in the row of a list",
    "intake_count/count.html": "a word for what is unexplained, beside a number",
    "match_desk/apart.html": "why two records are two people, at the desk",
    "match_desk/decide_search.html": "why, at the desk",
    "match_desk/pair.html": "why, at the desk",
    "match_desk/propose.html": "why, at the desk",
    "signatures/waiting.html": "an answer in the row of a list",
    "work/rows.html": "an answer in the row of a list",
}


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
    assert {name for name in writing if "data-draft-url" not in pages[name]} == set(AT_ONCE)
    assert all("draft_line(" in pages[name] for name in writing - set(AT_ONCE)), "each says when it was saved"
