"""From the reference in an address to the contact, its children in words, and the safety band; and the looks logged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from uuid import UUID

from frontdoor.access.doors import AtDoor
from frontdoor.access.looks import Seen
from frontdoor.access.models import Account
from frontdoor.journey.models import Contact, Journey
from frontdoor.journey.record_queries import (
    contact_by_reference,
    journeys_of,
    lines_of_safety,
    people_of,
)
from frontdoor.ledger.standing import standing_of
from frontdoor.people.models import Context, Person
from frontdoor.rules.calendar import london_day
from frontdoor.rules.concern import WORRIES, SubjectKind
from frontdoor.rules.partnership import Partnership, for_authority
from frontdoor.screens.look.naming import child_line, clock_words, source_name
from frontdoor.screens.look.shapes import Clock


@dataclass(frozen=True, kw_only=True)
class Child:
    """One child (or context) of the contact. `number` names the child in addresses and forms."""

    number: int
    journey: Journey
    person: Person | None
    line: str
    first_name: str

    @property
    def decided(self) -> bool:
        """Whether what happens now has been decided and counts."""
        return bool(self.journey.outcome)

    @property
    def unborn(self) -> bool:
        """Not born yet: nobody who can be seen, asked or have an ordinary day."""
        return self.journey.before_birth and not (self.person and self.person.born_on)

    @property
    def is_context(self) -> bool:
        """A place or a group: nobody who can be seen, spoken to or be safe tonight."""
        return SubjectKind(self.journey.kind).is_context


@dataclass(frozen=True, kw_only=True)
class OpenRecord:
    """A contact as this reader may see it now."""

    contact: Contact
    children: tuple[Child, ...]
    safety: tuple[str, ...]
    now: datetime

    @cached_property
    def partnership(self) -> Partnership:
        """The local names of levels, teams and agencies."""
        return for_authority(self.contact.authority)

    @property
    def reference(self) -> str:
        """The reference that people read; all that a title or an address may say."""
        return self.contact.reference

    @property
    def source(self) -> str:
        """Who told us, as a page may say it: never the name of a private person."""
        return source_name(
            referrer_kind=self.contact.referrer_kind,
            agency=self.contact.referrer_agency,
            source=self.contact.source,
            partnership=self.partnership,
        )

    @property
    def worries(self) -> str:
        """The coded worries in words."""
        return ", ".join(WORRIES.get(code, code) for code in self.contact.worries)

    def child(self, number: int) -> Child | None:
        """The child of this number."""
        return next((child for child in self.children if child.number == number), None)

    def child_of(self, journey: UUID) -> Child:
        """The child whose journey this is; it must be one of the record's."""
        return next(child for child in self.children if child.journey.id == journey)

    def clock(self, child: Child) -> Clock:
        """The child's next clock."""
        standing = standing_of(child.journey.id)
        name, due_at = (standing.next_clock, standing.next_due_at) if standing else ("", None)
        return clock_words(name, due_at, now=self.now, overlay=self.partnership, unborn=child.unborn)

    def stage(self, child: Child) -> str:
        """The stage of the child's journey, as a code."""
        return child.journey.facts()["stage"]

    def held_by(self, child: Child) -> str:
        """Who has this child now, in words: a name, a team, or that nobody has."""
        journey = child.journey
        team = self.partnership.team_by_code.get(journey.team)
        team_words = team.name if team else journey.team.replace("_", " ").capitalize()
        worker = Account.objects.filter(pk=journey.worker).first() if journey.worker else None
        return ", ".join(part for part in (worker.name if worker else "", team_words) if part) or (
            "the front door; nobody by name yet"
        )

    def agency_name(self, code: str) -> str:
        """An agency's name from its code; what was typed, where it is no code."""
        known = self.partnership.agency_by_code.get(code)
        return known.name if known else code


def open_record(request: AtDoor, reference: str, *, page: str, purpose: str = "") -> OpenRecord:
    """The record of this reference, as the reader may see it; each child shown is logged.

    Raises `UnableToFind` where there is none, or none of its children may be seen.
    """
    contact = contact_by_reference(reference, by=request.actor)
    journeys = journeys_of(contact, by=request.actor)
    people = people_of(journeys)
    on = london_day(request.now)
    children = tuple(
        _child(number, journey, people.get(journey.about), on=on) for number, journey in enumerate(journeys, start=1)
    )
    request.seen += [Seen(page=page, person=journey.about, record=contact.id, purpose=purpose) for journey in journeys]
    safety = lines_of_safety([journey.about for journey in journeys], at=request.now)
    return OpenRecord(contact=contact, children=children, safety=safety, now=request.now)


def _child(number: int, journey: Journey, about: Person | Context | None, *, on: date) -> Child:
    person = about if isinstance(about, Person) else None
    line = child_line(
        kind=journey.kind,
        on=on,
        name=(person.name_to_use or person.given_name) if person else "",
        family_name=person.family_name if person else "",
        label=journey.label or (person.label if person else ""),
        born_on=person.born_on if person else None,
        expected_on=person.expected_on if person and not person.born_on else None,
        died_on=person.died_on if person else None,
        age_said=person.age_said if person else "",
        sex=person.sex if person else "U",
        context_name=about.name if isinstance(about, Context) else "",
    )
    first = (person.name_to_use or person.given_name) if person else ""
    return Child(
        number=number, journey=journey, person=person, line=line, first_name=first or _called(journey, about, number)
    )


def _called(journey: Journey, about: Person | Context | None, number: int) -> str:
    """What somebody without a first name is called in a line."""
    if isinstance(about, Context):
        return about.name or f"Place {number}"
    if journey.kind == SubjectKind.UNBORN:
        return "Unborn baby"
    return journey.label or f"Child {number}"
