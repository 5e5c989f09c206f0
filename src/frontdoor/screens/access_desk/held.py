"""What is held about a child who is asked about, item by item: its facts and what to look at, never its words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from frontdoor.journey.access_queries import HeldHere
from frontdoor.rules.disclosure import HeldItem, candidates
from frontdoor.rules.known_facts import EXEMPTIONS
from frontdoor.rules.partnership import Partnership
from frontdoor.screens.look.formatting import moment_words
from frontdoor.screens.look.naming import agency_words


@dataclass(frozen=True, kw_only=True)
class HeldRow:
    """One item in words. `look` is why it may have to be withheld, a reason a line; empty for none."""

    what: str
    when: str
    supplied_by: str
    about: str
    in_confidence: bool
    look: tuple[str, ...]


def rows(items: list[HeldHere], *, asked_by: str, place: Partnership, now: datetime) -> list[HeldRow]:
    """The items as the page lists them."""
    return [_row(one, asked_by, place, now) for one in items]


def _supplier(agency: str, place: Partnership) -> str:
    """The agency by its name; the council's own staff, and whoever is of no agency, are the council's."""
    return place.council if agency in ("", "council") else agency_words(agency, place) or place.council


def _row(one: HeldHere, asked_by: str, place: Partnership, now: datetime) -> HeldRow:
    known = place.agency_by_code.get(one.agency)
    item = HeldItem(
        question=one.question,
        people=one.people,
        supplier=known.kind if known else "",
        private=one.private,
        in_confidence=one.in_confidence,
        said=one.said,
    )
    others = one.people - 1
    return HeldRow(
        what=one.question.replace("_", " ").capitalize(),
        when=moment_words(one.at, now=now),
        supplied_by="no professional" if one.private else _supplier(one.agency, place),
        about="the child" if others < 1 else f"the child and {others} other{'s' if others > 1 else ''}",
        in_confidence=one.in_confidence,
        look=tuple(EXEMPTIONS[code] for code in candidates(item, asked_by=asked_by)),
    )
