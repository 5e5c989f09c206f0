"""Closing and reopening. What ends may be refused; what a manager closes in bulk is signed, counted and audited."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from frontdoor.journey.actions.handovers import open_offers
from frontdoor.journey.actions.within import held
from frontdoor.journey.models import (
    Assessment,
    ClosingRequest,
    Closure,
    Information,
    Journey,
    MissingEpisode,
    Order,
    Referral,
    Section47Enquiry,
    inside,
)
from frontdoor.journey.narratives import about_child
from frontdoor.journey.queries import written_by_others
from frontdoor.ledger.ids import new_id
from frontdoor.ledger.place import Recordable
from frontdoor.ledger.record import record_each
from frontdoor.ledger.scope import Actor
from frontdoor.ledger.storage import ChangedSinceShown
from frontdoor.people.aliases import is_nameless, rows_of
from frontdoor.people.models import Person
from frontdoor.rules.calendar import london_day
from frontdoor.rules.closing import REASONS, Episode, bulk_limit, statutory_refusal
from frontdoor.rules.events.base import LedgerEvent
from frontdoor.rules.events.decisions import DecisionSampled
from frontdoor.rules.events.holding import JourneyClosed, JourneyReopened
from frontdoor.rules.roles import Permission
from frontdoor.rules.steps import Stage

Written = list[tuple[LedgerEvent, Recordable]]

#: The stages in which somebody works with a child.
AT_WORK = frozenset(
    {Stage.STRATEGY_DISCUSSION, Stage.SECTION47, Stage.CONFERENCE, Stage.ASSESSMENT, Stage.ASSESSED, Stage.PLAN}
)

#: Why a journey is opened again.
REOPENED = {
    "new_information": "New information changes what was decided",
    "closed_wrongly": "It should not have been closed",
    "disagreement": "A disagreement was upheld",
    "audit": "An audit found that it should be looked at again",
    "other": "Another reason, in words",
}


class UnableToClose(Exception):
    """The journey cannot be closed so. The text is a sentence for the person who reads it."""


class UnableToReopen(Exception):
    """The journey cannot be reopened so. The text is a sentence for the person who reads it."""


@transaction.atomic
def close_journey(
    *,
    journey: UUID,
    reason: str,
    because: str,
    statutory: str = "",
    in_bulk: bool = False,
    seen: int | None,
    read: int | None = None,
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> Closure:
    """End one child's journey with a reason, and the statutory one where the child was in a child-in-need episode.

    `in_bulk` says that this child was confirmed as one of many: the closing is marked for audit. Above the local
    number of closings a day (in bulk or not) each further one is asked for and signed by somebody else. `read` is
    how much others had written of the child when the page was shown: nobody closes away what they have not read.
    """
    found = held(journey, "close_journey", Permission.CLOSE, by=by, seen=seen)
    refuse_if_written(found, read, by=by)
    check_words(reason, because)
    check_ending(found, statutory, at=happened_at, recorded_at=recorded_at)
    alone = refused_alone(found, by=by, at=recorded_at)
    if alone:
        raise UnableToClose(alone)
    key = new_id(recorded_at)
    about_child(found, question="closed_because", text=because, record=key, by=by, recorded_at=recorded_at)
    ending: dict[str, Any] = {"reason": reason, "statutory": statutory, "in_bulk": in_bulk}
    closure, written = end(
        found, key, ending, closed_by=by.account, second=None, happened_at=happened_at, recorded_at=recorded_at
    )
    record_each(written, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return closure


def refuse_if_written(journey: Journey, read: int | None, *, by: Actor) -> None:
    """Refuse an end if somebody else recorded anything about the child since it was shown: ChangedSinceShown.

    The journey's own revision is not enough: information, a rating or a protective step leaves its row as it was. None
    asks for nothing.
    """
    if read is not None and written_by_others([journey.id], besides=by.account).get(journey.id, 0) != read:
        raise ChangedSinceShown(journey)


def check_words(reason: str, because: str) -> None:
    """Refuse an end without its reason, and without why for this child."""
    if reason not in REASONS or not because.strip():
        raise UnableToClose("Choose why this ends, and write why for this child.")


def check_ending(journey: Journey, statutory: str, *, at: datetime, recorded_at: datetime) -> None:
    """Refuse with a sentence what nobody may close, alone or together."""
    _refuse_unfinished(journey, recorded_at)
    _refuse_worked_elsewhere(journey)
    _refuse_code(journey, statutory, at)


def end(
    journey: Journey,
    key: UUID,
    ending: dict[str, Any],
    *,
    closed_by: UUID | None,
    second: UUID | None,
    happened_at: datetime,
    recorded_at: datetime,
) -> tuple[Closure, Written]:
    """Keep the closing `key` with whoever closed and whoever signed; the caller records the events.

    A signature that was asked for and not given ends with it: nobody signs an older question should it be reopened.
    """
    closure = Closure.new(
        at=recorded_at,
        id=key,
        **inside(journey, **ending, closed_at=happened_at, closed_on=london_day(recorded_at)),
        closed_by=closed_by,
        second_signature=second,
        sampled_because="closed_in_bulk" if ending["in_bulk"] else "",
    )
    _end_referrals(journey, ending["statutory"], happened_at=happened_at, recorded_at=recorded_at)
    for asked in ClosingRequest.of(journey_id=journey.id):
        if asked.settled_at is None and asked.voided_at is None:
            asked.change(at=recorded_at, settled_at=happened_at, settled_by=closed_by)
    written: Written = [(JourneyClosed(**ending), closure)]
    if ending["in_bulk"]:
        written.append((DecisionSampled(reason="closed_in_bulk"), closure))
    return closure, written


def end_again(journey: Journey, *, by: Actor, happened_at: datetime, recorded_at: datetime) -> Written:
    """The events with which what was opened again, and comes to nothing, ends as a person had ended it before.

    A decision that ends a contact says no statutory reason. Where a referral was opened again with the journey it would
    stand open in the census for good, so the reason given when it was closed stands. Nothing is returned where no
    referral is open, or where somebody works with the child elsewhere.
    """
    former = [one for one in Closure.of(journey_id=journey.id) if one.reopened_at is not None and one.voided_at is None]
    if not former or not open_referrals(journey) or worked_elsewhere(journey):
        return []
    last = max(former, key=lambda one: (one.closed_at, one.id))
    ending = {"reason": last.reason, "statutory": last.statutory, "in_bulk": False}
    key = new_id(recorded_at)
    _, written = end(
        journey, key, ending, closed_by=by.account, second=None, happened_at=happened_at, recorded_at=recorded_at
    )
    return written


def _end_referrals(journey: Journey, statutory: str, *, happened_at: datetime, recorded_at: datetime) -> None:
    for referral in open_referrals(journey):
        referral.change(at=recorded_at, closed_on=london_day(happened_at), closed_because=statutory)


def _refuse_unfinished(journey: Journey, now: datetime) -> None:
    """Nothing that protects the child, and nothing that nobody has read, may be closed away."""
    for offered in open_offers(journey):
        raise UnableToClose(
            f"{offered.to_words} has not accepted this child yet. Take the hand-over back first, or wait until they do."
        )
    if any(order.ended_at is None and order.ends_at > now for order in Order.of(journey_id=journey.id)):
        raise UnableToClose("Police protection or an order is still in force for this child.")
    if any(episode.returned_at is None for episode in MissingEpisode.of(journey_id=journey.id)):
        raise UnableToClose("This child is recorded as missing. Record the return first.")
    if any(one.authorised_at is None and one.voided_at is None for one in Assessment.of(journey_id=journey.id)):
        raise UnableToClose("An assessment is open. Authorise it first: none outlasts the work (census rule 8867).")
    if any(news.waits for news in Information.of(journey_id=journey.id)):
        raise UnableToClose("There is new information that nobody has read. Read it first.")


def _refuse_worked_elsewhere(journey: Journey) -> None:
    """A case is open for as long as somebody works with the child (CIN census guide 4.6), on whichever contact."""
    if open_referrals(journey) and worked_elsewhere(journey):
        raise UnableToClose(
            "Work with this child that began with another contact goes on. Close that first: the child stays "
            "open while somebody works with them."
        )


def open_referrals(journey: Journey) -> list[Referral]:
    """The referrals of a journey that have not closed."""
    rows = Referral.of(journey_id=journey.id)
    return [row for row in rows if row.closed_on is None and not row.no_further_action and row.voided_at is None]


def worked_elsewhere(journey: Journey) -> bool:
    """Whether work that belongs to this child's open episode goes on under another contact, without its own referral.

    What comes in about a child with an open episode is no second referral, but has a journey of its own. Private
    fostering alone is no such work: it does not keep a case open (guide 1.2.4).
    """
    others = [
        other
        for other in rows_of(Journey, "about", journey.about)
        if other.id != journey.id and other.outcome != "private_fostering"
    ]
    return any(Stage(other.facts()["stage"]) in AT_WORK and not open_referrals(other) for other in others)


def episode_of(journey: Journey) -> Episode:
    """What the statutory reason for closing depends on."""
    referrals = [one for one in Referral.of(journey_id=journey.id) if one.voided_at is None]
    assessments = [
        one for one in Assessment.of(journey_id=journey.id) if one.authorised_at is not None and one.voided_at is None
    ]
    return Episode(
        referral=bool(referrals),
        no_further_action=bool(referrals) and all(one.no_further_action for one in referrals),
        section47=any(one.voided_at is None for one in Section47Enquiry.of(journey_id=journey.id)),
        assessed=bool(assessments),
        in_need=assessments[-1].in_need if assessments else None,
    )


def _refuse_code(journey: Journey, statutory: str, happened_at: datetime) -> None:
    refusal = statutory_refusal(statutory, london_day(happened_at), episode_of(journey))
    if refusal:
        raise UnableToClose(refusal)


def closings_today(by: Actor, now: datetime) -> int:
    """How many journeys this person has closed today, in bulk or one by one, without undoing it."""
    today = Closure.of(closed_by=by.account, closed_on=london_day(now))
    return sum(1 for closure in today if closure.voided_at is None)


def refused_alone(journey: Journey, *, by: Actor, at: datetime) -> str:
    """Why this person cannot close this child alone, in a sentence; empty if they can."""
    if is_nameless(rows_of(Person, "id", journey.about)):
        return "Nobody knows who this child is. A second registered person signs before it is closed: ask for that."
    limit = bulk_limit(journey.authority, london_day(at)).a_day
    if closings_today(by, at) >= limit:
        return (
            f"You have closed {limit} children today. A second registered person signs each further one: ask for that."
        )
    return ""


@transaction.atomic
def reopen_journey(
    *,
    journey: UUID,
    reason: str,
    because: str = "",
    seen: int | None = None,
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> Journey:
    """Open a journey again. Its contact waits for a decision anew; its clocks run on from where they began."""
    found = held(journey, "reopen_journey", Permission.ADD_INFORMATION, by=by, seen=seen)
    if reason not in REOPENED:
        raise UnableToReopen("Choose why this is opened again.")
    for closure in Closure.of(journey_id=found.id):
        if closure.reopened_at is None:
            closure.change(at=recorded_at, reopened_at=happened_at)
    for referral in Referral.of(journey_id=found.id):
        if referral.closed_on is not None:
            referral.change(at=recorded_at, closed_on=None, closed_because="")
    found.change(at=recorded_at, outcome="", decided_at=None, reopened_at=happened_at)
    about_child(found, question="reopened_because", text=because, record=found.id, by=by, recorded_at=recorded_at)
    record_each([(JourneyReopened(reason=reason), found)], by=by, happened_at=happened_at, recorded_at=recorded_at)
    return found
