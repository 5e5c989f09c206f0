"""How often a child, and everybody in the child's household, was worried about lately; and what that makes a referral.

A re-referral is a referral within twelve months of an earlier referral of the same child, counted from referral day to
referral day, those with no further action included (DfE, Characteristics of children in need: methodology). For the
household contacts are counted once, however many of its children they are about.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q

from frontdoor.access.sight import visible_to
from frontdoor.journey.models import Journey, Referral
from frontdoor.journey.queries import brothers_and_sisters
from frontdoor.ledger.scope import Actor
from frontdoor.people.aliases import ids_of_each
from frontdoor.rules.calendar import add_months, london_day
from frontdoor.rules.outcomes import OUTCOMES

LATELY = timedelta(days=90)
MONTHS = 12
_CLOSED = Q(outcome__in=[code for code, outcome in OUTCOMES.items() if outcome.ends]) | Q(
    closure__closed_at__isnull=False, closure__reopened_at=None
)


@dataclass(frozen=True, kw_only=True)
class Repeats:
    """Contacts before this one in 90 days and in 12 months, how many of the latter ended with nothing more, referrals.

    `last_referral_on` is the day of the latest referral within twelve months: a referral now would be a re-referral.
    """

    contacts_in_90_days: int
    contacts_in_12_months: int
    closed_in_12_months: int
    referrals_in_12_months: int
    last_referral_on: date | None


@dataclass(frozen=True, kw_only=True)
class FamilyRepeats:
    """The counts of each child of a contact, and of everybody in their households together."""

    children: dict[UUID, Repeats]
    household: Repeats
    others: int


def family_repeats(children: Collection[UUID], *, besides: UUID, now: datetime, by: Actor) -> FamilyRepeats:
    """The counts for these children without the contact `besides`, as far as the reader may see what came before."""
    family = {child: brothers_and_sisters(child) for child in children}
    others = {one for found in family.values() for one in found} - {*children}
    ids = ids_of_each([*children, *others])
    every = {one for of in ids.values() for one in of}
    first = add_months(london_day(now), -MONTHS)
    journeys = visible_to(Journey.objects.filter(about__in=every), by)
    before = journeys.filter(contact__received_at__lte=now).exclude(contact=besides)
    rows = list(
        before.filter(contact__received_at__gt=now - timedelta(days=366)).values_list(
            "about", "contact", "contact__received_at", "id"
        )
    )
    ended = set(before.filter(_CLOSED).values_list("id", flat=True))
    referred = list(
        Referral.objects.filter(
            journey__in=journeys.values("id"), referral_on__gte=first, referral_on__lte=london_day(now), voided_at=None
        ).values_list("about", "referral_on", "id")
    )

    def count(people: Collection[UUID]) -> Repeats:
        own = {one for person in people for one in ids[person]}
        lately = [row for row in rows if row[0] in own and london_day(row[2]) >= first]
        year = {(contact, journey, at) for _, contact, at, journey in lately}
        days = [day for about, day, _ in referred if about in own]
        return Repeats(
            contacts_in_90_days=len({contact for contact, _, at in year if at > now - LATELY}),
            contacts_in_12_months=len({contact for contact, _, _ in year}),
            closed_in_12_months=len({contact for contact, journey, _ in year if journey in ended}),
            referrals_in_12_months=len(days),
            last_referral_on=max(days, default=None),
        )

    return FamilyRepeats(
        children={child: count([child]) for child in children},
        household=count([*children, *others]),
        others=len(others),
    )
