"""Unborn children of the city are born when they are due, and the birth is recorded where somebody works with them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from uuid import UUID

from frontdoor.journey.actions.known_facts import record_details
from frontdoor.journey.actions.life import Newborn, record_birth
from frontdoor.journey.models import Journey
from frontdoor.ledger.scope import Actor
from frontdoor.rules.calendar import london_moment
from frontdoor.rules.concern import SubjectKind
from frontdoor.rules.steps import Stage
from frontdoor.simulation.agenda import Agenda
from frontdoor.simulation.population import Child, Family

Afterwards = Callable[[UUID, datetime], None]


def expect_birth(
    child: Child,
    family: Family,
    journey: UUID,
    *,
    agenda: Agenda,
    at: datetime,
    by: Actor,
    afterwards: Afterwards,
) -> None:
    """Plan the birth of an unborn child for the morning after it is due, or an hour from now if that is past.

    `afterwards` hears of the journey whose child was born.
    """
    if child.expected is None:
        return
    due = london_moment(child.expected + timedelta(days=1), time(10))
    agenda.plan(max(due, at + timedelta(hours=1)), lambda moment: _born(child, family, journey, moment, by, afterwards))


def _born(child: Child, family: Family, journey: UUID, at: datetime, by: Actor, afterwards: Afterwards) -> None:
    found = Journey.found(journey)
    if found.kind != SubjectKind.UNBORN or Stage(found.facts()["stage"]) is Stage.CLOSED:
        return
    if child.expected is not None:
        girl = child.expected.toordinal() % 2 == 0
        names = family.community.girls if girl else family.community.boys
        child.given_name = names[child.expected.toordinal() % len(names)]
        child.sex, child.born, child.expected = "F" if girl else "M", child.expected, None
        # Whoever tells of the child after this knows it too.
        child.disabilities = ("NONE",)
    newborn = Newborn(given_name=child.given_name, family_name=child.family_name, sex=child.sex)
    record_birth(journey=journey, born=(newborn,), born_on=child.born, by=by, happened_at=at, recorded_at=at)
    details = {"disabilities": ["NONE"], "ethnicity": family.community.ethnicity}
    record_details(
        person=found.about,
        journey=journey,
        details=details,
        source="The midwife",
        by=by,
        happened_at=at,
        recorded_at=at,
    )
    afterwards(journey, at)
