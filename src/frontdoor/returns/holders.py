"""Who holds each child now: the team and the worker by name, in the front door's words or the case system's.

The case system's word holds where it is the master of who has a child and has told of that child.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from frontdoor.access.models import Account
from frontdoor.journey.models import Journey
from frontdoor.people.aliases import read_as
from frontdoor.returns.people import Status
from frontdoor.rules.calendar import london_day
from frontdoor.rules.masters import CASE_SYSTEM, sends
from frontdoor.rules.partnership import for_authority


@dataclass(frozen=True, slots=True)
class Holder:
    """A team and a worker, by name; empty where nobody was named."""

    team: str = ""
    worker: str = ""
    registration: str = ""
    since: date | None = None


@dataclass(frozen=True, kw_only=True)
class Holders:
    """Who holds whom, by journey and, for the latest journey that anybody holds, by child."""

    by_journey: Mapping[UUID, Holder]
    by_child: Mapping[UUID, Holder]
    told: Mapping[UUID, Status]

    def of(self, child: UUID, journey: UUID | None = None) -> Holder:
        """Who has the child, or the piece of work on one journey of theirs."""
        status = self.told.get(child)
        if status is not None and (status.team or status.worker):
            return Holder(status.team, status.worker)
        own = self.by_journey.get(journey) if journey else None
        return own or self.by_child.get(child, Holder())


def holders_of(authority: str, statuses: Mapping[UUID, Status], *, on: date) -> Holders:
    """Read who holds the children of an authority. `on` is the day for which the master is asked."""
    teams = for_authority(authority).team_by_code
    accounts = Account.objects.values_list("id", "name", "registration")
    people: dict[UUID | None, tuple[str, str]] = {key: (name, number) for key, name, number in accounts}
    by_journey: dict[UUID, Holder] = {}
    by_child: dict[UUID, Holder] = {}
    rows = Journey.objects.filter(authority=authority).exclude(team="", worker=None).order_by("held_since", "id")
    shown = read_as(authority)
    for journey, child, team, worker, since in rows.values_list("id", "about", "team", "worker", "held_since"):
        name, registration = people.get(worker, ("", ""))
        held = Holder(teams[team].name if team in teams else team, name, registration, london_day(since))
        by_journey[journey] = by_child[child] = by_child[shown.get(child, child)] = held
    masters_word = sends(CASE_SYSTEM, "worker", authority=authority, on=on)
    return Holders(by_journey=by_journey, by_child=by_child, told=statuses if masters_word else {})
