"""The questions of a telephone note. Only the worry must be filled; nothing is chosen beforehand."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import forms

from frontdoor.rules.calendar import london_day
from frontdoor.rules.concern import WORRIES
from frontdoor.rules.doubts import about_birth
from frontdoor.rules.partnership import Partnership
from frontdoor.screens.record.fields import with_answer

ANSWERS = [("yes", "Yes"), ("no", "No"), ("not_known", "Not known"), ("not_asked", "Not asked")]
DANGER = [("yes", "Yes: ring 999 with them now"), ("no", "No"), ("not_known", "They cannot say")]
CALLERS = [
    ("professional", "Somebody from an agency"),
    ("relative", "A relative or carer"),
    ("public", "Another member of the public"),
    ("child", "The child"),
    ("anonymous", "They would not say"),
]
#: Children on one note; a larger family is added to the record afterwards.
MOST_CHILDREN = 8


def _text(label: str, hint: str = "", most: int = 120) -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, required=False, max_length=most, strip=True)


def _choice(label: str, choices: list[tuple[str, str]], hint: str = "") -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, required=False, help_text=hint)


class NoteForm(forms.Form):
    """The call as a whole."""

    danger_now = _choice("In danger now?", DANGER)
    worry = forms.CharField(
        label="What is the worry?",
        help_text="In their words. You need nothing else to save this.",
        max_length=20_000,
        error_messages={"required": "Write what the worry is, in a few words: everything else can wait."},
    )
    worries = forms.MultipleChoiceField(label="Kinds of worry", choices=list(WORRIES.items()), required=False)
    others = _text("Who else lives there, or stays over?", most=2000)
    caller = _choice("Who is calling?", CALLERS)
    caller_name = _text("Their name")
    caller_agency = forms.ChoiceField(label="Their agency", choices=[], required=False)
    caller_number = _text("A number that is safe to ring", most=40)
    safe_contact = _text("When and how is it safe?", "Such as: text only, after 10:00", most=500)
    may_name = _choice("May we name them to the family?", ANSWERS)
    family_may_know = _choice("May the family know that somebody rang?", ANSWERS)
    family_why_not = _text("Why not?", most=500)
    came_at = forms.DateTimeField(
        label="The call came",
        help_text="Clocks count from then.",
        error_messages={
            "required": "Say when the call came.",
            "invalid": "Write the day and time of the call, such as 2026-11-20T16:52.",
        },
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%d/%m/%Y %H:%M"],
    )
    token = forms.UUIDField(widget=forms.HiddenInput)
    children = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=MOST_CHILDREN)

    def __init__(self, *args: object, place: Partnership, now: datetime, **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        self._now = now
        agencies = sorted((agency.code, agency.name) for agency in place.agencies)
        agencies.sort(key=lambda one: one[1])
        self.fields["caller_agency"].choices = [("", "Not one of these"), *agencies]  # type: ignore[attr-defined]

    def clean_came_at(self) -> datetime:
        """A call that has not come yet is a slip of the keys."""
        came: datetime = self.cleaned_data["came_at"]
        if came.replace(second=0) > self._now:
            raise forms.ValidationError("This is later than now: write when the call came.")
        return came


class ChildForm(forms.Form):
    """One child of the call, or what they look like."""

    looks = _text("Which child, or what do they look like?", "Such as: girl about 9, red coat. A name can come later.")
    given_name = _text("First name")
    family_name = _text("Surname")
    born = forms.DateField(
        label="Date of birth",
        required=False,
        input_formats=["%Y-%m-%d", *(mark.join(("%d", "%m", year)) for year in ("%Y", "%y") for mark in "/ .-")],
        error_messages={"invalid": "Write the date of birth as day/month/year, or leave it empty and say the age."},
    )
    born_asked = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    age_said = _text("Age, as they say it", most=60)
    nhs_number = _text("NHS number", most=20)
    where_now = _text("Where now?", most=200)
    with_whom = _text("With whom?", most=200)
    until_when = _text("Home when?")
    safe_tonight = _choice("Safe to go home, safe tonight?", ANSWERS)
    safe_because = _text("Because", most=2000)
    is_person = forms.UUIDField(required=False)

    def __init__(self, *args: object, now: datetime, whose: str = "", **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        self._now = now
        self._whose = whose

    def add_error(self, field: str | None, error: str | forms.ValidationError) -> None:  # type: ignore[override]
        """Says about which child, where the call is about several."""
        said = forms.ValidationError(error).messages
        super().add_error(field, [f"{self._whose}: {one}" if self._whose else one for one in said])

    def clean(self) -> dict[str, Any]:
        """Asks once about a date of birth that can hardly be; saved again unchanged, it is taken as it stands."""
        given = super().clean() or self.cleaned_data
        born: date | None = given.get("born")
        doubt = about_birth(born, london_day(self._now)) if born is not None else None
        if doubt is not None and doubt.cannot_be:
            self.add_error("born", f"{doubt.sentence} Check the year, or leave it empty and say the age.")
        elif doubt is not None and given.get("born_asked") != str(born):
            self.add_error("born", f"{doubt.sentence} Check the year, or save it again to keep it as it is.")
            self.data = with_answer(self.data, self.add_prefix("born_asked"), str(born))
        return given

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was written of this child."""
        return not any(value for name, value in self.cleaned_data.items() if name != "born_asked")
