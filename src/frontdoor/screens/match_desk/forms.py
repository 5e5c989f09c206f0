"""What a person says at the desk. Nothing is chosen beforehand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from frontdoor.people.queries import PURPOSES
from frontdoor.rules.identity import SEARCH_STEPS, VERDICTS
from frontdoor.screens.record.fields import line, one_of, several_of, text


class JudgeForm(forms.Form):
    """Same, not the same, cannot tell; and why."""

    verdict = one_of(
        "Are these one person?", [(str(code), words) for code, words in VERDICTS.items()],
        required="Say whether these are one person.",
    )  # fmt: skip
    because = text("Why", longest=2000, required="Say why: whoever looks next reads it.")
    seen = forms.IntegerField(widget=forms.HiddenInput)


class ShowForm(forms.Form):
    """An address or a telephone of either, and what it is needed for."""

    show = forms.ChoiceField(choices=[("address", "Addresses"), ("telephone", "Telephones")])
    purpose = forms.ChoiceField(choices=[("check", PURPOSES["check"])])


class ProposeForm(forms.Form):
    """Two numbers of ours that may be one person."""

    one = line("The first number", "It begins with FD, and stands on the page of the child.", longest=20)
    other = line("The other number", longest=20)
    because = text("Why you think so", longest=2000, required="Say why you think so.")

    def clean(self) -> dict[str, Any]:
        """Both numbers are needed."""
        given = super().clean() or {}
        for name in ("one", "other"):
            if not given.get(name, "").strip():
                self.add_error(name, f"{self.fields[name].label}: write it.")
        return given


class SearchForm(forms.Form):
    """What a manager decides to do next."""

    step = one_of("What happens now?", list(SEARCH_STEPS.items()), required="Choose what happens now.")
    because = text("Why, and who does it", longest=2000, required="Say why, and who does it.")


class ApartForm(forms.Form):
    """Why two people are taken apart, and of each contact that came since whose it is."""

    because = text("Why these are two people", longest=2000, required="Say why these are two people.")
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, since: Sequence[tuple[str, str]], sides: Sequence[tuple[str, str]], **kw: Any):
        super().__init__(*args, **kw)
        self.since = [f"of_{key}" for key, _ in since]
        for key, words in since:
            self.fields[f"of_{key}"] = one_of(words, list(sides), required=f"{words}: say whose it is.")


class HouseholdForm(forms.Form):
    """Who moves, and where to."""

    change = one_of(
        "What changed?",
        [
            ("move", "These people moved in with somebody else"),
            ("split", "These people live apart now, in a household of their own"),
            ("join", "Everybody here lives with somebody else's household now"),
        ],
        required="Say what changed.",
    )
    to = line("Number of somebody they live with now", "It begins with FD. Needed for moving and joining.", longest=20)
    because = line("How you know", longest=300)

    def __init__(self, *args: Any, members: Sequence[tuple[str, str]], **kw: Any):
        super().__init__(*args, **kw)
        self.fields["people"] = several_of("Who", list(members))

    def clean(self) -> dict[str, Any]:
        """Somebody moves, and somewhere."""
        given = super().clean() or {}
        if given.get("change") in ("move", "split") and not given.get("people"):
            self.add_error("people", "Tick who.")
        if given.get("change") in ("move", "join") and not given.get("to", "").strip():
            self.add_error("to", "Write the number of somebody they live with now.")
        return given


class OfForm(forms.Form):
    """Which proposal was answered a moment ago."""

    of = forms.UUIDField()
