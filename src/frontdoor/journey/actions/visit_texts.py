"""What was seen and heard on a visit, in words: each answer a narrative of the child it is about."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime

from frontdoor.journey.models import Journey, Visit
from frontdoor.journey.narratives import each_about_child
from frontdoor.ledger.scope import Actor


@dataclass(frozen=True, kw_only=True)
class ChildWords:
    """The visit's answers in words, for one child. Field names are the questions of the table of narratives."""

    not_seen_said_by: str = ""
    not_seen_because: str = ""
    not_seen_did: str = ""
    alone_because: str = ""
    how_they_looked: str = ""
    own_words: str = ""
    ordinary_day: str = ""
    what_worries_them: str = ""
    what_they_want: str = ""
    home: str = ""
    who_else: str = ""
    spoken_of_not_seen: str = ""
    what_changed: str = ""
    can_stay_because: str = ""
    rang_whom: str = ""
    mother_was: str = ""
    mother_said: str = ""
    mother_worries: str = ""
    mother_wants: str = ""
    made_ready: str = ""
    in_confidence: bool = False


def keep_texts(
    visit: Visit, journey: Journey, words: ChildWords, *, because: str, came: str, by: Actor, at: datetime
) -> None:
    """Keep the words of one child's visit. What the child, or before the birth the mother, said may be confidential."""
    texts = {field.name: getattr(words, field.name) for field in fields(words) if field.name != "in_confidence"}
    each_about_child(
        journey,
        {**texts, "parents_knew_because": because, "who_came": came},
        record=visit.id,
        by=by,
        recorded_at=at,
        in_confidence={"own_words", "mother_said"} if words.in_confidence else (),
    )
