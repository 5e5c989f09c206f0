"""What of the queue is shown: what its address asks for, the chips that change it, and what it hides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from frontdoor.journey.triage_queries import WaitingContact
from frontdoor.rules.calendar import OpeningHours, in_london, london_day
from frontdoor.rules.clocks import late
from frontdoor.screens.look.shapes import Link

CHANNEL_WORDS = {
    "web_form": "Web form",
    "telephone": "Telephone",
    "email": "E-mail",
    "police": "Police",
    "api": "Other systems",
    "out_of_hours": "Out-of-hours",
}
RATING_WORDS = {"red": "Red", "amber": "Amber", "green": "Green", "blue": "Blue"}
_SHOW_WORDS = {
    "unrated": "Not yet rated",
    "overdue": "Overdue",
    "oldest": "Longest waiting first",
    "since_close": "Since the last close",
}
SHOWN = tuple(_SHOW_WORDS)


@dataclass(frozen=True, kw_only=True)
class Filter:
    """What is asked for. Empty means everything; `grouped` keeps a household and an incident together."""

    show: str = ""
    channel: str = ""
    rating: str = ""
    grouped: bool = True

    @property
    def narrows(self) -> bool:
        """Whether anything can be hidden by it."""
        return bool(self.channel or self.rating or self.show in ("unrated", "overdue", "since_close"))

    def url(self, *, page: str = "triage:queue", **more: str) -> str:
        """The queue's address that asks for this, or that of another page of triage."""
        asked = {"show": self.show, "channel": self.channel, "rating": self.rating}
        asked["grouped"] = "" if self.grouped else "no"
        query = urlencode({name: value for name, value in {**asked, **more}.items() if value})
        return _address(page) + (f"?{query}" if query else "")


@cache
def _address(page: str) -> str:
    """The address of a page by its name: asked for a score of chips and figures a page."""
    return reverse(page)


def read(query: Mapping[str, str]) -> Filter:
    """The filter of an address. What is not understood is left out: everything is then shown, never nothing."""
    show, channel, rating = query.get("show", ""), query.get("channel", ""), query.get("rating", "")
    return Filter(
        show=show if show in SHOWN else "",
        channel=channel if channel in CHANNEL_WORDS else "",
        rating=rating if rating in RATING_WORDS else "",
        grouped=query.get("grouped", "") != "no",
    )


def overdue(contact: WaitingContact, now: datetime) -> bool:
    """Whether the contact's earliest clock has run out."""
    due = contact.earliest.due_at
    return due is not None and late(now, due)


def wanted(contact: WaitingContact, asked: Filter, *, now: datetime, closed_at: datetime) -> bool:
    """Whether the filter shows this contact."""
    if asked.channel and contact.channel != asked.channel:
        return False
    if asked.rating and contact.rating != asked.rating:
        return False
    if asked.show == "unrated":
        return not contact.rating
    if asked.show == "overdue":
        return overdue(contact, now)
    return asked.show != "since_close" or contact.received_at >= closed_at


def chips(asked: Filter, contacts: Iterable[WaitingContact]) -> tuple[Link, ...]:
    """A chip for each thing one may narrow by; pressing one that is on takes it off."""
    channels = {contact.channel for contact in contacts} | ({asked.channel} - {""})
    ratings = {contact.rating for contact in contacts if contact.rating} | ({asked.rating} - {""})
    every = Link("Every channel", replace(asked, channel="").url())
    grouped = Link(
        "Grouped by household and incident", replace(asked, grouped=not asked.grouped).url(), current=asked.grouped
    )
    return (
        every,
        *(_chip(asked, "channel", code, CHANNEL_WORDS[code]) for code in CHANNEL_WORDS if code in channels),
        *(_chip(asked, "rating", code, RATING_WORDS[code]) for code in RATING_WORDS if code in ratings),
        # What the figures above open is a chip only while it is on.
        *(_chip(asked, "show", code, _SHOW_WORDS[code]) for code in SHOWN if code == asked.show),
        grouped,
    )


def _chip(asked: Filter, field: str, value: str, words: str) -> Link:
    on = getattr(asked, field) == value
    changed: dict[str, Any] = {field: "" if on else value}
    return Link(words, replace(asked, **changed).url(), current=on)


def last_close(now: datetime, hours: OpeningHours) -> datetime:
    """When the door last closed, at or before `now`; a week ago where no hours are kept."""
    day = london_day(now)
    for _ in range(14):
        span = hours.span(day)
        if span is not None and span[1] <= now:
            return span[1]
        day -= timedelta(days=1)
    return now - timedelta(days=7)


def since_close_words(closed_at: datetime, now: datetime) -> str:
    """ "since Friday's close", or "since today's close"."""
    day = in_london(closed_at)
    name = "today" if day.date() == london_day(now) else f"{day:%A}"
    return f"since {name}’s close"
