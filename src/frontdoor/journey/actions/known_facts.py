"""What is known of a child beside the worry: faith, leave to stay, who knows them, contact, orders; with its source.

Nothing is overwritten. A newer fact of a kind that holds once takes the place of the one before, which stays its
history; what was written wrongly is corrected like every other entry.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from frontdoor.access import permission
from frontdoor.journey.actions.within import claim, held
from frontdoor.journey.models import Journey, KnownFact, inside
from frontdoor.journey.narratives import about_child, in_the_open
from frontdoor.ledger.ids import new_id
from frontdoor.ledger.record import record, record_each
from frontdoor.ledger.scope import Actor
from frontdoor.people.aliases import rows_of
from frontdoor.people.details import change_details
from frontdoor.people.models import Person
from frontdoor.rules.coming_apart import DETAILS
from frontdoor.rules.events.known_facts import FactEnded, FactRecorded
from frontdoor.rules.known_facts import FACTS, NAME_LONGEST, ON_THE_PERSON, PROTECTS, SAID_OF
from frontdoor.rules.roles import Permission


class UnableToKeepFact(Exception):
    """The fact cannot be kept so. The text is a sentence for the person who reads it."""


@transaction.atomic
def record_fact(
    *,
    journey: UUID,
    kind: str,
    words: str,
    source: str,
    since: date | None = None,
    until: date | None = None,
    in_confidence: bool = False,
    token: str = "",
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> KnownFact:
    """Keep what somebody said of a child, with who said it and when (`happened_at`) and from when it holds."""
    found = held(journey, "record_fact", Permission.ADD_INFORMATION, by=by)
    _check(kind, words, source, since, until)
    used = claim(token, journey=found, at=recorded_at)
    if used.before:
        return KnownFact.found(used.record)
    told_by = in_the_open(
        found, source, question="known_fact_source", record=used.record, by=by, recorded_at=recorded_at
    )
    said = inside(found, kind=kind, source=told_by, since=since, until=until)
    row = KnownFact.new(at=recorded_at, id=used.record, **said, told_at=happened_at, recorded_by=by.account)
    about_child(
        found,
        question="known_fact",
        text=words,
        record=row.id,
        by=by,
        recorded_at=recorded_at,
        in_confidence=in_confidence,
    )
    record(FactRecorded(kind_of_fact=kind), about=row, by=by, happened_at=happened_at, recorded_at=recorded_at)
    if kind in ON_THE_PERSON:
        _on_the_person(found, kind, words.strip(), by=by, happened_at=happened_at, recorded_at=recorded_at)
    return row


def _on_the_person(
    journey: Journey, kind: str, name: str, *, by: Actor, happened_at: datetime, recorded_at: datetime
) -> None:
    """The plain name stands on the person: a child is found by the school they go to now."""
    change_details(
        person=journey.about,
        through=journey,
        details={kind: name},
        by=by,
        happened_at=happened_at,
        recorded_at=recorded_at,
    )


@transaction.atomic
def record_details(
    *,
    person: UUID,
    journey: UUID,
    details: Mapping[str, Any],
    source: str,
    seen: int | None = None,
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> Person:
    """Change details of a child that stand on the person, and keep of each that changes who said so, and when.

    What they say stands on the person, its former sayings in the person's versions; here stands whose word it is.
    """
    found = held(journey, "record_fact", Permission.ADD_INFORMATION, by=by)
    before = Person.locked(person, seen=seen)
    changed = [
        kind
        for kind in SAID_OF
        if any(name in details and details[name] != getattr(before, name) for name in DETAILS[kind])
    ]
    if changed and not source.strip():
        raise UnableToKeepFact("Say who says so.")
    after = change_details(
        person=person, through=found, details=details, by=by, happened_at=happened_at, recorded_at=recorded_at
    )
    written = [
        (
            FactRecorded(kind_of_fact=kind),
            _said(found, kind, source, by=by, happened_at=happened_at, recorded_at=recorded_at),
        )
        for kind in changed
    ]
    if written:
        record_each(written, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return after


def _said(
    journey: Journey, kind: str, source: str, *, by: Actor, happened_at: datetime, recorded_at: datetime
) -> KnownFact:
    key = new_id(recorded_at)
    told_by = in_the_open(journey, source, question="known_fact_source", record=key, by=by, recorded_at=recorded_at)
    said = inside(journey, kind=kind, source=told_by, told_at=happened_at, recorded_by=by.account)
    return KnownFact.new(at=recorded_at, id=key, **said)


def _check(kind: str, words: str, source: str, since: date | None, until: date | None) -> None:
    if kind not in FACTS:
        raise UnableToKeepFact("Say what it is about.")
    if not words.strip():
        raise UnableToKeepFact("Write what is known.")
    if kind in ON_THE_PERSON and len(words.strip()) > NAME_LONGEST:
        raise UnableToKeepFact(f"Write its name alone, in at most {NAME_LONGEST} characters.")
    if not source.strip():
        raise UnableToKeepFact("Say who says so.")
    if since is not None and until is not None and until < since:
        raise UnableToKeepFact("It cannot end before it began. Look at the two days.")


@transaction.atomic
def end_fact(
    *,
    fact: UUID,
    until: date,
    because: str = "",
    seen: int | None = None,
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> KnownFact:
    """Say until when a fact held. Contact and orders may protect: a registered social worker or manager ends them."""
    journey = held(KnownFact.found(fact).journey_id, "end_fact", Permission.ADD_INFORMATION, by=by)
    row = KnownFact.locked(fact, seen=seen)
    if row.kind in PROTECTS:
        permission.require(by, Permission.CLOSE, about=journey)
    if row.since is not None and until < row.since:
        raise UnableToKeepFact("It cannot end before it began. Look at the day.")
    row.change(at=recorded_at, ended_on=until)
    about_child(journey, question="fact_ended_because", text=because, record=row.id, by=by, recorded_at=recorded_at)
    fact_ended = FactEnded(kind_of_fact=row.kind, until=until)
    record(fact_ended, about=row, by=by, happened_at=happened_at, recorded_at=recorded_at)
    if row.kind in ON_THE_PERSON and row.id == max(_of_kind(journey, row.kind), key=lambda one: one.told_at).id:
        _on_the_person(journey, row.kind, "", by=by, happened_at=happened_at, recorded_at=recorded_at)
    return row


def _of_kind(journey: Journey, kind: str) -> list[KnownFact]:
    """What stands of this kind on the child, the row that is ending among it."""
    return [row for row in rows_of(KnownFact, "about", journey.about) if row.kind == kind and row.voided_at is None]
