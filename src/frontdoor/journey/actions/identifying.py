"""Saying at the desk who somebody is, and what follows for whoever works with the child already.

A child who turns out to be one who is open has a worker: what came under the other number is new information for that
worker, on its own clock from first receipt, as if it had been known when it came. Taken apart, the two are two
children again: what the worker has not read yet is theirs no longer, and each piece of work goes to whom it was of.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from frontdoor.journey.actions.circumstances import NOBODY_WORKS, open_in_case_system, open_work, tell_worker
from frontdoor.journey.actions.reassigning import contact_of, give_row, say_anew
from frontdoor.journey.models import Contact, Information, Journey
from frontdoor.journey.queries import event_of, events_told
from frontdoor.journey.work_since import work_since
from frontdoor.ledger.place import At, Recordable
from frontdoor.ledger.record import record, record_each
from frontdoor.ledger.scope import Actor
from frontdoor.people import aliases, judging, parting
from frontdoor.people.details_since import Detail
from frontdoor.people.facts_since import read_as_one_since
from frontdoor.people.identity import Joining, Proposal
from frontdoor.people.parting import JOINED, KEPT
from frontdoor.people.registers import look_again
from frontdoor.rules.coming_apart import TELL_OF
from frontdoor.rules.events.base import LedgerEvent
from frontdoor.rules.events.holding import EventVoided
from frontdoor.rules.identity import Verdict
from frontdoor.rules.steps import Stage

Written = list[tuple[LedgerEvent, Recordable]]


@transaction.atomic
def say_who(
    *,
    proposal: UUID,
    verdict: Verdict,
    because: str,
    seen: int | None,
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> Proposal:
    """Say whether two records are of one person. Whoever works with the child is told what came under the other."""
    found = Proposal.found(proposal)
    held = _held((found.person, found.to)) if verdict is Verdict.SAME else {}
    said = judging.judge_match(
        proposal=proposal, verdict=verdict, because=because, seen=seen, by=by, happened_at=happened_at,
        recorded_at=recorded_at,
    )  # fmt: skip
    if said.state == "same" and said.joining is not None:
        joining = Joining.found(said.joining)
        for side, other in ((joining.moved, joining.held), (joining.held, joining.moved)):
            for journey in held.values():
                if journey.about in side:
                    _tell(journey, {*other}, by=by, at=recorded_at)
    return said


def _held(people: Iterable[UUID]) -> dict[UUID, Journey]:
    """The journeys of these people, held in order, before anything is recorded."""
    every = {row.id for one in people for row in aliases.rows_of(Journey, "about", one)}
    return {key: Journey.locked(key) for key in sorted(every)}


def _tell(journey: Journey, other: set[UUID], *, by: Actor, at: datetime) -> None:
    """Tell whoever works with the child under one of the `other` ids of this journey, unless they know of it."""
    stage = Stage(journey.facts()["stage"])
    if journey.joins is not None or stage not in NOBODY_WORKS:
        return
    contact = Contact.found(journey.contact_id)
    elsewhere = open_work(journey.about, compartment=journey.compartment, besides=journey.id)
    if elsewhere is not None:
        if elsewhere.about not in other or (stage is not Stage.CONTACT and not _came_since(contact, elsewhere)):
            return
    elif stage is not Stage.CONTACT or not any(open_in_case_system(one) for one in other) or _told(journey):
        return
    if elsewhere is not None:
        journey.change(
            at=at,
            joins=elsewhere.id,
            seen_by=[*dict.fromkeys([*journey.seen_by, *filter(None, [elsewhere.worker])])],
            seen_by_teams=[*dict.fromkeys([*journey.seen_by_teams, *filter(None, [elsewhere.team])])],
        )
    written: Written = []
    tell_worker(journey, contact, elsewhere, at=at, written=written)
    record_each(written, by=by, happened_at=contact.received_at, recorded_at=at)


def _came_since(contact: Contact, elsewhere: Journey) -> bool:
    """Whether a contact that was decided already came while the worker had the child: older ones are history."""
    return contact.received_at >= Contact.found(elsewhere.contact_id).received_at


def _told(journey: Journey) -> bool:
    return any(
        news.voided_at is None and (news.waits or news.read_at) for news in Information.of(journey_id=journey.id)
    )


@transaction.atomic
def take_apart(
    *,
    joining: UUID,
    assigned: Mapping[UUID, str],
    because: str,
    seen: int | None = None,
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> Joining:
    """Take two people apart. What one child's worker was told of the other and has not read is theirs no longer.

    `assigned` says of each id, fact, detail and piece of work that came since whose it is. Refuses while one is open.
    """
    act = Joining.found(joining)
    held = _held((act.person, act.to))
    work, details = work_since(act, held), parting.details_came_since(act)
    parting.must_say(act, assigned, [one.id for one in work])
    apart = parting.unmerge_people(
        joining=joining, assigned=assigned, because=because, seen=seen, by=by, happened_at=happened_at,
        recorded_at=recorded_at,
    )  # fmt: skip
    sides = {KEPT: aliases.ids_of(act.to), JOINED: aliases.ids_of(act.person)}
    journeys = list(held.values())
    for one in work:
        if one.journey.about not in sides[assigned[one.id]]:
            to = contact_of(sides[assigned[one.id]], journeys)
            give_row(one.row, one.journey, to, by=by, at=recorded_at)
    for detail in details:
        if detail.what in TELL_OF and detail.person not in sides[assigned[detail.id]]:
            _tell_of(act, detail, sides[assigned[detail.id]], journeys, by=by, at=recorded_at)
    shown = aliases.shown_ids(journey.about for journey in held.values())
    for journey in held.values():
        elsewhere = held.get(journey.joins) if journey.joins else None
        if elsewhere is not None and shown[elsewhere.about] != shown[journey.about]:
            _take_back(journey, elsewhere, by=by, at=recorded_at)
    since = act.confirmed_at or act.joined_at
    look_again(people=[*sides[KEPT], *sides[JOINED]], since=since, authority=act.authority, now=recorded_at)
    return apart


def _tell_of(
    act: Joining, detail: Detail, side: Sequence[UUID], journeys: Sequence[Journey], *, by: Actor, at: datetime
) -> None:
    """What the ledger tells of a birth, a death or stopped letters goes where the detail went."""
    since = read_as_one_since(act, detail.person)
    for journey in journeys:
        events = events_told(journey.id, TELL_OF[detail.what], after=since) if journey.about == detail.person else []
        if events:
            say_anew(events, journey, contact_of(side, journeys), by=by, at=at)


def _take_back(journey: Journey, elsewhere: Journey, *, by: Actor, at: datetime) -> None:
    journey.change(
        at=at,
        joins=None,
        seen_by=[one for one in journey.seen_by if one != elsewhere.worker],
        seen_by_teams=[one for one in journey.seen_by_teams if one != elsewhere.team],
    )
    for news in Information.of(journey_id=journey.id):
        if news.waits and news.voided_at is None and news.for_worker == elsewhere.worker:
            told = event_of(news.id, "new_information_received")
            news.change(at=at, waits=False, voided_at=at)
            if told is not None:
                where = At(news.place())
                record(
                    EventVoided(reason="wrong_child"), about=where, by=by, happened_at=at, recorded_at=at, voids=told.id
                )
