"""Telling a person at once: danger now, or red after closing. An e-mail alone is never "told"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from frontdoor.access import permission
from frontdoor.journey import queries
from frontdoor.journey.models import Journey
from frontdoor.ledger.record import record, record_each
from frontdoor.ledger.scope import Actor
from frontdoor.outbox.models import Page
from frontdoor.rules.calendar import london_day
from frontdoor.rules.clocks import due_moment, rule_in_force
from frontdoor.rules.events.protection import PageAcknowledged, Paged
from frontdoor.rules.partnership import for_authority
from frontdoor.rules.roles import Permission


def page_on_call(
    journeys: Sequence[Journey], *, reference: str, reason: str, by: Actor, at: datetime, position: int = 0
) -> list[Page]:
    """Tell the person at this place of the rota about these children; they must answer before the clock runs out.

    Of a child behind a wall those are told who stand inside it, and nobody else.
    """
    pages = [_page(journey, reference=reference, reason=reason, at=at, position=position) for journey in journeys]
    record_each(
        [(Paged(reason=reason, to=page.rota), journey) for page, journey in zip(pages, journeys, strict=True)],
        by=by,
        happened_at=at,
        recorded_at=at,
    )
    return pages


def _page(journey: Journey, *, reference: str, reason: str, at: datetime, position: int) -> Page:
    partnership = for_authority(journey.authority)
    wall = queries.wall_of(journey)
    rota = partnership.rota(wall)
    on_call = rota[position % len(rota)]
    rule = rule_in_force("on_call_acknowledge", london_day(at), partnership)
    return Page.new(
        at=at,
        authority=journey.authority,
        compartment=wall,
        journey=journey.id,
        about=journey.about,
        reference=reference,
        reason=reason,
        rota="on_call" if wall == "open" else wall,
        position=position,
        to_name=on_call.who,
        to_telephone=on_call.telephone,
        paged_at=at,
        answer_due_at=due_moment(rule, at, {}, partnership),
    )


@transaction.atomic
def acknowledge_page(*, page: UUID, seen: int | None, by: Actor, recorded_at: datetime) -> Page:
    """Somebody on call says that they have the child: nobody else is told of it any more."""
    journey = Journey.locked(Page.found(page).journey)
    found = Page.locked(page, seen=seen)
    permission.require(by, Permission.ON_CALL, about=journey)
    for one in Page.of(journey=journey.id):
        if one.acknowledged_at is None:
            told = found if one.id == found.id else one
            told.change(at=recorded_at, acknowledged_at=recorded_at, acknowledged_by=by.account)
    record(PageAcknowledged(by_name=by.name), about=journey, by=by, happened_at=recorded_at, recorded_at=recorded_at)
    return found


@transaction.atomic
def tell_next(*, page: UUID, by: Actor, recorded_at: datetime) -> Page | None:
    """Nobody answered in time: the next person of the rota is told. Does nothing if somebody has answered since."""
    found = Page.locked(page)
    if found.acknowledged_at is not None or found.told_next_at is not None or found.answer_due_at > recorded_at:
        return None
    found.change(at=recorded_at, told_next_at=recorded_at)
    journey = Journey.found(found.journey)
    return page_on_call(
        [journey],
        reference=found.reference,
        reason=found.reason,
        by=by,
        at=recorded_at,
        position=found.position + 1,
    )[0]
