"""A local partnership as its files state it: names, levels, teams, agencies, on-call, hours, terms, local clocks.

Files are read once from partnerships/<name>/ beside the program, or from the folder that FRONTDOOR_PARTNERSHIPS names.
A partnership is also the overlay that rules take: its clocks, opening hours and terms. What cannot stand as written is
refused with a sentence that names the file.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from frontdoor.rules.calendar import HoursRow, OpeningHours, SchoolTerms, Term
from frontdoor.rules.clocks.overlay import Overlay, UnableToSetClock, read_clocks

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class UnableToReadPartnership(ValueError):
    """A partnership's files are missing or cannot stand as written. The text is a sentence that names the file."""


@dataclass(frozen=True)
class Level:
    """A level of the local threshold document, 1 to 4, by its local name."""

    number: int
    name: str
    words: str


@dataclass(frozen=True)
class FormerName:
    """What a team was called up to and including a day."""

    name: str
    until: date


@dataclass(frozen=True)
class Team:
    """A team that a child can be passed to. Renamed, it keeps its code, and its former names stand below it."""

    code: str
    name: str
    kind: str
    telephone: str
    formerly: tuple[FormerName, ...] = ()

    def name_on(self, day: date) -> str:
        """What it was called on a day."""
        names = sorted((one.until, one.name) for one in self.formerly if day <= one.until)
        return names[0][1] if names else self.name


@dataclass(frozen=True)
class Agency:
    """An agency of the partnership. `serves` are the authorities over which its people may read."""

    code: str
    name: str
    kind: str
    telephone: str
    serves: tuple[str, ...]


@dataclass(frozen=True)
class OnCall:
    """Whom to ring when the door is shut, in order; after `minutes` unanswered the next one is told too.

    `wall` is empty, or "restricted" or "adoption": of a child behind a wall only those who stand inside it are told.
    """

    order: int
    who: str
    telephone: str
    minutes: int
    wall: str = ""


#: The walls behind which somebody of their own must be on call.
WALLS = ("restricted", "adoption")


@dataclass(frozen=True, eq=False, kw_only=True)
class Partnership(Overlay):
    """One authority's partnership. `slug` is the name of its folder."""

    slug: str
    authority: str
    ons_code: str
    council: str
    telephone: str
    out_of_hours: str
    levels: tuple[Level, ...]
    teams: tuple[Team, ...]
    agencies: tuple[Agency, ...]
    on_call: tuple[OnCall, ...]
    on_call_behind: tuple[OnCall, ...]

    def rota(self, wall: str) -> tuple[OnCall, ...]:
        """Who is on call, in order: for a child behind this wall, or (with none of its own) for everybody else."""
        return tuple(one for one in self.on_call_behind if one.wall == wall) or self.on_call

    @cached_property
    def team_by_code(self) -> dict[str, Team]:
        """The teams by code."""
        return {team.code: team for team in self.teams}

    @cached_property
    def agency_by_code(self) -> dict[str, Agency]:
        """The agencies by code."""
        return {agency.code: agency for agency in self.agencies}


_OWN = Path(__file__).resolve().parents[3] / "partnerships"


def folder() -> Path:
    """Where the partnerships' files are: FRONTDOOR_PARTNERSHIPS, or partnerships/ beside the program's source."""
    named = os.environ.get("FRONTDOOR_PARTNERSHIPS")
    return Path(named) if named else _OWN


def for_authority(authority: str) -> Partnership:
    """The partnership of an authority by its three-figure code, such as "874". Refuses an unknown one."""
    known = all_partnerships()
    if authority not in known:
        raise UnableToReadPartnership(
            f'No partnership with the authority code "{authority}" has files in {folder()}. '
            f"Known are {', '.join(f'{code} {found.name}' for code, found in sorted(known.items())) or 'none'}."
        )
    return known[authority]


def all_partnerships() -> Mapping[str, Partnership]:
    """Every partnership that has files, by its authority's code."""
    return _read_all(os.environ.get("FRONTDOOR_PARTNERSHIPS"))


@lru_cache(maxsize=8)
def _read_all(named: str | None) -> Mapping[str, Partnership]:
    root = folder()
    if not root.is_dir():
        raise UnableToReadPartnership(
            f"There is no folder {root}. Name the partnerships' folder in FRONTDOOR_PARTNERSHIPS."
        )
    shared = _agencies(root / "shared_agencies.toml", ()) if (root / "shared_agencies.toml").exists() else ()
    found: dict[str, Partnership] = {}
    for file in sorted(root.glob("*/partnership.toml")):
        partnership = read_partnership(file.parent, shared)
        if partnership.authority in found:
            raise UnableToReadPartnership(f"{file} names the authority {partnership.authority} a second time.")
        found[partnership.authority] = partnership
    return found


def read_partnership(place: Path, shared: tuple[Agency, ...] = ()) -> Partnership:
    """Read one partnership's folder; `shared` are the agencies that serve several authorities."""
    about = _read(place / "partnership.toml")
    try:
        authority = about["authority"]
        local = _agencies(place / "agencies.toml", (authority,))
        rota = _rota(place / "on_call.toml")
        return Partnership(
            name=about["name"],
            rows=read_clocks(_read(place / "clocks.toml")["clock"], about["name"]),
            hours=_hours(_read(place / "hours.toml")),
            terms=_terms(_read(place / "terms.toml")),
            slug=place.name,
            authority=authority,
            ons_code=about["ons_code"],
            council=about["council"],
            telephone=about["telephone"],
            out_of_hours=about["out_of_hours"],
            levels=tuple(Level(**row) for row in about["level"]),
            teams=tuple(_team(row) for row in _read(place / "teams.toml")["team"]),
            agencies=(*(agency for agency in shared if authority in agency.serves), *local),
            on_call=tuple(one for one in rota if not one.wall),
            on_call_behind=tuple(one for one in rota if one.wall),
        )
    except UnableToSetClock as wrong:
        raise UnableToReadPartnership(f"{place / 'clocks.toml'}: {wrong}") from wrong
    except (KeyError, TypeError) as wrong:
        raise UnableToReadPartnership(f"The files in {place} lack something or say too much: {wrong}.") from wrong


def _team(row: dict[str, Any]) -> Team:
    formerly = tuple(FormerName(**one) for one in row.pop("formerly", ()))
    return Team(**row, formerly=formerly)


def _rota(file: Path) -> list[OnCall]:
    """Everybody on call, in order. With nobody behind a wall, who may not know would be told of a child there."""
    rota = sorted((OnCall(**row) for row in _read(file)["on_call"]), key=_order)
    for wall in ("", *WALLS):
        if not any(one.wall == wall for one in rota):
            whom = f"for a child behind the wall {wall}" if wall else "when the front door is shut"
            raise UnableToReadPartnership(f"{file} names nobody to ring {whom}.")
    if odd := {one.wall for one in rota} - {"", *WALLS}:
        raise UnableToReadPartnership(f"{file} names a wall that there is not: {', '.join(sorted(odd))}.")
    return rota


def _order(row: OnCall) -> int:
    return row.order


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError as wrong:
        raise UnableToReadPartnership(f"{file} is missing.") from wrong
    except tomllib.TOMLDecodeError as wrong:
        raise UnableToReadPartnership(f"{file} cannot be read: {wrong}.") from wrong


def _agencies(file: Path, serves: tuple[str, ...]) -> tuple[Agency, ...]:
    rows = (Agency(**{"serves": serves, **row}) for row in _read(file)["agency"])
    return tuple(Agency(row.code, row.name, row.kind, row.telephone, tuple(row.serves)) for row in rows)


def _hours(stored: Mapping[str, Any]) -> OpeningHours:
    rows = []
    for row in stored["hours"]:
        days = [(number, *row[name]) for number, name in enumerate(_WEEKDAYS) if name in row]
        rows.append(_hours_row(row, tuple(days)))
    closed = {row["on"]: row["why"] for row in stored.get("closed", ())}
    return OpeningHours(tuple(rows), closed)


def _hours_row(row: Mapping[str, Any], days: tuple[tuple[int, time, time], ...]) -> HoursRow:
    if not days or any(closes <= opens for _, opens, closes in days):
        raise UnableToReadPartnership("Opening hours need at least one day, and each day closes after it opens.")
    starts: date = row["in_force_from"]
    return HoursRow(
        starts, row.get("in_force_until"), days, row["source"], row["evidence"], bool(row.get("open_on_bank_holidays"))
    )


def _terms(stored: Mapping[str, Any]) -> SchoolTerms:
    terms = [Term(row["name"], row["first"], row["last"], frozenset(row.get("shut", ()))) for row in stored["term"]]
    for before, after in zip(terms, terms[1:], strict=False):
        if before.last >= after.first:
            raise UnableToReadPartnership(
                f"The school terms {before.name} and {after.name} overlap or are out of order."
            )
    return SchoolTerms(tuple(terms), stored["arrival"], stored["source"])
