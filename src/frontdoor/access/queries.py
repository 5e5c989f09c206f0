"""What the access pages show: openings to review, who looked, accounts."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from frontdoor.access.models import Account, Bar, Grant, Look, Restriction
from frontdoor.ledger.scope import Actor

#: So many openings that somebody has reviewed are shown, the last reviewed; the page says so.
REVIEWED_SHOWN = 200


def openings(by: Actor) -> list[Grant]:
    """Others' emergency openings, of people whom the actor may see: all not yet reviewed, then the last reviewed."""
    found = Grant.objects.filter(authority=by.authority, emergency=True).exclude(account=by.account)
    found = found.select_related("account", "reviewed_by")
    waiting = found.filter(reviewed_at__isnull=True).order_by("-since", "id")
    return [*waiting, *found.filter(reviewed_at__isnull=False).order_by("-reviewed_at", "id")[:REVIEWED_SHOWN]]


@dataclass(frozen=True, kw_only=True)
class SeenBy:
    """One look as the page shows it: who, when, at which page, whether it was refused."""

    at: datetime
    name: str
    role: str
    agency: str
    page: str
    purpose: str
    person: UUID | None
    record: UUID | None
    refused: bool


#: Whose looks a person may see: everybody's, or those of their own teams.
WHOLE_AUTHORITY = "governance"


def looks_by_team(by: Actor) -> Sequence[UUID] | None:
    """The accounts whose looks the actor may see; None for all of them."""
    if WHOLE_AUTHORITY in by.compartments:
        return None
    own = Account.objects.filter(authority=by.authority, teams__overlap=list(by.teams))
    return list(own.values_list("id", flat=True))


def who_looked(
    by: Actor,
    *,
    people: Sequence[UUID] = (),
    account: UUID | None = None,
    before: datetime | None = None,
    at_once: int = 50,
) -> list[SeenBy]:
    """Looks in the actor's authority, latest first: at these people if any are given, by this account if one is."""
    found: QuerySet[Look] = Look.objects.filter(authority=by.authority)
    mine = looks_by_team(by)
    if mine is not None:
        found = found.filter(account__in=mine)
    if people:
        found = found.filter(person__in=people)
    if account is not None:
        found = found.filter(account=account)
    if before is not None:
        found = found.filter(at__lt=before)
    rows = list(found.order_by("-at", "-id")[:at_once])
    names = Account.objects.in_bulk([row.account for row in rows if row.account])
    return [_seen_by(row, names.get(row.account) if row.account else None) for row in rows]


def _seen_by(row: Look, who: Account | None) -> SeenBy:
    return SeenBy(
        at=row.at,
        name=who.name if who else "The program",
        role=row.role,
        agency=row.agency,
        page=row.page,
        purpose=row.purpose,
        person=row.person,
        record=row.record,
        refused=row.refused,
    )


def accounts(by: Actor) -> list[Account]:
    """Every account of the actor's authority, by name."""
    return list(Account.objects.filter(authority=by.authority).order_by("name", "id"))


def managers_of(by: Actor, *, compartment: str) -> list[Account]:
    """Who is told when the actor opens a record in an emergency: of a restricted one the desk, else the managers.

    Where there is nobody but the actor, information governance, which reviews openings too: it is never nobody.
    """
    roles = ("restricted_manager",) if compartment == "restricted" else ("hub_manager", "team_manager")
    found = Account.objects.filter(authority=by.authority, role__in=(*roles, "information_governance"), is_active=True)
    others = [one for one in found if one.id != by.account]
    managers = [one for one in others if one.role in roles]
    told = [one for one in managers if one.role != "team_manager" or {*one.teams} & {*by.teams}]
    return told or [one for one in others if one.role not in roles]


def workers_of(authority: str) -> list[Account]:
    """Those to whom a child can be given by name: the authority's own social workers and managers, by name."""
    held = Account.objects.filter(authority=authority, is_active=True, role__in=("social_worker", "team_manager"))
    return list(held.order_by("name", "id"))


@dataclass(frozen=True, kw_only=True)
class Walls:
    """What stands between one person and others: the restriction in force, who is let in all the same, the bars."""

    restriction: Restriction | None
    let_in: list[Grant]
    bars: list[Bar]


def walls_of(person: Collection[UUID], *, by: Actor, now: datetime) -> Walls:
    """The walls round one person under every id of theirs, as far as the actor may see them.

    What adoption sealed is no wall that is shown.
    """
    of = {"authority": by.authority, "person__in": list(person)}
    granted = Grant.objects.filter(**of, emergency=False, until__gt=now)
    restricted = Restriction.objects.filter(**of, kind="restricted", lifted_at=None)
    bars = Bar.objects.filter(**of, lifted_at=None).exclude(account=by.account)
    return Walls(
        restriction=restricted.select_related("custodian").first(),
        let_in=list(granted.select_related("account", "given_by").order_by("since", "pk")),
        bars=list(bars.select_related("account").order_by("since", "pk")),
    )


def restricted_people(by: Actor) -> set[UUID]:
    """Whom a restriction in force hides, as far as the actor may see them."""
    standing = Restriction.objects.filter(authority=by.authority, kind="restricted", lifted_at=None)
    return set(standing.values_list("person", flat=True))
