"""A form saves itself. Only its writer ever reads it again."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse

from frontdoor.access.doors import AtDoor, door
from frontdoor.drafts.actions import keep
from frontdoor.journey.models import Contact, Journey
from frontdoor.rules.roles import Permission
from frontdoor.screens.look.formatting import clock_time

#: Characters of one draft; more is no typing.
MOST = 500_000


@door(Permission.REFER, page="draft")
def save(request: HttpRequest, form: str, record: UUID) -> HttpResponse:
    """Keep what was typed so far, behind the walls of the record it is about."""
    at = cast(AtDoor, request)
    if at.method != "POST":
        return HttpResponse(status=405)
    answers = dict(at.POST.lists())
    if sum(len(value) for values in answers.values() for value in values) > MOST:
        return JsonResponse({"sentence": "This is too long to be kept as a draft."}, status=413)
    about, compartment = _walls(record)
    keep(
        form=form, record=record, answers=answers, about=about, compartment=compartment, by=at.actor, saved_at=at.now
    )  # fmt: skip
    return JsonResponse({"saved_at": clock_time(at.now)})


def _walls(record: UUID) -> tuple[UUID | None, str]:
    """Whom the record is about and the wall it stands behind; a form of its own has neither yet."""
    contact = Contact.objects.filter(pk=record).first()
    if contact is not None:
        return next(iter(contact.subjects), None), contact.compartment
    journey = Journey.objects.filter(pk=record).first()
    return (journey.about, journey.compartment) if journey is not None else (None, "open")
