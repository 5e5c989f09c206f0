"""What is counted of a day."""

from __future__ import annotations

from typing import Any

from django import forms

from frontdoor.journey.actions.intake import Counted
from frontdoor.rules.intake import CHANNELS, IntakeChannel
from frontdoor.screens.record.fields import line, text

MOST = 100_000


def _number(label: str) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=MOST,
        error_messages={"invalid": f"{label}: write a number.", "min_value": f"{label}: nought or more."},
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )


class CountForm(forms.Form):
    """Three boxes a channel; a channel whose arrivals are left empty is not counted yet."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for row in CHANNELS:
            self.fields[f"{row.code}_arrived"] = _number(f"{row.words}, arrived")
            self.fields[f"{row.code}_explained"] = _number(f"{row.words}, no concern")
            self.fields[f"{row.code}_because"] = line(f"{row.words}, why", longest=500)

    def clean(self) -> dict[str, Any]:
        """What was no concern arrived first, and has a reason."""
        given = super().clean() or {}
        for row in CHANNELS:
            explained = given.get(f"{row.code}_explained") or 0
            if explained and given.get(f"{row.code}_arrived") is None:
                self.add_error(f"{row.code}_arrived", f"{row.words}: say how many arrived.")
            if explained and not given.get(f"{row.code}_because"):
                self.add_error(f"{row.code}_because", f"{row.words}: say why these were no concern.")
        return given

    def counts(self) -> list[Counted]:
        """The channels that were counted."""
        return [found for row in CHANNELS if (found := self._of(row)) is not None]

    def _of(self, row: IntakeChannel) -> Counted | None:
        arrived = self.cleaned_data[f"{row.code}_arrived"]
        if arrived is None:
            return None
        return Counted(
            channel=row.code,
            arrived=arrived,
            explained=self.cleaned_data[f"{row.code}_explained"] or 0,
            because=self.cleaned_data[f"{row.code}_because"],
        )


class SignForm(forms.Form):
    """What is said of the unexplained."""

    because = text("What is unexplained, and who looks for it", longest=2000)
