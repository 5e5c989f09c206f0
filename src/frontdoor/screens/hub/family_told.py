"""Section 9: whether the family was told, by whom, when, what they said, or why not, as it was known at each step."""

from __future__ import annotations

from uuid import UUID

from frontdoor.journey.models import Decision
from frontdoor.rules.decision import FAMILY_WHY_NOT
from frontdoor.screens.hub.reading import ANSWERS, Reading
from frontdoor.screens.look.formatting import day_and_time
from frontdoor.screens.look.shapes import Fact


def family_told(reading: Reading) -> tuple[Fact, ...]:
    """What whoever told us had said to the family; then what each decision says, the newest first."""
    contact, written = reading.contact, reading.written
    return (
        *_at_decisions(reading),
        Fact("Told by whoever told us", ANSWERS[contact.family_told]),
        Fact("May the family know?", ANSWERS[contact.family_may_know]),
        Fact("What they said", written.text("family_said", record=contact.id)),
        Fact("Why not told", written.text("family_why_not", record=contact.id)),
    )


def _at_decisions(reading: Reading) -> list[Fact]:
    """One line a decision; children decided on together, in whose decisions the same stands, share it."""
    names = {child.journey.id: child.first_name for child in reading.children}
    lines: dict[tuple[str, str], set[UUID]] = {}
    for made in reversed(reading.decisions):
        if made.journey_id in names and made.family_knows:
            when = f"{made.decided_by_name}, {day_and_time(made.decided_at, now=reading.now)}"
            lines.setdefault((_words(made, reading), when), set()).add(made.journey_id)
    found = []
    for (words, when), journeys in lines.items():
        children = " and ".join(name for journey, name in names.items() if journey in journeys)
        found.append(Fact("At the decision", words, source=f"{when}, for {children}" if len(names) > 1 else when))
    return found or [Fact("At the decision", source="nobody has decided and said so yet")]


def _words(made: Decision, reading: Reading) -> str:
    said = {
        question: reading.written.text(question, record=made.id)
        for question in ("family_told_who", "family_told_when", "family_view", "family_why_not_words")
    }
    if made.family_knows == "yes":
        told = ", ".join(part for part in (said["family_told_who"], said["family_told_when"]) if part)
        view = said["family_view"]
        return f"Yes: told by {told or 'nobody named'}. Their view: {view or 'not written down'}"
    because = FAMILY_WHY_NOT.get(made.family_why_not, "")
    why = ": ".join(part for part in (because, said["family_why_not_words"]) if part)
    return f"No: {why or 'why not is not written down'}"
