"""The closing hand-over: who takes each open red and amber child for the night; and leaving with red on one's name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, cast
from uuid import UUID, uuid4

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from frontdoor.access import doors
from frontdoor.access.actors import actor_for
from frontdoor.access.doors import AtDoor, door
from frontdoor.access.looks import Seen
from frontdoor.drafts import queries as drafts
from frontdoor.drafts.actions import let_go
from frontdoor.journey import work_queries
from frontdoor.journey.actions.handovers import UnableToHandOver
from frontdoor.journey.actions.nights import accept_for_night, hand_to_night, tell_of_leaving
from frontdoor.journey.contact_queries import names_of
from frontdoor.journey.work_queries import ForTheNight
from frontdoor.ledger import scope
from frontdoor.ledger.scope import Actor
from frontdoor.ledger.storage import UnableToFind
from frontdoor.rules.closing_time import closes_at, handing_over, opened_at, opens_at
from frontdoor.rules.partnership import Partnership, for_authority
from frontdoor.rules.roles import Permission
from frontdoor.screens.handovers.forms import NightForm, TakenForm
from frontdoor.screens.look.formatting import day_and_time
from frontdoor.screens.work.rows import WorkRow, line_words, work_row

#: What an unfinished plan for the night is called; its record is the contact.
DRAFT = "night"


@dataclass(frozen=True, kw_only=True)
class NightRow:
    """The children of one contact at closing time: how they stand, who has them, and whether the night has taken them.

    `state` is "none", "offered" or "accepted"; `children` are all lines of the contact that are red or amber.
    """

    work: WorkRow
    children: tuple[str, ...]
    held_by: str
    danger: bool
    state: str
    said: str
    plan: str
    mine: bool
    token: str
    contact: UUID


@door(Permission.ADD_INFORMATION, page="closing_handover")
def closing(request: HttpRequest) -> HttpResponse:
    """Each open red and amber child that nobody has in work, and the way to the night."""
    at = cast(AtDoor, request)
    if at.method != "POST":
        return _page(at, _for_the_night(at))
    form = NightForm(at.POST)
    if not form.is_valid():
        too_long = "The plan is too long to be kept as it is."
        return _page(at, _for_the_night(at), refusal=too_long, sent=at.POST, status=422)
    of_contact = _of_contact(_for_the_night(at), form.cleaned_data["reference"])
    hand_to_night(
        journeys=[one.work.journey.id for one in of_contact if one.offer is None],
        plan=form.cleaned_data["plan"],
        token=form.cleaned_data["token"],
        by=at.actor,
        happened_at=at.now,
        recorded_at=at.now,
    )
    let_go(form=DRAFT, record=of_contact[0].work.journey.contact_id, by=at.actor)
    return redirect("/handovers/closing/?done=offered")


@require_POST
@door(Permission.ON_CALL, page="closing_accept")
def accept(request: HttpRequest) -> HttpResponse:
    """Somebody of the night takes the children of one contact, by name."""
    at = cast(AtDoor, request)
    form = TakenForm(at.POST)
    form.is_valid()
    of_contact = _of_contact(_for_the_night(at), form.cleaned_data.get("reference", ""))
    offered = [one.offer.id for one in of_contact if one.offer is not None and not one.accepted]
    try:
        accept_for_night(handovers=offered, by=at.actor, happened_at=at.now, recorded_at=at.now)
    except UnableToHandOver as refusal:
        return _page(at, _for_the_night(at), refusal=str(refusal), status=409)
    return redirect("/handovers/closing/?done=accepted")


@door(Permission.ADD_INFORMATION, page="leaving")
def leaving(request: HttpRequest) -> HttpResponse:
    """What stands red on the reader's name and nobody of the night has accepted, before they sign out."""
    at = cast(AtDoor, request)
    place = for_authority(at.actor.authority)
    red = _red(at.actor, place, at)
    at.seen += [Seen(page="leaving", person=one.work.journey.about) for one in red]
    rows = _rows(red, at, place)
    return render(at, "handovers/leaving.html", {"rows": rows, "place": place})


def before_leaving(request: HttpRequest) -> HttpResponse | None:
    """What stands between somebody and signing out: their red children, once; then their manager is told.

    Nothing does during the day, or for somebody without red on their name.
    """
    if not request.user.is_authenticated:
        return None
    now = doors.now()
    actor = actor_for(cast(Any, request.user), now)
    place = for_authority(actor.authority)
    if not actor.may(Permission.ADD_INFORMATION) or not handing_over(now, place.hours):
        return None
    with transaction.atomic(), scope.entering(actor, now) as by:
        since = opened_at(now, place.hours)
        red = work_queries.red_on_the_name_of(by, since=since, now=now)
        if red and request.POST.get("told") != "yes":
            return redirect("handovers:leaving")
        tell_of_leaving(journeys=[one.work.journey.id for one in red], by=by, recorded_at=now)
    return None


def _red(by: Actor, place: Partnership, at: AtDoor) -> list[ForTheNight]:
    return work_queries.red_on_the_name_of(by, since=opened_at(at.now, place.hours), now=at.now)


def _for_the_night(at: AtDoor) -> list[ForTheNight]:
    place = for_authority(at.actor.authority)
    return work_queries.for_the_night(at.actor, since=opened_at(at.now, place.hours), now=at.now)


def _of_contact(found: Sequence[ForTheNight], reference: str) -> list[ForTheNight]:
    """The children of one contact. Refuses a reference without any, in the words for one that does not exist."""
    of_contact = [one for one in found if one.work.journey.contact.reference == reference]
    if not of_contact:
        raise UnableToFind
    return of_contact


def _rows(found: Sequence[ForTheNight], at: AtDoor, place: Partnership) -> list[NightRow]:
    """A row a contact, in the order in which its first child stands."""
    order: dict[UUID, int] = {}
    for one in found:
        order.setdefault(one.work.journey.contact_id, len(order))
    together = sorted(found, key=lambda one: order[one.work.journey.contact_id])
    named = [
        (one.work.journey.worker, one.on_the_name_of, one.offer.offered_by if one.offer else None) for one in found
    ]
    names = names_of(account for of_one in named for account in of_one)
    return [
        _row(list(group), at, place, names)
        for _, group in groupby(together, key=lambda one: one.work.journey.contact_id)
    ]


def _row(group: list[ForTheNight], at: AtDoor, place: Partnership, names: dict[UUID, str]) -> NightRow:
    first = next((one for one in group if not one.accepted), group[0])
    offer = first.offer
    state, said = "none", ""
    if offer is not None and offer.accepted_at is not None:
        state = "accepted"
        said = f"Accepted by {offer.accepted_by_name}, {day_and_time(offer.accepted_at, now=at.now)}"
    elif offer is not None:
        state = "offered"
        sender = names.get(offer.offered_by, "the program") if offer.offered_by else "the program"
        said = f"Offered by {sender}, {day_and_time(offer.offered_at, now=at.now)}; nobody has accepted"
    return NightRow(
        work=work_row(first.work, place=place, now=at.now),
        children=tuple(line_words(one.work, now=at.now) for one in group),
        held_by=_held_by(first, place, names),
        danger=any(one.work.standing is not None and one.work.standing.danger_now for one in group),
        state=state,
        said=said,
        plan=first.plan,
        mine=offer is not None and offer.offered_by == at.actor.account,
        token=str(uuid4()),
        contact=first.work.journey.contact_id,
    )


def _begun(at: AtDoor) -> dict[UUID, str]:
    """The plans that the reader had begun and not offered yet, by contact."""
    found = drafts.own_each(forms=(DRAFT,), by=at.actor)
    return {contact: drafts.answers_of(kept[0]).get("plan", "") for contact, kept in found.items()}


def _held_by(one: ForTheNight, place: Partnership, names: dict[UUID, str]) -> str:
    """The worker, the team, or that it carries nobody's name and who rated it."""
    journey = one.work.journey
    if journey.worker:
        return names.get(journey.worker, "somebody")
    if journey.team in place.team_by_code:
        return place.team_by_code[journey.team].name
    return f"nobody by name; rated by {names.get(one.rated_by, 'somebody')}" if one.rated_by else "nobody by name"


def _page(
    at: AtDoor,
    found: list[ForTheNight],
    *,
    refusal: str = "",
    sent: Mapping[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page; after a refusal with what was `sent`, in the row it was about or, if that has gone, above the list."""
    place = for_authority(at.actor.authority)
    rows = _rows(found, at, place)
    at.seen += [
        Seen(page="closing_handover", person=one.work.journey.about, record=one.work.journey.contact_id)
        for one in found
    ]
    closes, opens = closes_at(at.now, place.hours), opens_at(at.now, place.hours)
    context = {
        "rows": rows,
        "accepted": sum(row.state == "accepted" for row in rows),
        "unrated": work_queries.unrated_waiting(at.actor),
        "on_call": at.actor.may(Permission.ON_CALL),
        "place": place,
        "closes": day_and_time(closes, now=at.now) if closes else "",
        "opens": day_and_time(opens, now=at.now) if opens else "the door opens",
        "time": handing_over(at.now, place.hours),
        "done": {"offered": "Offered to the night.", "accepted": "Accepted, in your name."}.get(at.GET.get("done", "")),
        "refusal": refusal,
        "sent": sent or {},
        "begun": _begun(at),
        "left_over": bool(sent) and (sent or {}).get("reference") not in {row.work.reference for row in rows},
    }
    return render(at, "handovers/closing.html", context, status=status)
