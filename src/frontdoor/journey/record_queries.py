"""What every page about one contact reads first: the contact, the children one may see, their names, what was written.

A reference that may not be seen and one that does not exist are refused in the same words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from frontdoor.access.models import Account
from frontdoor.access.permission import WithManager
from frontdoor.access.sight import visible_to
from frontdoor.documents.models import Narrative
from frontdoor.journey.models import Contact, Journey, PassedOn
from frontdoor.ledger.models import Event
from frontdoor.ledger.scope import Actor
from frontdoor.ledger.storage import UnableToFind
from frontdoor.people.aliases import all_ids, people_as_one
from frontdoor.people.models import Context, Person, SafetyLine
from frontdoor.rules.events.registry import KINDS


def contact_by_reference(reference: str, *, by: Actor) -> Contact:
    """The contact of this reference in the authority one acts for. Refuses one that is not there or not to be seen.

    Whoever passed it on to the duty manager is told that, in the same words and by the same statements whatever stands
    behind it.
    """
    found = Contact.objects.filter(authority=by.authority, reference=reference).first()
    if found is None:
        sent = None
        if by.account is not None:
            sent = PassedOn.objects.filter(authority=by.authority, account=by.account, reference=reference).first()
        raise WithManager(reference=sent.reference, sent_at=sent.sent_at) if sent else UnableToFind
    return found


def journeys_of(contact: Contact, *, by: Actor) -> list[Journey]:
    """The journeys of a contact that `by` may see, in the order in which the children were named. Refuses none."""
    found = visible_to(Journey.objects.filter(authority=by.authority, contact=contact), by)
    ordered = _as_named(found, contact.subjects)
    if not ordered:
        raise UnableToFind
    return ordered


def in_sight(by: Actor) -> QuerySet[Journey]:
    """The journeys of the authority that `by` may see, in contacts that `by` may see.

    A contact is hidden whole, and a brother's own row stands in the open: whatever is counted is counted over these, so
    that a number never says more than the list beside it.
    """
    return visible_to(Journey.objects.filter(authority=by.authority, contact__authority=by.authority), by)


def numbers_of(journeys: Sequence[Journey], *, by: Actor) -> dict[UUID, int]:
    """Which child of its contact each of these is, as the contact's own pages count them: over those `by` may see."""
    contacts = {journey.contact_id: journey.contact.subjects for journey in journeys}
    siblings: dict[UUID, list[Journey]] = {}
    for one in visible_to(Journey.objects.filter(authority=by.authority, contact__in=list(contacts)), by):
        siblings.setdefault(one.contact_id, []).append(one)
    return {
        one.id: number
        for contact, found in siblings.items()
        for number, one in enumerate(_as_named(found, contacts[contact]), start=1)
    }


def _as_named(journeys: Iterable[Journey], subjects: Sequence[UUID]) -> list[Journey]:
    """In the order in which the children were named in the contact."""
    named = {about: number for number, about in enumerate(subjects)}
    return sorted(journeys, key=lambda journey: (named.get(journey.about, len(named)), str(journey.id)))


def people_of(journeys: Sequence[Journey]) -> dict[UUID, Person | Context]:
    """Whom these journeys are about, by the id they were written with: each person as all their records say."""
    about = {journey.about for journey in journeys}
    found: dict[UUID, Person | Context] = {**people_as_one(about)}
    if rest := about - found.keys():
        found |= {context.id: context for context in Context.objects.filter(pk__in=rest)}
    return found


def lines_of_safety(people: Sequence[UUID], *, at: datetime) -> tuple[str, ...]:
    """The safety band of these people: the lines in force, each said once, the oldest first."""
    in_force = SafetyLine.objects.filter(person__in=all_ids(people), since__lte=at).filter(
        Q(until__isnull=True) | Q(until__gt=at)
    )
    return tuple(dict.fromkeys(line.words for line in in_force.order_by("since", "pk")))


def texts_of(records: Iterable[UUID]) -> dict[UUID, dict[str, str]]:
    """What was written in these records: by record, then by question; the newest answer counts."""
    found: dict[UUID, dict[str, str]] = {}
    for text in Narrative.objects.filter(record__in=list(records)).order_by("recorded_at", "pk"):
        found.setdefault(text.record, {})[text.question] = text.text
    return found


def happened_since(
    journeys: Sequence[UUID], *, since: datetime, not_by: UUID | None = None
) -> list[tuple[Event, str, str]]:
    """What others recorded in these journeys after `since`, oldest first: the event, its sentence, who recorded it."""
    found = Event.objects.filter(journey__in=list(journeys), recorded_at__gt=since).order_by("recorded_at", "pk")
    events = [event for event in found if not_by is None or event.by_account != not_by]
    accounts = {event.by_account for event in events if event.by_account}
    names: dict[UUID | None, str] = {account.id: account.name for account in Account.objects.filter(pk__in=accounts)}
    return [(event, KINDS[event.kind].sentence, names.get(event.by_account, "Somebody else")) for event in events]
