"""The queue as one page: all that waits put in order, the figures above it, and the rows of the page asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from frontdoor.journey.triage_queries import WaitingContact, oldest, row_details, waiting_contacts
from frontdoor.ledger.scope import Actor
from frontdoor.rules.calendar import london_day
from frontdoor.rules.ordering import Placed, in_order
from frontdoor.rules.partnership import Partnership
from frontdoor.screens.look.formatting import counted, duration
from frontdoor.screens.look.shapes import Counter, Link, QueueRow
from frontdoor.screens.triage.filters import Filter, chips, last_close, overdue, since_close_words, wanted
from frontdoor.screens.triage.rows import Addresses, row

#: Rows on a page.
PAGE = 50


@dataclass(frozen=True, kw_only=True)
class Queue:
    """What the page shows. `shown` are the contacts behind its rows, for the log of looks."""

    counters: tuple[Counter, ...]
    duty: tuple[str, ...]
    chips: tuple[Link, ...]
    hidden: str
    rows: tuple[QueueRow, ...]
    shown: tuple[WaitingContact, ...]
    waiting: int
    next_url: str
    first_url: str
    fresh_url: str
    poll_url: str


def ordered(contacts: Sequence[WaitingContact], asked: Filter, *, now: datetime) -> list[Placed]:
    """The contacts in their places; "oldest" puts the longest waiting first instead."""
    today = london_day(now)
    places = [contact.waiting(today) for contact in contacts]
    if asked.show == "oldest":
        places.sort(key=lambda one: (one.received_at, one.reference))
        return [Placed(one, now, instead="Shown by how long it has waited.") for one in places]
    return in_order(places, now=now, grouped=asked.grouped)


def page(asked: Filter, *, after: str, start: int, now: datetime, place: Partnership, by: Actor) -> Queue:
    """One page of the queue, from behind the contact `after`; if that has left meanwhile, from the `start`-th."""
    everything = waiting_contacts(authority=by.authority, now=now)
    closed_at = last_close(now, place.hours)
    chosen = [contact for contact in everything if wanted(contact, asked, now=now, closed_at=closed_at)]
    places = ordered(chosen, asked, now=now)
    begin = _begin(places, after, start)
    of_page = places[begin : begin + PAGE]
    by_reference = {contact.reference: contact for contact in chosen}
    shown = tuple(by_reference[one.waiting.reference] for one in of_page)
    details = row_details(shown, authority=by.authority)
    to = Addresses.for_reader(by)
    left = len(places) - begin - len(of_page)
    last = of_page[-1].waiting.reference if left else ""
    late = sum(overdue(contact, now) for contact in everything)
    hidden = late - sum(overdue(contact, now) for contact in chosen) if asked.narrows else 0
    return Queue(
        counters=_counters(everything, late, now, closed_at),
        duty=_on_duty(place),
        chips=chips(asked, everything),
        hidden=f"{hidden} overdue hidden by your filter" if hidden else "",
        rows=tuple(
            row(contact, one, details, now=now, place=place, to=to) for contact, one in zip(shown, of_page, strict=True)
        ),
        shown=shown,
        waiting=len(everything),
        next_url=asked.url(after=last, start=str(begin + len(of_page))) if left else "",
        first_url=asked.url() if begin else "",
        fresh_url=asked.url(),
        poll_url=asked.url(page="triage:new", since=now.isoformat()),
    )


def _begin(places: Sequence[Placed], after: str, start: int) -> int:
    if not after:
        return 0
    at = next((number for number, one in enumerate(places) if one.waiting.reference == after), None)
    return at + 1 if at is not None else max(0, min(start, len(places) - 1))


def wall(*, now: datetime, place: Partnership, by: Actor) -> tuple[Counter, ...]:
    """The figures alone, for a screen on a wall: no row, no reference, no name."""
    everything = waiting_contacts(authority=by.authority, now=now)
    late = sum(overdue(contact, now) for contact in everything)
    return _counters(everything, late, now, last_close(now, place.hours))


def _counters(
    everything: Sequence[WaitingContact], late: int, now: datetime, closed_at: datetime
) -> tuple[Counter, ...]:
    """Figures of contacts, not of children; each opens its rows."""
    first = oldest(everything)
    return (
        Counter(f"{len(everything):,}", "waiting", Filter().url()),
        Counter(
            f"{sum(not contact.rating for contact in everything):,}", "not yet rated", Filter(show="unrated").url()
        ),
        Counter(f"{late:,}", "overdue", Filter(show="overdue").url(), strong=bool(late)),
        Counter(duration(now - first.received_at) if first else "none", "oldest", Filter(show="oldest").url()),
        Counter(
            f"{sum(contact.received_at >= closed_at for contact in everything):,}",
            since_close_words(closed_at, now),
            Filter(show="since_close").url(),
        ),
    )


_DUTY = (("police", "police"), ("health", "community_health"), ("education", "education"))


def _on_duty(place: Partnership) -> tuple[str, ...]:
    manager = [f"manager {team.telephone}" for team in place.teams if team.kind == "duty_manager"]
    agencies = [
        f"{words} {agency.telephone}" for words, kind in _DUTY for agency in place.agencies if agency.kind == kind
    ]
    return (*manager, *agencies, f"out of hours {place.out_of_hours}")


def count_words(waiting: int, shown: int) -> str:
    """What a screen reader hears before the rows."""
    return f"{counted(shown, 'contact')} shown of {waiting:,} waiting"
