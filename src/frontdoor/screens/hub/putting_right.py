"""Saying why something is late, disagreeing, and correcting: nothing is edited and no clock is moved."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse

from frontdoor.access.doors import AtDoor, door
from frontdoor.journey.actions.correcting import REASONS as CORRECTIONS
from frontdoor.journey.actions.correcting import correct_record
from frontdoor.journey.actions.disagreements import raise_disagreement
from frontdoor.journey.actions.lateness import REASONS as LATENESSES
from frontdoor.journey.actions.lateness import explain_lateness
from frontdoor.journey.contact_queries import clocks_of, events_of
from frontdoor.rules.calendar import london_day
from frontdoor.rules.clocks import find_rule
from frontdoor.rules.events.registry import KINDS
from frontdoor.rules.roles import Permission
from frontdoor.screens.hub.doing import Form, at_record, form_token, moment
from frontdoor.screens.hub.forms import AboutChildren, long_text, one_of
from frontdoor.screens.look.formatting import day_and_time
from frontdoor.screens.record.census import Elements, asked_first
from frontdoor.screens.record.opening import OpenRecord


class LateForm(AboutChildren):
    """Which clock of which child, and why."""

    clock = one_of("What is late?", [], "Choose what is late.")
    reason = one_of("Why?", list(LATENESSES.items()), "Choose why it is late.")
    because = long_text("In your words")

    def __init__(self, *args: Any, record: OpenRecord, **more: Any) -> None:
        super().__init__(*args, record=record, **more)
        self.fields.pop("children", None)
        self.fields["clock"].choices = _clocks(record)  # type: ignore[attr-defined]


class DisagreeForm(AboutChildren):
    """Why the decision is wrong, for which child."""

    because = long_text(
        "What do you disagree with, and why?", missing="Write what you disagree with: it is read as you write it."
    )


class CorrectForm(AboutChildren):
    """Which entry, and what was wrong with it.

    What is taken back may be what the census needs: `census` says that the entry is what its elements come from.
    """

    census: ClassVar[Elements] = dict.fromkeys(
        ("CINreferralDate", "CINclosureDate", "ReferralNFA", "AssessmentActualStartDate", "AssessmentAuthorisationDate")
        + ("S47ActualStartDate", "DateOfInitialCPC", "CINPlanStartDate", "CINPlanEndDate")
        + ("CPPstartDate", "CPPendDate", "CPPreviewDate"),
        "event",
    )
    event = one_of("Which entry is wrong?", [], "Choose the entry that is wrong.")
    reason = one_of("What is wrong with it?", list(CORRECTIONS.items()), "Choose what is wrong with it.")
    because = long_text("In your words", "Write what is right, where that is known.")

    def __init__(self, *args: Any, record: OpenRecord, **more: Any) -> None:
        super().__init__(*args, record=record, **more)
        self.fields.pop("children", None)
        self.fields["event"].choices = _entries(record)  # type: ignore[attr-defined]


def _clocks(record: OpenRecord) -> list[tuple[str, str]]:
    """The clocks that run or ran out, a line for each child."""
    by_journey = {child.journey.id: child for child in record.children}
    runs = clocks_of(list(by_journey), authority=record.contact.authority)
    found = []
    for run in runs:
        rule = find_rule(run.clock, london_day(run.started_at), record.partnership)
        if rule is None or (run.stopped_at is not None and run.stopped_at <= run.due_at):
            continue
        child = by_journey[run.journey]
        due = day_and_time(run.due_at, now=record.now)
        found.append((f"{child.number}:{run.clock}", f"{child.first_name}: {rule.name}, due {due}"))
    return list(dict(found).items())


def _entries(record: OpenRecord) -> list[tuple[str, str]]:
    """Every entry of the history, the newest first."""
    by_journey = {child.journey.id: child for child in record.children}
    events = events_of(list(by_journey), authority=record.contact.authority)
    return [
        (
            str(event.id),
            f"{KINDS[event.kind].sentence}, {day_and_time(event.happened_at, now=record.now)}: "
            f"{by_journey[event.journey].first_name}",
        )
        for event in reversed(events)
        if event.journey in by_journey
    ]


@door(Permission.ADD_INFORMATION, page="hub-late")
def late(request: HttpRequest, reference: str) -> HttpResponse:
    """Say why something is late."""

    def act(at: AtDoor, record: OpenRecord, form: Form) -> str:
        number, _, clock = form.cleaned_data["clock"].partition(":")
        child = next(one for one in record.children if str(one.number) == number)
        explain_lateness(
            journey=child.journey.id,
            clock=clock,
            reason=form.cleaned_data["reason"],
            because=form.cleaned_data["because"],
            **moment(at),
        )
        return "late"

    words = {
        "title": "Say why late",
        "button": "Record why",
        "then": "It stays late. The reason is a record of its own and moves no clock.",
    }
    return at_record(request, reference, page="hub-late", kind=LateForm, words=words, act=act)


@door(Permission.REFER, page="hub-disagree")
def disagree(request: HttpRequest, reference: str) -> HttpResponse:
    """Say that a decision is wrong. It stops no step that protects a child."""

    def act(at: AtDoor, record: OpenRecord, form: Form) -> str:
        for child in form.chosen:
            raise_disagreement(
                journey=child.journey.id,
                because=form.cleaned_data["because"],
                token=form_token(form, child.number),
                **moment(at),
            )
        return "disagreed"

    words = {
        "title": "Disagree",
        "button": "Raise it",
        "then": "It is heard step by step, on a clock. What protects a child goes on meanwhile.",
    }
    return at_record(request, reference, page="hub-disagree", kind=DisagreeForm, words=words, act=act)


@door(Permission.CORRECT, page="hub-correct")
def correct(request: HttpRequest, reference: str) -> HttpResponse:
    """Correct an entry: it stays to be read, and nothing counts it."""

    @transaction.atomic
    def act(at: AtDoor, record: OpenRecord, form: Form) -> str:
        asked_first(
            lambda: correct_record(
                event=UUID(form.cleaned_data["event"]),
                reason=form.cleaned_data["reason"],
                because=form.cleaned_data["because"],
                **moment(at),
            ),
            of=() if at.POST.get("go") == "anyway" else [child.journey.about for child in record.children],
            elements=CorrectForm.census,
            authority=record.contact.authority,
            now=at.now,
        )
        return "corrected"

    words = {
        "title": "Correct",
        "button": "Correct it",
        "then": "The wrong entry stays to be read, struck out, with who corrected it. Clocks are worked out again.",
    }
    return at_record(request, reference, page="hub-correct", kind=CorrectForm, words=words, act=act)
