"""Closings that wait for a second signature: signing one, or saying why the child stays open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, Final, cast
from uuid import UUID

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from frontdoor.access.doors import AtDoor, door
from frontdoor.access.looks import Seen
from frontdoor.journey.actions.closing import UnableToClose
from frontdoor.journey.actions.closing_together import UnableToSign, refuse_closing, sign_closing
from frontdoor.journey.signature_queries import ToSign, closings_to_sign
from frontdoor.rules.closing import REASONS
from frontdoor.rules.partnership import Partnership, for_authority
from frontdoor.rules.roles import Permission
from frontdoor.screens.look.formatting import moment_words
from frontdoor.screens.record.census import Ask, CensusAsks, asked_first, asks_of
from frontdoor.screens.record.fields import text
from frontdoor.screens.work.answers import NOTHING_SENT, NotTaken, take_answer, with_unfinished
from frontdoor.screens.work.rows import WorkRow, work_row

#: What signing a closing says in the census.
ELEMENTS = {"CINclosureDate": "answer", "ReasonForClosure": "answer"}

DONE = {
    "signed": "Signed. The child’s journey has ended; both names stand in its history.",
    "refused": "Not signed. The child stays open, and why stands in its history.",
}

_DONE: Final = {"sign": "signed", "refuse": "refused"}


@dataclass(frozen=True, kw_only=True)
class SignRow:
    """One closing in words. `own` is true for whoever asked, who may only take it back."""

    work: WorkRow
    id: UUID
    seen: int
    written: int
    ends: str
    because: str
    asked: str
    in_bulk: bool
    own: bool
    asks: tuple[Ask, ...]


class AnswerForm(forms.Form):
    """An answer to one closing, as it was shown."""

    request = forms.UUIDField()
    seen = forms.IntegerField(min_value=1)
    written = forms.IntegerField(min_value=0, required=False)
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
    form = AnswerForm(at.POST, auto_id=f"{at.POST.get('request', '')}-%s")
    try:
        return take_answer(
            at,
            form,
            partial(_answer, at),
            row="request",
            page=_page,
            done=lambda said: f"{reverse('signatures:waiting')}?done={_DONE[said['answer']]}",
            refusals=(UnableToClose, UnableToSign),
        )
    except CensusAsks as asked:
        asks = asks_of(asked.found, ELEMENTS, form=form)
        return _page(at, asked=form.cleaned_data["request"], asks=asks)


def _answer(at: AtDoor, said: dict[str, Any]) -> None:
    when = {"seen": said["seen"], "by": at.actor, "happened_at": at.now, "recorded_at": at.now}
    if said["answer"] == "sign":
        # A form that does not say how much was read signs nothing.
        _sign(at, said["request"], read=-1 if said["written"] is None else said["written"], **when)
    else:
        refuse_closing(request=said["request"], because=said["because"], **when)


@transaction.atomic
def _sign(at: AtDoor, request: UUID, **how: Any) -> None:
    """Sign. What the census would refuse of the end is said once before; whoever signs may sign it as it is."""
    about = [one.work.journey.about for one in closings_to_sign(at.actor, now=at.now) if one.row.id == request]
    asked_first(
        lambda: sign_closing(request=request, **how),
        of=() if at.POST.get("go") == "anyway" else about,
        elements=ELEMENTS,
        authority=at.actor.authority,
        now=at.now,
    )


def _page(
    at: AtDoor, refusal: NotTaken = NOTHING_SENT, *, asked: UUID | None = None, asks: tuple[Ask, ...] = ()
) -> HttpResponse:
    place = for_authority(at.actor.authority)
    found = closings_to_sign(at.actor, now=at.now)
    at.seen += [
        Seen(page="signatures", person=one.work.journey.about, record=one.work.journey.contact_id) for one in found
    ]
    context = {
        "rows": [_row(one, place, at, asks if one.row.id == asked else ()) for one in found],
        "done": DONE.get(at.GET.get("done", ""), ""),
        "refusal": with_unfinished(at, refusal),
        "asks": asks,
        "now": at.now,
    }
    return render(at, "signatures/waiting.html", context, status=refusal.status)


def _row(one: ToSign, place: Partnership, at: AtDoor, asks: tuple[Ask, ...]) -> SignRow:
    row, now = one.row, cast(datetime, at.now)
    code = f", {row.statutory}" if row.statutory else ""
    return SignRow(
        work=work_row(one.work, place=place, now=now),
        id=row.id,
        seen=row.revision,
        written=one.written,
        ends=f"{REASONS[row.reason]}{code}",
        because=one.because,
        asked=f"{one.by}, {moment_words(row.asked_at, now=now)}",
        in_bulk=row.in_bulk,
        own=row.requested_by == at.actor.account,
        asks=asks,
    )
