"""Who knows a child, in words: the agency, since when, whom to ask, and on what evidence the row is about the child."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from frontdoor.access.doors import AtDoor
from frontdoor.access.looks import Seen
from frontdoor.people.models import Person, RegisterEntry
from frontdoor.people.who_knows import Knows, MayKnow, may_know, who_knows
from frontdoor.rules.calendar import london_day
from frontdoor.rules.identity import FLAGS, Flag
from frontdoor.rules.partnership import Partnership
from frontdoor.rules.registers import REGISTERS
from frontdoor.rules.registers.linking import BECAUSE
from frontdoor.rules.roles import Permission
from frontdoor.screens.look.formatting import date_words, weekday_date

#: The page by which a look at the index stands in the log, whichever page showed it.
PAGE = "who_knows"


@dataclass(frozen=True, kw_only=True)
class KnownTo:
    """One agency that knows one person. `confirmed` says that somebody looked and it is the person; `care` what asks
    for a second person before it is said.
    """

    id: UUID
    revision: int
    agency: str
    about: str
    knows: str
    contact: str
    last_seen: str
    sent: str
    evidence: str
    confirmed: bool
    ended: bool
    person: UUID
    care: tuple[str, ...] = ()


def known_to(
    names: Mapping[UUID, str], *, at: AtDoor, place: Partnership, record: UUID | None = None
) -> tuple[KnownTo, ...]:
    """What registers say of these people, in this order; the reader has just read them. Each look is logged."""
    if not at.actor.may(Permission.SEE_WHO_KNOWS):
        return ()
    found = who_knows(list(names), by=at.actor, at=at.now)
    at.seen += looks(names, record)
    order = {person: number for number, person in enumerate(names)}
    found.sort(key=lambda one: (one.entry.ended_on is not None, order[one.entry.person or one.entry.id]))
    return tuple(in_words(one, names, place=place, now=at.now) for one in found)


def may_be_known_to(
    person: Person, names: Mapping[UUID, str], *, at: AtDoor, place: Partnership
) -> tuple[KnownTo, ...]:
    """Rows that may mean this child and that nobody has judged: what agrees, and what speaks against it."""
    found = may_know(person.id, authority=person.authority, by=at.actor, at=at.now)
    return tuple(_doubtful(one, person, names, place, at.now) for one in found)


def _doubtful(one: MayKnow, person: Person, names: Mapping[UUID, str], place: Partnership, now: datetime) -> KnownTo:
    row = in_words(Knows(entry=one.entry, loaded_at=None), names, place=place, now=now)
    agrees = "; ".join(one.doubt.agrees)
    against = f". But: {'; '.join(one.doubt.against)}" if one.doubt.against else ""
    care = tuple(FLAGS[Flag(flag)] for flag in one.care)
    return replace(row, person=person.id, evidence=f"{agrees}{against}", care=care)


def looks(people: Collection[UUID], record: UUID | None) -> Sequence[Seen]:
    """The looks to log: whether or not a register knew somebody, it was asked."""
    return [Seen(page=PAGE, person=person, record=record) for person in people]


def in_words(one: Knows, names: Mapping[UUID, str], *, place: Partnership, now: datetime) -> KnownTo:
    """One row in words."""
    entry = one.entry
    agency = place.agency_by_code.get(entry.agency)
    ended = f"until {date_words(entry.ended_on)}" if entry.ended_on else ""
    name = agency.name if agency else entry.agency.replace("_", " ").capitalize()
    return KnownTo(
        id=entry.id,
        revision=entry.revision,
        agency=f"{entry.held_at} ({name})" if entry.held_at else name,
        about=names.get(entry.person, "") if entry.person else "",
        knows=", ".join(part for part in (_headline(entry), entry.relationship, ended) if part),
        contact=_contact(entry) or (f"nobody named; {agency.telephone}" if agency else ""),
        last_seen=date_words(entry.last_seen_on) if entry.last_seen_on else "",
        sent=f"as sent {weekday_date(london_day(one.loaded_at), now=now)}" if one.loaded_at else "",
        evidence=BECAUSE.get(entry.because, entry.because),
        confirmed=entry.confirmed_by is not None,
        ended=entry.ended_on is not None,
        person=entry.person or entry.id,
    )


def _headline(entry: RegisterEntry) -> str:
    register = REGISTERS[entry.register]
    return f"{register.words}: {register.headlines.get(entry.headline, entry.headline).lower()}"


def _contact(entry: RegisterEntry) -> str:
    return ", ".join(part for part in (entry.named_contact, entry.contact_telephone, entry.contact_email) if part)
