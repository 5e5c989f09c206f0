"""The assessments of the children of one contact, and the acts that can be done with one of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from frontdoor.access.doors import AtDoor, door
from frontdoor.access.permission import Refused
from frontdoor.journey.actions.assessments import UnableToAssess
from frontdoor.journey.assessment_queries import CLOCKS, Assessed, assessments_of
from frontdoor.journey.models import Assessment
from frontdoor.ledger.storage import UnableToFind
from frontdoor.rules.outcomes import ASSESSMENT_OUTCOMES
from frontdoor.rules.roles import ROLES, Permission
from frontdoor.screens.assessment.acts import ACTS, Assessing
from frontdoor.screens.look.formatting import date_words, day_and_time
from frontdoor.screens.look.naming import clock_words
from frontdoor.screens.look.shapes import Action, Clock, Fact
from frontdoor.screens.record.acts import perform
from frontdoor.screens.record.opening import Child, OpenRecord, open_record


@dataclass(frozen=True, kw_only=True)
class ChildPanel:
    """One child on the overview: the assessments in lines, the clocks, what can be done."""

    child: Child
    rows: tuple[tuple[str, tuple[Fact, ...]], ...]
    clocks: tuple[Clock, ...]
    acts: tuple[Action, ...]
    held_by: str


def _require_social_work(at: AtDoor) -> None:
    """Assessing and authorising are two permissions; either opens the pages, and the verbs ask again."""
    if not (at.actor.may(Permission.ASSESS) or at.actor.may(Permission.AUTHORISE)):
        who = ROLES[at.actor.role].title.lower()
        raise Refused(f"This is not something a {who} does here. Ask your manager who can.")


@door(Permission.SEE_CHILD, page="assessments")
def overview(request: HttpRequest, reference: str) -> HttpResponse:
    """Each child apart: what was begun, looked at, authorised and told, and the clock."""
    at = cast(AtDoor, request)
    _require_social_work(at)
    record = open_record(at, reference, page="assessments")
    children = [child for child in record.children if not child.is_context]
    found = assessments_of([child.journey for child in children])
    context = {
        "record": record,
        "safety": record.safety,
        "panels": [_panel(at, record, child, found[child.journey.id]) for child in children],
    }
    return render(at, "assessment/overview.html", context)


@door(Permission.SEE_CHILD, page="assessment_act")
def act(request: HttpRequest, reference: str, number: int, act: str) -> HttpResponse:
    """One act with one child's assessment."""
    at = cast(AtDoor, request)
    _require_social_work(at)
    record = open_record(at, reference, page="assessment_act")
    child = record.child(number)
    if child is None or child.is_context or act not in ACTS:
        raise UnableToFind
    back = reverse("assessment:overview", args=[record.reference])
    state = assessments_of([child.journey])[child.journey.id]
    doing = Assessing(at=at, record=record, child=child, state=state)
    return perform(doing, ACTS[act], back=back, refusals=(UnableToAssess,))


def _panel(at: AtDoor, record: OpenRecord, child: Child, state: Assessed) -> ChildPanel:
    doing = Assessing(at=at, record=record, child=child, state=state)
    return ChildPanel(
        child=child,
        rows=tuple(_lines(row, state, at.now, unborn=child.unborn) for row in state.rows),
        clocks=tuple(
            clock_words(run.clock, run.due_at, now=at.now, overlay=record.partnership, soon_at=run.soon_at)
            for run in state.clocks
            if run.clock in CLOCKS
        ),
        acts=tuple(
            Action(one.label, reverse("assessment:act", args=[record.reference, child.number, code]))
            for code, one in ACTS.items()
            if one.offered(doing)
        ),
        held_by=record.held_by(child),
    )


def _lines(row: Assessment, state: Assessed, now: datetime, *, unborn: bool) -> tuple[str, tuple[Fact, ...]]:
    """One assessment: review point, review, outcome, and whether it was told. Before the birth the mother is seen."""
    seen = state.mother_seen if unborn else state.seen
    words = state.texts.get(row.id, {})
    found = [ASSESSMENT_OUTCOMES[row.outcome].words, _need(row)] if row.outcome else ["not authorised yet"]
    told = day_and_time(row.told_at, now=now) if row.told_at else "not yet: the clock goes on"
    reviewed = day_and_time(row.reviewed_at, now=now) if row.reviewed_at else "not yet"
    facts = (
        Fact("Review point", date_words(row.review_on) if row.review_on else "not set"),
        Fact("Reviewed", reviewed, words.get("assessment_review", "")),
        Fact("Mother seen" if unborn else "Child seen", "yes" if seen else "not on any visit recorded here"),
        Fact("Came to", " · ".join(found), words.get("assessment_found", "")),
        Fact("Factors", ", ".join(row.factors) or "none yet"),
        Fact("Told", told, words.get("told_whom", "")),
    )
    state_words = "authorised " + day_and_time(row.authorised_at, now=now) if row.authorised_at else "open"
    which = "Assessment before the birth" if unborn else "Assessment"
    return f"{which} begun {day_and_time(row.started_at, now=now)}, {state_words}", facts


def _need(row: Assessment) -> str:
    if row.in_need is None:
        return "whether the child is in need was not said"
    return "the child is in need" if row.in_need else "the child is not in need"
