"""The visit's shapes and codes. No answer is chosen beforehand, and none is required."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms

from frontdoor.rules.decision import not_in_future
from frontdoor.rules.visits import ALONE, BEDROOM, CAN_STAY, MOTHER_ALONE, PURPOSES
from frontdoor.screens.record.fields import LONGEST, MOMENT, YES_NO, hidden_token, moment, one_of, text


class OutingForm(forms.Form):
    """1 to 3: why, who came, when, and whether the parents knew."""

    token = hidden_token()
    purpose = one_of("Why I came", tuple(PURPOSES.items()))
    who_came = text("Who came")
    arrived_at = moment("Arrived", "Now, unless you change it.")
    left_at = moment("Left", "Empty: when you save.")
    parents_knew = one_of("Did the parents know?", YES_NO)
    parents_knew_because = text("Because")

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now

    def clean_arrived_at(self) -> datetime | None:
        """Nobody has arrived in the future."""
        return self._past(self.cleaned_data["arrived_at"], "Arrived")

    def clean_left_at(self) -> datetime | None:
        """Nobody has left in the future."""
        return self._past(self.cleaned_data["left_at"], "Left")

    def _past(self, at: datetime | None, label: str) -> datetime | None:
        if at is not None and not not_in_future(at, self.now):
            raise forms.ValidationError(f"{label}: this is in the future.")
        return at

    def clean(self) -> dict[str, Any]:
        """Nobody leaves before they arrive."""
        given = super().clean() or self.cleaned_data
        arrived, left = given.get("arrived_at"), given.get("left_at")
        if arrived and left and left < arrived:
            self.add_error("left_at", "Left: this is before you arrived.")
        return given


class OneChild(forms.Form):
    """What is asked about one child."""

    @property
    def written(self) -> bool:
        """Whether anything at all was answered about this child."""
        return any(bool(value) for value in self.cleaned_data.values())


class VisitedForm(OneChild):
    """4 to 16: one child, filled from nobody else's."""

    seen = one_of("Seen?", YES_NO)
    not_seen_said_by = text("Who said what")
    not_seen_because = text("Why")
    not_seen_did = text("What I did")
    next_try_at = moment("Next try")
    alone = one_of("Alone?", tuple(ALONE.items()))
    alone_because = text("Because")
    baby = text("Awake? Handled by whom?")
    where = text("Where", longest=60)
    how_they_looked = text("How they looked and were")
    own_words = text("What they said or showed")
    in_confidence = forms.BooleanField(label="Said in confidence: not to be repeated at home", required=False)
    ordinary_day = text("An ordinary day")
    what_worries_them = text("What worries them")
    what_they_want = text("What they want")
    bedroom = one_of("Where they sleep", tuple(BEDROOM.items()))
    home = text("Home", "Food, heat, water, hazards.")
    who_else = text("Who else was there")
    spoken_of_not_seen = text("Who was spoken of but not seen")
    interpreter = text("Interpreter", "Name, and which language.", longest=120)
    interpreter_is_family = forms.BooleanField(label="A family member interpreted", required=False)
    what_changed = text("What has changed, what does not fit")
    can_stay = one_of("Can the child stay here tonight?", tuple(CAN_STAY.items()))
    can_stay_because = text("Because")
    rang_whom = text("Whom I rang, and when")
    next_visit_at = moment("Next visit")
    agreed_with_family = one_of("Agreed with family", YES_NO)


class BeforeBirthForm(OneChild):
    """4 to 16 of an unborn child: the mother is seen and heard, and what is ready for the baby."""

    seen = one_of("Was the mother seen?", YES_NO)
    not_seen_said_by = text("Who said what")
    not_seen_because = text("Why")
    not_seen_did = text("What I did")
    next_try_at = moment("Next try")
    alone = one_of("Was she seen alone?", tuple(MOTHER_ALONE.items()))
    alone_because = text("Because")
    where = text("Where", longest=60)
    mother_was = text("How she was, and the pregnancy", "Midwife, scans, smoking, drink and drugs, mood.")
    mother_said = text("What she said")
    in_confidence = forms.BooleanField(label="Said in confidence: not to be repeated at home", required=False)
    mother_worries = text("What worries her")
    mother_wants = text("What she wants")
    bedroom = one_of("Where the baby will sleep", tuple(BEDROOM.items()))
    made_ready = text("What is ready for the baby")
    home = text("Home", "Food, heat, water, hazards.")
    who_else = text("Who else was there", "The father too, or why not.")
    spoken_of_not_seen = text("Who was spoken of but not seen")
    interpreter = text("Interpreter", "Name, and which language.", longest=120)
    interpreter_is_family = forms.BooleanField(label="A family member interpreted", required=False)
    what_changed = text("What has changed, what does not fit")
    can_stay = one_of("Is she safe here tonight?", tuple(CAN_STAY.items()))
    can_stay_because = text("Because")
    rang_whom = text("Whom I rang, and when")
    next_visit_at = moment("Next visit")
    agreed_with_family = one_of("Agreed with her", YES_NO)


class PlanForm(forms.Form):
    """Which children, why, and when."""

    token = hidden_token()
    children = forms.MultipleChoiceField(
        label="Which children?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Say which children.", "invalid_choice": "Tick only children in the list."},
    )
    purpose = one_of("Why", tuple(PURPOSES.items()))
    planned_for = forms.DateTimeField(
        label="When",
        input_formats=[MOMENT],
        error_messages={"required": "Say when.", "invalid": "Say when, as a day and a time."},
    )

    def __init__(self, *args: Any, children: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["children"].choices = children  # type: ignore[attr-defined]


class AdditionForm(forms.Form):
    """Something more about one child's visit. What stands there is never changed."""

    token = hidden_token()
    child = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    text = forms.CharField(
        label="Add to this visit", max_length=LONGEST, error_messages={"required": "Write what you want to add."}
    )
