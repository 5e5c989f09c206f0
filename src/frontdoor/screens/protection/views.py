"""What protects each child of a contact, and the acts that can be done for one of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from frontdoor.access.doors import AtDoor, door
from frontdoor.journey.actions.section47 import UnableToConclude
from frontdoor.journey.protection_queries import Protection, protection_of
from frontdoor.ledger.storage import UnableToFind
from frontdoor.rules.roles import Permission
from frontdoor.screens.look.naming import clock_words
from frontdoor.screens.look.shapes import Action, Clock, Fact
from frontdoor.screens.protection.acts import ACTS, Protecting
from frontdoor.screens.protection.words import GAPS, discussion_lines, enquiry_lines, order_line
from frontdoor.screens.record.acts import perform
from frontdoor.screens.record.opening import Child, OpenRecord, open_record


@dataclass(frozen=True, kw_only=True)
class ChildPanel:
    """One child on the overview: what stands, what is missing, what runs, what can be done."""

    child: Child
    state: Protection
    discussions: tuple[tuple[str, tuple[Fact, ...]], ...]
    enquiries: tuple[tuple[str, tuple[Fact, ...]], ...]
    orders: tuple[str, ...]
    gaps: tuple[str, ...]
    clocks: tuple[Clock, ...]
    acts: tuple[Action, ...]
    held_by: str


@door(Permission.PROTECT, page="protection")
def overview(request: HttpRequest, reference: str) -> HttpResponse:
    """Each child apart: discussions, plan, enquiry, orders, what is missing and by when."""
    at = cast(AtDoor, request)
    record = open_record(at, reference, page="protection")
    found = protection_of([child.journey for child in record.children])
    context = {
        "record": record,
        "safety": record.safety,
        "now": at.now,
        "panels": [_panel(at, record, child, found[child.journey.id]) for child in record.children],
    }
    return render(at, "protection/overview.html", context)


@door(Permission.PROTECT, page="protection_act")
def act(request: HttpRequest, reference: str, number: int, act: str) -> HttpResponse:
    """One act about one child."""
    at = cast(AtDoor, request)
    record = open_record(at, reference, page="protection_act")
    child = record.child(number)
    if child is None or act not in ACTS:
        raise UnableToFind
    state = protection_of([child.journey])[child.journey.id]
    doing = Protecting(at=at, record=record, child=child, state=state)
    back = reverse("protection:overview", args=[record.reference])
    return perform(doing, ACTS[act], back=back, refusals=(UnableToConclude,))


def _panel(at: AtDoor, record: OpenRecord, child: Child, state: Protection) -> ChildPanel:
    now = at.now
    doing = Protecting(at=at, record=record, child=child, state=state)
    return ChildPanel(
        child=child,
        state=state,
        discussions=tuple(discussion_lines(row, state, now) for row in state.discussions),
        enquiries=tuple(enquiry_lines(row, now) for row in state.enquiries),
        orders=tuple(order_line(row, now) for row in state.orders),
        gaps=tuple(GAPS.get(gap.gap, gap.gap.replace("_", " ")) for gap in state.gaps),
        clocks=_clocks(record, state, now, unborn=child.unborn),
        acts=tuple(
            Action(one.label, reverse("protection:act", args=[record.reference, child.number, code]))
            for code, one in ACTS.items()
            if one.offered(doing)
        ),
        held_by=record.held_by(child),
    )


def _clocks(record: OpenRecord, state: Protection, now: datetime, *, unborn: bool) -> tuple[Clock, ...]:
    """The child's running clocks, the soonest first; two that read the same are one line."""
    found = [
        clock_words(run.clock, run.due_at, now=now, overlay=record.partnership, soon_at=run.soon_at, unborn=unborn)
        for run in state.clocks
        if run.limit == "by"
    ]
    return tuple(dict.fromkeys(found))
