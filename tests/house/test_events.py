"""Every event has a sentence and a retention rule; every row of a table of rules cites its source and its date."""

from __future__ import annotations

import re
from datetime import date

import pytest

from frontdoor.rules.clocks.local import SHAPES
from frontdoor.rules.clocks.national import NATIONAL
from frontdoor.rules.clocks.overlay import empty_clocks
from frontdoor.rules.clocks.rule import EVIDENCE, ClockRule
from frontdoor.rules.codesets import ALL, CodeSet
from frontdoor.rules.events.base import KINDS, LedgerEvent, Retention, names
from frontdoor.rules.events.registry import MODULES
from frontdoor.rules.outcomes import ALSO, ASSESSMENT_OUTCOMES, ENQUIRY_OUTCOMES, OUTCOMES
from frontdoor.rules.partnership import Partnership, all_partnerships
from frontdoor.rules.retention import NoTermInForce, term_of

TODAY = date(2026, 11, 20)
PARTNERSHIPS = list(all_partnerships().values())


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_event_has_a_sentence_that_reads_like_a_note(kind: str) -> None:
    event = KINDS[kind]
    assert re.fullmatch(r"[A-Z].*[^.]", event.sentence), event.sentence
    assert "case" not in event.sentence.lower().replace("case system", "").split()
    assert (event.__doc__ or "").strip()


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_event_has_a_retention_rule_in_force(kind: str) -> None:
    term = term_of(KINDS[kind].retention, TODAY)
    assert term.source
    assert term.years > 0


def test_a_term_that_is_not_yet_in_force_is_refused_with_a_sentence() -> None:
    with pytest.raises(NoTermInForce, match="No retention term for child is in force on 2000-01-01"):
        term_of(Retention.CHILD, date(2000, 1, 1))


def test_every_module_of_events_is_registered() -> None:
    stated = {event for module in MODULES for event in vars(module).values() if _is_event(event)}
    assert stated == {*KINDS.values()}


def _is_event(thing: object) -> bool:
    return isinstance(thing, type) and issubclass(thing, LedgerEvent) and thing is not LedgerEvent


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_no_event_has_room_for_a_name_or_a_story(kind: str) -> None:
    """Codes, references and moments: a fact called "text", "note" or "because" would fill with words."""
    words = {
        "text",
        "note",
        "notes",
        "narrative",
        "story",
        "description",
        "words",
        "address",
        "telephone",
        "given_name",
    }
    assert not words & {*names(KINDS[kind])}


@pytest.mark.parametrize("row", NATIONAL, ids=lambda row: row.id)
def test_every_national_clock_cites_source_and_date(row: ClockRule) -> None:
    _cited(row)


@pytest.mark.parametrize("place", PARTNERSHIPS, ids=lambda place: place.slug)
def test_every_local_clock_cites_source_and_date_and_none_is_empty(place: Partnership) -> None:
    for row in place.rows:
        _cited(row)
    assert empty_clocks(TODAY, place) == ()


def _cited(row: ClockRule) -> None:
    assert row.source, row.id
    assert row.evidence in EVIDENCE, row.id
    assert isinstance(row.in_force_from, date)


def test_every_shape_of_a_local_clock_has_a_value_in_both_partnerships() -> None:
    for place in PARTNERSHIPS:
        assert {shape.id for shape in SHAPES} <= {*place.by_id}


@pytest.mark.parametrize("found", ALL.values(), ids=lambda found: found.name)
def test_every_code_set_cites_source_and_edition(found: CodeSet) -> None:
    assert found.source
    assert found.read
    assert all(code.words for code in found.codes)


@pytest.mark.parametrize(
    "table", [OUTCOMES, ALSO, ENQUIRY_OUTCOMES, ASSESSMENT_OUTCOMES], ids=["main", "also", "s47", "cin"]
)
def test_every_outcome_cites_its_source(table: dict[str, object]) -> None:
    for code, row in table.items():
        assert getattr(row, "source", ""), code
