"""What is asked of somebody who knows a family: which record, and nothing else."""

from __future__ import annotations

from django import forms


class KnowForm(forms.Form):
    """A reference or one of our own numbers. It is filled from the page that was just left."""

    about = forms.CharField(
        label="Reference",
        help_text="It stands at the top of the record: FD-26-01234, or FD and digits.",
        max_length=40,
        error_messages={"required": "Write the reference, or ring your manager and tell them."},
    )
