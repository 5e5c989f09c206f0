"""From a waiting contact to a row of the queue: the words, in the order of the specification, and nothing more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from django.urls import reverse

from frontdoor.journey.triage_queries import RowDetails, WaitingChild, WaitingContact
from frontdoor.ledger.scope import Actor
from frontdoor.rules.calendar import london_day
from frontdoor.rules.concern import WORRIES
from frontdoor.rules.ordering import Placed
from frontdoor.rules.partnership import Partnership
from frontdoor.rules.roles import Permission
from frontdoor.screens.look.formatting import duration, short_moment
from frontdoor.screens.look.naming import CHANNELS, child_line, clock_words, source_moments, source_name
from frontdoor.screens.look.shapes import Link, QueueRow, Rating
from frontdoor.screens.record.statuses import statuses


def row(
    contact: WaitingContact, placed: Placed, details: RowDetails, *, now: datetime, place: Partnership, to: Addresses
) -> QueueRow:
    """One row: coded phrases, names, ages and moments; no narrative, address, telephone or referrer's name."""
    first, on = contact.earliest, london_day(now)
    held_by, held_since = _holder(contact, details, place, now)
    told_by = source_name(
        referrer_kind=contact.referrer_kind,
        agency=contact.referrer_agency,
        source=contact.source,
        partnership=place,
    )
    moments = source_moments(
        attended_at=contact.attended_at, incident_at=contact.incident_at, sent_at=contact.sent_at, now=now
    )
    return QueueRow(
        reference=contact.reference,
        url=to.record.replace("…", contact.reference),
        rating=cast(Rating | None, contact.rating or None),
        clock=clock_words(
            first.clock, first.due_at, now=now, overlay=place, soon_at=details.soon_at.get(first.journey)
        ),
        waiting=f"Waiting {duration(now - contact.received_at)}",
        first_received=f"first received {short_moment(contact.received_at, now=now)} {CHANNELS[contact.channel]}",
        children=" · ".join([words_of(child, on=on) for child in contact.children]),
        more="and others in the household, not named" if contact.others_not_named else "",
        worries=tuple(WORRIES.get(code, code) for code in contact.worries[:2]) or ("Worry not yet coded",),
        source=f"{told_by}, {moments}" if moments else told_by,
        statuses=tuple(statuses(contact, details, now=now, place=place)),
        held_by=held_by,
        held_since=held_since,
        action=_next_step(contact, to),
        why_here=placed.why,
    )


def words_of(child: WaitingChild, *, on: date) -> str:
    """The child in one line, with the age of that day in London."""
    return child_line(
        kind=child.kind,
        on=on,
        name=child.name,
        family_name=child.family_name,
        label=child.label,
        born_on=child.born_on,
        expected_on=child.expected_on,
        died_on=child.died_on,
        age_said=child.age_said,
        sex=child.sex,
        context_name=child.context_name,
    )


def _holder(contact: WaitingContact, details: RowDetails, place: Partnership, now: datetime) -> tuple[str, str]:
    held = next((child for child in contact.children if child.worker), None)
    held = held or next((child for child in contact.children if child.team), None)
    if held is None:
        return "", ""
    team = place.team_by_code[held.team].name if held.team in place.team_by_code else held.team
    name = details.names.get(held.worker, "somebody") if held.worker else team
    return name, f"since {short_moment(held.held_since, now=now)}" if held.held_since else ""


@dataclass(frozen=True, slots=True)
class Addresses:
    """The addresses of a row's pages with "…" for the reference: asked once a page, not once a row."""

    record: str
    rate: str
    decide: str

    @classmethod
    def for_reader(cls, by: Actor) -> Addresses:
        """The pages that this reader may open from a row; a page that they may not is empty."""
        return cls(
            record=_address("hub:record"),
            rate=_address("triage:rate") if by.may(Permission.RATE) else "",
            decide=_address("decision:decide") if by.may(Permission.PREPARE_DECISION) else "",
        )


_REFERENCE = "FD-00-000-000-000"


def _address(page: str) -> str:
    return reverse(page, args=[_REFERENCE]).replace(_REFERENCE, "…")


def _next_step(contact: WaitingContact, to: Addresses) -> Link:
    """Look and rate first; once it is rated, decide."""
    step, words = (to.decide, "Decide") if contact.rating else (to.rate, "Look and rate")
    if not step:
        step, words = to.record, "Open"
    return Link(words, step.replace("…", contact.reference))
