"""The strategy discussion: called, and recorded as it was held; which clocks it starts is said beforehand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast
from uuid import uuid4

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from frontdoor.access.doors import AtDoor, door
from frontdoor.journey.actions.strategy_discussions import (
    Discussed,
    Meeting,
    call_strategy_discussion,
    record_strategy_discussion,
)
from frontdoor.rules.calendar import london_day
from frontdoor.rules.clocks import due_moment, rule_in_force, shown_due
from frontdoor.rules.discussion import CORE, KINDS
from frontdoor.rules.roles import Permission
from frontdoor.screens.look.formatting import short_moment
from frontdoor.screens.protection.forms import CallForm, DiscussedForm, MeetingForm
from frontdoor.screens.record.census import Ask, CensusAsks, asked_first, asks_of, put_beside
from frontdoor.screens.record.fields import shown
from frontdoor.screens.record.opening import Child, OpenRecord, open_record
from frontdoor.screens.record.unfinished import given_back, keep, let_go, unfinished

#: The form's name among the drafts.
#: What the unfinished call of a discussion is called.
CALL = "discussion-call"
FORM = "discussion"

#: What the meeting says in the census of a child for whom an enquiry begins.
ELEMENTS = {"S47ActualStartDate": "held_at"}


@door(Permission.PROTECT, page="discussion_call")
def call(request: HttpRequest, reference: str) -> HttpResponse:
    """Say that there is reasonable cause to suspect significant harm: open to whoever may see the child."""
    at = cast(AtDoor, request)
    record = open_record(at, reference, page="discussion_call")
    draft = unfinished(at, record, form=CALL)
    kept = given_back(draft.answers, CallForm(children=_choices(record)), without=("token",))
    form = CallForm(at.POST or None, children=_choices(record), initial={"token": f"call-{uuid4()}", **kept})
    if at.method == "POST" and form.is_valid():
        call_strategy_discussion(
            journeys=[one.journey.id for one in record.children if str(one.number) in form.cleaned_data["children"]],
            because=form.cleaned_data["because"],
            token=form.cleaned_data["token"],
            by=at.actor,
            happened_at=at.now,
            recorded_at=at.now,
        )
        let_go(at, record, form=CALL)
        return redirect("protection:overview", record.reference)
    context = {
        "record": record,
        "draft": draft,
        "safety": record.safety,
        "form": form,
        "due": due_words(record, "strategy_discussion", {"rating": "red"}),
    }
    return render(at, "protection/call.html", context)


def _choices(record: OpenRecord) -> list[tuple[str, str]]:
    return [(str(child.number), child.line) for child in record.children]


@dataclass(frozen=True, kw_only=True)
class DiscussedSheet:
    """One child's part of the discussion."""

    child: Child
    form: DiscussedForm

    @property
    def discussed(self) -> Discussed:
        """What it came to for this child, as the verb takes it."""
        given = self.form.cleaned_data
        return Discussed(
            journey=self.child.journey.id,
            known=given["known"],
            decided=given["decided"],
            starts_enquiry=given["starts_enquiry"],
            safety_plan=self.form.plan_lines,
            no_plan_because=given["no_plan_because"],
        )


@door(Permission.PROTECT, page="discussion")
def hold(request: HttpRequest, reference: str) -> HttpResponse:
    """Record a discussion. Whoever was missing, it stands: only what cannot be read is asked again."""
    at = cast(AtDoor, request)
    record = open_record(at, reference, page="discussion")
    if at.method != "POST":
        kept = unfinished(at, record, form=FORM).answers
        return _page(at, record, *_forms(record, kept), bound=False)
    keep(at, record, form=FORM, answers=at.POST)
    go = at.POST.get("go", "")
    meeting, parts = _forms(record, at.POST, more=go)
    if go.startswith("more"):
        return _page(at, record, meeting, parts, bound=False)
    if not all([meeting.is_valid(), *(part.form.is_valid() for part in parts)]):
        return _page(at, record, meeting, parts, bound=True)
    try:
        _record(at, record, meeting, parts)
    except CensusAsks as asked:
        asks = asks_of(asked.found, ELEMENTS, form=meeting, reference=record.reference)
        put_beside(meeting, asks)
        return _page(at, record, meeting, parts, bound=True, asks=asks)
    let_go(at, record, form=FORM)
    return redirect("protection:overview", record.reference)


@transaction.atomic
def _record(at: AtDoor, record: OpenRecord, meeting: MeetingForm, parts: list[DiscussedSheet]) -> None:
    """Record it. What the census would refuse of an enquiry that begins is said once; they may save it as it is."""
    given = meeting.cleaned_data
    there = [part for part in parts if str(part.child.number) in given["children"]]

    def hold_it() -> None:
        record_strategy_discussion(
            children=[part.discussed for part in there],
            meeting=Meeting(
                agencies=tuple(given["agencies"]),
                absent=tuple(given["absent"]),
                names=given["names"],
                absent_because=given["absent_because"],
                alone=given["alone"],
            ),
            token=given["token"],
            by=at.actor,
            happened_at=given["held_at"],
            recorded_at=at.now,
        )

    asked_first(
        hold_it,
        of=() if at.POST.get("go") == "anyway" else [part.child.journey.about for part in there],
        elements=ELEMENTS,
        authority=record.contact.authority,
        now=at.now,
    )


def _forms(record: OpenRecord, data: Any, *, more: str = "") -> tuple[MeetingForm, list[DiscussedSheet]]:
    initial = {"token": f"discussion-{uuid4()}", "opened_at": record.now.isoformat(), "held_at": shown(record.now)}
    meeting = MeetingForm(data, prefix="meeting", children=_choices(record), now=record.now, initial=initial)
    parts = []
    for child in record.children:
        form = DiscussedForm(data, prefix=f"child-{child.number}", more=more == f"more-{child.number}")
        parts.append(DiscussedSheet(child=child, form=form))
    return meeting, parts


def _page(
    at: AtDoor,
    record: OpenRecord,
    meeting: MeetingForm,
    parts: list[DiscussedSheet],
    *,
    bound: bool,
    asks: tuple[Ask, ...] = (),
) -> HttpResponse:
    context = {
        "record": record,
        "safety": record.safety,
        "now": at.now,
        "by": at.actor,
        "meeting": meeting,
        "parts": parts,
        "bound": bound,
        "asks": asks,
        "draft": unfinished(at, record, form=FORM),
        "core": [KINDS[kind] for kind in CORE],
        "clocks": clocks_that_start(record),
    }
    return render(at, "protection/discussion.html", context)


def clocks_that_start(record: OpenRecord) -> list[tuple[str, str]]:
    """What will be clocked if something is missing, and by when, said before anybody records it."""
    return [
        (because, due_words(record, clock, {}))
        for because, clock in (
            ("Held without social care, the police or health: it stands, and is reconvened", "reconvene_quorum"),
            ("Held by one worker alone: it stands, and somebody else countersigns", "countersign"),
            ("No safety plan for a child and no reason why: it is asked for", "gap_to_fill"),
        )
    ]


def due_words(record: OpenRecord, clock: str, facts: dict[str, str]) -> str:
    """By when this clock falls due if it starts now."""
    rule = rule_in_force(clock, london_day(record.now), record.partnership)
    due = due_moment(rule, record.now, facts, record.partnership)
    return f"by {short_moment(shown_due(rule, due, record.partnership), now=record.now)}"
