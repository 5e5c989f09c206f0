"""Of all that can come while two people are read as one it is settled whose it is; a new kind fails until it is."""

from __future__ import annotations

from frontdoor.journey.models import OfJourney
from frontdoor.journey.work_since import kinds
from frontdoor.ledger.versions import versions_of
from frontdoor.people.models import Person
from frontdoor.rules.coming_apart import DETAILS, EVENTS, NO_DETAIL, RULES, STEERS, TELL_OF, WORK, Whose
from frontdoor.rules.events.base import KINDS, Retention
from frontdoor.rules.events.registry import MODULES


def test_of_every_event_of_the_ledger_it_is_settled_whose_it_is() -> None:
    assert MODULES, "every module of events is read"
    assert {*EVENTS} == {*KINDS}
    about_nobody = {kind for kind, whose in EVENTS.items() if whose is Whose.NOBODY}
    assert about_nobody == {kind for kind, event in KINDS.items() if event.retention is Retention.SYSTEM}


def test_every_kind_of_row_inside_a_journey_is_asked_about_or_stays_by_rule() -> None:
    names = {str(kind._meta.model_name) for kind in OfJourney.__subclasses__()}
    assert {*WORK} | STEERS == names
    assert not {*WORK} & STEERS
    for kind in kinds():
        _, column = WORK[str(kind._meta.model_name)]
        assert not column or hasattr(kind, column), kind


def test_every_column_of_a_person_is_a_detail_or_none() -> None:
    detail = [column for columns in DETAILS.values() for column in columns]
    assert len(detail) == len({*detail})
    assert {*detail} | NO_DETAIL == {field.attname for field in Person._meta.concrete_fields}
    assert not {*detail} & NO_DETAIL


def test_what_a_detail_says_before_it_changed_is_remembered() -> None:
    assert {column for columns in DETAILS.values() for column in columns} <= {*versions_of(Person).remembered}


def test_what_tells_of_a_detail_is_asked_about_with_it() -> None:
    told = {kind for kinds in TELL_OF.values() for kind in kinds}
    assert {EVENTS[kind] for kind in told} == {Whose.ASKED}
    assert {*TELL_OF} <= {*DETAILS}


def test_the_page_says_each_rule_in_a_sentence() -> None:
    assert all(rule.endswith(".") for rule in RULES)
