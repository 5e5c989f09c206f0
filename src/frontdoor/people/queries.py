"""What is read of people. Where they live is read here alone, and only by somebody who says for what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from frontdoor.people.aliases import ids_of, people_as_one, shown_ids
from frontdoor.people.models import Address, Person, Relationship, Telephone, Trace

#: For what an address or a number is asked for; stands in the log of looks.
PURPOSES = {
    "visit": "To visit the child",
    "call": "To ring the family",
    "emergency": "For the police or an ambulance",
    "letter": "To send a letter",
    "check": "To find out who somebody is",
}


class UnableToShow(Exception):
    """Nobody said for what the address or number is needed. The text is a sentence for the person who asks."""


@dataclass(frozen=True, kw_only=True)
class ShownAddress:
    """An address as it may be shown now, and who must not learn it."""

    lines: str
    postcode: str
    kind: str
    keep_from: str


@dataclass(frozen=True, kw_only=True)
class ShownTelephone:
    """A number as it may be shown now, and how it is safe to use it."""

    number: str
    safe: str


def _require(purpose: str) -> None:
    if purpose not in PURPOSES:
        raise UnableToShow("Say for what you need it: it stands in the log of who looked.")


def show_address(person: UUID, *, purpose: str, on: date) -> list[ShownAddress]:
    """Where somebody lives on a day, the newest first. The door logs the look with the purpose."""
    _require(purpose)
    in_force = Address.objects.filter(Q(until__isnull=True) | Q(until__gte=on), person__in=ids_of(person))
    shown = (
        ShownAddress(lines=row.lines, postcode=row.postcode, kind=row.kind, keep_from=row.keep_from)
        for row in in_force.order_by("-since", "-pk")
    )
    return list(dict.fromkeys(shown))


def show_telephone(person: UUID, *, purpose: str, on: date) -> list[ShownTelephone]:
    """The numbers of somebody that are in use on a day. The door logs the look with the purpose."""
    _require(purpose)
    in_use = Telephone.objects.filter(Q(until__isnull=True) | Q(until__gte=on), person__in=ids_of(person))
    return list(dict.fromkeys(ShownTelephone(number=row.number, safe=row.safe) for row in in_use.order_by("-pk")))


def people_around(child: Person) -> list[tuple[Person, str]]:
    """Who is something to a child or lives with them, as far as the reader may see, and what they are to the child."""
    own = ids_of(child.id)
    rows = list(Relationship.objects.filter(to__in=own, until__isnull=True).order_by("pk"))
    shown = shown_ids(tie.person for tie in rows)
    ties = {shown[tie.person]: tie.relationship for tie in rows}
    near = Q(pk__in=list(ties))
    if child.household is not None:
        near |= Q(household=child.household)
    found = Person.objects.filter(near, authority=child.authority).exclude(pk__in=own).order_by("born_on", "pk")
    people = {one.id: one for one in people_as_one(found.values_list("id", flat=True)).values()}
    return [(person, ties.get(person.id, "")) for person in people.values() if person.id not in own]


def traces_waiting(*, authority: str, now: datetime, most: int = 20) -> list[UUID]:
    """The questions to the NHS whose turn it is, the longest waiting first."""
    waiting = Trace.objects.filter(authority=authority, outcome="", next_try_at__lte=now)
    return list(waiting.order_by("next_try_at", "id").values_list("id", flat=True)[:most])


def last_trace(person: UUID) -> Trace | None:
    """The last question to the NHS about somebody, as far as the reader may see it."""
    return Trace.objects.filter(person=person).order_by("-asked_at", "-id").first()


def arrivals_waiting(*, authority: str, since: datetime, most: int = 50) -> list[UUID]:
    """Children of whom nobody has said who they are: those who came since a moment and for whom nobody has looked yet,
    and those of whom more became known, whenever they came.
    """
    came = Q(matched_at__isnull=True, added_at__gte=since)
    waiting = Person.objects.filter(
        came | Q(match_again_since__isnull=False),
        authority=authority,
        kind__in=("child", "unborn"),
        provisional=True,
    )
    return list(waiting.order_by("added_at", "pk").values_list("pk", flat=True)[:most])
