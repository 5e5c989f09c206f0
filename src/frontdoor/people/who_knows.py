"""Who knows somebody: what agencies' registers say of people whom the reader works with, and nothing else of them.

The index stands behind a wall in which nobody stands. It is opened here alone, for one reading, about people whom the
caller has read as the reader; a row whose agreement has run out is not shown. The door logs the look.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, Subquery

from frontdoor.access import permission
from frontdoor.ledger import scope
from frontdoor.ledger.scope import Actor
from frontdoor.people.aliases import ids_of_each
from frontdoor.people.identity import Proposal
from frontdoor.people.matching_registers import doubtful_rows
from frontdoor.people.models import RegisterAgreement, RegisterEntry
from frontdoor.people.register_models import WALL
from frontdoor.rules.calendar import london_day
from frontdoor.rules.registers.linking import Doubt
from frontdoor.rules.roles import Permission

#: The walls behind which questions about a register's rows are kept.
BEHIND = frozenset({"open", "hub", "restricted", "adoption"})


@dataclass(frozen=True, kw_only=True)
class Knows:
    """One agency that knows one person: the row, and when the agency's file last came."""

    entry: RegisterEntry
    loaded_at: datetime | None


def who_knows(people: Collection[UUID], *, by: Actor, at: datetime) -> list[Knows]:
    """Which agencies know these people, those that still do first. Nothing for whoever has no work with a child."""
    if not people or not permission.may(by, Permission.SEE_WHO_KNOWS):
        return []
    agreed = RegisterAgreement.objects.filter(
        in_force(london_day(at)), authority=OuterRef("authority"), agency=OuterRef("agency"),
        register=OuterRef("register"),
    )  # fmt: skip
    asked = {one: person for person, every in ids_of_each(people).items() for one in every}
    rows = RegisterEntry.objects.filter(Exists(agreed), person__in=list(asked))
    rows = rows.annotate(
        loaded_at=Subquery(agreed.order_by(F("loaded_at").desc(nulls_last=True)).values("loaded_at")[:1])
    )
    inside = replace(by, compartments=by.compartments | {WALL})
    with scope.acting(inside, at):
        found = [Knows(entry=row, loaded_at=row.loaded_at) for row in rows.order_by("register", "agency", "id")]
    for one in found:
        one.entry.person = asked.get(one.entry.person) if one.entry.person else None
    return sorted(found, key=lambda one: one.entry.ended_on is not None)


@dataclass(frozen=True, kw_only=True)
class MayKnow:
    """A row that may mean somebody and that no machine linked: what agrees, and what speaks against it. `care` is what
    asks for a second person: then it is said at the desk that they mean this person, by two.
    """

    entry: RegisterEntry
    doubt: Doubt
    care: tuple[str, ...] = ()


def may_know(person: UUID, *, authority: str, by: Actor, at: datetime) -> list[MayKnow]:
    """Rows that a worker may judge to mean this person, whom the caller has read as the reader."""
    if not permission.may(by, Permission.SEE_WHO_KNOWS):
        return []
    agreed = RegisterAgreement.objects.filter(in_force(london_day(at)), authority=authority)
    sent = {(one.agency, one.register) for one in agreed}
    return [
        MayKnow(entry=entry, doubt=doubt, care=care)
        for entry, doubt, care in doubtful_rows(person, authority=authority)
        if (entry.agency, entry.register) in sent
    ]


def rows_asked_about(entries: Collection[UUID], *, by: Actor, at: datetime) -> dict[UUID, RegisterEntry]:
    """Rows of which the reader is asked whom they mean: those still sent, under an agreement in force, about nobody."""
    if not entries or not permission.may(by, Permission.SEE_WHO_KNOWS):
        return {}
    agreed = RegisterAgreement.objects.filter(
        in_force(london_day(at)), authority=OuterRef("authority"), agency=OuterRef("agency"),
        register=OuterRef("register"),
    )  # fmt: skip
    rows = RegisterEntry.objects.filter(Exists(agreed), authority=by.authority, id__in=list(entries))
    with scope.acting(replace(by, compartments=by.compartments | {WALL}), at):
        return {row.id: row for row in rows.order_by("id")}


def household_of_row(entry: RegisterEntry, *, by: Actor, at: datetime) -> list[RegisterEntry]:
    """Who else stands in the household of a row that the reader is asked about, as the same register says.

    A row that is asked about of somebody whom the reader may not see is not there: it would say their name and school.
    """
    if not entry.household:
        return []
    inside = replace(by, compartments=by.compartments | {WALL})
    with scope.acting(inside, at):
        rows = RegisterEntry.objects.filter(
            authority=entry.authority, agency=entry.agency, register=entry.register, household=entry.household,
            ended_on__isnull=True,
        )  # fmt: skip
        found = list(rows.exclude(id=entry.id).order_by("person_kind", "name_key", "id"))
    with scope.acting(replace(by, compartments=BEHIND, bars=frozenset()), at):
        asked = list(Proposal.objects.filter(person__in=[row.id for row in found]).values_list("id", "person"))
    with scope.acting(by, at):
        open_to_reader = set(Proposal.objects.filter(id__in=[key for key, _ in asked]).values_list("id", flat=True))
    hidden = {row for key, row in asked if key not in open_to_reader}
    return [row for row in found if row.id not in hidden]


def in_force(on: date) -> Q:
    """Agreements that are in force on a day; the last day counts."""
    return Q(starts_on__lte=on, ends_on__gte=on)


def open_entries(
    *, authority: str, agency: str, register: str, keys: Iterable[str] | None = None
) -> list[RegisterEntry]:
    """The rows of a register that have not ended, held until the transaction ends; of these keys if any are named."""
    rows = RegisterEntry.objects.filter(authority=authority, agency=agency, register=register, ended_on__isnull=True)
    if keys is not None:
        rows = rows.filter(key__in=list(keys))
    return list(rows.select_for_update(no_key=True).order_by("id"))


def said_before(*, authority: str, agency: str, register: str, keys: Iterable[str]) -> dict[str, RegisterEntry]:
    """Of these keys the last row that ended and of which somebody said whom it does not mean."""
    rows = RegisterEntry.objects.filter(
        ~Q(not_people=[]), authority=authority, agency=agency, register=register, key__in=list(keys),
        ended_on__isnull=False,
    )  # fmt: skip
    return {row.key: row for row in rows.order_by("id")}


def agreement_in_force(*, authority: str, agency: str, register: str, on: date) -> RegisterAgreement | None:
    """The agreement under which an agency may send a register on a day."""
    found = RegisterAgreement.objects.filter(in_force(on), authority=authority, agency=agency, register=register)
    return found.order_by("-ends_on", "id").first()


def open_keys(*, authority: str, agency: str, register: str, by: Actor, at: datetime) -> set[str]:
    """The keys of a register's rows that have not ended."""
    with scope.acting(replace(by, compartments=by.compartments | {WALL}, bars=frozenset()), at):
        rows = RegisterEntry.objects.filter(
            authority=authority, agency=agency, register=register, ended_on__isnull=True
        )
        return set(rows.values_list("key", flat=True))
