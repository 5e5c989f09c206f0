"""What a page of figures asks for, read from its address: period, day as known on, slice. And the form that says it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from urllib.parse import urlencode

from django.urls import reverse

from frontdoor.performance.opening import FIRST_DAY
from frontdoor.performance.waits import NONE, Asked
from frontdoor.rules.calendar import end_of_day, in_london, london_day
from frontdoor.rules.measures import PERIODS
from frontdoor.rules.partnership import Partnership
from frontdoor.screens.look.formatting import clock_time, date_words

CHANNELS = {
    "web_form": "Web form",
    "telephone": "Telephone",
    "email": "E-mail",
    "police": "Police",
    "api": "Other systems",
    "out_of_hours": "Out-of-hours",
}
RATINGS = {"red": "Red", "amber": "Amber", "green": "Green", "blue": "Blue", NONE: "Not yet rated"}
AGES = {
    "under_1": "Under 1",
    "1_to_4": "1 to 4",
    "5_to_9": "5 to 9",
    "10_to_15": "10 to 15",
    "16_to_17": "16 and 17",
    NONE: "Unborn, 18 or over, or not known",
}
HOURS = {"in": "In hours", "out": "Out of hours"}
_NARROWS = ("channel", "agency", "rating", "team", "age", "hours")


@dataclass(frozen=True, slots=True)
class Choice:
    """One list to choose from; `options` are value and words, the first stands for everything."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    chosen: str


@dataclass(frozen=True, kw_only=True)
class Form:
    """What was asked for, the lists to choose from, and what could not be understood."""

    asked: Asked
    choices: tuple[Choice, ...]
    known_on: str
    error: str
    only: tuple[str, ...]

    def url(self, page: str = "figures:time", *parts: str, **more: str) -> str:
        """The address of a page that asks for the same."""
        query = urlencode({name: value for name, value in {**self._query, **more}.items() if value})
        return reverse(page, args=parts or None) + (f"?{query}" if query else "")

    @property
    def _query(self) -> dict[str, str]:
        asked = self.asked
        weeks = "" if asked.weeks == PERIODS[0] else str(asked.weeks)
        known = self.known_on if asked.earlier else ""
        return {"weeks": weeks, "known": known, **{name: getattr(asked, name) for name in _NARROWS}}

    @property
    def as_at(self) -> str:
        """Of what moment the figures are, and of which weeks."""
        at, since = self.asked.at, in_london(self.asked.since).date()
        when = f"as known at the end of {date_words(in_london(at).date())}" if self.asked.earlier else clock_time(at)
        return f"{self.asked.weeks} weeks from {date_words(since)} and the present one, {when}"

    @property
    def everybody_url(self) -> str:
        """The address without the slice."""
        return replace(
            self, asked=replace(self.asked, channel="", agency="", rating="", team="", age="", hours="")
        ).url()


def read(query: Mapping[str, str], *, now: datetime, place: Partnership) -> Form:
    """The form of an address. A code that is not offered is left out; a day that cannot be is named in `error`."""
    weeks = query.get("weeks", "")
    lists = _lists(place)
    chosen = {name: query.get(name, "") if query.get(name, "") in dict(lists[name][1]) else "" for name in _NARROWS}
    known_on = query.get("known", "").strip()
    at, error = _known_at(known_on, now)
    asked = Asked(
        at=at or now,
        earlier=at is not None,
        weeks=int(weeks) if weeks in {str(period) for period in PERIODS} else PERIODS[0],
        **chosen,
    )
    periods = tuple((str(period), f"{period} weeks") for period in PERIODS)
    choices = (
        Choice("weeks", "Period", periods, str(asked.weeks)),
        *(Choice(name, lists[name][0], lists[name][1], chosen[name]) for name in _NARROWS),
    )
    only = tuple(f"{lists[name][0]}: {dict(lists[name][1])[value]}" for name, value in chosen.items() if value)
    return Form(asked=asked, choices=choices, known_on=known_on, error=error, only=only)


def _lists(place: Partnership) -> dict[str, tuple[str, tuple[tuple[str, str], ...]]]:
    agencies = sorted((agency.name, agency.code) for agency in place.agencies)
    return {
        "channel": ("Channel", (("", "Every channel"), *CHANNELS.items())),
        "agency": (
            "Told by",
            (("", "Everybody"), *((code, name) for name, code in agencies), (NONE, "No agency")),
        ),
        "rating": ("Rating", (("", "Every rating"), *RATINGS.items())),
        "team": (
            "Team",
            (("", "Every team"), *((team.code, team.name) for team in place.teams), (NONE, "No team yet")),
        ),
        "age": ("Age when first received", (("", "Every age"), *AGES.items())),
        "hours": ("Began", (("", "At any hour"), *HOURS.items())),
    }


def _known_at(text: str, now: datetime) -> tuple[datetime | None, str]:
    """The last moment of the day named; the present where the day is today. A day to come was never known."""
    if not text:
        return None, ""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None, "Write the day as known on like 2026-10-03. The figures below are of now."
    if day > london_day(now):
        return None, f"{date_words(day)} is still to come. The figures below are of now."
    if day < FIRST_DAY:
        return None, f"Nothing is held from before {date_words(FIRST_DAY)}. The figures below are of now."
    return (None if day == london_day(now) else end_of_day(day)), ""
