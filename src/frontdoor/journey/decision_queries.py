"""What the decision form reads from the record: what was before, who told us, who has not answered, what waits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from frontdoor.access.sight import visible_to
from frontdoor.documents.models import Narrative
from frontdoor.journey.models import Contact, Decision, Information, InformationRequest, Journey
from frontdoor.journey.record_queries import people_of, texts_of
from frontdoor.ledger.scope import Actor
from frontdoor.people.aliases import all_ids, ids_of, is_nameless, people_as_one
from frontdoor.people.models import Context, Person
from frontdoor.rules.calendar import in_london, london_day
from frontdoor.rules.decision import Known, counted_closing_from
from frontdoor.rules.outcomes import OUTCOMES

#: Requests that have no answer that could be decided on.
UNANSWERED = ("waiting", "part", "hold")


@dataclass(frozen=True, kw_only=True)
class EarlierContact:
    """A contact before this one, about a child of this one or a brother or sister of theirs in the household."""

    contact: Contact
    journeys: tuple[Journey, ...]
    about: tuple[Person | Context, ...]


def earlier_contacts(contact: Contact, journeys: Sequence[Journey], *, by: Actor) -> list[EarlierContact]:
    """What came before for these children and for the children they live with, the newest first."""
    people = people_of(journeys)
    households = {one.household for one in people.values() if isinstance(one, Person) and one.household}
    in_household = Person.objects.filter(household__in=households).exclude(kind="adult").values_list("pk", flat=True)
    subjects = all_ids([*people, *in_household])
    before = visible_to(Journey.objects.filter(about__in=subjects), by).exclude(contact=contact)
    by_contact: dict[UUID, list[Journey]] = {}
    for journey in before.select_related("contact").order_by("pk"):
        if journey.contact.received_at <= contact.received_at:
            by_contact.setdefault(journey.contact_id, []).append(journey)
    named = people_of([journey for group in by_contact.values() for journey in group])
    found = [
        EarlierContact(
            contact=group[0].contact,
            journeys=tuple(group),
            about=tuple(named[journey.about] for journey in group if journey.about in named),
        )
        for group in by_contact.values()
    ]
    return sorted(found, key=lambda earlier: earlier.contact.received_at, reverse=True)


def unanswered(journeys: Sequence[Journey]) -> list[InformationRequest]:
    """The requests about these children that nobody has answered yet, oldest first."""
    return list(
        InformationRequest.objects.filter(journey__in=list(journeys), state__in=UNANSWERED, voided_at__isnull=True)
        .order_by("asked_at", "pk")
        .all()
    )


@dataclass(frozen=True, kw_only=True)
class Told:
    """Somebody besides the parents who told us something: an agency by code, or who it was in words."""

    agency: str = ""
    words: str = ""


def who_told(contact: Contact, journeys: Sequence[Journey]) -> list[Told]:
    """Who told us about these children, from the record: who referred, who answered, who added something."""
    agencies = [contact.referrer_agency] if contact.referrer_kind == "professional" else []
    answered = InformationRequest.objects.filter(
        journey__in=list(journeys), state__in=("found", "part"), voided_at__isnull=True
    )
    agencies += list(answered.order_by("asked_at").values_list("to_agency", flat=True))
    added = list(Information.objects.filter(journey__in=list(journeys), voided_at__isnull=True).order_by("received_at"))
    agencies += [one.by_agency for one in added]
    named = [one.given_by for one in added if one.given_by and not one.by_agency]
    return [
        *(Told(agency=code) for code in dict.fromkeys(agency for agency in agencies if agency)),
        *(Told(words=words) for words in dict.fromkeys(named)),
    ]


@dataclass(frozen=True, kw_only=True)
class Closing:
    """An earlier ending of our part for one child, and what was to make us look again."""

    decision: Decision
    look_again: str


def closings_within_year(about: UUID, *, at: datetime) -> list[Closing]:
    """The endings of the last twelve months that count for this child, the newest first."""
    ends = [code for code, outcome in OUTCOMES.items() if outcome.ends]
    made = Decision.objects.filter(
        about__in=ids_of(about), outcome__in=ends, effective_at__isnull=False, voided_at__isnull=True
    )
    first = counted_closing_from(at)
    counted = [one for one in made.order_by("-decided_at", "-pk") if london_day(one.decided_at) >= first]
    texts = texts_of(one.id for one in counted)
    return [Closing(decision=one, look_again=texts.get(one.id, {}).get("look_again", "")) for one in counted]


def known_of(journey: Journey, *, earlier: Sequence[EarlierContact], at: datetime) -> Known:
    """What the record says of a child when a decision is made; what came before for brothers and sisters counts."""
    return Known(
        earlier_contacts=len(earlier),
        unanswered=sum(1 for request in unanswered([journey]) if request.state == "waiting"),
        closings_in_year=len(closings_within_year(journey.about, at=at)),
        not_identified=is_nameless(people_as_one([journey.about]).values()),
    )


@dataclass(frozen=True, kw_only=True)
class Said:
    """Something a child said or showed, or what an ordinary day was said to be; `told_to` as it was written."""

    text: str
    recorded_at: datetime
    told_to: str
    in_confidence: bool


def latest_said(about: UUID, question: str, *, number: int = 2) -> list[Said]:
    """The latest answers about one child to "own_words" or "ordinary_day", the newest first."""
    found = list(
        Narrative.objects.filter(person__in=ids_of(about), question=question).order_by("-recorded_at", "-pk")[:number]
    )
    told = texts_of(one.id for one in found)
    return [
        Said(
            text=one.text,
            recorded_at=in_london(one.recorded_at),
            told_to=told.get(one.id, {}).get("words_told_to", ""),
            in_confidence=one.in_confidence,
        )
        for one in found
    ]


def decisions_of(journeys: Sequence[Journey]) -> list[Decision]:
    """Every decision and proposal of these journeys that was not corrected away, oldest first."""
    made = Decision.objects.filter(journey__in=list(journeys), voided_at__isnull=True)
    return list(made.order_by("recorded_at", "pk"))


def waiting_for_signature(journeys: Sequence[Journey]) -> list[Decision]:
    """Decisions that a registered social worker has not confirmed, or a manager not countersigned, oldest first."""
    unconfirmed = Q(confirmed_at__isnull=True)
    unsigned = ~Q(countersign_because="") & Q(countersigned_at__isnull=True)
    made = Decision.objects.filter(unconfirmed | unsigned, journey__in=list(journeys), voided_at__isnull=True)
    return list(made.order_by("recorded_at", "pk"))


def oldest_waiting(*, authority: str) -> datetime | None:
    """When the oldest contact that still waits for a decision was received: tells whether there is a backlog."""
    waiting = Journey.objects.filter(authority=authority, outcome="").order_by("contact__received_at")
    return waiting.values_list("contact__received_at", flat=True).first()
