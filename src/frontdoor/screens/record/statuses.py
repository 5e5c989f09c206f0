"""The status words of a contact, the same on a triage row, the rating page and the record."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from frontdoor.journey.triage_queries import (
    RowDetails,
    WaitingChild,
    WaitingContact,
    contact_standing,
    row_details,
)
from frontdoor.rules.calendar import london_day
from frontdoor.rules.partnership import Partnership
from frontdoor.screens.look.formatting import counted, short_moment

_PLANS = {"protection": "Child protection plan", "need": "Child in need plan"}
_WALLED = frozenset({"restricted", "adoption"})
_ORDINALS = {2: "2nd", 3: "3rd", 21: "21st", 22: "22nd", 23: "23rd"}


def standing_words(
    journeys: Sequence[UUID], *, authority: str, now: datetime, place: Partnership
) -> tuple[tuple[str, ...], dict[UUID, str]]:
    """The words of one contact whose journeys these are, and to whom each child is open, by journey."""
    contact = contact_standing(journeys, authority=authority, now=now)
    if contact is None:
        return (), {}
    words = statuses(contact, row_details([contact], authority=authority), now=now, place=place)
    return tuple(words), {child.journey: open_to(child, place) for child in contact.children}


def statuses(contact: WaitingContact, details: RowDetails, *, now: datetime, place: Partnership) -> list[str]:
    """The status words that are true, in their order; said once, whichever child they are true of."""
    words = ["Danger now"] if any(child.in_danger for child in contact.children) else []
    for of_child in zip(*(_child_statuses(child, contact, now, place) for child in contact.children), strict=True):
        words += dict.fromkeys(word for word in of_child if word)
    others = details.other_reports.get(contact.incident, 0)
    journeys = {child.journey for child in contact.children}
    words += ["Link not confirmed"] if any(map(_link_open, contact.children)) else []
    words += [f"{counted(others, 'other report')} of this"] if others else []
    words += ["New information since rated"] if journeys & details.new_since_rated else []
    words += ["Restricted"] if any(child.compartment in _WALLED for child in contact.children) else []
    return words


def _child_statuses(child: WaitingChild, contact: WaitingContact, now: datetime, place: Partnership) -> tuple[str, ...]:
    """One word a kind of status, empty where it is not true, in the order of the row."""
    until = child.protected_until
    unborn = child.kind == "unborn"
    young = child.under_1_or_unborn(london_day(now))
    return (
        f"Police protection until {short_moment(until, now=now)}" if until else "",
        "Missing now" if child.missing_now else "",
        _PLANS.get(child.plan, child.plan) or ("Plan in force" if child.plan_elsewhere else ""),
        f"Looked after by {child.looked_after_by}" if child.looked_after_by else "",
        open_to(child, place),
        ("Unborn" if unborn else "Under 1") if young else "",
        _times(child),
        "Police grade: high" if contact.police_grade.strip().lower() == "high" else "",
    )


def open_to(child: WaitingChild, place: Partnership) -> str:
    """To whom the child is open: as the case system says, or by an open journey of ours; empty where to nobody."""
    if child.open_episode:
        whom = ", ".join(part for part in (_team(child.open_team, place), child.open_worker) if part)
        return f"Open to {whom}" if whom else "Open"
    return f"Open to {_team(child.team_elsewhere, place)}" if child.team_elsewhere else ""


def _team(code: str, place: Partnership) -> str:
    """A team of ours by its name; what the case system calls one, as it stands."""
    known = place.team_by_code.get(code)
    return known.name if known else code


def _times(child: WaitingChild) -> str:
    number = child.contacts_before + 1
    if number < 3:
        return ""
    closed = f", {child.closed_before} closed" if child.closed_before else ""
    return f"{_ORDINALS.get(number, f'{number}th')} contact in 90 days{closed}"


def _link_open(child: WaitingChild) -> bool:
    """Nobody has said yet who this is: no name at all, or the program linked or proposed somebody who is known."""
    named = bool(child.name or child.family_name)
    unsaid = child.kind == "child" and child.provisional and (not named or child.contacts_before > 0)
    return child.link_open or unsaid
