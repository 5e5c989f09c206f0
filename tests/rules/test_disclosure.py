"""What is looked at before something held is given to whoever asks for it, case by case."""

from __future__ import annotations

from typing import Any

import pytest

from frontdoor.rules.disclosure import HeldItem, candidates
from frontdoor.rules.known_facts import EXEMPTIONS


@pytest.mark.parametrize(
    ("item", "asked_by", "expected", "because"),
    [
        ({"question": "rating_because"}, "child", (), "why it was urgent, by a professional: the child's own data"),
        ({"question": "rating_because"}, "parent", (), "says of no abuse by itself"),
        ({"question": "information", "supplier": "school"}, "child", (), "a teacher is no third party"),
        ({"question": "information"}, "parent", ("child_abuse_data",), "what became known of the child's harm"),
        ({"question": "worry"}, "child", ("third_party",), "says who is suspected"),
        ({"question": "worry"}, "parent", ("third_party", "child_abuse_data"), "and that the child may be abused"),
        ({"question": "help", "private": True}, "child", ("third_party",), "a neighbour wrote it"),
        ({"question": "help", "in_confidence": True}, "child", ("third_party",), "told in confidence"),
        ({"question": "help", "people": 2}, "child", ("third_party",), "about a brother as well"),
        ({"question": "own_words"}, "child", ("serious_harm",), "may harm whoever reads it, or whom it names"),
        ({"question": "help", "supplier": "mental_health"}, "child", ("serious_harm",), "ask the health professional"),
        ({"question": "help", "supplier": "police"}, "child", ("crime",), "the police are asked first"),
        ({"question": "do_not_disclose"}, "other", ("crime",), "the police said so"),
        ({"question": "paper", "said": ("crime",)}, "other", ("crime",), "somebody named it when it was entered"),
    ],
)
def test_candidates(item: dict[str, Any], asked_by: str, expected: tuple[str, ...], because: str) -> None:
    assert candidates(HeldItem(**item), asked_by=asked_by) == expected, because


def test_each_candidate_is_one_that_the_law_names() -> None:
    everything = HeldItem(question="worry", people=2, supplier="police", in_confidence=True, said=tuple(EXEMPTIONS))
    assert candidates(everything, asked_by="parent") == tuple(EXEMPTIONS)
