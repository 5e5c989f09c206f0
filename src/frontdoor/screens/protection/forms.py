"""The strategy discussion's shapes and codes. Nothing is chosen beforehand; nothing but the children is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms

from frontdoor.journey.actions.safety_plans import PlanLine
from frontdoor.rules.decision import not_in_future
from frontdoor.rules.discussion import ENQUIRIES, KINDS
from frontdoor.screens.record.fields import hidden_token, line, moment, one_of, several_of, shown, text, tick

#: How many lines of a safety plan stand open at first, and at most.
LINES = 2
MOST_LINES = 20


class CallForm(forms.Form):
    """For which children there is reasonable cause to suspect significant harm, and why."""

    token = hidden_token()
    children = several_of("Which children?", (), required="Say which children.")
    because = text("What makes us suspect significant harm?")

    def __init__(self, *args: Any, children: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["children"].choices = list(children)  # type: ignore[attr-defined]


class MeetingForm(forms.Form):
    """Who was there and who was missing, by agency; the same for all the children discussed."""

    token = hidden_token()
    opened_at = forms.DateTimeField(widget=forms.HiddenInput)
    held_at = moment("Held at", "Now, unless you change it.", required="Say when it was held.")
    children = several_of("Children discussed", (), required="Say which children were discussed.")
    agencies = several_of("Who was there", tuple(KINDS.items()))
    names = text("Their names and roles")
    absent = several_of("Who was asked and was missing", tuple(KINDS.items()))
    absent_because = text("Why they were missing")
    alone = tick("I held it alone: nobody could be reached")

    def __init__(self, *args: Any, children: Sequence[tuple[str, str]], now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        self.fields["children"].choices = list(children)  # type: ignore[attr-defined]

    def clean_held_at(self) -> datetime:
        """Left as it stood, it means now; it may be earlier, never later."""
        at: datetime = self.cleaned_data["held_at"]
        opened = self.cleaned_data.get("opened_at")
        if opened is not None and shown(opened) == shown(at):
            return self.now
        if not not_in_future(at, self.now):
            raise forms.ValidationError("Held at: this is in the future.")
        return at


class DiscussedForm(forms.Form):
    """What it came to for one child, filled from nobody else's; with as many lines of a plan as are asked for."""

    known = text("What is known about this child")
    decided = text("What was decided for this child, and why")
    starts_enquiry = one_of("Does a section 47 enquiry start?", tuple(ENQUIRIES.items()))
    no_plan_because = text("No safety plan is needed, because")
    lines = forms.IntegerField(required=False, min_value=1, max_value=MOST_LINES, widget=forms.HiddenInput)

    def __init__(self, *args: Any, more: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.number = lines_asked_for(self, more=more)
        for number in range(1, self.number + 1):
            for name, field in plan_fields().items():
                self.fields[f"{name}_{number}"] = field

    @property
    def plan(self) -> list[dict[str, forms.BoundField]]:
        """The fields of the plan, line by line."""
        return [{name: self[f"{name}_{number}"] for name in plan_fields()} for number in range(1, self.number + 1)]

    @property
    def plan_lines(self) -> tuple[PlanLine, ...]:
        """The lines that were written; an empty one is not a line."""
        return written_lines(self.cleaned_data, self.number)


def plan_fields() -> dict[str, forms.Field]:
    """Who, what, by when, and what if it fails."""
    return {
        "who": line("Who"),
        "what": text("Does what"),
        "by_when": line("By when"),
        "if_it_fails": text("If it fails"),
    }


def lines_asked_for(form: forms.Form, *, more: bool) -> int:
    """How many lines stand open: those sent, one more when asked for, never beyond the most."""
    sent = str((form.data.get(form.add_prefix("lines"), "") if form.is_bound else form.initial.get("lines")) or "")
    number = int(sent) if sent.isdecimal() and len(sent) < 3 else LINES
    return max(1, min(MOST_LINES, number + (1 if more else 0)))


def written_lines(given: dict[str, Any], number: int) -> tuple[PlanLine, ...]:
    """The lines of a plan that have anything in them."""
    lines = [PlanLine(**{name: given.get(f"{name}_{at}", "") for name in plan_fields()}) for at in range(1, number + 1)]
    return tuple(one for one in lines if any((one.who, one.what, one.by_when, one.if_it_fails)))
