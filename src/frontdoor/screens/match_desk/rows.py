"""From what waits to rows in words: no score stands here, the evidence stands with the two people side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from frontdoor.journey.identity_queries import Possible
from frontdoor.people.models import RegisterEntry
from frontdoor.rules.calendar import london_day
from frontdoor.rules.identity import FLAGS, Flag
from frontdoor.rules.partnership import for_authority
from frontdoor.rules.registers import REGISTERS
from frontdoor.screens.child.family import line_of
from frontdoor.screens.look.formatting import short_moment

#: What a state asks of whoever looks next.
STATES = {
    "waiting": "Proposed",
    "linked": "Link not confirmed",
    "second": "A second pair of eyes",
    "cannot_tell": "Could not be told yet",
}
RISKS = {0: "Danger now", 1: "Red or not yet rated", 2: "Rated amber", 3: "No open red or amber contact"}


@dataclass(frozen=True, kw_only=True)
class May:
    """One of those whom somebody may be."""

    line: str
    number: str
    state: str
    care: tuple[str, ...]
    url: str


@dataclass(frozen=True, kw_only=True)
class Row:
    """Somebody who arrived, why they stand here, and whom they may be."""

    line: str
    number: str
    of_register: bool
    reference: str
    record_url: str
    received: str
    risk: str
    strong: bool
    since: str
    may_be: tuple[May, ...]


def rows(found: Sequence[Possible], *, now: datetime) -> list[Row]:
    """A row for each person who arrived, in the order in which they wait."""
    return [_row(one, now=now) for one in found]


def _row(one: Possible, *, now: datetime) -> Row:
    on = london_day(now)
    came = one.came
    return Row(
        line=line_of(one.person, on=on),
        number=source_words(one.row) if one.row else one.person.local_number,
        of_register=one.row is not None,
        reference=came.reference if came else "",
        record_url=reverse("hub:record", args=[came.reference]) if came else "",
        received=f"received {short_moment(came.received_at, now=now)}" if came else "",
        risk=RISKS[came.risk if came else 3],
        strong=bool(came and came.risk == 0),
        since=short_moment(one.oldest, now=now),
        may_be=tuple(
            May(
                line=line_of(to, on=on),
                number=to.local_number,
                state=STATES.get(proposal.state, proposal.state),
                care=care_words(proposal.flags),
                url=reverse("match_desk:proposal", args=[proposal.id]),
            )
            for proposal, to in one.proposals
        ),
    )


def source_words(entry: RegisterEntry) -> str:
    """Which register a row is of, and whose: "School roll of Larkfield Primary School"."""
    agency = for_authority(entry.authority).agency_by_code.get(entry.agency)
    of = agency.name if agency else entry.agency.replace("_", " ").capitalize()
    return f"{REGISTERS[entry.register].words} of {of}"


def care_words(flags: Sequence[str]) -> tuple[str, ...]:
    """What asks for care, in words; a sentence of the program's own stands as it is."""
    known = {str(flag) for flag in Flag}
    return tuple(FLAGS[Flag(flag)] if flag in known else flag for flag in flags)
