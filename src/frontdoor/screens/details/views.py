"""What can be written about each child of a contact and the people around them, an act a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from frontdoor.access.doors import AtDoor, door
from frontdoor.access.looks import Seen
from frontdoor.journey.actions.access_requests import UnableToHandleRequest
from frontdoor.journey.actions.known_facts import UnableToKeepFact
from frontdoor.journey.actions.papers import UnableToEnterPaper
from frontdoor.ledger.storage import UnableToFind
from frontdoor.people.details import UnableToChange
from frontdoor.rules.roles import Permission
from frontdoor.screens.details import around, identity, known, papers, reaching
from frontdoor.screens.details.whose import Telling, everybody
from frontdoor.screens.look.shapes import Action
from frontdoor.screens.record.acts import Act, perform
from frontdoor.screens.record.opening import Child, OpenRecord, open_record

#: The acts as the page groups them.
GROUPS: tuple[tuple[str, dict[str, Act]], ...] = (
    ("Who they are", identity.ACTS),
    ("Where they live, and how to reach them safely", reaching.ACTS),
    ("Who is around the child", around.ACTS),
    ("What is known, and who says so", known.ACTS),
    ("Papers and requests for access", papers.ACTS),
)
ACTS: dict[str, Act] = {code: act for _, group in GROUPS for code, act in group.items()}
#: What the verbs of these acts refuse in words.
REFUSALS = (UnableToChange, UnableToKeepFact, UnableToEnterPaper, UnableToHandleRequest)


@dataclass(frozen=True, kw_only=True)
class ChildPanel:
    """One child on the overview: who is around, and what can be written."""

    child: Child
    around: tuple[str, ...]
    groups: tuple[tuple[str, tuple[Action, ...]], ...]


@door(Permission.ADD_INFORMATION, page="details")
def overview(request: HttpRequest, reference: str) -> HttpResponse:
    """Each child apart."""
    at = cast(AtDoor, request)
    record = open_record(at, reference, page="details")
    context = {
        "record": record,
        "safety": record.safety,
        "panels": [_panel(at, record, child) for child in record.children if child.person is not None],
    }
    return render(at, "details/overview.html", context)


@door(Permission.ADD_INFORMATION, page="details_act")
def act(request: HttpRequest, reference: str, number: int, act: str) -> HttpResponse:
    """One act about one child, or somebody around the child."""
    at = cast(AtDoor, request)
    record = open_record(at, reference, page="details_act")
    child = record.child(number)
    if child is None or child.person is None or act not in ACTS:
        raise UnableToFind
    doing = Telling(at=at, record=record, child=child)
    back = reverse("details:overview", args=[record.reference])
    return perform(doing, ACTS[act], back=back, refusals=REFUSALS)


def _panel(at: AtDoor, record: OpenRecord, child: Child) -> ChildPanel:
    doing = Telling(at=at, record=record, child=child)
    others = everybody(doing)[1:]
    at.seen += [Seen(page="details_around", person=UUID(key)) for key, _ in others]
    groups = (
        (
            title,
            tuple(
                link
                for code, one in acts.items()
                for link in one.links(doing, reverse("details:act", args=[record.reference, child.number, code]))
            ),
        )
        for title, acts in GROUPS
    )
    return ChildPanel(
        child=child,
        around=tuple(words for _, words in others),
        groups=tuple((title, acts) for title, acts in groups if acts),
    )
