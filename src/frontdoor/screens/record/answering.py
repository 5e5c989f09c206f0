"""An agency's answer about one child: typed by the agency itself, or by the hub for a call or a letter."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from frontdoor.journey.actions.information_requests import ANSWERS, USES
from frontdoor.journey.models import InformationRequest
from frontdoor.screens.look.formatting import day_and_time
from frontdoor.screens.look.shapes import Fact
from frontdoor.screens.record.acts import ActForm
from frontdoor.screens.record.fields import one_of, text, tick

#: "May be passed on" is said like the others: none of them is chosen beforehand.
_USES = tuple((code or "passed_on", words) for code, words in USES.items())
#: Without a word more, these say nothing that could be passed on.
_SAY_NOTHING = frozenset({"nothing_held", "cannot_tell"})


class AnswerForm(ActForm):
    """What the agency says, and what may be done with it."""

    answer = one_of("What do you hold?", tuple(ANSWERS.items()), required="Choose what the answer is.")
    words = text("In words", "Facts apart from opinions, with their dates.")
    refused_because = text("If it is refused: why")
    use = one_of("May it be passed on?", _USES, "Not asked where nothing is held and nothing is written.")
    in_confidence = tick("Said in confidence: not to be repeated at home")

    def clean(self) -> dict[str, Any]:
        """Whatever says something says what may be done with it."""
        given = super().clean() or self.cleaned_data
        says = given.get("words") or given.get("answer") not in _SAY_NOTHING
        if says and not given.get("use") and "use" not in self.errors:
            self.add_error("use", "Say whether it may be passed on.")
        return given


def answered(given: Mapping[str, Any]) -> dict[str, Any]:
    """What was written, as the verb takes it."""
    return {
        "state": given["answer"],
        "text": given["words"],
        "refused_because": given["refused_because"],
        "marking": given["use"].replace("passed_on", ""),
        "in_confidence": given["in_confidence"],
    }


def asked_facts(
    request: InformationRequest, texts: Mapping[UUID, Mapping[str, str]], *, now: datetime
) -> tuple[Fact, ...]:
    """What was asked, why, and when."""
    written = texts.get(request.id, {})
    said = written.get("answer", "")
    return (
        Fact("Asked", day_and_time(request.asked_at, now=now)),
        Fact("Why", written.get("asked_why", "")),
        Fact("What is wanted", written.get("asked_what", "") or "whatever you hold that bears on this"),
        *([Fact("Answered so far", said)] if said else []),
    )
