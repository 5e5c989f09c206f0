"""What the log of looks names: the reference of a record, and the people behind a reference. Never a child's name."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from frontdoor.access.models import Account
from frontdoor.journey.models import Allegation, Contact, Journey
from frontdoor.ledger.models import ClockRun
from frontdoor.ledger.scope import Actor
from frontdoor.people.aliases import ids_of, ids_of_each


@dataclass(frozen=True, kw_only=True)
class Named:
    """A reference, and everybody whom its contact is about."""

    reference: str
    contact: UUID
    people: tuple[UUID, ...]


def named(reference: str, *, authority: str) -> Named | None:
    """The contact with this reference, if there is one on this side of the walls."""
    found = Contact.objects.filter(authority=authority, reference=reference.strip().upper()).first()
    if found is None:
        return None
    return Named(reference=found.reference, contact=found.id, people=tuple(found.subjects))


def references_of(records: Collection[UUID], *, authority: str) -> dict[UUID, str]:
    """The references of contacts and journeys by id; what stands behind a wall is missing."""
    contacts = Contact.objects.filter(authority=authority, id__in=records).values_list("id", "reference")
    journeys = Journey.objects.filter(authority=authority, id__in=records).values_list("id", "contact__reference")
    return {**dict(contacts), **dict(journeys)}


def references_about(person: UUID, *, authority: str) -> list[str]:
    """The references of the contacts about a person, latest first."""
    found = Journey.objects.filter(authority=authority, about__in=ids_of(person)).select_related("contact")
    return list(dict.fromkeys(journey.contact.reference for journey in found.order_by("-contact__received_at")))


def _latest_references(people: Sequence[UUID], *, authority: str) -> dict[UUID, str]:
    """The reference of the last contact about each of these people; empty where there is none to be seen."""
    ids = ids_of_each(people)
    every = [one for of_person in ids.values() for one in of_person]
    rows = Journey.objects.filter(authority=authority, about__in=every).order_by("-contact__received_at")
    found = list(rows.values_list("about", "contact__reference"))
    return {key: next((words for about, words in found if about in of), "") for key, of in ids.items()}


def who_works_with(person: UUID, *, by: Actor) -> list[Account]:
    """Members of staff who hold a person's child, or one who came in a contact with them, by name."""
    contacts = Journey.objects.filter(authority=by.authority, about__in=ids_of(person)).values("contact_id")
    held = Journey.objects.filter(authority=by.authority, contact_id__in=contacts)
    workers = {one for journey in held for one in (journey.worker, *journey.seen_by) if one is not None}
    return list(Account.objects.filter(pk__in=workers, is_active=True).order_by("name", "id"))


@dataclass(frozen=True, kw_only=True)
class AllegationWaits:
    """An allegation of which the designated officer is not told: since when it is known, the record, its clock."""

    about: UUID
    known_at: datetime
    reference: str
    run: ClockRun | None


def allegations_waiting(by: Actor) -> list[AllegationWaits]:
    """Allegations that wait for the designated officer to be told, the oldest first, behind the walls of the reader."""
    rows = Allegation.objects.filter(
        authority=by.authority, compartment__in=by.compartments, informed_at__isnull=True
    ).exclude(about__in=by.bars)
    found = list(rows.order_by("known_at", "id"))
    runs = {run.journey: run for run in ClockRun.objects.filter(journey__in=[one.id for one in found])}
    references = _latest_references([one.about for one in found], authority=by.authority)
    return [
        AllegationWaits(
            about=one.about,
            known_at=one.known_at,
            reference=references[one.about],
            run=runs.get(one.id),
        )
        for one in found
    ]
