"""The call in two lines, and what is asked before a number is shown."""

from __future__ import annotations

from django import forms

from frontdoor.journey.actions.calls import DIRECTIONS, WITH
from frontdoor.people.queries import PURPOSES
from frontdoor.screens.record.fields import hidden_token, line, one_of, text

#: With whom a call may have been, on this page: whoever told us is rung from the record of their contact.
_WITH = [(code, words) for code, words in WITH.items() if code != "referrer"]


class CallForm(forms.Form):
    """Who rang whom, and two lines. Nothing is chosen beforehand."""

    token = hidden_token()
    with_kind = one_of("The call was with", _WITH, required="Say with whom the call was.")
    with_whom = line("Who, in words", "Such as: mother, on the number that stands here.")
    direction = one_of("And", list(DIRECTIONS.items()), required="Say who rang.")
    words = text("What they said", longest=5000)
    told = text("What we told them", longest=5000)


class NumberForm(forms.Form):
    """Whose number is wanted, by our own number of the person, and for what."""

    whose = forms.SlugField(max_length=20)
    purpose = forms.ChoiceField(
        choices=list(PURPOSES.items()),
        error_messages={"required": "Say for what you need it: it stands in the log of who looked."},
    )
