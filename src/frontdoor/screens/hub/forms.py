"""The small forms of a record. Nothing is chosen beforehand; each brings its own sentences for what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from frontdoor.journey.actions.calls import DIRECTIONS, WITH
from frontdoor.rules.known_facts import EXEMPTIONS
from frontdoor.rules.partnership import Partnership
from frontdoor.screens.record.opening import Child, OpenRecord

HARM = [("yes", "Yes"), ("no", "No"), ("not_known", "Not known")]
#: How receipt can be acknowledged.
MEANS = [("telephone", "By telephone"), ("email", "By e-mail"), ("letter", "By letter"), ("in_person", "In person")]


def long_text(label: str, hint: str = "", missing: str = "") -> forms.CharField:
    """Words of any length; required where a sentence says what is missing."""
    return forms.CharField(
        label=label,
        help_text=hint,
        required=bool(missing),
        max_length=20_000,
        widget=forms.Textarea,
        error_messages={"required": missing},
    )


def short_text(label: str, hint: str = "", missing: str = "", most: int = 120) -> forms.CharField:
    """A few words."""
    return forms.CharField(
        label=label, help_text=hint, required=bool(missing), max_length=most, error_messages={"required": missing}
    )


def one_of(label: str, choices: Sequence[tuple[str, str]], missing: str = "", hint: str = "") -> forms.ChoiceField:
    """One answer, none chosen."""
    return forms.ChoiceField(
        label=label,
        choices=list(choices),
        required=bool(missing),
        widget=forms.RadioSelect,
        help_text=hint,
        error_messages={"required": missing, "invalid_choice": "Choose one of these."},
    )


class AboutChildren(forms.Form):
    """A form about one, several or all children of a record. With one child nothing is asked."""

    children = forms.MultipleChoiceField(
        label="Which children?",
        choices=[],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={
            "required": "Choose the children it is about.",
            "invalid_choice": "Choose from these children.",
        },
    )
    token = forms.UUIDField(widget=forms.HiddenInput)
    all_if_none = False

    def __init__(self, *args: Any, record: OpenRecord, **more: Any) -> None:
        super().__init__(*args, **more)
        self.of_record = record.children
        field = self.fields["children"]
        field.choices = [(str(child.number), child.line) for child in record.children]  # type: ignore[attr-defined]
        if len(record.children) == 1:
            del self.fields["children"]
        elif self.all_if_none:
            field.help_text = "Leave all empty if it is about all of them."
        else:
            field.required = True

    @property
    def chosen(self) -> tuple[Child, ...]:
        """The children it is about."""
        numbers = self.cleaned_data.get("children", [])
        named = tuple(child for child in self.of_record if str(child.number) in numbers)
        return named or self.of_record


class AddForm(AboutChildren):
    """Something more became known."""

    all_if_none = True
    text = long_text("What is new?", missing="Write what is new.")
    given_by = short_text("Who told you?", "A name or a job; the agency alone is enough.")
    harm_possible = one_of("Could a child come to significant harm?", HARM)
    in_confidence = forms.BooleanField(label="Told in confidence: not to be repeated at home", required=False)
    exemptions = forms.MultipleChoiceField(
        label="If somebody asks for access, why might it have to be withheld?",
        choices=tuple(EXEMPTIONS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Candidates only: it is decided when somebody asks.",
        error_messages={"invalid_choice": "Tick only what stands in the list."},
    )


class AskForm(AboutChildren):
    """Agencies are asked: why and what."""

    agencies = forms.MultipleChoiceField(
        label="Which agencies?",
        choices=[],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose the agencies to ask.", "invalid_choice": "Choose from these agencies."},
    )
    why = long_text("Why are we asking?", "What they need to know to search well, and no more.")
    what = long_text("What do we ask for?")
    hub_only = forms.BooleanField(
        label="Keep it inside the hub that they were asked",
        required=False,
        help_text="Where being asked would itself give something away.",
    )

    def __init__(self, *args: Any, record: OpenRecord, **more: Any) -> None:
        super().__init__(*args, record=record, **more)
        agencies = [(agency.code, agency.name) for agency in record.partnership.agencies]
        self.fields["agencies"].choices = agencies  # type: ignore[attr-defined]


class StrategyForm(AboutChildren):
    """A strategy discussion is called. Nothing is required but the children: it is never refused."""

    because = long_text("Why do you suspect significant harm?", "You may write this afterwards.")


class HandOverForm(AboutChildren):
    """To whom, and why. It stays with the sender until a named person accepts."""

    to = forms.ChoiceField(
        label="To whom?",
        choices=[],
        error_messages={"required": "Choose who should take it.", "invalid_choice": "Choose one of these."},
    )
    to_words = short_text("Who, where it is none of our teams", "Such as the authority, or the name of the service.")
    because = long_text("Why?")
    plan = long_text("What must happen until they begin?")

    def __init__(self, *args: Any, record: OpenRecord, **more: Any) -> None:
        super().__init__(*args, record=record, **more)
        self.fields["to"].choices = _places(record.partnership)  # type: ignore[attr-defined]


def _places(place: Partnership) -> list[tuple[str, Any]]:
    teams = [
        (f"team:{team.code}", team.name) for team in place.teams if team.kind not in ("early_help", "out_of_hours")
    ]
    return [
        ("", "Choose"),
        ("out_of_hours:", "Out-of-hours team, for the night"),
        *teams,
        ("early_help:", "Early help"),
        ("other_authority:", "Another authority"),
        ("adult_social_care:", "Adult social care"),
    ]


class DangerForm(forms.Form):
    """A child is in danger now."""

    because = long_text("What has happened?", "You may write this afterwards: the person on call is told at once.")


class LinkForm(forms.Form):
    """Another report of the same incident."""

    to = short_text(
        "Reference of the other report", "Such as FD-26-012-345-678", "Write the reference of the other report.", 24
    )
    because = long_text("Why are they about the same?", missing="Write why they are about the same incident.")
    opened_at = forms.DateTimeField(required=False, widget=forms.HiddenInput)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class CallForm(AboutChildren):
    """A telephone call, in two lines."""

    direction = one_of("Who rang?", list(DIRECTIONS.items()), "Say who rang.")
    with_kind = one_of("With whom?", list(WITH.items()), "Say whom the call was with.")
    with_whom = short_text("Their name or job")
    words = long_text("What they said")
    told = long_text("What we told them")


class AcknowledgeForm(forms.Form):
    """Receipt is acknowledged to whoever told us."""

    means = one_of("How did you tell them?", MEANS, "Say how you told them.")
