"""Proposals that somebody is a person known already, and what named persons say of them.

The program proposes with its evidence; where that is strong and nothing asks for care it links, and even then nobody
reads the two as one until a person says so. "Not the same" holds for every later run.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from frontdoor.access import permission
from frontdoor.documents import actions as documents
from frontdoor.ledger import scope
from frontdoor.ledger.place import Recordable
from frontdoor.ledger.record import record, record_each
from frontdoor.ledger.scope import Actor
from frontdoor.people import aliases, merging, parting, register_questions
from frontdoor.people.facts import facts_of
from frontdoor.people.identity import Alias, Judgement, Proposal, SearchStep
from frontdoor.people.models import Person
from frontdoor.rules.events.base import LedgerEvent
from frontdoor.rules.events.people import MatchJudged, MatchProposed, SearchDecided
from frontdoor.rules.identity import OPEN, SEARCH_STEPS, Flag, Rung, Verdict, flags, needs_second, refusal_to_join
from frontdoor.rules.roles import Permission

Written = list[tuple[LedgerEvent, Recordable]]

#: The program compares with everybody, whoever types; what it finds behind a wall goes to the desk behind that wall.
BEHIND = frozenset({"open", "hub", "restricted", "adoption"})


class UnableToJudge(Exception):
    """It cannot be said so. The text is a sentence for the person who reads it."""


@dataclass(frozen=True, kw_only=True)
class Offered:
    """Somebody known whom matching offers for an arriving person; `links` if the evidence is enough to link them.

    `twins` is what matching says of that; left out, first names that differ at all are taken so. `gives_a_name` says
    that their record has no first name and the arriving one has.
    """

    person: UUID
    weight: float
    evidence: tuple[Rung, ...]
    links: bool = False
    twins: bool | None = None
    gives_a_name: bool = False


def take_found(
    person: Person, found: Sequence[Offered], *, by: Actor, at: datetime, written: Written
) -> list[Proposal]:
    """Keep what matching found for an arriving person: one link, or proposals, or nothing.

    The program links only where one alone is in the linking zone and nothing asks for care. Whoever types learns
    nothing of it: everything is kept behind the walls of both.
    """
    through = replace(by, compartments=BEHIND, bars=frozenset())
    with scope.acting(through, at):
        _ask_anew(person, at=at)
        kept = []
        linking = [one for one in found if one.links]
        for one in found:
            to = next(iter(Person.of(id=aliases.shown_id(one.person))), None)
            if to is None or not _may_be(person, to):
                continue
            care = _care(one, person, to)
            proposal = _propose(person, to, one, care, by=through, at=at)
            if one.links and len(linking) == 1 and not {*care} & _NEVER_LINKED and not _is_linked(person):
                joined = merging.link_person(person, to, by=through, at=at)
                proposal.change(at=at, state="linked", joining=joined.id)
                written.append((merging.linked(joined), joined.place_of(False)))
            written.append((MatchProposed(proposal=str(proposal.id), flags=care), proposal))
            kept.append(proposal)
        return kept


#: What is never linked without asking; that both have work is for whoever confirms.
_NEVER_LINKED = frozenset({Flag.TWO_NUMBERS, Flag.TWINS, Flag.WALL})


def _is_linked(person: Person) -> bool:
    """Whether a link of this record stands already, confirmed or not: it is a person's to change."""
    return any(row.until is None for row in Alias.of(person=person.id))


def _care(offered: Offered, person: Person, to: Person) -> tuple[Flag, ...]:
    """What asks for care; of twins matching knows more than two names that differ."""
    found = flags(facts_of(person), facts_of(to))
    if offered.twins is None:
        return found
    others = tuple(flag for flag in found if flag is not Flag.TWINS)
    return (*others, Flag.TWINS) if offered.twins else others


def _may_be(person: Person, to: Person) -> bool:
    """Whether the two may be proposed at all: not said to be two, not one already, nothing that forbids joining."""
    ids, other = aliases.ids_of(person.id), aliases.ids_of(to.id)
    if kept_apart(ids, other) or refusal_to_join(facts_of(person), facts_of(to)):
        return False
    return not any(row.to in other and row.state in OPEN for one in ids for row in Proposal.of(person=one))


def _ask_anew(person: Person, *, at: datetime) -> None:
    """What the program proposed and nobody has answered yet gives way to what it proposes now."""
    for row in Proposal.of(person=person.id):
        if row.state == "waiting" and row.proposed_by is None and not Judgement.of(proposal=row.id):
            row.change(at=at, state="gone", settled_at=at)


def kept_apart(one: Collection[UUID], other: Collection[UUID]) -> bool:
    """Whether somebody said that these are not the same person, and nobody has said otherwise since."""
    return any(
        row.verdict == Verdict.NOT_SAME and row.ended_at is None and {row.person, row.to} & {*other}
        for key in one
        for row in (*Judgement.of(person=key), *Judgement.of(to=key))
    )


def _propose(
    person: Person, to: Person, offered: Offered | None, care: Sequence[str], *, by: Actor, at: datetime
) -> Proposal:
    wall = next((one.compartment for one in (person, to) if one.compartment != "open"), "")
    walled = facts_of(person).walled or facts_of(to).walled
    return Proposal.new(
        at=at,
        authority=person.authority,
        agency=by.agency,
        compartment=wall or ("restricted" if walled else "open"),
        person=person.id,
        to=to.id,
        weight=offered.weight if offered else None,
        evidence=[asdict(rung) for rung in offered.evidence] if offered else [],
        flags=[str(flag) for flag in care],
        proposed_at=at,
        proposed_by=None if offered else by.account,
    )


@transaction.atomic
def propose_match(
    *, person: UUID, to: UUID, because: str, by: Actor, happened_at: datetime, recorded_at: datetime
) -> Proposal:
    """Somebody thinks that two people are one: it is judged at the desk as what the program found is."""
    permission.require(by, Permission.MATCH)
    one, other = (Person.found(aliases.shown_id(key)) for key in (person, to))
    if refusal := refusal_to_join(facts_of(one), facts_of(other)):
        raise UnableToJudge(refusal)
    ids, others = {*aliases.ids_of(one.id)}, {*aliases.ids_of(other.id)}
    for row in [row for key in (*ids, *others) for row in (*Proposal.of(person=key), *Proposal.of(to=key))]:
        if row.state in OPEN and {row.person, row.to} & ids and {row.person, row.to} & others:
            return row
    made = _propose(one, other, None, flags(facts_of(one), facts_of(other)), by=by, at=recorded_at)
    _write("proposed_because", because, made.id, made, by=by, at=recorded_at)
    fact = MatchProposed(proposal=str(made.id), flags=tuple(made.flags))
    record(fact, about=made, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return made


@transaction.atomic
def judge_match(
    *,
    proposal: UUID,
    verdict: Verdict,
    because: str,
    seen: int | None,
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> Proposal:
    """Say whether two records are of one person, with a reason.

    "Same" joins them; where a rule asks for care, only when a second person has said so too. "Not the same" takes a
    link apart and holds for every later run. "Cannot tell" leaves it open. A row of an agency's register is judged in
    the same way: the same, it is about this person; not the same, it never is.
    """
    permission.require(by, Permission.MATCH)
    found = Proposal.locked(proposal, seen=seen)
    if found.state not in OPEN:
        raise UnableToJudge("Somebody has said already. What they said stands on the desk.")
    if not because.strip():
        raise UnableToJudge("Say why.")
    row = register_questions.held(found, by=by, at=recorded_at) if found.register else None
    second = found.state == "second"
    if second and any(row.judged_by == by.account for row in Judgement.of(proposal=found.id) if row.ended_at is None):
        raise UnableToJudge("You said so first: somebody else must look at it with their own eyes.")
    said = _said(found, verdict, second, by=by, happened_at=happened_at, at=recorded_at)
    _write("judged_because", because, said.id, found, by=by, at=recorded_at)
    asks_again = needs_second(verdict, found.flags) and not second
    place = register_questions.behind(found) if row else found
    written: Written = [(MatchJudged(proposal=str(found.id), verdict=verdict, second=second), place)]
    if row is not None and not asks_again:
        written += register_questions.answered(found, row, verdict, by=by, happened_at=happened_at, at=recorded_at)
    record_each(written, by=by, happened_at=happened_at, recorded_at=recorded_at)
    if asks_again:
        found.change(at=recorded_at, state="second")
    elif row is None:
        _follow(found, verdict, because, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return found


def _follow(
    found: Proposal, verdict: Verdict, because: str, *, by: Actor, happened_at: datetime, recorded_at: datetime
) -> None:
    """Let what was said of two people hold."""
    if verdict is Verdict.SAME:
        _joined(found, because, by=by, happened_at=happened_at, recorded_at=recorded_at)
    elif verdict is Verdict.NOT_SAME:
        _apart(found, because, by=by, happened_at=happened_at, recorded_at=recorded_at)
    else:
        found.change(at=recorded_at, state="linked" if found.state == "linked" else "cannot_tell")


def _said(
    found: Proposal, verdict: Verdict, second: bool, *, by: Actor, happened_at: datetime, at: datetime
) -> Judgement:
    return Judgement.new(
        at=at,
        authority=found.authority,
        agency=by.agency,
        compartment=found.compartment,
        person=found.person,
        to=found.to,
        proposal=found.id,
        verdict=verdict,
        second=second,
        judged_at=happened_at,
        judged_by=by.account,
        judged_by_name=by.name,
    )


def _joined(found: Proposal, because: str, *, by: Actor, happened_at: datetime, recorded_at: datetime) -> None:
    """The two are one: what was said against it ends, and what else was proposed for this person is needless."""
    if found.state == "linked" and found.joining is not None:
        joining = merging.confirm_link(joining=found.joining, by=by, happened_at=happened_at, recorded_at=recorded_at)
    else:
        joining = merging.merge_people(
            keep=found.to, join=found.person, because=because, by=by, happened_at=happened_at,
            recorded_at=recorded_at,
        )  # fmt: skip
    for key in joining.moved:
        for row in (*Judgement.of(person=key), *Judgement.of(to=key)):
            if row.verdict == Verdict.NOT_SAME and row.ended_at is None and {row.person, row.to} & {*joining.held}:
                row.change(at=recorded_at, ended_at=happened_at)
        for other in Proposal.of(person=key):
            if other.id != found.id and other.state in OPEN:
                other.change(at=recorded_at, state="gone", settled_at=happened_at)
    found.change(at=recorded_at, state="same", joining=joining.id, settled_at=happened_at)


def _apart(found: Proposal, because: str, *, by: Actor, happened_at: datetime, recorded_at: datetime) -> None:
    if found.state == "linked" and found.joining is not None:
        parting.unmerge_people(
            joining=found.joining, assigned={}, because=because, by=by, happened_at=happened_at,
            recorded_at=recorded_at,
        )  # fmt: skip
    found.change(at=recorded_at, state="not_same", settled_at=happened_at)


def _write(question: str, text: str, record_id: UUID, found: Proposal, *, by: Actor, at: datetime) -> None:
    subjects = [found.to] if found.register else [found.person, found.to]
    documents.write(
        text=text, question=question, record=record_id, subjects=subjects,
        authority=found.authority, compartment=found.compartment, by=by, recorded_at=at,
    )  # fmt: skip


@transaction.atomic
def decide_search(
    *, person: UUID, step: str, because: str, by: Actor, happened_at: datetime, recorded_at: datetime
) -> SearchStep:
    """A manager decides what else to do about somebody whom nobody could name within a day."""
    permission.require(by, Permission.DECIDE_SEARCH)
    found = Person.locked(person)
    if step not in SEARCH_STEPS:
        raise UnableToJudge("Choose one of the steps.")
    made = SearchStep.new(
        at=recorded_at,
        authority=found.authority,
        agency=by.agency,
        compartment=found.compartment,
        person=found.id,
        step=step,
        decided_at=happened_at,
        decided_by=by.account,
        decided_by_name=by.name,
    )
    documents.write(
        text=because, question="search_because", record=made.id, subjects=[found.id], person=found.id,
        authority=found.authority, compartment=found.compartment, by=by, recorded_at=recorded_at,
    )  # fmt: skip
    record_each([(SearchDecided(step=step), made)], by=by, happened_at=happened_at, recorded_at=recorded_at)
    return made
