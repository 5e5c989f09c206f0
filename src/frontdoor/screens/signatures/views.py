"""Closings that wait for a second signature: signing one, or saying why the child stays open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from frontdoor.access.doors import AtDoor, door
from frontdoor.access.looks import Seen
from frontdoor.access.permission import Refused, RefusedSight
from frontdoor.journey.actions.closing import UnableToClose
from frontdoor.journey.actions.closing_together import UnableToSign, refuse_closing, sign_closing
from frontdoor.journey.signature_queries import ToSign, closings_to_sign
from frontdoor.ledger.storage import ChangedSinceShown
from frontdoor.rules.closing import REASONS
from frontdoor.rules.partnership import Partnership, for_authority
from frontdoor.rules.roles import Permission
from frontdoor.rules.steps import UnableToStep
from frontdoor.screens.look.formatting import moment_words
from frontdoor.screens.record.fields import text
from frontdoor.screens.work.rows import WorkRow, work_row

DONE = {
    "signed": "Signed. The child’s journey has ended; both names stand in its history.",
    "refused": "Not signed. The child stays open, and why stands in its history.",
}


@dataclass(frozen=True, kw_only=True)
class SignRow:
    """One closing in words. `own` is true for whoever asked, who may only take it back."""

    work: WorkRow
    id: UUID
    seen: int
    last_event_at: str
    ends: str
    because: str
    asked: str
    in_bulk: bool
    own: bool


class AnswerForm(forms.Form):
    """An answer to one closing, as it was shown."""

    request = forms.UUIDField()
    seen = forms.IntegerField(min_value=1)
    last_event_at = forms.DateTimeField(required=False)
    answer = forms.ChoiceField(choices=[("sign", "Sign"), ("refuse", "Do not sign")])
    because = text("Why does this child stay open?", longest=5000)


@door(Permission.CLOSE, page="signatures")
def waiting(request: HttpRequest) -> HttpResponse:
    """Every closing that waits, of children whom the reader may see, the oldest first."""
    return _page(cast(AtDoor, request))


@require_POST
@door(Permission.CLOSE, page="signature_answer")
def answer(request: HttpRequest) -> HttpResponse:
    """Sign, or say why not."""
    at = cast(AtDoor, request)
    form = AnswerForm(at.POST)
    if not form.is_valid():
        return _page(at, refusal="That was not understood. Nothing was changed.", status=422)
    said = form.cleaned_data
    when = {"seen": said["seen"], "by": at.actor, "happened_at": at.now, "recorded_at": at.now}
    try:
        if said["answer"] == "sign":
            sign_closing(request=said["request"], last_event_at=said["last_event_at"], **when)
        else:
            refuse_closing(request=said["request"], because=said["because"], **when)
    except RefusedSight:
        raise
    except (UnableToClose, UnableToSign, UnableToStep, Refused, ChangedSinceShown) as refusal:
        return _page(at, refusal=str(refusal), status=409)
    return redirect(f"{reverse('signatures:waiting')}?done={'signed' if said['answer'] == 'sign' else 'refused'}")


def _page(at: AtDoor, *, refusal: str = "", status: int = 200) -> HttpResponse:
    place = for_authority(at.actor.authority)
    found = closings_to_sign(at.actor, now=at.now)
    at.seen += [
        Seen(page="signatures", person=one.work.journey.about, record=one.work.journey.contact_id) for one in found
    ]
    context = {
        "rows": [_row(one, place, at) for one in found],
        "done": DONE.get(at.GET.get("done", ""), ""),
        "refusal": refusal,
        "now": at.now,
    }
    return render(at, "signatures/waiting.html", context, status=status)


def _row(one: ToSign, place: Partnership, at: AtDoor) -> SignRow:
    row, now = one.row, cast(datetime, at.now)
    code = f", {row.statutory}" if row.statutory else ""
    last = one.work.standing.last_event_at if one.work.standing else None
    return SignRow(
        work=work_row(one.work, place=place, now=now),
        id=row.id,
        seen=row.revision,
        last_event_at=last.isoformat() if last else "",
        ends=f"{REASONS[row.reason]}{code}",
        because=one.because,
        asked=f"{one.by}, {moment_words(row.asked_at, now=now)}",
        in_bulk=row.in_bulk,
        own=row.requested_by == at.actor.account,
    )
