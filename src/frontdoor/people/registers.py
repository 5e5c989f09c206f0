"""Verbs of agencies' registers: agreeing, loading, ending what is no longer sent, and saying whom a row is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from frontdoor.access import permission
from frontdoor.access.permission import RefusedSight
from frontdoor.access.sight import Sighted
from frontdoor.ledger import scope
from frontdoor.ledger.place import At, Recordable
from frontdoor.ledger.record import record, record_each
from frontdoor.ledger.scope import Actor
from frontdoor.people import register_questions
from frontdoor.people.aliases import ids_of
from frontdoor.people.details import near
from frontdoor.people.matching_registers import adults_of_households, entries_waiting_for, people_of_rows
from frontdoor.people.merging import UnableToJoin
from frontdoor.people.models import Person, RegisterAgreement, RegisterEntry
from frontdoor.people.register_agreements import Sent, agreed
from frontdoor.people.register_models import WALL
from frontdoor.people.register_questions import inside
from frontdoor.people.who_knows import may_know, open_entries, said_before
from frontdoor.rules.calendar import london_day
from frontdoor.rules.events.base import LedgerEvent
from frontdoor.rules.events.registers import (
    RegisterConfirmed,
    RegisterLinked,
    RegisterLoaded,
    RegisterParted,
)
from frontdoor.rules.identity import Verdict, needs_second
from frontdoor.rules.registers import FACTS, IDENTITY, RegisterRow
from frontdoor.rules.roles import Permission

Written = list[tuple[LedgerEvent, Recordable]]
#: A row about somebody who was put behind a wall since is still followed from file to file.
_BEHIND = frozenset({"open", WALL})


@transaction.atomic
def load_rows(
    *, rows: Sequence[RegisterRow], sent: Sent, by: Actor, recorded_at: datetime, batch: str = ""
) -> Counter[str]:
    """Keep these rows of a register; returns how many are new, changed, ended, and known already.

    A row whose person changed is about nobody until it is found anew. A row with a day on which it ended ends.
    """
    permission.require(by, Permission.LOAD_FEEDS)
    agreement = RegisterAgreement.locked(agreed(sent, by=by, on=london_day(recorded_at)).id)
    with scope.acting(_through(by), recorded_at):
        written: Written = []
        came: Counter[str] = Counter()
        held = {one.key: one for one in _open(sent, by, keys=[row.key for row in rows])}
        begun = [row for row in rows if row.key not in held and row.ended_on is None]
        before = _said_before(sent, by, [row.key for row in begun])
        to_link = RegisterEntry.new_each([_begun(row, before, sent, by, recorded_at) for row in begun], at=recorded_at)
        came["new"] = len(begun)
        changed = {one.id for one in to_link if one.not_people and _is_another(one, before[one.key])}
        for row in rows:
            entry = held.get(row.key)
            if entry is not None and row.ended_on is None and _is_another(row, entry):
                changed.add(entry.id)
            how = _follow(row, entry, at=recorded_at, written=written)
            came[how] += 1 if how else 0
            to_link += [entry] if entry is not None and how != "ended" and entry.person is None else []
        gone = [one.id for one in held.values() if one.ended_on is not None]
        register_questions.close([*gone, *changed], by=by, at=recorded_at)
        _link(to_link, changed=changed, by=by, at=recorded_at, written=written)
        agreement.change(at=recorded_at, loaded_at=recorded_at)
        _note(written, came, agreement, by=by, at=recorded_at, batch=batch)
    return came


def _note(
    written: Written, came: Counter[str], agreement: RegisterAgreement, *, by: Actor, at: datetime, batch: str
) -> None:
    loaded = RegisterLoaded(
        agency=agreement.agency, register=agreement.register, begun=came["new"], changed=came["changed"],
        ended=came["ended"],
    )  # fmt: skip
    if loaded.begun or loaded.changed or loaded.ended:
        written.append((loaded, agreement))
    if written:
        record_each(written, by=by, happened_at=at, recorded_at=at, batch=batch)


def _through(by: Actor) -> Actor:
    return replace(by, compartments=_BEHIND, bars=frozenset())


def _open(sent: Sent, by: Actor, keys: Iterable[str] | None = None) -> list[RegisterEntry]:
    return open_entries(authority=by.authority, agency=sent.agency, register=sent.register, keys=keys)


def _said_before(sent: Sent, by: Actor, keys: Iterable[str]) -> dict[str, RegisterEntry]:
    return said_before(authority=by.authority, agency=sent.agency, register=sent.register, keys=keys)


def _begun(
    row: RegisterRow, before: Mapping[str, RegisterEntry], sent: Sent, by: Actor, at: datetime
) -> dict[str, Any]:
    """A row that was not sent or not any more. Whom somebody said that it does not mean it never means."""
    walls = {"authority": by.authority, "agency": sent.agency, "compartment": WALL}
    facts = {name: getattr(row, name) for name in FACTS}
    not_people = before[row.key].not_people if row.key in before else []
    return {**walls, **facts, "register": sent.register, "key": row.key, "since": at, "not_people": not_people}


#: Who a row says that somebody is. Where one of these changed, what a person said of it is asked about once more.
_WHO = ("name_key", "born_on", "nhs_number", "upn")


def _is_another(row: RegisterRow | RegisterEntry, entry: RegisterEntry) -> bool:
    """Whether a row says somebody else than an entry of its key does, as far as a person judged it by that."""
    return bool(entry.not_people) and any(getattr(row, name) != getattr(entry, name) for name in _WHO)


def _follow(row: RegisterRow, entry: RegisterEntry | None, *, at: datetime, written: Written) -> str:
    """What a row makes of the entry that is held: "changed", "again", "ended"; nothing of one that is new."""
    if entry is None:
        return "ended already" if row.ended_on is not None else ""
    if row.ended_on is not None:
        entry.change(at=at, ended_on=row.ended_on)
        return "ended"
    facts = {name: getattr(row, name) for name in FACTS}
    changed: dict[str, Any] = {name: value for name, value in facts.items() if getattr(entry, name) != value}
    if not changed:
        return "again"
    if {*changed} & {*IDENTITY}:
        changed |= _parted(entry, "row_changed", at=at, written=written)
    entry.change(at=at, **changed)
    return "changed"


def _parted(entry: RegisterEntry, because: str, *, at: datetime, written: Written) -> dict[str, Any]:
    """The row is about nobody; the event stands with the person it was about. Adults found through a child go too."""
    if entry.person is None:
        return {}
    fact = RegisterParted(agency=entry.agency, register=entry.register, because=because)
    written.append((fact, At(entry.place())))
    if entry.person_kind == "child" and entry.household:
        for adult in _of_household(entry, because="household"):
            adult.change(at=at, **_parted(adult, because, at=at, written=written))
    return {"person": None, "because": "", "linked_at": None, "confirmed_by": None}


def _of_household(like: RegisterEntry, **facts: Any) -> list[RegisterEntry]:
    """The rows of adults of this household that have not ended."""
    household = {name: getattr(like, name) for name in ("authority", "agency", "register", "household")}
    return RegisterEntry.of(**household, person_kind="adult", ended_on=None, **facts)


def _link(
    entries: Sequence[RegisterEntry], *, changed: Collection[UUID] = (), by: Actor, at: datetime, written: Written
) -> int:
    """Find whom these rows are about; then the adults of the households whose child was found. Of the rest a person
    is asked at the desk.
    """
    if not entries:
        return 0
    meant = people_of_rows(entries, authority=entries[0].authority)
    linked = []
    households: dict[tuple[str, str, str], None] = {}
    for entry in entries:
        person, because = meant.found.get(entry.id, (None, ""))
        if person is not None:
            _linked(entry, person, because, at=at, written=written)
            linked.append(entry.id)
        if entry.household:
            households[entry.agency, entry.register, entry.household] = None
    for agency, register in dict.fromkeys((agency, register) for agency, register, _ in households):
        mine = [household for one, two, household in households if (one, two) == (agency, register)]
        linked += _link_adults(mine, Sent(agency=agency, register=register), entries[0], at=at, written=written)
    register_questions.close(linked, by=by, at=at)
    waiting = [entry for entry in entries if entry.id not in {*linked}]
    register_questions.ask(waiting, meant.asked, changed=changed, by=by, at=at, written=written)
    return len(linked)


def _link_adults(
    households: Collection[str], sent: Sent, like: RegisterEntry, *, at: datetime, written: Written
) -> list[UUID]:
    tied = adults_of_households(households, authority=like.authority, agency=sent.agency, register=sent.register)
    linked = []
    for household in sorted({household for household, _ in tied}):
        waiting = RegisterEntry.of(
            authority=like.authority, agency=sent.agency, register=sent.register, household=household,
            person_kind="adult", person=None, ended_on=None,
        )  # fmt: skip
        for entry in waiting:
            people = tied.get((household, entry.name_key), set()) - {*entry.not_people}
            if len(people) == 1:
                _linked(entry, next(iter(people)), "household", at=at, written=written)
                linked.append(entry.id)
    return linked


def _linked(entry: RegisterEntry, person: UUID, because: str, *, at: datetime, written: Written) -> None:
    entry.change(at=at, person=person, because=because, linked_at=at)
    written.append((RegisterLinked(agency=entry.agency, register=entry.register, because=because), At(entry.place())))


@transaction.atomic
def end_vanished(*, sent: Sent, still: Collection[str], by: Actor, recorded_at: datetime, batch: str = "") -> int:
    """End the rows of a register whose keys are not among those still sent: today, and nothing is deleted."""
    permission.require(by, Permission.LOAD_FEEDS)
    agreement = RegisterAgreement.locked(agreed(sent, by=by, on=london_day(recorded_at)).id)
    with scope.acting(_through(by), recorded_at):
        gone = [one for one in _open(sent, by) if one.key not in still]
        for entry in gone:
            entry.change(at=recorded_at, ended_on=london_day(recorded_at))
        register_questions.close([entry.id for entry in gone], by=by, at=recorded_at)
        _note([], Counter(ended=len(gone)), agreement, by=by, at=recorded_at, batch=batch)
    return len(gone)


@transaction.atomic
def link_arrivals(*, authority: str, since: datetime, now: datetime) -> int:
    """Find the rows that were about nobody and mean somebody added since then; returns how many were linked."""
    by = Actor(authority=authority, role="watcher", name="Registers", compartments=_BEHIND)
    with scope.acting(by, now):
        written: Written = []
        waiting = [RegisterEntry.locked(key) for key in entries_waiting_for(authority=authority, since=since)]
        linked = _link([one for one in waiting if one.person is None], by=by, at=now, written=written)
        if written:
            record_each(written, by=by, happened_at=now, recorded_at=now)
    return linked


@transaction.atomic
def look_again(*, people: Collection[UUID], since: datetime, authority: str, now: datetime) -> int:
    """Two were taken apart: rows linked to either since then are about nobody until whom they fit is found anew, by
    the same evidence; where no machine may say, a person is asked. Returns how many were looked at.
    """
    by = Actor(authority=authority, role="watcher", name="Registers", compartments=_BEHIND)
    with scope.acting(by, now):
        rows = [row for one in people for row in RegisterEntry.of(person=one)]
        wanted = [row for row in rows if row.ended_on is None and row.linked_at is not None and row.linked_at > since]
        written: Written = []
        for row in wanted:
            row.change(at=now, **_parted(row, "taken_apart", at=now, written=written))
        _link(wanted, by=by, at=now, written=written)
        if written:
            record_each(written, by=by, happened_at=now, recorded_at=now)
    return len(wanted)


@transaction.atomic
def confirm_entry(
    *, entry: UUID, person: UUID, through: Sighted, seen: int | None = None, by: Actor, recorded_at: datetime
) -> RegisterEntry:
    """A worker looked and says that the row is about this person, whether or not a machine had found it.

    Where something asks for care it is said at the desk, by two.
    """
    found = _judged(entry, person, through, by, recorded_at, seen)
    own = {*ids_of(person)}
    asked = [one for one in register_questions.open_questions([found.id]) if one.to in own]
    if found.person is None and any(needs_second(Verdict.SAME, one.flags) for one in asked):
        raise UnableToJoin("Something asks for care here: it is said at the desk, by two people.")
    with scope.acting(inside(by), recorded_at):
        linked = {} if found.person else {"person": person, "because": "worker", "linked_at": recorded_at}
        found.change(at=recorded_at, confirmed_by=by.account, **linked)
        fact = RegisterConfirmed(agency=found.agency, register=found.register)
        register_questions.close([found.id], by=by, at=recorded_at, answer="same", about=own)
        register_questions.close([found.id], by=by, at=recorded_at)
        record(fact, about=found, by=by, happened_at=recorded_at, recorded_at=recorded_at)
    return found


@transaction.atomic
def part_entry(
    *, entry: UUID, person: UUID, through: Sighted, seen: int | None = None, by: Actor, recorded_at: datetime
) -> RegisterEntry:
    """A worker says that the row is about somebody else. No later load takes it for this person again."""
    found = _judged(entry, person, through, by, recorded_at, seen)
    written: Written = []
    with scope.acting(inside(by), recorded_at):
        parted = _parted(found, "not_the_same", at=recorded_at, written=written)
        found.change(at=recorded_at, not_people=[*dict.fromkeys([*found.not_people, person])], **parted)
        register_questions.close([found.id], by=by, at=recorded_at, answer="not_same", about={*ids_of(person)})
        if written:
            record_each(written, by=by, happened_at=recorded_at, recorded_at=recorded_at)
    return found


def _judged(entry: UUID, person: UUID, through: Sighted, by: Actor, at: datetime, seen: int | None) -> RegisterEntry:
    """The row, held, if it is or may be about the child that `by` works with, or about somebody near to the child."""
    permission.require(by, Permission.SEE_WHO_KNOWS, about=through)
    permission.require(by, Permission.ADD_INFORMATION, about=through)
    if person not in ids_of(through.about) and not near(Person.found(person), through.about):
        raise RefusedSight
    doubtful = {one.entry.id for one in may_know(person, authority=through.authority, by=by, at=at)}
    with scope.acting(inside(by), at):
        found = RegisterEntry.locked(entry, seen=seen)
        if found.person != person and not (found.person is None and found.id in doubtful):
            raise RefusedSight
    return found
