"""One's own calls that were begun and not saved yet, in words that tell one call from another."""

from __future__ import annotations

from datetime import datetime

from django.http import QueryDict
from django.urls import reverse

from frontdoor.drafts import queries
from frontdoor.ledger.scope import Actor
from frontdoor.rules.calendar import london_day
from frontdoor.rules.reference import reference_for
from frontdoor.screens.look.formatting import day_and_time
from frontdoor.screens.look.shapes import Link

FORM = "telephone"

#: As many letters of the worry as tell two calls apart at a glance.
FIRST_WORDS = 60


def unfinished_calls(by: Actor, *, now: datetime, but: str = "") -> list[Link]:
    """Each with its reference, when it was last touched and its first words, the latest first; `but` is open now."""
    return [
        Link(
            f"{reference_of(str(draft.record), draft.answers, now)}, "
            f"{day_and_time(draft.saved_at, now=now)}: {_about(queries.answers_of(draft))}",
            f"{reverse('telephone:note')}?note={draft.record}",
        )
        for draft in queries.own(form=FORM, by=by)
        if draft.record and str(draft.record) != but
    ]


def reference_of(token: str, answers: QueryDict | dict[str, list[str]], now: datetime) -> str:
    """What is read out to the caller: it follows from the note's token and the year in which the call came."""
    came = answers.get("came_at", "")
    year = (came[0] if isinstance(came, list) and came else str(came))[:4]
    return reference_for(f"{FORM}:{token}", int(year) if year.isdecimal() else london_day(now).year)


def _about(answers: QueryDict) -> str:
    """The worry, or else whoever it is about, as it was typed."""
    child = " ".join(answers.get(f"child-0-{name}", "") for name in ("given_name", "family_name", "looks"))
    words = " ".join((answers.get("worry", "") or child).split())
    if not words:
        return "nothing said yet"
    return f"“{words}”" if len(words) <= FIRST_WORDS else f"“{words[:FIRST_WORDS].rsplit(' ', 1)[0]} …”"
