"""What is sent when new information was read."""

from __future__ import annotations

from django import forms

from frontdoor.screens.record.fields import line


class ReadForm(forms.Form):
    """Which information was read, and what happens now."""

    information = forms.UUIDField(widget=forms.HiddenInput)
    seen = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    what_now = line("What happens now?", longest=2000)
