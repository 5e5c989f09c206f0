"""What is under way for each child of a contact, and the acts that can be done for one of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from frontdoor.access.doors import AtDoor, door
from frontdoor.journey.actions.allocation import UnableToAllocate
from frontdoor.journey.actions.closing import UnableToClose, UnableToReopen
from frontdoor.journey.actions.conferences import MEETINGS, UnableToRecordConference
from frontdoor.journey.actions.disagreements import UnableToDisagree
from frontdoor.journey.actions.feedback import UnableToRelease
from frontdoor.journey.actions.gaps import UnableToFill
from frontdoor.journey.actions.information_requests import UnableToRequest
from frontdoor.journey.actions.linking import UnableToLink
from frontdoor.journey.actions.plans import PROTECTION, UnableToPlan
from frontdoor.journey.actions.referrals import UnableToEndReferral, UnableToRefer
from frontdoor.journey.actions.sampling import UnableToSample
from frontdoor.journey.progress_queries import Progress, progress_of
from frontdoor.ledger.storage import UnableToFind
from frontdoor.rules.closing import REASONS
from frontdoor.rules.roles import Permission
from frontdoor.rules.steps import WORDS, Stage
from frontdoor.screens.look.formatting import date_words, day_and_time
from frontdoor.screens.look.shapes import Action, Clock, Fact
from frontdoor.screens.record.acts import Act, perform
from frontdoor.screens.record.opening import Child, OpenRecord, open_record
from frontdoor.screens.social_work import asking, finishing, helping, holding, life, missing, national, telling
from frontdoor.screens.social_work.working import Working

#: The acts as the page groups them.
GROUPS: tuple[tuple[str, dict[str, Act]], ...] = (
    ("Asked of agencies", asking.ACTS),
    ("Who has this child", holding.ACTS),
    ("Help and plans", helping.ACTS),
    ("Missing", missing.ACTS),
    ("Trafficking and FGM", national.ACTS),
    ("Birth and death", life.ACTS),
    ("Said back", telling.ACTS),
    ("To finish", finishing.ACTS),
)
ACTS: dict[str, Act] = {code: act for _, group in GROUPS for code, act in group.items()}
REFUSALS = (
    UnableToAllocate, UnableToClose, UnableToReopen, UnableToRecordConference, UnableToDisagree, UnableToFill,
    UnableToEndReferral, UnableToLink, UnableToPlan, UnableToRefer, UnableToRelease, UnableToRequest, UnableToSample,
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class ChildPanel:
    """One child on the overview: what stands, the next clock, and what can be done, by group."""

    child: Child
    stage: str
    held_by: str
    facts: tuple[Fact, ...]
    clock: Clock
    groups: tuple[tuple[str, tuple[Action, ...]], ...]


@door(Permission.SEE_CHILD, page="social_work")
def overview(request: HttpRequest, reference: str) -> HttpResponse:
    """Each child apart: what stands, and what can be done next."""
    at = cast(AtDoor, request)
    record = open_record(at, reference, page="social_work")
    found = progress_of([child.journey for child in record.children])
    context = {
        "record": record,
        "safety": record.safety,
        "panels": [_panel(at, record, child, found[child.journey.id]) for child in record.children],
    }
    return render(at, "social_work/overview.html", context)


@door(Permission.SEE_CHILD, page="social_work_act")
def act(request: HttpRequest, reference: str, number: int, act: str) -> HttpResponse:
    """One act about one child."""
    at = cast(AtDoor, request)
    record = open_record(at, reference, page="social_work_act")
    child = record.child(number)
    if child is None or act not in ACTS:
        raise UnableToFind
    state = progress_of([child.journey])[child.journey.id]
    doing = Working(at=at, record=record, child=child, progress=state)
    back = reverse("social_work:overview", args=[record.reference])
    return perform(doing, ACTS[act], back=back, refusals=REFUSALS)


def _panel(at: AtDoor, record: OpenRecord, child: Child, state: Progress) -> ChildPanel:
    doing = Working(at=at, record=record, child=child, progress=state)
    groups = (
        (
            title,
            tuple(
                link
                for code, one in acts.items()
                for link in one.links(doing, reverse("social_work:act", args=[record.reference, child.number, code]))
            ),
        )
        for title, acts in GROUPS
    )
    return ChildPanel(
        child=child,
        stage=WORDS[Stage(state.facts["stage"])],
        held_by=record.held_by(child),
        facts=tuple(_facts(doing, state)),
        clock=record.clock(child),
        groups=tuple((title, acts) for title, acts in groups if acts),
    )


def _facts(doing: Working, state: Progress) -> Iterator[Fact]:
    now = doing.at.now
    yield from asking.standing(doing)
    yield from telling.standing(doing)
    if state.letters_stopped:
        yield Fact("Letters and notices", "stopped until a person lets them go out")
    if state.plan is not None:
        kind = "Child protection plan" if state.plan.kind == PROTECTION else "Child in need plan"
        yield Fact("Plan", f"{kind}, since {date_words(state.plan.started_on)}")
    for meeting in state.conferences[-1:]:
        yield Fact("Last conference", f"{MEETINGS[meeting.meeting]}, {day_and_time(meeting.held_at, now=now)}")
    for row in state.help:
        yield Fact("Help", f"{row.who or 'nobody named'}, since {date_words(row.started_on)}", row.what)
    if state.missing is not None:
        yield Fact("Missing", f"since {day_and_time(state.missing.reported_at, now=now)}")
    yield from national.standing(doing)
    if state.fostering is not None:
        yield Fact("Private fostering", f"with {state.fostering.with_whom or 'somebody not named'}")
    for gap in state.gaps:
        yield Fact("Missing from an earlier step", finishing.gap_words(gap.gap))
    for raised in state.disagreements:
        yield Fact("Disagreement", finishing.disagreement_words(raised, doing))
    if state.to_sign is not None:
        asked = f"asked {day_and_time(state.to_sign.asked_at, now=now)}: {REASONS[state.to_sign.reason]}"
        yield Fact("Closing", f"waits for a second signature, {asked}")
    for closed in state.closures[-1:]:
        if closed.reopened_at is None:
            code = f", {closed.statutory}" if closed.statutory else ""
            yield Fact("Closed", f"{day_and_time(closed.closed_at, now=now)}: {REASONS[closed.reason]}{code}")
