"""What has happened, the newest first: when it happened, when we were told, and when it was written down.

What the program does for itself (clocks, pages, drafts), what would say more than the page may (who told us, a wall,
an adoption, an emergency opening) and what stands in the hub alone is not in it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

from frontdoor.journey import child_queries
from frontdoor.journey.child_queries import ChildRecord
from frontdoor.journey.models import Journey
from frontdoor.ledger.models import Event
from frontdoor.rules.clocks.order import rank
from frontdoor.rules.concern import WORRIES
from frontdoor.rules.events.registry import KINDS
from frontdoor.rules.partnership import Partnership
from frontdoor.screens.child.sentences import NOT_SHOWN, WORDS, sentence
from frontdoor.screens.look.formatting import short_moment
from frontdoor.screens.look.naming import agency_words
from frontdoor.screens.look.shapes import Link, TimelineEntry

PAGE = 12
_PRIVATE = frozenset({"public", "relative", "anonymous", "child"})
_SOURCES = {
    "police": "Police",
    "school": "School or education",
    "education": "School or education",
    "early_years": "School or education",
    "health": "Health",
    "general_practice": "Health",
    "hospital": "Health",
    "council": "The council",
}


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What of the history is wanted: a worry, a kind of source, and how far back it starts."""

    need: str = ""
    source: str = ""
    start: int = 0

    def url(self, page: str, **more: object) -> str:
        """The address that asks for this, at the history's own place on the page."""
        values = {"need": self.need, "source": self.source, "start": self.start, **more}
        query = urlencode({name: value for name, value in values.items() if value})
        return f"{page}{'?' if query else ''}{query}#happened"


@dataclass(frozen=True, kw_only=True)
class Timeline:
    """The entries of one stretch, the filters, and the ways to older and newer ones; `cut` where more were not read."""

    entries: tuple[TimelineEntry, ...]
    total: int
    needs: tuple[Link, ...]
    sources: tuple[Link, ...]
    older: str
    newer: str
    cut: bool = False


def read(query: Mapping[str, str]) -> Asked:
    """What an address asks for. What is not understood is left out."""
    start = query.get("start", "")
    return Asked(
        need=query.get("need", "") if query.get("need", "") in WORRIES else "",
        source=query.get("source", "") if query.get("source", "") in set(_SOURCES.values()) else "",
        start=int(start) if start.isdecimal() and len(start) < 5 else 0,
    )


def timeline(record: ChildRecord, asked: Asked, *, page: str, place: Partnership, now: datetime) -> Timeline:
    """The history as asked for."""
    journeys = {journey.id: journey for journey in record.journeys}
    known = [event for event in record.events if event.kind in KINDS and event.kind not in NOT_SHOWN]
    shown = sorted(known, key=lambda event: (event.happened_at, rank(event.kind)), reverse=True)
    needs = {need for journey in journeys.values() for need in journey.contact.worries if need in WORRIES}
    sources = {source_of(event, journeys, place) for event in shown}
    chosen = [event for event in shown if _wanted(event, asked, journeys, place)]
    start = min(asked.start, max(len(chosen) - 1, 0))
    undone = {event.voids for event in record.events if event.voids}
    voided = {event.voids: event for event in record.events if event.voids and event.id not in undone}
    return Timeline(
        entries=tuple(_entry(record, event, journeys, voided, place, now) for event in chosen[start : start + PAGE]),
        total=len(chosen),
        needs=_links(asked, page, "need", {need: WORRIES[need] for need in WORRIES if need in needs}),
        sources=_links(asked, page, "source", {one: one for one in sorted(sources) if one}),
        older=asked.url(page, start=start + PAGE) if start + PAGE < len(chosen) else "",
        newer=asked.url(page, start=max(start - PAGE, 0)) if start else "",
        cut=len(record.events) == child_queries.EVENTS_AT_MOST,
    )


def _links(asked: Asked, page: str, field: str, values: Mapping[str, str]) -> tuple[Link, ...]:
    """A chip for each value; pressing the one that is on takes it off."""
    chosen = getattr(asked, field)
    if len(values) < 2 and not chosen:
        return ()
    return tuple(
        Link(words, asked.url(page, **{field: "" if chosen == value else value, "start": 0}), current=chosen == value)
        for value, words in values.items()
    )


def _wanted(event: Event, asked: Asked, journeys: Mapping[UUID, Journey], place: Partnership) -> bool:
    journey = journeys.get(event.journey) if event.journey else None
    if asked.need and (journey is None or asked.need not in journey.contact.worries):
        return False
    return not asked.source or source_of(event, journeys, place) == asked.source


def source_of(event: Event, journeys: Mapping[UUID, Journey], place: Partnership) -> str:
    """The kind of source of an event. Of a contact that no professional brought it is nobody: not even that."""
    if event.kind not in ("contact_received", "information_added", "new_information_received", *_ANSWERS):
        return "The council"
    journey = journeys.get(event.journey) if event.journey else None
    if journey is not None and event.kind == "contact_received" and journey.contact.referrer_kind in _PRIVATE:
        return ""
    code = str(event.data.get("agency") or event.data.get("by_agency") or event.agency)
    agency = place.agency_by_code.get(code)
    kind = agency.kind if agency else code.split(":")[0]
    return next((words for start, words in _SOURCES.items() if kind.startswith(start)), "")


_ANSWERS = ("information_answered", "information_answered_in_part")


def _entry(
    record: ChildRecord,
    event: Event,
    journeys: Mapping[UUID, Journey],
    voided: Mapping[UUID, Event],
    place: Partnership,
    now: datetime,
) -> TimelineEntry:
    journey = journeys.get(event.journey) if event.journey else None
    title, detail = sentence(event, record, journey, place)
    words = record.written("own_words", record=event.record) if event.record and event.kind in WORDS else []
    correction = voided.get(event.id)
    return TimelineEntry(
        title=title,
        happened=_happened(event, journey, now),
        told=_told(event, journey, now),
        recorded=_recorded(event, record, now),
        detail=detail,
        source=_agency(event, journey, place),
        own_words=words[-1].text if words else "",
        voided_by=short_moment(correction.recorded_at, now=now) if correction else "",
    )


def _agency(event: Event, journey: Journey | None, place: Partnership) -> str:
    """The agency's name, for what an agency brought. Whoever else told us is not named, not even as the public."""
    if event.kind == "contact_received":
        if journey is None or journey.contact.referrer_kind in _PRIVATE:
            return ""
        return agency_words(journey.contact.referrer_agency, place)
    known = place.agency_by_code.get(str(event.data.get("agency") or event.data.get("by_agency") or ""))
    return known.name if known else ""


def _happened(event: Event, journey: Journey | None, now: datetime) -> str:
    """When it happened: of a concern, the incident it tells of, where somebody said when that was."""
    if event.kind == "contact_received" and journey is not None:
        incident = journey.contact.incident_at or journey.contact.attended_at
        return short_moment(incident, now=now) if incident else "when is not said"
    return short_moment(event.happened_at, now=now)


def _told(event: Event, journey: Journey | None, now: datetime) -> str:
    """When any channel first had it, where that is another moment."""
    if event.kind == "contact_received" and journey is not None:
        return short_moment(journey.contact.received_at, now=now)
    return ""


def _recorded(event: Event, record: ChildRecord, now: datetime) -> str:
    moment = short_moment(event.recorded_at, now=now)
    writer = record.accounts.get(event.by_account) if event.by_account else None
    named = writer is not None and event.by_role not in ("school_lead", "health_visitor", "police_officer")
    return f"{moment} by {writer.name}" if named and writer is not None and event.kind != "contact_received" else moment


def count_words(shown: Sequence[TimelineEntry], total: int) -> str:
    """ "12 of 48"; nothing where all are shown."""
    return f"{len(shown)} of {total}" if len(shown) < total else ""
