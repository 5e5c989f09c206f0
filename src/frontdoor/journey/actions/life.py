"""Birth, the end of a pregnancy, death. The last two stop all letters, notices and feedback until a person says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from frontdoor.journey.actions import births, gaps
from frontdoor.journey.actions.within import claim, held
from frontdoor.journey.models import Journey
from frontdoor.journey.narratives import about_child
from frontdoor.ledger.place import Recordable
from frontdoor.ledger.record import record, record_each
from frontdoor.ledger.scope import Actor
from frontdoor.people.aliases import rows_of
from frontdoor.people.models import Person
from frontdoor.rules.calendar import london_day
from frontdoor.rules.events.base import LedgerEvent
from frontdoor.rules.events.people import ChildBorn, ChildDied, LettersReleased, LettersStopped, PregnancyEnded
from frontdoor.rules.roles import Permission

Written = list[tuple[LedgerEvent, Recordable]]

#: How a pregnancy can end without a living child. All stand under RC2 in the census, with the day as day of death.
ENDED = {"stillbirth": "Stillbirth", "miscarriage": "Miscarriage", "termination": "Termination", "not_said": "Not said"}


@dataclass(frozen=True, kw_only=True)
class Newborn:
    """A child who was born. Nothing is needed: a child without a name is "baby" until somebody gives one."""

    given_name: str = ""
    family_name: str = ""
    sex: str = "U"
    nhs_number: str = ""


@transaction.atomic
def record_birth(
    *,
    journey: UUID,
    born: Sequence[Newborn] = (),
    born_on: date | None = None,
    mother_fit: str = "",
    token: str = "",
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> list[Journey]:
    """The unborn child was born and keeps id and number; of twins, the second becomes a person with a journey.

    Returns the journeys of the children born, the first one's own first. A second journey carries on from where the
    first stands only by its own decision: it begins at the contact. Every other contact about the unborn child hears
    of the birth, so that its clocks are those of a born child. The day of birth, if nobody says it, is the day it
    happened and a gap.
    """
    found = held(journey, "record_birth", Permission.PROTECT, by=by)
    used = claim(token, journey=found, at=recorded_at)
    if used.before:
        return [found, *births.others_born(found)]
    day = born_on or london_day(happened_at)
    children = list(born) or [Newborn()]
    written: Written = []
    births.become_child(found, children[0], day, by=by, at=recorded_at)
    journeys = [found]
    for other in children[1:]:
        journeys.append(births.another(found, other, day, by=by, at=recorded_at, written=written))
    written.append((ChildBorn(births=len(children), mother_fit=mother_fit), found))
    for elsewhere in births.also_waiting(found, at=recorded_at):
        written.append((ChildBorn(births=len(children), mother_fit=mother_fit), elsewhere))
    if born_on is None:
        gaps.note(found, "day_of_birth", step=found.id, by=by, at=recorded_at, written=written)
    record_each(written, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return journeys


@transaction.atomic
def record_pregnancy_end(
    *,
    journey: UUID,
    ended: str = "",
    words: str = "",
    token: str = "",
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> Journey:
    """The pregnancy ended without a living child. The expected date stays; every letter stops at once."""
    found = held(journey, "record_pregnancy_end", Permission.PROTECT, by=by)
    if claim(token, journey=found, at=recorded_at).before:
        return found
    how = ended if ended in ENDED else "not_said"
    written: Written = [(PregnancyEnded(ended=how), found)]
    _stop_letters(found, how, died_on=london_day(happened_at), at=recorded_at, written=written)
    about_child(found, question="pregnancy_ended", text=words, record=found.id, by=by, recorded_at=recorded_at)
    record_each(written, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return found


@transaction.atomic
def record_death(
    *,
    journey: UUID,
    words: str = "",
    token: str = "",
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> Journey:
    """The child died. Every letter, notice and piece of feedback about the child stops until a person releases it."""
    found = held(journey, "record_death", Permission.PROTECT, by=by)
    if claim(token, journey=found, at=recorded_at).before:
        return found
    written: Written = [(ChildDied(), found)]
    _stop_letters(found, "death", died_on=london_day(happened_at), at=recorded_at, written=written)
    about_child(found, question="death", text=words, record=found.id, by=by, recorded_at=recorded_at)
    record_each(written, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return found


def _stop_letters(journey: Journey, reason: str, *, died_on: date, at: datetime, written: Written) -> None:
    for person in Person.of(id=journey.about):
        held_person = Person.locked(person.id)
        held_person.change(at=at, letters_stopped=reason, died_on=held_person.died_on or died_on)
        written.append((LettersStopped(reason=reason), journey))


def letters_stopped(person: UUID) -> str:
    """Why nothing may be sent about this person ("death", "stillbirth"); empty if it may. Senders ask this first.

    It holds on whichever record of the person it was written.
    """
    return next((found.letters_stopped for found in rows_of(Person, "id", person) if found.letters_stopped), "")


@transaction.atomic
def release_letters(
    *, journey: UUID, because: str = "", by: Actor, happened_at: datetime, recorded_at: datetime
) -> Journey:
    """A person who has looked lets letters go out again. Changes nothing where none are stopped."""
    found = held(journey, "release_letters", Permission.RELEASE_FEEDBACK, by=by)
    if not letters_stopped(found.about):
        return found
    for stopped in rows_of(Person, "id", found.about):
        if stopped.letters_stopped:
            Person.locked(stopped.id).change(at=recorded_at, letters_stopped="")
    about_child(found, question="letters_released", text=because, record=found.id, by=by, recorded_at=recorded_at)
    record(LettersReleased(), about=found, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return found
