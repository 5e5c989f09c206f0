"""Closing time: red and amber children go to the night by name, and nobody leaves with red on their name unsaid."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from frontdoor.access.models import Account
from frontdoor.journey import queries
from frontdoor.journey.actions import telling
from frontdoor.journey.actions.handovers import UnableToHandOver, accept_hand_over, hand_over
from frontdoor.journey.models import Contact, HandOver, Journey
from frontdoor.ledger.scope import Actor
from frontdoor.outbox.models import Message


@transaction.atomic
def hand_to_night(
    *, journeys: Sequence[UUID], plan: str, token: str, by: Actor, happened_at: datetime, recorded_at: datetime
) -> list[HandOver]:
    """Offer children of one contact to the night, with what must happen until the door opens. Never refused.

    Until a named person of the night accepts, each child stays with the sender.
    """
    return [
        hand_over(
            journey=journey,
            to_kind="out_of_hours",
            plan=plan,
            token=f"{token}-{journey}" if token else "",
            by=by,
            happened_at=happened_at,
            recorded_at=recorded_at,
        )
        for journey in sorted(journeys, key=str)
    ]


@transaction.atomic
def accept_for_night(
    *, handovers: Sequence[UUID], by: Actor, happened_at: datetime, recorded_at: datetime
) -> list[HandOver]:
    """Take children for the night, by name. Nobody accepts what they offered themselves."""
    for key in handovers:
        if HandOver.found(key).offered_by == by.account:
            raise UnableToHandOver("You offered this child yourself: somebody of the night accepts it.")
    return [
        accept_hand_over(handover=key, by=by, happened_at=happened_at, recorded_at=recorded_at)
        for key in sorted(handovers, key=str)
    ]


@transaction.atomic
def tell_of_leaving(*, journeys: Sequence[UUID], by: Actor, recorded_at: datetime) -> list[Message]:
    """Tell the managers that somebody signs out with red children on their name that the night has not accepted.

    The mail names nobody and is not enough: the person on call is told too, and must answer.
    """
    told: list[Message] = []
    for key in journeys:
        journey = Journey.found(key)
        reference = Contact.found(journey.contact_id).reference
        managers = [manager for manager in queries.managers_of(journey) if manager.id != by.account]
        told += [_mail(manager, journey, reference, recorded_at) for manager in managers]
        telling.page_on_call([journey], reference=reference, reason="handover_unaccepted", by=by, at=recorded_at)
    return told


def _mail(manager: Account, journey: Journey, reference: str, at: datetime) -> Message:
    return Message.new(
        at=at,
        authority=journey.authority,
        compartment=queries.wall_of(journey),
        channel="email",
        to_account=manager.id,
        to_address=manager.email,
        subject=f"{reference}: red, and whoever has it signs out before the night accepted it",
        body=f"Please look at {reference}: {{site}}/contact/{reference}/",
        reference=reference,
        queued_at=at,
    )
