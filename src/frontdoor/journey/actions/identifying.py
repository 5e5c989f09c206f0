"""Saying at the desk who somebody is, and what follows for whoever works with the child already.

A child who turns out to be one who is open has a worker: what came under the other number is new information for that
worker, on its own clock from first receipt, as if it had been known when it came. Taken apart, the two are two
children again: what the worker has not read yet is theirs no longer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from frontdoor.journey.actions.circumstances import NOBODY_WORKS, open_in_case_system, open_work, tell_worker
from frontdoor.journey.models import Contact, Information, Journey
from frontdoor.journey.queries import event_of
from frontdoor.ledger.place import At, Recordable
from frontdoor.ledger.record import record, record_each
from frontdoor.ledger.scope import Actor
from frontdoor.people import aliases, judging, parting
from frontdoor.people.identity import Joining, Proposal
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
    """Take two people apart. What one child's worker was told of the other and has not read is theirs no longer."""
    act = Joining.found(joining)
    held = _held((act.person, act.to))
    apart = parting.unmerge_people(
        joining=joining, assigned=assigned, because=because, seen=seen, by=by, happened_at=happened_at,
        recorded_at=recorded_at,
    )  # fmt: skip
    shown = aliases.shown_ids(journey.about for journey in held.values())
    for journey in held.values():
        elsewhere = held.get(journey.joins) if journey.joins else None
        if elsewhere is not None and shown[elsewhere.about] != shown[journey.about]:
            _take_back(journey, elsewhere, by=by, at=recorded_at)
    return apart


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
