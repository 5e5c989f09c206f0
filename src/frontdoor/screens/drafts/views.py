"""A form saves itself. Only its writer ever reads it again."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse

from frontdoor.access.doors import AtDoor, door
from frontdoor.drafts.actions import keep
from frontdoor.journey.models import (
    AccessRequest,
    Allocation,
    ClosingRequest,
    Contact,
    HandOver,
    Information,
    Journey,
)
from frontdoor.people.identity import Joining, Proposal
from frontdoor.people.models import Person
from frontdoor.rules.roles import Permission
from frontdoor.screens.look.formatting import clock_time

#: Characters of one draft; more is no typing.
MOST = 500_000
#: What the record is of forms that are not about a contact or one child of it.
_RECORDS: dict[str, tuple[Any, ...]] = {
    "row-answer": (HandOver, Allocation, ClosingRequest, Information),
    "row-accept": (HandOver, Allocation),
    "access-answer": (AccessRequest,),
    "access-extend": (AccessRequest,),
    "match-pair": (Proposal,),
    "match-apart": (Joining,),
    "match-search": (Person,),
}


@door(Permission.REFER, page="draft")
def save(request: HttpRequest, form: str, record: UUID) -> HttpResponse:
    """Keep what was typed so far, behind the walls of the record it is about."""
    return _keep(cast(AtDoor, request), form, record)


@door(Permission.ANSWER_ACCESS_REQUESTS, page="draft")
def save_answer(request: HttpRequest, form: str, record: UUID) -> HttpResponse:
    """The same for information governance, which refers no child and answers requests for access."""
    return _keep(cast(AtDoor, request), form, record)


def _keep(at: AtDoor, form: str, record: UUID) -> HttpResponse:
    if at.method != "POST":
        return HttpResponse(status=405)
    answers = dict(at.POST.lists())
    if sum(len(value) for values in answers.values() for value in values) > MOST:
        return JsonResponse({"sentence": "This is too long to be kept as a draft."}, status=413)
    about, compartment = _walls(form, record)
    keep(
        form=form, record=record, answers=answers, about=about, compartment=compartment, by=at.actor, saved_at=at.now
    )  # fmt: skip
    return JsonResponse({"saved_at": clock_time(at.now)})


def _walls(form: str, record: UUID) -> tuple[UUID | None, str]:
    """Whom the record is about and the wall it stands behind; a form of its own has neither yet."""
    for kind in _RECORDS.get(form, (Contact, Journey)):
        row: Any = kind.objects.filter(pk=record).first()
        if row is not None:
            return _about(row), row.compartment
    return None, "open"


def _about(row: Any) -> UUID | None:
    match row:
        case Contact():
            return next(iter(row.subjects), None)
        case Person():
            return row.id
        case Proposal() | Joining():
            return row.person
        case _:
            return cast(UUID, row.about)
