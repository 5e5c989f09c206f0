"""Verbs of asking the NHS Personal Demographics Service who somebody is: asked by a worker, answered by the job.

The question leaves a row; the job takes it, asks outside any transaction, and records how it ended. A worker that is
killed between the two asks again: the question changes nothing there.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from frontdoor.access import permission
from frontdoor.access.permission import RefusedSight
from frontdoor.access.sight import Sighted
from frontdoor.ledger.record import record
from frontdoor.ledger.scope import Actor
from frontdoor.people import actions
from frontdoor.people.aliases import ids_of
from frontdoor.people.matching import keep_keys
from frontdoor.people.models import Identifier, Name, Person, Trace
from frontdoor.rules.demographics import Outcome, Traced, judged
from frontdoor.rules.events.people import DemographicsAnswered, DemographicsAsked
from frontdoor.rules.roles import Permission

#: For so long a question belongs to the worker that took it.
LEASE = timedelta(minutes=2)
#: How long to wait after each try that met nobody, in seconds; after the last one it is given up.
WAITS = (30, 120, 600, 3600)
#: What stands on the safety band of somebody whose record the NHS restricts.
PROTECTED = "The NHS keeps this address from others: find out who must not learn it"


class UnableToTrace(Exception):
    """The NHS cannot be asked so. The text is a sentence for the person who reads it."""


@dataclass(frozen=True, kw_only=True)
class Question:
    """What the NHS is asked: by number, or by name and date of birth. Never an address."""

    trace: UUID
    nhs_number: str
    given_name: str
    family_name: str
    born_on: date | None


@transaction.atomic
def ask_nhs(*, person: UUID, through: Sighted, by: Actor, happened_at: datetime, recorded_at: datetime) -> Trace:
    """Ask who somebody is. A question that still waits is not put twice."""
    permission.require(by, Permission.FIND_PERSON, about=through)
    found = Person.locked(person)
    if found.id not in ids_of(through.about):
        raise RefusedSight
    waiting = [one for one in Trace.of(person=person) if not one.outcome]
    if waiting:
        return waiting[0]
    if not _number(found.id) and not (found.given_name and found.family_name and found.born_on):
        raise UnableToTrace("The NHS is asked by number, or by both names and the date of birth: one is missing.")
    asked = Trace.new(
        at=recorded_at,
        authority=found.authority,
        agency=by.agency,
        compartment=found.compartment,
        person=person,
        asked_by_account=by.account,
        asked_at=happened_at,
        next_try_at=recorded_at,
    )
    record(DemographicsAsked(), about=asked, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return asked


def _number(person: UUID) -> str:
    held = [one for one in Identifier.of(person=person) if one.kind == "nhs_number" and one.verified and not one.until]
    return held[-1].value if held else ""


@transaction.atomic
def take_question(*, trace: UUID, now: datetime) -> Question | None:
    """Take a question to ask it now, for as long as the lease; None if another worker has it or it is answered."""
    waiting = Trace.locked(trace)
    if waiting.outcome or waiting.next_try_at > now:
        return None
    waiting.change(at=now, tries=waiting.tries + 1, next_try_at=now + LEASE)
    person = Person.found(waiting.person)
    return Question(
        trace=trace,
        nhs_number=_number(person.id),
        given_name=person.given_name,
        family_name=person.family_name,
        born_on=person.born_on,
    )


@transaction.atomic
def put_off(*, trace: UUID, wait: int = 0, now: datetime) -> Trace:
    """Nobody answered: ask again later, or give up. `wait` is how many seconds the service asked for."""
    waiting = Trace.locked(trace)
    if waiting.tries > len(WAITS):
        return _end(waiting, Outcome.UNAVAILABLE, now)
    waiting.change(at=now, next_try_at=now + timedelta(seconds=max(wait, WAITS[waiting.tries - 1])))
    return waiting


@transaction.atomic
def record_answer(*, trace: UUID, answer: Traced, now: datetime) -> Trace:
    """Keep the number if the answer is about this person, and how the question ended; nothing else of the answer.

    A record that the NHS restricts puts a line on the safety band. A question answered already stays as it is.
    """
    waiting = Trace.locked(trace)
    if waiting.outcome:
        return waiting
    person = Person.locked(waiting.person)
    names = tuple((one.given_name, one.family_name) for one in Name.of(person=person.id))
    held = frozenset(
        one.value for one in Identifier.of(person=person.id)
        if one.kind == "nhs_number" and one.verified and not one.until
    )  # fmt: skip
    outcome = judged(answer, known_as=names, born_on=person.born_on, held=held)
    if outcome in {Outcome.FOUND, Outcome.RESTRICTED} and not held:
        actions.add_identifier(person=person, kind="nhs_number", value=answer.nhs_number, at=now)
        keep_keys([person.id], authority=person.authority, at=now)
        actions.match_again(person, at=now)
    if outcome is Outcome.RESTRICTED:
        actions.set_safety_line(person=person, words=PROTECTED, at=now)
    return _end(waiting, outcome, now)


def _end(waiting: Trace, outcome: Outcome, now: datetime) -> Trace:
    waiting.change(at=now, outcome=outcome.value, answered_at=now)
    by = Actor(authority=waiting.authority, role="watcher", name="NHS")
    record(DemographicsAnswered(outcome=outcome.value), about=waiting, by=by, happened_at=now, recorded_at=now)
    return waiting
