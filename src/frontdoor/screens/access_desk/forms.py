"""Forms of the access desk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from frontdoor.access.actions.accounts import NEVER_PEOPLE
from frontdoor.access.actions.openings import VERDICTS
from frontdoor.rules.known_facts import ACCESS_ANSWERS
from frontdoor.rules.registers import REGISTERS
from frontdoor.rules.roles import ROLES
from frontdoor.screens.record.fields import hidden_token


class Emergency(forms.Form):
    """Whom somebody must see now, and why."""

    number = forms.CharField(
        label="Number",
        help_text="The child’s NHS number or local number, if you know one.",
        max_length=40,
        required=False,
    )
    given_name = forms.CharField(label="First name", max_length=120, required=False)
    family_name = forms.CharField(label="Family name", max_length=120, required=False)
    born = forms.DateField(
        label="Date of birth",
        help_text="For example, 27/3/2019",
        required=False,
        input_formats=["%d/%m/%Y", "%d %m %Y", "%Y-%m-%d"],
        error_messages={"invalid": "Enter the date of birth as day, month and year, like 27/3/2019"},
    )
    reason = forms.CharField(
        label="What may happen to the child if you wait?",
        help_text="Your manager reads this.",
        max_length=1000,
        error_messages={"required": "Say in a sentence what may happen to the child if you wait"},
    )
    token = hidden_token()

    def clean(self) -> dict[str, Any]:
        """A number, or a name with a date of birth."""
        given = self.cleaned_data
        named = (given.get("given_name") or given.get("family_name")) and given.get("born")
        if not given.get("number") and not named and not self.errors:
            self.add_error("number", "Enter a number, or a name and a date of birth")
        return given


class Review(forms.Form):
    """Whether it was right to open the record."""

    verdict = forms.ChoiceField(
        label="Was it right to open this record?",
        choices=tuple(VERDICTS.items()),
        error_messages={"required": "Choose an answer", "invalid_choice": "Choose an answer"},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)


class AccessAnswer(forms.Form):
    """How a request for access was answered. Nothing is chosen beforehand."""

    outcome = forms.ChoiceField(
        label="How was it answered?",
        choices=tuple(ACCESS_ANSWERS.items()),
        error_messages={"required": "Say how it was answered", "invalid_choice": "Choose one of these answers"},
    )
    why = forms.CharField(
        label="What was withheld, and why",
        help_text="Which exemption, for what. Needed for a refusal too.",
        required=False,
        max_length=2_000,
        widget=forms.Textarea,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)


class AccessTime(forms.Form):
    """Why a request for access takes longer."""

    because = forms.CharField(
        label="Why it needs longer",
        help_text="Whoever asked is told this within the first month.",
        max_length=2_000,
        widget=forms.Textarea,
        error_messages={"required": "Say why it needs longer: whoever asked must be told"},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)


class ChangedAccount(forms.Form):
    """What an account says of somebody. What stands there now is filled in."""

    name = forms.CharField(label="Name", max_length=120, error_messages={"required": "Enter the person’s name"})
    role = forms.ChoiceField(
        label="What they do",
        choices=[(code, role.title) for code, role in ROLES.items() if code not in NEVER_PEOPLE],
        error_messages={"required": "Choose what they do", "invalid_choice": "Choose what they do"},
    )
    approved_by = forms.CharField(
        label="Who approved it?",
        help_text="By name. Who may approve each role stands below.",
        max_length=120,
        error_messages={"required": "Enter who approved it"},
    )
    agency = forms.CharField(label="Agency", max_length=60, error_messages={"required": "Enter the agency’s code"})
    teams = forms.CharField(
        label="Teams", help_text="The code of each, with spaces between them.", max_length=300, required=False
    )
    registration = forms.CharField(label="Social Work England number", max_length=20, required=False)
    registered_until = forms.DateField(
        label="Registered until",
        help_text="As the public register says today, like 30/11/2027.",
        required=False,
        input_formats=["%d/%m/%Y", "%d %m %Y", "%Y-%m-%d"],
        error_messages={"invalid": "Enter the date as day, month and year, like 30/11/2027"},
    )

    def clean_teams(self) -> tuple[str, ...]:
        """Each team once, in order."""
        return tuple(dict.fromkeys(self.cleaned_data["teams"].replace(",", " ").split()))


class NewAccount(ChangedAccount):
    """Somebody who is to have an account."""

    email = forms.EmailField(
        label="E-mail address",
        error_messages={"required": "Enter an e-mail address", "invalid": "Enter an address like name@example.org"},
    )
    field_order = ("name", "email")


class WhichPerson(forms.Form):
    """Somebody by the number they keep for life."""

    number = forms.CharField(
        label="The person’s number",
        help_text="It stands on their page and begins with FD.",
        max_length=20,
        error_messages={"required": "Enter the person’s number"},
    )


class ForSomebody(forms.Form):
    """An account: whom a wall is held by, or against whom it stands. Nobody is chosen beforehand."""

    account = forms.ChoiceField(
        label="Who?",
        widget=forms.Select,
        error_messages={"required": "Choose who", "invalid_choice": "Choose who"},
    )

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["account"].choices = list(people)  # type: ignore[attr-defined]


class ForATime(ForSomebody):
    """An account that is let in: until when, and why."""

    until = forms.DateField(
        label="Until the end of",
        help_text="For example, 31/8/2027. A year from now at most.",
        input_formats=["%d/%m/%Y", "%d %m %Y", "%Y-%m-%d"],
        error_messages={"required": "Enter the last day", "invalid": "Enter day, month and year, like 31/8/2027"},
    )
    reason = forms.CharField(
        label="Why?",
        max_length=1000,
        error_messages={"required": "Say in a sentence why they are let in"},
    )


class FromWhom(ForSomebody):
    """An account that is barred, and from whom. Nothing is chosen beforehand."""

    whom = forms.ChoiceField(
        label="From whom?",
        choices=(
            ("family", "This person, brothers and sisters, and everybody who lives with them or came with them"),
            ("person", "This person alone"),
        ),
        error_messages={"required": "Say from whom", "invalid_choice": "Say from whom"},
    )


class OneWall(forms.Form):
    """A wall that ends, as it was shown."""

    wall = forms.UUIDField()
    seen = forms.IntegerField(min_value=1)


class AfterAdoption(forms.Form):
    """What the adoptive family gives, and nothing else."""

    given_name = forms.CharField(
        label="First name", max_length=120, error_messages={"required": "Enter the child’s first name"}
    )
    family_name = forms.CharField(
        label="Family name", max_length=120, error_messages={"required": "Enter the child’s family name"}
    )
    born = forms.DateField(
        label="Date of birth",
        help_text="For example, 27/3/2019",
        required=False,
        input_formats=["%d/%m/%Y", "%d %m %Y", "%Y-%m-%d"],
        error_messages={"invalid": "Enter the date of birth as day, month and year, like 27/3/2019"},
    )
    sex = forms.ChoiceField(label="Sex", choices=[("F", "Female"), ("M", "Male"), ("U", "Not known")], required=False)


def _day(label: str, missing: str) -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text="For example, 31/8/2027",
        input_formats=["%d/%m/%Y", "%d %m %Y", "%Y-%m-%d"],
        error_messages={"required": missing, "invalid": f"{label}: enter day, month and year, like 31/8/2027"},
    )


class NewAgreement(forms.Form):
    """Under what an agency is to send a register. Nothing is chosen beforehand."""

    agency = forms.ChoiceField(
        label="Agency",
        help_text="A service whose existence says something of the people it helps never stands here: it is asked.",
        error_messages={"required": "Choose the agency", "invalid_choice": "Choose one of these agencies"},
    )
    register = forms.ChoiceField(
        label="Register",
        choices=[("", "Choose"), *((register.code, register.words) for register in REGISTERS.values())],
        error_messages={"required": "Choose the register", "invalid_choice": "Choose one of these registers"},
    )
    purpose = forms.CharField(
        label="For what is it sent?", max_length=200, error_messages={"required": "Say for what it is sent"}
    )
    basis = forms.ChoiceField(
        label="On what ground?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the ground", "invalid_choice": "Choose one of these grounds"},
    )
    agreement = forms.CharField(
        label="Reference of the information sharing agreement",
        max_length=80,
        error_messages={"required": "Enter the reference of the information sharing agreement"},
    )
    assessment = forms.CharField(
        label="Reference of the data protection impact assessment",
        max_length=80,
        error_messages={"required": "Enter the reference of the data protection impact assessment"},
    )
    starts_on = _day("First day", "Enter the first day")
    ends_on = _day("Last day", "Enter the last day")

    def __init__(
        self, *args: Any, agencies: list[tuple[str, str]], grounds: list[tuple[str, str]], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.fields["agency"].choices = [("", "Choose"), *agencies]  # type: ignore[attr-defined]
        self.fields["basis"].choices = grounds  # type: ignore[attr-defined]
