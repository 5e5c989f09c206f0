"""What is asked before an address, a telephone or a number is shown."""

from __future__ import annotations

from django import forms

from frontdoor.people.queries import PURPOSES

WHAT = {"address": "the address", "telephone": "the telephone", "nhs_number": "the NHS number"}


class ShowForm(forms.Form):
    """What is wanted, and for what. Nothing is chosen beforehand. `whose` is the number of an adult of the family."""

    what = forms.ChoiceField(choices=list(WHAT.items()))
    whose = forms.SlugField(required=False, max_length=20)
    purpose = forms.ChoiceField(
        label="What for?",
        choices=list(PURPOSES.items()),
        error_messages={
            "required": "Say for what you need it: it stands in the log of who looked.",
            "invalid_choice": "Choose one of the purposes.",
        },
    )
