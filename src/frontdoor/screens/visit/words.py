"""A visit's questions as they are printed when it is read again, by the name under which the answer is kept."""

from __future__ import annotations

from typing import Final

from frontdoor.journey.contact_queries import running_clocks
from frontdoor.rules.calendar import london_day
from frontdoor.rules.clocks import find_rule
from frontdoor.screens.look.naming import clock_words
from frontdoor.screens.look.shapes import Clock
from frontdoor.screens.record.opening import Child, OpenRecord

QUESTIONS: Final = {
    "who_came": "Who came",
    "parents_knew_because": "Did the parents know? Because",
    "not_seen_said_by": "Not seen: who said what",
    "not_seen_because": "Why",
    "not_seen_did": "What I did",
    "alone_because": "Alone? Because",
    "how_they_looked": "How they looked and were",
    "own_words": "What they said or showed",
    "ordinary_day": "An ordinary day",
    "what_worries_them": "What worries them",
    "what_they_want": "What they want",
    "home": "Home",
    "who_else": "Who else was there",
    "spoken_of_not_seen": "Who was spoken of but not seen",
    "what_changed": "What has changed, what does not fit",
    "can_stay_because": "Can the child stay here tonight? Because",
    "rang_whom": "Whom I rang, and when",
    "mother_was": "How the mother was, and the pregnancy",
    "mother_said": "What the mother said",
    "mother_worries": "What worries her",
    "mother_wants": "What she wants",
    "made_ready": "What is ready for the baby",
    "visit_addition": "Added",
}


def clock_of_seeing(record: OpenRecord, child: Child) -> Clock:
    """The next clock that seeing the child stops, whatever else is due before it; none where no such clock runs."""
    for run in running_clocks([child.journey.id], authority=record.contact.authority):
        rule = find_rule(run.clock, london_day(record.now), record.partnership)
        if rule is not None and any(stop.kind == "visit_recorded" for stop in rule.stops):
            due, place = run.due_at, record.partnership
            return clock_words(run.clock, due, now=record.now, overlay=place, unborn=child.unborn)
    return clock_words("", None, now=record.now, overlay=record.partnership)
