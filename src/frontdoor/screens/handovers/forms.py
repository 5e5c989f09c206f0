"""What is sent when somebody answers an offer, or hands over to the night."""

from __future__ import annotations

from django import forms

from frontdoor.screens.record.fields import hidden_token, line, text


class AnswerForm(forms.Form):
    """An answer to one offer. Which reason is needed, the verb says."""

    kind = forms.ChoiceField(choices=[("hand_over", "Hand-over"), ("allocation", "Allocation")])
    offer = forms.UUIDField()
    seen = forms.IntegerField(min_value=1)
    answer = forms.ChoiceField(choices=[("accept", "Accept"), ("decline", "Do not take")])
    accepted_by_name = line("Who accepted, by name")
    reason = line("Why not?", longest=40)
    because = text("In words", longest=5000)
    back = forms.ChoiceField(choices=[("work", ""), ("list", "")])


class NightForm(forms.Form):
    """Children of one contact for the night, and what must happen until the door opens."""

    reference = line("Reference", longest=40)
    token = hidden_token()
    plan = text("Plan until the door opens", longest=5000)


class TakenForm(forms.Form):
    """What somebody of the night takes."""

    reference = line("Reference", longest=40)
