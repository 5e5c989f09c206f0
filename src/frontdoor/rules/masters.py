"""Which system is master of a fact: it alone sends the fact in returns; the other one compares.

Two systems that both send the same child's plan make two plans of it. So each authority says, fact by fact and dated,
which of its systems counts: partnerships/<name>/masters.toml.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from frontdoor.rules.partnership import UnableToReadPartnership, folder, for_authority

CASE_SYSTEM, FRONT_DOOR = "case_system", "front_door"
SYSTEMS = (CASE_SYSTEM, FRONT_DOOR)

#: Every fact that both systems can hold, and so must have a master.
FACTS: dict[str, str] = {
    "contact": "Contacts and what was decided about them",
    "referral": "Referrals",
    "early_help": "Early help",
    "assessment": "Assessments",
    "section47": "Section 47 enquiries and strategy discussions",
    "plan": "Child-in-need and child protection plans",
    "looked_after": "Children looked after",
    "visit": "Visits",
    "worker": "Who has the child",
    "restriction": "Restricted records",
    "person": "Names, dates of birth and numbers",
}


@dataclass(frozen=True, kw_only=True)
class Master:
    """From a day on: the system that is master of a fact in one authority."""

    fact: str
    master: str
    in_force_from: date
    source: str


def master_of(fact: str, *, authority: str, on: date) -> Master:
    """The row in force on `on`. Refuses a fact for which the authority names no master: both would send it."""
    file = folder() / for_authority(authority).slug / "masters.toml"
    found = [row for row in _rows(file) if row.fact == fact and row.in_force_from <= on]
    if not found:
        raise UnableToReadPartnership(f"{file} names no master of {fact!r} for {on.isoformat()}.")
    return found[-1]


def sends(system: str, fact: str, *, authority: str, on: date) -> bool:
    """Whether this system sends the fact in returns on that day. The other one compares."""
    return master_of(fact, authority=authority, on=on).master == system


@lru_cache(maxsize=16)
def _rows(file: Path) -> tuple[Master, ...]:
    try:
        stored = tomllib.loads(file.read_text(encoding="utf-8"))["master"]
        rows = [Master(**row) for row in stored]
    except FileNotFoundError as wrong:
        raise UnableToReadPartnership(f"{file} is missing.") from wrong
    except (KeyError, TypeError, tomllib.TOMLDecodeError) as wrong:
        raise UnableToReadPartnership(f"{file} cannot stand as written: {wrong}.") from wrong
    for row in rows:
        if row.fact not in FACTS or row.master not in SYSTEMS or not row.source:
            raise UnableToReadPartnership(f"{file}: {row.fact} needs a known fact, one of {SYSTEMS}, and a source.")
    missing = set(FACTS) - {row.fact for row in rows}
    if missing:
        raise UnableToReadPartnership(f"{file} names no master of {', '.join(sorted(missing))}.")
    return tuple(sorted(rows, key=lambda row: row.in_force_from))
