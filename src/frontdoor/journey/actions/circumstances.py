"""What stands around each child when a concern arrives: the journey's first facts, words, adults, orders, open work."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from frontdoor.journey.actions.arriving import Arrival, Subject
from frontdoor.journey.models import Contact, Information, Journey, MissingEpisode, Order, inside
from frontdoor.journey.narratives import WALLED, about_child, each_about_child
from frontdoor.ledger.place import Recordable
from frontdoor.ledger.record import record_each
from frontdoor.ledger.scope import Actor
from frontdoor.people import actions as people
from frontdoor.people.aliases import rows_of
from frontdoor.people.confidential import gives_away, kept_secret
from frontdoor.people.models import OpenStatus
from frontdoor.rules.calendar import london_day
from frontdoor.rules.clocks import due_moment, rule_in_force
from frontdoor.rules.concern import Answer, Concern, ConcernedChild
from frontdoor.rules.events.base import LedgerEvent
from frontdoor.rules.events.contacts import ChildMissingReported, NewInformationReceived
from frontdoor.rules.events.protection import PoliceProtectionStarted
from frontdoor.rules.partnership import Partnership, all_partnerships, for_authority
from frontdoor.rules.steps import Stage

Written = list[tuple[LedgerEvent, Recordable]]


def begin_journey(subject: Subject, contact: Contact, *, by: Actor, recorded_at: datetime, written: Written) -> Journey:
    """One child's way begins; it is with nobody until somebody takes it.

    A child with an open journey has a worker who reads this too, on a clock of their own; it is triaged all the same.
    """
    child = subject.child
    elsewhere = open_work(subject.id, compartment=contact.compartment) if subject.known else None
    where, walled = _where(child, contact)
    journey = Journey.new(
        at=recorded_at,
        authority=contact.authority,
        agency=contact.agency,
        compartment=contact.compartment,
        contact_id=contact.id,
        about=subject.id,
        kind=child.kind,
        label=child.label,
        held_since=contact.received_at,
        agencies=[agency for agency in [contact.agency] if agency],
        joins=elsewhere.id if elsewhere else None,
        lives_in=_neighbour(child.lives_in, contact.authority),
        seen_by=[elsewhere.worker] if elsewhere and elsewhere.worker else [],
        seen_by_teams=[elsewhere.team] if elsewhere and elsewhere.team else [],
        safe_tonight=child.safe_tonight,
        seen=child.seen,
        spoken_to=child.spoken_to,
        level_asked=child.level_asked,
        missing_since=child.missing_since,
        **where,
    )
    for question, text in walled.items():
        about_child(journey, question=question, text=text, record=journey.id, by=by, recorded_at=recorded_at)
    _keep_words(subject, journey, by=by, recorded_at=recorded_at)
    if elsewhere is not None or (subject.known and open_in_case_system(subject.id)):
        tell_worker(journey, contact, elsewhere, at=recorded_at, written=written)
    if child.missing_since is not None and subject.is_person:
        episode = MissingEpisode.new(at=recorded_at, **inside(journey), reported_at=child.missing_since)
        written.append((ChildMissingReported(missing_reported_by=contact.source), episode))
    return journey


#: Where the child is now, with whom and until when, and how long each answer may be.
_WHERE = {"where_now": 200, "with_whom": 200, "until_when": 120}


def _where(child: ConcernedChild, contact: Contact) -> tuple[dict[str, str], dict[str, str]]:
    """What stands on the journey itself, and what is kept behind the wall of an address that it would give away."""
    told = {column: text for column in _WHERE if (text := getattr(child, column).strip())}
    secret = kept_secret(contact.subjects) if told and contact.compartment == "open" else []
    walled = {column: text for column, text in told.items() if gives_away(text, secret)}
    return {column: WALLED if column in walled else text[: _WHERE[column]] for column, text in told.items()}, walled


def _neighbour(lives_in: str, authority: str) -> str:
    """The neighbour's folder name, when the address lies over the boundary: it is marked to be handed over."""
    return "" if lives_in == for_authority(authority).slug else lives_in


def neighbour(journey: Journey) -> Partnership | None:
    """The partnership over the boundary in which the child lives, if it has files here."""
    return next((known for known in all_partnerships().values() if known.slug == journey.lives_in), None)


def open_work(about: UUID, *, compartment: str, besides: UUID | None = None) -> Journey | None:
    """The newest journey of a person in which somebody works with them; None if nobody does."""
    for journey in reversed(rows_of(Journey, "about", about)):
        mine = journey.id != besides and journey.compartment == compartment
        if mine and Stage(journey.facts()["stage"]) not in NOBODY_WORKS:
            return journey
    return None


#: Stages in which a journey has no worker of its own.
NOBODY_WORKS = frozenset({Stage.CONTACT, Stage.PASSED_ON, Stage.CLOSED})


def open_in_case_system(person: UUID) -> bool:
    """Whether the authority's case system says that somebody works with this person."""
    return any(
        status.open_episode or status.plan or status.looked_after_by for status in rows_of(OpenStatus, "person", person)
    )


def tell_worker(
    journey: Journey, contact: Contact, elsewhere: Journey | None, *, at: datetime, written: Written
) -> None:
    """New information for the worker who has the child: no new referral, and its own clock from first receipt."""
    news = Information.new(
        at=at,
        **inside(journey),
        by_agency=contact.referrer_agency,
        received_at=contact.received_at,
        added_by=contact.received_by,
        harm_possible=Answer.YES if contact.danger_now else Answer.NOT_ASKED,
        for_worker=elsewhere.worker if elsewhere else None,
        for_team=elsewhere.team if elsewhere else "",
        waits=True,
    )
    event = NewInformationReceived(
        open_journey=elsewhere.id if elsewhere else None, significant_harm_possible=contact.danger_now
    )
    written.append((event, news))


def _keep_words(subject: Subject, journey: Journey, *, by: Actor, recorded_at: datetime) -> None:
    child = subject.child
    texts = {
        "safe_tonight_because": child.safe_tonight_because,
        "ordinary_day": child.ordinary_day,
        "already_done": child.already_done,
        "school_said": child.school if subject.known else "",
        "gp_said": child.gp if subject.known else "",
        "own_words": child.own_words,
    }
    kept = each_about_child(
        journey,
        texts,
        record=journey.id,
        by=by,
        recorded_at=recorded_at,
        in_confidence={"own_words"} if child.words_in_confidence else (),
    )
    if "own_words" in kept:
        told_to, words = child.words_told_to, kept["own_words"].id
        about_child(journey, question="words_told_to", text=told_to, record=words, by=by, recorded_at=recorded_at)


def add_adults(concern: Concern, arrival: Arrival, *, by: Actor, at: datetime, written: Written) -> None:
    """The adults named with the concern, and what each is to each child; safety lines for every child."""
    children = [one.id for one in arrival.subjects if one.is_person]
    for adult in concern.adults:
        person = people.add_adult(
            adult=adult,
            household=arrival.household,
            by=by,
            agency=arrival.walls.agency,
            at=at,
            written=written,
            compartment=arrival.walls.compartment,
        )
        for child in children:
            people.relate(person=person, to=child, adult=adult, at=at)
    for child in children:
        for line in concern.safety_lines:
            people.add_safety_line(person=child, walls=arrival.walls, words=line, at=at)


def begin_protection(
    concern: Concern, journeys: Sequence[Journey], *, by: Actor, recorded_at: datetime, batch: str = ""
) -> None:
    """Police protection that came with the concern runs from when the police began it, 72 hours at most."""
    for child, journey in zip(concern.children, journeys, strict=False):
        began = child.police_protection_from
        if began is None:
            continue
        partnership = for_authority(journey.authority)
        until = due_moment(rule_in_force("police_protection", london_day(began), partnership), began, {}, partnership)
        order = Order.new(
            at=recorded_at,
            **inside(journey),
            kind="police_protection",
            started_at=began,
            ends_at=until,
            officer=concern.police.officer if concern.police else "",
        )
        record_each(
            [(PoliceProtectionStarted(until=until), order)],
            by=by,
            happened_at=began,
            recorded_at=recorded_at,
            batch=batch,
        )
