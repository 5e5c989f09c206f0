"""Closing: the reasons, when the statutory reason is due, and above how many a day a second person signs.

Inspectors found a backlog closed in bulk in a summer. So a person confirms each child, a second one signs above a
number a day, and what is closed in bulk is marked for audit. The number is local and dated:
partnerships/<name>/closing.toml.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from frontdoor.rules.codesets.referral import CLOSURE
from frontdoor.rules.partnership import UnableToReadPartnership, folder, for_authority

#: Why a child's way through the front door ends, in the words of the closing form.
REASONS: dict[str, str] = {
    "work_finished": "The work that was planned is finished",
    "not_in_need": "Assessed, and no further help from social care is needed",
    "early_help": "Assessed, and early help has taken over",
    "declined": "The family does not want the help, and the child is safe without it",
    "moved": "The child has moved, and the other authority has accepted",
    "adults": "Adult services have taken over",
    "order_made": "An order or adoption ended our part",
    "died": "The child died",
    "pregnancy_ended": "The pregnancy ended",
    "duplicate": "The same work is open under another reference",
    "other": "Another reason, in words",
}


@dataclass(frozen=True)
class BulkLimit:
    """From a day on: how many closings one person may make in a day before a second one signs each further one."""

    in_force_from: date
    a_day: int
    source: str


@dataclass(frozen=True, kw_only=True)
class Episode:
    """What the statutory reason depends on: whether the contact became a referral, and what followed."""

    referral: bool = False
    no_further_action: bool = False
    section47: bool = False
    assessed: bool = False
    in_need: bool | None = None


def statutory_refusal(code: str, on: date, episode: Episode) -> str:
    """Why the closing code cannot stand, in a sentence; empty if it can (CIN census guide 4.7, domain trap 13).

    Only a child-in-need episode carries a code, and it always does. RC8 and RC9 are for a child assessed as not in
    need for whom no section 47 enquiry was ever started.
    """
    in_need_episode = episode.referral and not episode.no_further_action
    if not in_need_episode:
        return "This was no child-in-need episode, so it has no statutory reason. Leave it empty." if code else ""
    if not CLOSURE.holds(code, on.year + (on.month >= 4)):
        return "Choose the statutory reason (RC1 to RC9): this child was in a child-in-need episode."
    if code in ("RC8", "RC9"):
        if episode.section47:
            return "A section 47 enquiry was started for this child, so the reason is RC7, never RC8 or RC9."
        if not episode.assessed or episode.in_need:
            return "RC8 and RC9 are for a child who was assessed as not in need. Choose another reason."
    return ""


def bulk_limit(authority: str, on: date) -> BulkLimit:
    """The limit in force on `on`. Refuses with a sentence if the partnership has not set one: it may not be empty."""
    rows = [row for row in _rows(folder() / for_authority(authority).slug / "closing.toml") if row.in_force_from <= on]
    if not rows:
        raise UnableToReadPartnership(
            f"{for_authority(authority).name} has no limit of closings a day for {on.isoformat()}: see closing.toml."
        )
    return rows[-1]


@lru_cache(maxsize=16)
def _rows(file: Path) -> tuple[BulkLimit, ...]:
    try:
        stored = tomllib.loads(file.read_text(encoding="utf-8"))["second_signature_above"]
        rows = [BulkLimit(row["in_force_from"], int(row["a_day"]), row["source"]) for row in stored]
    except FileNotFoundError as wrong:
        raise UnableToReadPartnership(f"{file} is missing.") from wrong
    except (KeyError, TypeError, ValueError) as wrong:
        raise UnableToReadPartnership(f"{file} cannot stand as written: {wrong}.") from wrong
    if any(row.a_day < 1 or not row.source for row in rows):
        raise UnableToReadPartnership(f"{file}: a limit is at least 1 a day, and has a source.")
    return tuple(sorted(rows, key=lambda row: row.in_force_from))
