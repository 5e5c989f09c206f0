"""The family must not know: said on the child's safety band at once."""

from __future__ import annotations

from datetime import datetime

from frontdoor.journey.models import Journey
from frontdoor.ledger.place import Recordable
from frontdoor.people import actions as people
from frontdoor.people.aliases import rows_of
from frontdoor.people.models import Person, SafetyLine
from frontdoor.rules.events.base import LedgerEvent
from frontdoor.rules.events.people import SafetyLineSet
from frontdoor.rules.outcomes import QUIET_LINE

Written = list[tuple[LedgerEvent, Recordable]]


def keep_quiet(journey: Journey, *, at: datetime, written: Written) -> None:
    """The family must not know: on the child's safety band at once, and on every later contact's too."""
    journey.change(at=at, quiet=True)
    for person in Person.of(id=journey.about):
        lines = [
            line for line in rows_of(SafetyLine, "person", person.id) if line.words == QUIET_LINE and line.until is None
        ]
        if not lines:
            people.set_safety_line(person=person, words=QUIET_LINE, at=at)
            written.append((SafetyLineSet(line="quiet"), journey))
