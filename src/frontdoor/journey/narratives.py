"""Writing inside a journey: the walls of the record, or of a confidential address that the text gives away."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from frontdoor.documents import actions as documents
from frontdoor.documents.models import Narrative
from frontdoor.journey.models import Contact, Journey
from frontdoor.ledger.scope import Actor
from frontdoor.people.confidential import betrays, gives_away, kept_secret

#: The wall of a text that gives away an address, telephone or school kept from somebody.
ADDRESS = "address"

#: What is said in place of such a text.
WALLED = "written behind the wall of an address"


def about_child(
    journey: Journey,
    *,
    question: str,
    text: str,
    record: UUID,
    by: Actor,
    recorded_at: datetime,
    in_confidence: bool = False,
    exemptions: Sequence[str] = (),
    compartment: str = "",
    marking: str = "",
    agency: str = "",
) -> Narrative | None:
    """Keep what was written about one child of a contact; `agency` supplied it, if not the writer's own.

    `exemptions` are candidates from subject access that the writer named; a rule finds others when somebody asks.
    """
    wall = compartment or journey.compartment
    if wall == "open" and text and betrays(text, _on_record(journey)):
        wall = ADDRESS
    return documents.write(
        text=text,
        question=question,
        record=record,
        journey=journey.id,
        person=journey.about,
        subjects=[journey.about],
        authority=journey.authority,
        agency=agency,
        compartment=wall,
        marking=marking,
        in_confidence=in_confidence,
        exemptions=exemptions,
        by=by,
        recorded_at=recorded_at,
    )


def in_the_open(
    journey: Journey, text: str, *, question: str, record: UUID, by: Actor, recorded_at: datetime, longest: int = 120
) -> str:
    """A short answer as a column of a record holds it, behind no wall of its own: at most `longest` characters.

    Where it gives away a confidential address, telephone or school, what was written is kept behind the wall of that
    address, as the answer to `question`, and the column says no more than that (house rule: every text is compared).
    """
    short = text.strip()[:longest]
    if not short or journey.compartment != "open" or not betrays(text, _on_record(journey)):
        return short
    about_child(journey, question=question, text=text, record=record, by=by, recorded_at=recorded_at)
    return WALLED


def each_about_child(
    journey: Journey,
    texts: Mapping[str, str],
    *,
    record: UUID,
    by: Actor,
    recorded_at: datetime,
    in_confidence: Collection[str] = (),
) -> dict[str, Narrative]:
    """Keep what was written in answer to several questions about one child: as `about_child` does, and all at once."""
    told = {question: text for question, text in texts.items() if text.strip()}
    if not told:
        return {}
    hidden = kept_secret(_on_record(journey)) if journey.compartment == "open" else []
    return documents.write_each(
        told,
        walls={
            question: ADDRESS if gives_away(text, hidden) else journey.compartment for question, text in told.items()
        },
        in_confidence=in_confidence,
        record=record,
        journey=journey.id,
        person=journey.about,
        subjects=[journey.about],
        authority=journey.authority,
        by=by,
        recorded_at=recorded_at,
    )


def _on_record(journey: Journey) -> list[UUID]:
    """Everyone whom the record is about: a text on one child may give away where a brother or sister lives."""
    together = [one for contact in Contact.of(id=journey.contact_id) for one in contact.subjects]
    return list(dict.fromkeys([journey.about, *together]))


def about_contact(
    contact: Contact, *, question: str, text: str, by: Actor, recorded_at: datetime, compartment: str = ""
) -> Narrative | None:
    """Keep what was written about everyone a contact is about."""
    wall = compartment or contact.compartment
    if wall == "open" and betrays(text, contact.subjects):
        wall = ADDRESS
    return documents.write(
        text=text,
        question=question,
        record=contact.id,
        subjects=contact.subjects,
        authority=contact.authority,
        agency=contact.agency,
        compartment=wall,
        by=by,
        recorded_at=recorded_at,
    )
