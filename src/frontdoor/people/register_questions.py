"""Whether a register's row is about somebody here, asked at the clerk's desk where no machine may say.

A question is a proposal whose `person` is the row: it waits, is answered and is kept like any other. What a person
said of a row and somebody holds for every later file, also for a row that was not sent for a while and came again; a
row that says somebody else by now is asked about once more, and never linked to them by a machine.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from uuid import UUID

from frontdoor.access import permission
from frontdoor.ledger import scope
from frontdoor.ledger.place import At, Recordable
from frontdoor.ledger.scope import Actor
from frontdoor.people import aliases
from frontdoor.people.identity import Proposal
from frontdoor.people.merging import UnableToJoin
from frontdoor.people.register_models import WALL, RegisterEntry
from frontdoor.rules.events.base import LedgerEvent
from frontdoor.rules.events.registers import RegisterAsked, RegisterConfirmed
from frontdoor.rules.identity import OPEN, Flag, Verdict
from frontdoor.rules.registers.asking import Asked
from frontdoor.rules.roles import Permission

Written = list[tuple[LedgerEvent, Recordable]]
#: A question is kept behind the walls of whom it is about, whoever loads the file.
_BEHIND = frozenset({"open", "restricted", WALL})


def ask(
    entries: Sequence[RegisterEntry],
    asked: Mapping[UUID, Sequence[Asked]],
    *,
    changed: Collection[UUID] = (),
    by: Actor,
    at: datetime,
    written: Written,
) -> None:
    """Let a person say of these rows whom they mean; what was asked already is asked once.

    `changed` are rows that say somebody else than when a person judged them.
    """
    wanted = [entry for entry in entries if asked.get(entry.id)]
    if not wanted:
        return
    with scope.acting(replace(by, compartments=_BEHIND, bars=frozenset()), at):
        waits = {(row.person, row.to) for row in open_questions(entry.id for entry in wanted)}
        people = {one.person for entry in wanted for one in asked[entry.id]}
        own = aliases.ids_of_each(people)
        for entry in wanted:
            for one in asked[entry.id]:
                apart = bool({*own[one.person]} & {*entry.not_people})
                if any((entry.id, key) in waits for key in own[one.person]) or (apart and entry.id not in changed):
                    continue
                _ask(entry, one, (Flag.CHANGED.value,) if apart else (), at=at, written=written)


def _ask(entry: RegisterEntry, one: Asked, care: Sequence[str], *, at: datetime, written: Written) -> None:
    made = Proposal.new(
        at=at,
        authority=entry.authority,
        agency=entry.agency,
        compartment="restricted" if one.walled else "open",
        register=entry.register,
        person=entry.id,
        to=one.person,
        weight=one.weight,
        evidence=[asdict(rung) for rung in one.rungs],
        flags=[*one.flags, *care],
        proposed_at=at,
    )
    written.append((RegisterAsked(agency=entry.agency, register=entry.register), behind(made)))


def behind(question: Proposal) -> At:
    """Where an event about a question stands: with the person, behind the register's wall."""
    return At(replace(question.place(), compartment=WALL))


def open_questions(entries: Iterable[UUID]) -> list[Proposal]:
    """The questions about these rows that nobody has answered yet."""
    return list(Proposal.objects.filter(person__in=list(entries), state__in=OPEN).exclude(register="").order_by("id"))


def close(
    entries: Iterable[UUID], *, by: Actor, at: datetime, answer: str = "gone", about: Collection[UUID] | None = None
) -> None:
    """These rows are asked about no longer; of those `about` whom somebody spoke it is kept what they said."""
    with scope.acting(replace(by, compartments=_BEHIND, bars=frozenset()), at):
        for question in open_questions(entries):
            if about is None or question.to in about:
                question.change(at=at, state=answer, settled_at=at)


def held(question: Proposal, *, by: Actor, at: datetime) -> RegisterEntry:
    """The row of a question, held. Refuses where it is no longer sent, or somebody said already whom it means."""
    permission.require(by, Permission.SEE_WHO_KNOWS)
    with scope.acting(inside(by), at):
        entry = RegisterEntry.locked(question.person)
    if entry.ended_on is not None:
        raise UnableToJoin("The agency no longer sends this row. Nothing is asked about it any more.")
    if entry.person is not None:
        raise UnableToJoin("Somebody has said already whom this row means.")
    return entry


def inside(by: Actor) -> Actor:
    """The same person with the register's wall open, for one row."""
    return replace(by, compartments=by.compartments | {WALL})


def answered(
    question: Proposal, entry: RegisterEntry, verdict: Verdict, *, by: Actor, happened_at: datetime, at: datetime
) -> Written:
    """Let what a person said hold: the row is about them and stands on their page, or never is; unsaid, it waits."""
    written: Written = []
    shown = aliases.shown_id(question.to)
    if verdict is Verdict.CANNOT_TELL:
        question.change(at=at, state=str(verdict))
        return written
    with scope.acting(inside(by), at):
        if verdict is Verdict.SAME:
            entry.change(at=at, person=shown, because="worker", linked_at=at, confirmed_by=by.account)
            fact = RegisterConfirmed(agency=entry.agency, register=entry.register)
            written.append((fact, At(entry.place())))
        else:
            entry.change(at=at, not_people=[*dict.fromkeys([*entry.not_people, shown])])
    question.change(at=at, state=str(verdict), settled_at=happened_at)
    if verdict is Verdict.SAME:
        close([entry.id], by=by, at=at)
    return written
