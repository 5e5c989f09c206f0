"""Each page of the staff ends with what happens next and who has it; the page of a fault alone does not."""

from __future__ import annotations

import re
from pathlib import Path

import frontdoor.screens

SCREENS = Path(frontdoor.screens.__path__[0])
#: A fault says in its own words what to do.
WITHOUT = {"look/error.html"}


def test_each_page_says_what_happens_next() -> None:
    pages = {
        f"{page.parent.name}/{page.name}": page.read_text(encoding="utf-8")
        for page in SCREENS.glob("*/templates/*/*.html")
    }
    staff = {name for name, text in pages.items() if '{% extends "look/base.html" %}' in text}
    assert len(staff) > 50
    assert {name for name in staff if "what_happens_next(" not in pages[name]} == WITHOUT


def test_each_page_says_who_has_it() -> None:
    called = re.compile(r"\{\{ what_happens_next\((.*?)\) \}\}", re.DOTALL)
    nobody = {
        f"{page.parent.name}/{page.name}"
        for page in SCREENS.glob("*/templates/*/*.html")
        for given in called.findall(page.read_text(encoding="utf-8"))
        if "who=" not in given
    }
    assert nobody == {"sign_in/page.html"}, "before somebody is signed in nothing is anybody's"


def test_each_page_of_signing_in_says_it_in_its_own_words() -> None:
    pages = {page.name: page.read_text(encoding="utf-8") for page in SCREENS.glob("sign_in/templates/sign_in/*.html")}
    inside = {name for name, text in pages.items() if '{% extends "sign_in/page.html" %}' in text}
    assert len(inside) > 15
    assert {name for name in inside if "{% block next_words %}" not in pages[name]} == set()
