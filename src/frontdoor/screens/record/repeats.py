"""How often this child and this household were worried about before, in words; and whether it is known who they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse

from frontdoor.journey.decision_queries import EarlierContact
from frontdoor.journey.identity_queries import Link, links_of
from frontdoor.journey.repeat_queries import FamilyRepeats, Repeats
from frontdoor.ledger.scope import Actor
from frontdoor.people.models import Person
from frontdoor.rules.calendar import in_london, london_day
from frontdoor.rules.concern import WORRIES
from frontdoor.rules.roles import Permission
from frontdoor.screens.child.family import line_of
from frontdoor.screens.look.formatting import counted, date_words


@dataclass(frozen=True, kw_only=True)
class EarlierLine:
    """One contact before this one: when, whom it was about, and the worry in coded phrases."""

    date: str
    url: str
    about: str
    own: bool
    worry: str


@dataclass(frozen=True, kw_only=True)
class WhoIsIt:
    """What waits to be said of one child of the record. It names the other record to nobody who may not see it."""

    words: str
    to: str
    url: str


def repeat_lines(found: FamilyRepeats, names: dict[UUID, str]) -> tuple[str, ...]:
    """A line a child, and one for the household where others live in it."""
    lines = [f"{names.get(child, 'Child')}: {_words(one)}" for child, one in found.children.items()]
    if found.others or len(found.children) > 1:
        lines.append(f"The household together: {_words(found.household)}")
    return tuple(lines)


def _words(one: Repeats) -> str:
    if not one.contacts_in_12_months and not one.referrals_in_12_months:
        return "nothing else in 12 months that you may see"
    closed = f", {one.closed_in_12_months} closed" if one.closed_in_12_months else ""
    parts = [
        f"{counted(one.contacts_in_90_days, 'other contact')} in 90 days",
        f"{one.contacts_in_12_months} in 12 months{closed}",
    ]
    if one.last_referral_on:
        referrals = counted(one.referrals_in_12_months, "referral")
        parts.append(f"{referrals} in 12 months, the last {date_words(one.last_referral_on)}")
    return "; ".join(parts)


def again(found: FamilyRepeats, names: dict[UUID, str]) -> tuple[str, ...]:
    """For whom a referral now would be a re-referral."""
    return tuple(
        f"A referral of {names.get(child, 'this child')} now would be a re-referral (within 12 months)"
        for child, one in found.children.items()
        if one.last_referral_on
    )


def earlier_lines(
    earlier: Sequence[EarlierContact], own: set[UUID], *, now: datetime, at_most: int = 8
) -> tuple[EarlierLine, ...]:
    """The contacts before this one, the newest first, each with whose it was: a brother's is marked."""
    on = london_day(now)
    return tuple(
        EarlierLine(
            date=date_words(in_london(one.contact.received_at).date()),
            url=reverse("hub:record", args=[one.contact.reference]),
            about=", ".join(
                dict.fromkeys(line_of(who, on=on) if isinstance(who, Person) else who.name for who in one.about)
            ),
            own=any(who.id in own for who in one.about),
            worry="; ".join(WORRIES.get(code, code) for code in one.contact.worries) or "worry not coded",
        )
        for one in earlier[:at_most]
    )


def who_is_it(people: Sequence[UUID], *, now: datetime, by: Actor) -> tuple[WhoIsIt, ...]:
    """What waits to be said of these children, for whoever may say it; others read that it waits."""
    may = by.may(Permission.MATCH)
    return tuple(_who(one, may=may, now=now) for one in links_of(people, by=by))


def _who(one: Link, *, may: bool, now: datetime) -> WhoIsIt:
    words = "Link not confirmed: until a person says so nothing of the other record is used here"
    if not one.linked:
        words = "May be somebody who is known" + (": a second person looks too" if one.second else "")
    return WhoIsIt(
        words=words,
        to=line_of(one.to, on=london_day(now)),
        url=reverse("match_desk:proposal", args=[one.proposal]) if may else "",
    )
