"""The form of the first look."""

from __future__ import annotations

from typing import Any

from django import forms

RATINGS = (
    ("red", "Red: somebody acts now"),
    ("amber", "Amber: within the day"),
    ("green", "Green: within days"),
    ("blue", "Blue: no more than information or advice"),
)


class RateForm(forms.Form):
    """None chosen beforehand. Red asks for no reason first: it may be written while somebody already acts."""

    rating = forms.ChoiceField(
        label="How urgent is it?",
        choices=RATINGS,
        error_messages={"required": "Choose red, amber, green or blue.", "invalid_choice": "Choose one of the four."},
    )
    because = forms.CharField(
        label="Because",
        help_text="What you read that makes it so. Others will see this beside the rating.",
        required=False,
        max_length=20_000,
        strip=True,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def clean(self) -> dict[str, Any]:
        """Amber, green and blue let it wait: that needs a reason."""
        given = super().clean() or {}
        if given.get("rating") in ("amber", "green", "blue") and not given.get("because"):
            self.add_error("because", "Say why it can wait that long, in a few words.")
        return given
