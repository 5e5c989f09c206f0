"""Kinds of field that forms about a child are made of. None is required or filled in unless its form says so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.core.validators import RegexValidator

from frontdoor.rules.calendar import in_london

#: As a browser's own control for a moment sends it.
MOMENT = "%Y-%m-%dT%H:%M"

#: The longest text that a question takes: longer than any narrative seen, and short of an accident.
LONGEST = 50_000

YES_NO = (("yes", "Yes"), ("no", "No"))


def text(label: str, hint: str = "", *, longest: int = LONGEST, required: str = "") -> forms.CharField:
    """A question answered in words, with no least length; `required` is what is said when it is empty."""
    return forms.CharField(
        label=label,
        help_text=hint,
        required=bool(required),
        max_length=longest,
        widget=forms.Textarea,
        error_messages={"required": required, "max_length": f"{label}: at most {longest} characters."},
    )


def line(label: str, hint: str = "", *, longest: int = 120) -> forms.CharField:
    """A short answer on one line."""
    return forms.CharField(
        label=label,
        help_text=hint,
        required=False,
        max_length=longest,
        error_messages={"max_length": f"{label}: at most {longest} characters."},
    )


def one_of(
    label: str, choices: Sequence[tuple[str, Any]], hint: str = "", *, wrong: str = "", required: str = ""
) -> forms.ChoiceField:
    """A question with one answer from a list; none is chosen beforehand."""
    return forms.ChoiceField(
        label=label,
        help_text=hint,
        choices=choices,
        required=bool(required),
        widget=forms.RadioSelect,
        error_messages={
            "required": required,
            "invalid_choice": wrong or f"{label}: choose one of the answers shown.",
        },
    )


def several_of(
    label: str, choices: Sequence[tuple[str, Any]], hint: str = "", *, required: str = ""
) -> forms.MultipleChoiceField:
    """A list of which any number may be ticked; none is ticked beforehand."""
    return forms.MultipleChoiceField(
        label=label,
        help_text=hint,
        choices=choices,
        required=bool(required),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": required, "invalid_choice": f"{label}: tick only what stands in the list."},
    )


def tick(label: str) -> forms.BooleanField:
    """One box, not ticked."""
    return forms.BooleanField(label=label, required=False)


def moment(label: str, hint: str = "", *, required: str = "") -> forms.DateTimeField:
    """A day and a time on a clock in England."""
    return forms.DateTimeField(
        label=label,
        help_text=hint,
        required=bool(required),
        input_formats=[MOMENT],
        error_messages={"required": required, "invalid": f"{label}: give a day and a time."},
    )


def day(label: str, hint: str = "", *, required: str = "") -> forms.DateField:
    """A day of the calendar."""
    return forms.DateField(
        label=label,
        help_text=hint,
        required=bool(required),
        input_formats=["%Y-%m-%d"],
        error_messages={"required": required, "invalid": f"{label}: give a day, such as 27/03/2026."},
    )


def hidden_token() -> forms.CharField:
    """What makes one thing of a form that is sent twice.

    Without a colon, which stands in every token that a machine's own number makes: whoever could send one of those
    would have the notification taken for one that came already.
    """
    return forms.CharField(max_length=100, widget=forms.HiddenInput, validators=[RegexValidator(r"\A[\w-]+\Z")])


def shown(at: datetime) -> str:
    """A moment as the browser's control takes it."""
    return in_london(at).strftime(MOMENT)


def with_answer(data: Any, name: str, value: str) -> Any:
    """What was sent, with one hidden answer more: the form remembers what it has asked."""
    more = data.copy()
    more[name] = value
    return more
