"""Open status: what the authority's own case system says of somebody, kept with the moment at which it said it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from frontdoor.access import permission
from frontdoor.access.actions.restrictions import follow_restriction
from frontdoor.access.models import Restriction
from frontdoor.ledger import scope
from frontdoor.ledger.ids import new_id
from frontdoor.ledger.place import At, Place
from frontdoor.ledger.record import record
from frontdoor.ledger.scope import Actor
from frontdoor.people.actions import add_identifier, add_name, local_number
from frontdoor.people.matching import keep_keys, numbered
from frontdoor.people.models import Identifier, OpenStatus, Person
from frontdoor.rules.calendar import london_day
from frontdoor.rules.events.people import PersonAdded, StatusLoaded
from frontdoor.rules.masters import CASE_SYSTEM, sends
from frontdoor.rules.open_status import FACTS, CaseStatus
from frontdoor.rules.roles import Permission

#: What the case system says of somebody behind a wall is kept behind it, whoever brings it.
_BEHIND = frozenset({"open", "restricted", "adoption"})


@dataclass(frozen=True, kw_only=True)
class StatusKept:
    """What became of one person's status: "changed", "confirmed" (only newer), "again" or "older".

    `made` says that nobody had the number here; `followed` that the person is restricted here from now on, as there;
    `open_here` that the case system restricts a record that is open here still.
    """

    person: UUID
    came: str
    made: bool = False
    followed: bool = False
    open_here: bool = False


@transaction.atomic
def load_status(*, status: CaseStatus, by: Actor, recorded_at: datetime, batch: str = "") -> StatusKept:
    """Keep what the case system says of one person. An unknown number makes a provisional person.

    An event is written when a fact changed, not when the same facts were said again; what is older than the status
    already kept changes nothing.
    """
    permission.require(by, Permission.LOAD_FEEDS)
    found = numbered(local_number=status.source_number, nhs_number=status.nhs_number, authority=by.authority)
    through = replace(by, compartments=_BEHIND, bars=frozenset())
    with scope.acting(through, recorded_at):
        person = Person.found(found.person) if found else _made(status, by=through, at=recorded_at, batch=batch)
        if found:
            _keep_number(person, status, at=recorded_at)
        held = next(iter(OpenStatus.of(person=person.id)), None)
        came = _keep(person, held, status, by=through, recorded_at=recorded_at, batch=batch)
        open_here = status.restricted and person.compartment == "open" and not _is_restricted(person)
        followed = open_here and came != "older" and _followed(person, status, by=by, at=recorded_at, batch=batch)
        return StatusKept(
            person=person.id, came=came, made=found is None, followed=followed, open_here=open_here and not followed
        )


def _followed(person: Person, status: CaseStatus, *, by: Actor, at: datetime, batch: str) -> bool:
    """Whether the person is hidden here from now on: where the case system is master of who is restricted."""
    if not sends(CASE_SYSTEM, "restriction", authority=person.authority, on=london_day(at)):
        return False
    made = follow_restriction(person=person.id, by=by, happened_at=status.as_at, recorded_at=at, batch=batch)
    return made is not None


def _is_restricted(person: Person) -> bool:
    restrictions = Restriction.of(authority=person.authority, person=person.id)
    return any(one.lifted_at is None for one in restrictions)


def _made(status: CaseStatus, *, by: Actor, at: datetime, batch: str) -> Person:
    key = new_id(at)
    wall = "restricted" if status.restricted else "open"
    unborn = status.born is None and status.expected is not None
    person = Person.new(
        at=at,
        id=key,
        authority=by.authority,
        agency=by.agency,
        compartment=wall,
        kind="unborn" if unborn else "child",
        local_number=local_number(key),
        label="" if status.given_name or status.family_name else f"Known as {status.source_number}",
        given_name=status.given_name,
        family_name=status.family_name,
        born_on=status.born,
        expected_on=status.expected,
        sex=status.sex,
        added_at=at,
    )
    add_name(person=person, given_name=status.given_name, family_name=status.family_name, kind="legal", at=at)
    add_identifier(person=person, kind="case_system", value=status.source_number, at=at)
    if status.nhs_number:
        add_identifier(person=person, kind="nhs_number", value=status.nhs_number, at=at)
    keep_keys([key], authority=by.authority, at=at, new=True)
    named = bool(status.given_name or status.family_name)
    added = PersonAdded(kind_of_person=person.kind, named=named)
    record(added, about=person, by=by, happened_at=at, recorded_at=at, batch=batch)
    return person


def _keep_number(person: Person, status: CaseStatus, *, at: datetime) -> None:
    """Somebody found by NHS number has the case system's number from now on."""
    number = status.source_number.replace(" ", "").upper()
    held = {one.value for one in Identifier.of(person=person.id) if one.kind == "case_system"}
    if number not in {*held, person.local_number}:
        add_identifier(person=person, kind="case_system", value=number, at=at)
        keep_keys([person.id], authority=person.authority, at=at)


def _keep(
    person: Person, held: OpenStatus | None, status: CaseStatus, *, by: Actor, recorded_at: datetime, batch: str
) -> str:
    facts = {name: getattr(status, name) for name in FACTS}
    if held is not None and held.as_at > status.as_at:
        return "older"
    changed = [name for name, value in facts.items() if held is None or getattr(held, name) != value]
    if held is None:
        held = OpenStatus.new(
            at=recorded_at,
            authority=person.authority,
            agency=by.agency,
            compartment=person.compartment,
            person=person.id,
            source_number=status.source_number,
            as_at=status.as_at,
            **facts,
        )
    elif changed or held.as_at != status.as_at:
        held.change(at=recorded_at, as_at=status.as_at, source_number=status.source_number, **facts)
    else:
        return "again"
    if not changed:
        return "confirmed"
    place = Place(
        authority=held.authority,
        about=held.person,
        journey=None,
        record=held.id,
        record_kind="openstatus",
        agency=held.agency,
        compartment=held.compartment,
    )
    loaded = StatusLoaded(facts=tuple(sorted(changed)))
    record(loaded, about=At(place), by=by, happened_at=status.as_at, recorded_at=recorded_at, batch=batch)
    return "changed"
