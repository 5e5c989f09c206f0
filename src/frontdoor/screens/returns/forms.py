"""What is asked for: a census year and whose rules, or the day of an inspection's call; and what of the worklist."""

from __future__ import annotations

from typing import Any

from django import forms

from frontdoor.returns.cin_census.checks import YEARS

_RULES = [(year, year) for year in reversed(YEARS)]


class CensusForm(forms.Form):
    """A census of a year; its own rules, unless others are chosen."""

    year = forms.ChoiceField(
        label="Census year", choices=_RULES, error_messages={"required": "Choose the census year."}
    )
    rules_year = forms.ChoiceField(
        label="Judged by the rules of", choices=_RULES, required=False, help_text="The year’s own, if none is chosen."
    )


class RulesForm(forms.Form):
    """Another year's rules over the same file."""

    rules_year = forms.ChoiceField(
        label="The rules of another year", choices=_RULES, error_messages={"required": "Choose whose rules."}
    )


class AnnexAForm(forms.Form):
    """The day of the call."""

    on = forms.DateField(
        label="Day of the call",
        help_text="For example, 2/11/2026",
        input_formats=["%d/%m/%Y", "%Y-%m-%d"],
        error_messages={
            "required": "Say on which day the call came.",
            "invalid": "Enter the day as day, month and year, like 2/11/2026.",
        },
    )


#: Days for which a matter has stood at least.
AGES = {"": "Any", "7": "A week or more", "30": "30 days or more", "90": "90 days or more"}


class WorklistForm(forms.Form):
    """Whose matters, and which."""

    worker = forms.ChoiceField(label="Worker", required=False)
    errors_alone = forms.BooleanField(label="Errors alone", required=False)
    team = forms.ChoiceField(label="Team", required=False)
    rule = forms.CharField(label="Rule", max_length=8, required=False)
    age = forms.ChoiceField(label="Age of the matter", choices=list(AGES.items()), required=False)
    page = forms.IntegerField(min_value=0, max_value=10_000, required=False)

    def __init__(self, *args: Any, teams: list[tuple[str, str]], workers: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["worker"].choices = [("", "Everybody"), *workers]  # type: ignore[attr-defined]
        self.fields["team"].choices = [("", "Every team"), *teams]  # type: ignore[attr-defined]


class PageForm(forms.Form):
    """Which page of a long list."""

    page = forms.IntegerField(min_value=0, max_value=10_000, required=False)
