"""Who held each child at a position of the ledger, the team and the worker by name, in whose words it is said.

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
from frontdoor.returns.formerly import Formerly
from frontdoor.returns.people import Status
from frontdoor.returns.position import Position, known_of
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


def holders_of(position: Position, statuses: Mapping[UUID, Status], *, on: date) -> Holders:
    """Read who held the children at a position. `on` is the day for which the master is asked. In `in_sight` only.

    Teams and workers are named as they were called at the position.
    """
    authority = position.authority
    teams = for_authority(authority).team_by_code
    accounts = Formerly(Account, position).rows(Account.objects.values("id", "name", "registration"))
    people: dict[UUID | None, tuple[str, str]] = {row["id"]: (row["name"], row["registration"]) for row in accounts}
    by_journey: dict[UUID, Holder] = {}
    by_child: dict[UUID, Holder] = {}
    begun = known_of(position, "contact_received", "journey")
    columns = Journey.objects.filter(authority=authority).values("id", "about", "team", "worker", "held_since")
    rows = [
        row
        for row in Formerly(Journey, position).rows(columns)
        if row["id"] in begun and (row["team"] or row["worker"])
    ]
    shown = read_as(authority, position.recorded_at)
    for row in sorted(rows, key=lambda one: (one["held_since"], one["id"])):
        team, child = row["team"], row["about"]
        name, registration = people.get(row["worker"], ("", ""))
        called = teams[team].name_on(london_day(position.recorded_at)) if team in teams else team
        held = Holder(called, name, registration, london_day(row["held_since"]))
        by_journey[row["id"]] = by_child[child] = by_child[shown.get(child, child)] = held
    masters_word = sends(CASE_SYSTEM, "worker", authority=authority, on=on)
    return Holders(by_journey=by_journey, by_child=by_child, told=statuses if masters_word else {})
