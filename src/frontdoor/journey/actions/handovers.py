"""Handing over: child, clock and name stay with the sender until a named person accepts."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from frontdoor.access import permission
from frontdoor.journey.actions import telling
from frontdoor.journey.actions.within import WITHDRAWN, claim, held, let_in, may_take_back, shut_out
from frontdoor.journey.models import Contact, HandOver, Journey, inside
from frontdoor.journey.narratives import about_child, each_about_child
from frontdoor.ledger.place import Recordable
from frontdoor.ledger.record import record, record_each
from frontdoor.ledger.scope import Actor
from frontdoor.ledger.standing import standing_of
from frontdoor.rules import steps
from frontdoor.rules.events.base import LedgerEvent
from frontdoor.rules.events.holding import HandedOver, HandoverAccepted, HandoverDeclined
from frontdoor.rules.partnership import for_authority
from frontdoor.rules.roles import Permission

Written = list[tuple[LedgerEvent, Recordable]]

#: Where a child can be handed. Outside ones are accepted by a person whose name is written down.
INSIDE = ("team", "worker", "out_of_hours")
OUTSIDE = ("early_help", "other_authority", "adult_social_care")

#: Why a hand-over was not accepted. The last two are the sender's.
DECLINED = {
    "wrong_place": "It belongs somewhere else",
    "more_needed": "More information is needed first",
    "no_room": "Nobody here can take it now",
    "not_reached": "The person could not be reached",
    "other": "Another reason",
    WITHDRAWN: "The sender took it back",
    "offered_elsewhere": "It was offered to somebody else instead",
}


class UnableToHandOver(Exception):
    """The hand-over cannot be done so. The text is a sentence for the person who reads it."""


@transaction.atomic
def hand_over(
    *,
    journey: UUID,
    to_kind: str,
    to: str = "",
    to_words: str = "",
    to_account: UUID | None = None,
    because: str = "",
    plan: str = "",
    token: str = "",
    seen: int | None = None,
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> HandOver:
    """Offer a child to somebody else. Nothing moves until they accept; an earlier open offer is withdrawn.

    `to` is a team's code, `to_account` a worker, `to_words` who it is where there is no code. `plan` is what must
    happen until they begin (a hand-over for the night). To out-of-hours it is never refused, in any stage.
    """
    night = to_kind == "out_of_hours"
    verb = "hand_to_out_of_hours" if night else "hand_over"
    found = held(journey, verb, Permission.PROTECT if night else Permission.ADD_INFORMATION, by=by, seen=seen)
    used = claim(token, journey=found, at=recorded_at)
    if used.before:
        return HandOver.found(used.record)
    _refuse_nobody(found, to_kind, to, to_words, to_account)
    written: Written = [] if night else _withdraw_earlier(found, by=by, at=recorded_at)
    offered = offer(
        found, to_kind=to_kind, to=to, to_words=to_words, to_account=to_account, key=used.record, by=by,
        happened_at=happened_at, recorded_at=recorded_at, written=written,
    )  # fmt: skip
    texts = {"handed_over_because": because, "plan_until_taken": plan}
    each_about_child(found, texts, record=offered.id, by=by, recorded_at=recorded_at)
    record_each(written, by=by, happened_at=happened_at, recorded_at=recorded_at)
    if night and urgent(found):
        reference = Contact.found(found.contact_id).reference
        telling.page_on_call([found], reference=reference, reason="handed_over", by=by, at=recorded_at)
    return offered


def offer(
    journey: Journey,
    *,
    to_kind: str,
    to: str = "",
    to_words: str = "",
    to_account: UUID | None = None,
    key: UUID | None = None,
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
    written: Written,
) -> HandOver:
    """Make the offer, for a verb that hands over as a part of what it does; `written` takes the event.

    The caller holds the journey, has asked permission, and records. The receiver sees the child from now on.
    """
    team = to if to_kind == "team" else "out_of_hours" if to_kind == "out_of_hours" else ""
    opened = let_in(journey, account=to_account, team=team, at=recorded_at)
    code = to or (str(to_account) if to_account else to_kind)
    offered = HandOver.new(
        at=recorded_at,
        id=key,
        **inside(journey),
        to_kind=to_kind,
        to=code,
        to_words=to_words or _words(journey, to_kind, to),
        to_account=to_account,
        let_in=opened,
        from_team=journey.team,
        from_worker=journey.worker or by.account,
        offered_at=happened_at,
        offered_by=by.account,
    )
    written.append((HandedOver(to_kind=to_kind, to=code, from_team=journey.team), offered))
    return offered


def _words(journey: Journey, to_kind: str, to: str) -> str:
    """Who that is, in words, where a code says it."""
    teams = for_authority(journey.authority).team_by_code
    return teams[to].name if to_kind == "team" and to in teams else to_kind.replace("_", " ").capitalize()


def _refuse_nobody(journey: Journey, to_kind: str, to: str, to_words: str, to_account: UUID | None) -> None:
    if to_kind not in (*INSIDE, *OUTSIDE):
        raise UnableToHandOver("Say whether it goes to a team, a worker, early help, another authority, or who else.")
    if to_kind == "team" and not to:
        raise UnableToHandOver("Choose the team that should take this child.")
    if to_kind == "worker" and to_account is None:
        raise UnableToHandOver("Choose the worker who should take this child.")
    if to_kind == "other_authority" and not (to or to_words):
        raise UnableToHandOver("Write which authority should take this child.")
    if to_kind == "worker" and to_account == journey.worker:
        raise UnableToHandOver("This worker has the child already.")


def open_offers(journey: Journey) -> list[HandOver]:
    """The offers that nobody has accepted or declined."""
    return [
        found
        for found in HandOver.of(journey_id=journey.id)
        if found.accepted_at is None and found.declined_at is None and found.voided_at is None
    ]


def _withdraw_earlier(journey: Journey, *, by: Actor, at: datetime) -> Written:
    """A child is offered to one place at a time; the night's offer stands beside the day's."""
    written: Written = []
    for earlier in open_offers(journey):
        if earlier.to_kind != "out_of_hours":
            _end(earlier, journey, reason="offered_elsewhere", by=by, at=at)
            written.append(
                (HandoverDeclined(to_kind=earlier.to_kind, to=earlier.to, reason="offered_elsewhere"), earlier)
            )
    return written


def _end(offered: HandOver, journey: Journey, *, reason: str, by: Actor, at: datetime) -> None:
    offered.change(at=at, declined_at=at, declined_by=by.account, declined_because=reason)
    if offered.let_in:
        shut_out(journey, account=offered.to_account, team=_team_of(offered), at=at)


def _team_of(offered: HandOver) -> str:
    return {"team": offered.to, "out_of_hours": "out_of_hours"}.get(offered.to_kind, "")


def urgent(journey: Journey) -> bool:
    """Whether the child is in danger now, or rated red."""
    standing = standing_of(journey.id)
    return standing is not None and (standing.danger_now or standing.rating == "red")


@transaction.atomic
def accept_hand_over(
    *,
    handover: UUID,
    accepted_by_name: str = "",
    seen: int | None = None,
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> HandOver:
    """Take the child: from now on the child, the clock and the name are the receiver's.

    Inside, the person offered it accepts it themselves. Outside (early help, another authority, adult social care)
    somebody writes down by name who accepted.
    """
    journey, offered = _open_offer(handover, "accept_hand_over", by=by, seen=seen)
    _refuse_stranger(offered, by)
    name = (accepted_by_name if offered.to_kind in OUTSIDE else accepted_by_name or by.name).strip()
    if not name:
        raise UnableToHandOver("Write the name of the person who accepted this child. Until then the child is yours.")
    offered.change(
        at=recorded_at,
        accepted_at=happened_at,
        accepted_by=by.account if offered.to_kind in INSIDE else None,
        accepted_by_name=name,
    )
    if offered.to_kind in INSIDE:
        _take(journey, offered, by=by, happened_at=happened_at, recorded_at=recorded_at)
    record(
        HandoverAccepted(to_kind=offered.to_kind, to=offered.to),
        about=offered,
        by=by,
        happened_at=happened_at,
        recorded_at=recorded_at,
    )
    return offered


def _take(journey: Journey, offered: HandOver, *, by: Actor, happened_at: datetime, recorded_at: datetime) -> None:
    team = _team_of(offered) or next(iter(by.teams), journey.team)
    worker = None if offered.to_kind == "team" else by.account
    journey.change(at=recorded_at, team=team, worker=worker, held_since=happened_at)


def _open_offer(handover: UUID, verb: str, *, by: Actor, seen: int | None) -> tuple[Journey, HandOver]:
    journey = Journey.locked(HandOver.found(handover).journey_id)
    offered = HandOver.locked(handover, seen=seen)
    permission.require(by, Permission.ADD_INFORMATION, about=journey)
    if offered.to_kind != "out_of_hours":
        steps.require(verb, journey.facts())
    if offered.accepted_at is not None:
        raise UnableToHandOver(f"{offered.accepted_by_name} has accepted this child already.")
    if offered.declined_at is not None:
        raise UnableToHandOver("This hand-over was declined or taken back. The child is with whoever sent it.")
    return journey, offered


def _refuse_stranger(offered: HandOver, by: Actor) -> None:
    """A child is accepted or declined by the one to whom it was offered, never by anybody else in their name."""
    wanted = {
        "worker": by.account is not None and by.account == offered.to_account,
        "team": offered.to in by.teams,
        "out_of_hours": by.may(Permission.ON_CALL),
    }
    if not wanted.get(offered.to_kind, True):
        raise UnableToHandOver(f"This child was offered to {offered.to_words}: one of them answers.")


@transaction.atomic
def decline_hand_over(
    *,
    handover: UUID,
    reason: str,
    because: str = "",
    seen: int | None = None,
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> HandOver:
    """Say that the child is not taken; or, as the sender, take the offer back. The child stays with the sender."""
    journey, offered = _open_offer(handover, "decline_hand_over", by=by, seen=seen)
    if reason not in DECLINED:
        raise UnableToHandOver("Choose why this child is not taken.")
    if reason == WITHDRAWN and not may_take_back(offered.offered_by, by):
        raise UnableToHandOver("Whoever offered this child, or a manager, takes it back.")
    if reason != WITHDRAWN:
        _refuse_stranger(offered, by)
    _end(offered, journey, reason=reason, by=by, at=recorded_at)
    about_child(journey, question="declined_because", text=because, record=offered.id, by=by, recorded_at=recorded_at)
    record(
        HandoverDeclined(to_kind=offered.to_kind, to=offered.to, reason=reason),
        about=offered,
        by=by,
        happened_at=happened_at,
        recorded_at=recorded_at,
    )
    return offered
