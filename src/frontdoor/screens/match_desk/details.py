"""A detail that changed, in words: what it says now and what it said before; of a household, that it changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from frontdoor.people.details_since import Detail
from frontdoor.rules.codesets import DISABILITY, ETHNICITY
from frontdoor.screens.look.formatting import date_words

_LABELS = {
    "birth": "the birth", "death": "the day of death", "description": "how they are described",
    "name_to_use": "the name they use", "sex": "the sex", "gender": "how they speak of themselves",
    "language": "the language", "ethnicity": "the ethnicity", "disabilities": "disabilities", "school": "the school",
    "gp": "the GP", "letters": "whether letters are stopped", "household": "with whom they live",
}  # fmt: skip
#: What a column says of nobody.
_EMPTY = (None, "", False, "U", "not_asked")
_WORDS: dict[str, Mapping[str, str]] = {
    "kind": {"unborn": "not yet born", "child": "born", "adult": "an adult"},
    "sex": {"F": "girl or woman", "M": "boy or man", "I": "indeterminate"},
    "born_estimated": {"True": "estimated"},
    "interpreter": {"yes": "interpreter needed", "no": "no interpreter needed"},
    "ethnicity": {code.code: code.words for code in ETHNICITY.codes},
    "disabilities": {code.code: code.words for code in DISABILITY.codes},
}


def detail_words(detail: Detail) -> str:
    """Which detail changed, to what from what."""
    label = _LABELS[detail.what]
    if detail.what == "household":
        return label
    changed = [name for name, value in detail.now.items() if value != detail.before[name]]
    now, before = ({name: facts[name] for name in changed} for facts in (detail.now, detail.before))
    return f"{label}: {_said(now)} (before: {_said(before)})"


def _said(facts: Mapping[str, Any]) -> str:
    return ", ".join(part for name, value in facts.items() for part in _parts(name, value)) or "not said"


def _parts(name: str, value: Any) -> list[str]:
    if isinstance(value, list):
        return [part for one in value for part in _parts(name, one)]
    if value in _EMPTY:
        return []
    if isinstance(value, date):
        return [f"expected {date_words(value)}" if name == "expected_on" else date_words(value)]
    return [_WORDS.get(name, {}).get(str(value), str(value).replace("_", " "))]
