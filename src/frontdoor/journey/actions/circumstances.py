"""What stands around each child when a concern arrives: the journey's first facts, words, adults, orders."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from frontdoor.journey.models import Contact, Journey
from frontdoor.journey.narratives import about_child
from frontdoor.ledger.place import Recordable
from frontdoor.ledger.scope import Actor
from frontdoor.people import actions as people
from frontdoor.people.models import Context, Person
from frontdoor.rules.concern import Concern, ConcernedChild
from frontdoor.rules.events.base import LedgerEvent

Written = list[tuple[LedgerEvent, Recordable]]


def begin_journey(child: ConcernedChild, contact: Contact, *, about: UUID, by: Actor, recorded_at: datetime) -> Journey:
    """One child's way begins; it is with nobody until somebody takes it."""
    journey = Journey.new(
        at=recorded_at,
        authority=contact.authority,
        agency=contact.agency,
        compartment=contact.compartment,
        contact_id=contact.id,
        about=about,
        kind=child.kind,
        label=child.label,
        held_since=contact.received_at,
        agencies=[agency for agency in [contact.agency] if agency],
        safe_tonight=child.safe_tonight,
        seen=child.seen,
        spoken_to=child.spoken_to,
        level_asked=child.level_asked,
        missing_since=child.missing_since,
        where_now=child.where_now,
        with_whom=child.with_whom,
        until_when=child.until_when,
    )
    texts = {
        "safe_tonight_because": child.safe_tonight_because,
        "ordinary_day": child.ordinary_day,
        "already_done": child.already_done,
    }
    for question, text in texts.items():
        about_child(journey, question=question, text=text, record=journey.id, by=by, recorded_at=recorded_at)
    words = about_child(
        journey,
        question="own_words",
        text=child.own_words,
        record=journey.id,
        by=by,
        recorded_at=recorded_at,
        in_confidence=child.words_in_confidence,
    )
    if words is not None:
        about_child(
            journey,
            question="words_told_to",
            text=child.words_told_to,
            record=words.id,
            by=by,
            recorded_at=recorded_at,
        )
    return journey


def add_adults(
    concern: Concern,
    contact: Contact,
    children: Sequence[Person | Context | None],
    *,
    by: Actor,
    at: datetime,
    written: Written,
) -> None:
    """The adults named with the concern, and what each is to each child; safety lines for the children."""
    new_children = [child for child in children if isinstance(child, Person)]
    for adult in concern.adults:
        person = people.add_adult(
            adult=adult, household=contact.household, by=by, agency=contact.agency, at=at, written=written
        )
        for child in new_children:
            people.relate(person=person, to=child, adult=adult, at=at)
    for child in new_children:
        for line in concern.safety_lines:
            people.set_safety_line(person=child, words=line, at=at)
