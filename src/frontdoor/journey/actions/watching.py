"""The watcher: what the periodic job records and whom it tells. Run it in system scope of one authority.

Everything here may be run twice, or by two jobs at once: an event of the watcher has an id that follows from clock,
subject, start and due moment, and a row that was dealt with says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from frontdoor.access.models import Account
from frontdoor.journey import queries
from frontdoor.journey.actions import handovers, telling
from frontdoor.journey.models import Allegation, Contact, HandOver, Journey
from frontdoor.ledger.ids import derived_id
from frontdoor.ledger.models import ClockRun
from frontdoor.ledger.place import At, Place, Recordable
from frontdoor.ledger.record import record_each
from frontdoor.ledger.scope import Actor
from frontdoor.ledger.standing import standing_of
from frontdoor.outbox.models import Message, Page
from frontdoor.rules.calendar import add_opening_minutes
from frontdoor.rules.clocks import rule_in_force
from frontdoor.rules.clocks.states import late
from frontdoor.rules.events.base import LedgerEvent
from frontdoor.rules.events.holding import ClockDueSoon, ClockOverdue, HandoverEscalated
from frontdoor.rules.on_call import lately, mails, wakes
from frontdoor.rules.partnership import for_authority
from frontdoor.rules.steps import Stage

Written = list[tuple[LedgerEvent, Recordable]]


@dataclass(frozen=True, kw_only=True)
class Noted:
    """What one run of the watcher wrote down."""

    soon: int
    overdue: int


def watcher(authority: str) -> Actor:
    """The watcher as an actor: a part of the program, never a person."""
    return Actor(authority=authority, role="watcher", name="Watcher")


@transaction.atomic
def note_due(*, authority: str, now: datetime) -> Noted:
    """Record once, of each clock, that it is due soon and that it ran out; tell the manager of what ran out."""
    soon = queries.soon_unnoted(authority, now)
    overdue = [run for run in queries.overdue_unnoted(authority, now) if late(now, run.due_at)]
    for run in soon:
        _note(run, ClockDueSoon(clock=run.clock, run=run.id, due_at=run.due_at), run.soon_at, now)
    for run in overdue:
        _note(run, ClockOverdue(clock=run.clock, run=run.id, due_at=run.due_at), run.due_at, now)
    journeys = {run.journey for run in overdue if Journey.of(id=run.journey)}
    _escalate([run for run in overdue if run.journey in journeys], now)
    _tell_desk([run for run in overdue if run.journey not in journeys], now)
    return Noted(soon=len(soon), overdue=len(overdue))


def _note(run: ClockRun, fact: LedgerEvent, happened_at: datetime, now: datetime) -> None:
    where = At(_place(run))
    subject = run.record or run.journey
    key = derived_id(fact.kind(), run.clock, subject, run.start_event, run.due_at.isoformat())
    record_each([(fact, where)], by=watcher(run.authority), happened_at=happened_at, recorded_at=now, derived=key)


def _place(run: ClockRun) -> Place:
    """Where a clock's lateness is noted: in its journey, or on the allegation, which stands in none."""
    for journey in Journey.of(id=run.journey):
        return journey.place(record=run.record, record_kind="clock", compartment=run.compartment)
    return replace(Allegation.found(run.journey).place(), record_kind="clock")


def _tell_desk(overdue: Sequence[ClockRun], now: datetime) -> None:
    """Of an allegation those who stand behind its wall are told, and nobody else: not even that it is there."""
    loaded = queries.loaded(run.start_event for run in overdue)
    for run in overdue:
        if not mails(loaded_at=loaded.get(run.start_event), due_at=run.due_at, now=now):
            continue
        name = rule_in_force(run.clock, run.rule_from, for_authority(run.authority)).noun
        for manager in queries.desk_of(run.authority, run.compartment):
            Message.new(
                at=now,
                authority=run.authority,
                compartment=run.compartment,
                channel="email",
                to_account=manager.id,
                to_address=manager.email,
                subject=f"{name}: overdue",
                body="Please look at the restricted desk: {site}/access-desk/restricted/",
                queued_at=now,
            )


def _escalate(overdue: Sequence[ClockRun], now: datetime) -> None:
    """One message a manager and contact, whatever the number of clocks; a child in danger at night is told by page.

    Nobody is woken for what ran out long before the watcher first saw it, and no mail is sent about a history that was
    loaded.
    """
    told: set[tuple[UUID, str]] = set()
    loaded = queries.loaded(run.start_event for run in overdue)
    for run in overdue:
        journey = Journey.found(run.journey)
        reference = Contact.found(journey.contact_id).reference
        name = rule_in_force(run.clock, run.rule_from, for_authority(run.authority)).noun
        mail = mails(loaded_at=loaded.get(run.start_event), due_at=run.due_at, now=now)
        for manager in queries.managers_of(journey) if mail else ():
            if (manager.id, reference) not in told:
                told.add((manager.id, reference))
                _message(manager, journey, reference, f"{reference}: {name} is overdue", now)
        if _at_night(journey, run, now) and (run.journey, "") not in told:
            told.add((run.journey, ""))
            telling.page_on_call([journey], reference=reference, reason="overdue", by=watcher(run.authority), at=now)


def _at_night(journey: Journey, run: ClockRun, now: datetime) -> bool:
    """Nobody is woken for a child whose journey has ended: what is owed then is the manager's to see by day."""
    standing = standing_of(journey.id)
    return (
        standing is not None
        and wakes(clock=run.clock, danger_now=standing.danger_now, rating=standing.rating, due_at=run.due_at, now=now)
        and journey.facts()["stage"] != Stage.CLOSED
        and not for_authority(journey.authority).hours.is_open(now)
    )


def _message(manager: Account, journey: Journey, reference: str, subject: str, now: datetime) -> Message:
    """A mail with a reference and a link: it names nobody."""
    return Message.new(
        at=now,
        authority=journey.authority,
        compartment=queries.wall_of(journey),
        channel="email",
        to_account=manager.id,
        to_address=manager.email,
        subject=subject,
        body=f"Please look at {reference}: {{site}}/contact/{reference}/",
        reference=reference,
        queued_at=now,
    )


@transaction.atomic
def tell_due(*, authority: str, now: datetime) -> list[Page]:
    """After 15 minutes (the clock `on_call_acknowledge`) without an answer the next person of the rota is told."""
    told = []
    for page in queries.pages_unanswered(authority, now):
        following = telling.tell_next(page=page.id, by=watcher(authority), recorded_at=now)
        if following is not None:
            told.append(following)
    return told


@transaction.atomic
def pass_on_unaccepted(*, authority: str, now: datetime) -> list[HandOver]:
    """Once the front door is shut: whatever nobody accepted goes to the manager and is offered to out-of-hours.

    The child stays with the sender. Red, unrated and endangered children are told to the person on call.
    """
    hours = for_authority(authority).hours
    if hours.is_open(now):
        return []
    by = watcher(authority)
    # What the night offers to the day waits for the day: only what could have been accepted before closing is late.
    waiting = [
        (offered, could_be_taken)
        for offered in queries.handovers_waiting(authority)
        if (could_be_taken := add_opening_minutes(offered.offered_at, 1, hours)) <= now
    ]
    loaded = queries.loaded_hand_overs(offered.id for offered, _ in waiting)
    for offered, could_be_taken in waiting:
        journey = Journey.locked(offered.journey_id)
        reference = Contact.found(journey.contact_id).reference
        offered.change(at=now, escalated_at=now)
        written: Written = [(HandoverEscalated(to_kind=offered.to_kind), offered)]
        if not any(one.to_kind == "out_of_hours" for one in handovers.open_offers(journey)):
            handovers.offer(journey, to_kind="out_of_hours", by=by, happened_at=now, recorded_at=now, written=written)
        record_each(written, by=by, happened_at=now, recorded_at=now)
        mail = mails(loaded_at=loaded.get(offered.id), due_at=could_be_taken, now=now)
        for manager in queries.managers_of(journey) if mail else ():
            _message(manager, journey, reference, f"{reference}: nobody has accepted this hand-over", now)
        standing = standing_of(journey.id)
        unrated = standing is not None and not standing.rating
        if (handovers.urgent(journey) or unrated) and lately(could_be_taken, now):
            telling.page_on_call([journey], reference=reference, reason="handover_unaccepted", by=by, at=now)
    return [offered for offered, _ in waiting]
