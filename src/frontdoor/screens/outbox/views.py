"""Feedback on hold, recipient by recipient, and the messages of the authority. A message names nobody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from frontdoor.access.doors import AtDoor, door
from frontdoor.access.looks import Seen
from frontdoor.journey.on_call_queries import MESSAGES_SHOWN, Draft, drafts
from frontdoor.journey.on_call_queries import messages as messages_of
from frontdoor.rules.concern import ReferrerKind
from frontdoor.rules.partnership import Partnership, for_authority
from frontdoor.rules.roles import Permission
from frontdoor.screens.look.formatting import day_and_time, time_state
from frontdoor.screens.look.shapes import Clock
from frontdoor.screens.social_work.telling import TO
from frontdoor.screens.work.rows import WorkRow, work_row


@dataclass(frozen=True, kw_only=True)
class DraftRow:
    """One recipient who waits to be told. The words stand on the page that releases them."""

    work: WorkRow
    to: str
    drafted: str
    clock: Clock | None
    url: str


@dataclass(frozen=True, kw_only=True)
class MessageRow:
    """One message and how it stands. `body` is filled in a demonstration alone, where it goes nowhere."""

    to: str
    by: str
    subject: str
    state: str
    at: str
    body: str


class PageForm(forms.Form):
    """Which page of those who wait to be told, from 0."""

    page = forms.IntegerField(min_value=0, max_value=1_000_000, required=False)


@door(Permission.RELEASE_FEEDBACK, page="outbox")
def messages(request: HttpRequest) -> HttpResponse:
    """What waits for a person, the soonest due first; then what was sent, the newest first."""
    at = cast(AtDoor, request)
    place = for_authority(at.actor.authority)
    asked = PageForm(at.GET)
    newest = at.GET.get("first") == "newest"
    page = (asked.cleaned_data.get("page") if asked.is_valid() else None) or 0
    waiting = drafts(at.actor, now=at.now, page=page, newest=newest)
    at.seen += [
        Seen(page="outbox", person=one.work.journey.about, record=one.work.journey.contact_id) for one in waiting.rows
    ]
    shown = [_message(one, at.now) for one in messages_of(at.actor)]
    context = {
        "drafts": [_draft(one, place, at.now) for one in waiting.rows],
        "total": waiting.total,
        "shown": (waiting.first, waiting.first + len(waiting.rows) - 1),
        "newest": newest,
        "before_url": _address(waiting.page - 1, newest) if waiting.page else "",
        "next_url": _address(waiting.page + 1, newest) if waiting.more else "",
        "messages": shown,
        "at_most": MESSAGES_SHOWN,
        "demonstration": not settings.PRODUCTION and not settings.EMAIL_HOST,
        "now": at.now,
    }
    return render(at, "outbox/messages.html", context)


def _address(page: int, newest: bool) -> str:
    return f"?{urlencode({**({'first': 'newest'} if newest else {}), 'page': page})}#drafts"


def _draft(one: Draft, place: Partnership, now: datetime) -> DraftRow:
    page = reverse("social_work:act", args=[one.work.journey.contact.reference, one.number, "release"])
    to = TO.get(one.row.to_kind, one.row.to_kind)
    known = place.agency_by_code.get(one.row.to_name)
    named = f", {known.name if known else one.row.to_name}" if one.row.to_name else ""
    return DraftRow(
        work=work_row(one.work, place=place, now=now),
        to=f"{to[:1].upper()}{to[1:]}{named}",
        drafted=day_and_time(one.row.drafted_at, now=now),
        clock=Clock(time_state(due_at=one.due_at, now=now), "release") if one.due_at else None,
        url=f"{page}?row={one.row.id}",
    )


#: A channel as the page calls it, the service that takes it, and the settings that name the service.
_CHANNELS = {
    "email": ("E-mail", "the mail server", "EMAIL_HOST"),
    "text": ("Text", "the text service", "TEXT_URL"),
    "voice": ("Call, read aloud", "the voice service", "VOICE_URL"),
}


#: What stands for the address of whoever told us as a private person, of the family, of who put a form aside.
PRIVATE = "a private address, which is not shown here"


def _message(one: Any, now: datetime) -> MessageRow:
    # The name of a private person stands behind the referrers' wall, and their address says as much.
    named = one.channel != "email" or one.to_account is not None or one.told_by == ReferrerKind.PROFESSIONAL
    failed_because = one.failed_because if named else one.failed_because.replace(one.to_address, "the address")
    by, service, setting = _CHANNELS[one.channel]
    here = not settings.PRODUCTION and not getattr(settings, setting)
    state = f"handed to {service}" if one.handed_over_at else "waits"
    if failed_because:
        state = f"not taken after {one.tries} tries: {failed_because}"
    elif one.tries > 1:
        state += ", may have gone out twice"
    if here:
        state = "shown here: a demonstration sends nothing"
    if one.channel != "email":
        state += ". Told only once somebody says that they have the child"
    return MessageRow(
        to=one.to_address if named else PRIVATE,
        by=by,
        subject=one.subject,
        state=state,
        at=day_and_time(one.queued_at, now=now),
        body=one.body.replace("{site}", settings.SITE) if here else "",
    )
