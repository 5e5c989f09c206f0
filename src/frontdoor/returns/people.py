"""Who the children of a return are: names, days, codes and numbers, as they stood at its position, or stand now.

A return is read in system scope: every child is in it, restricted and adopted ones too, each under the number that the
child keeps for life. A child adopted from care is two people here, and nothing ties one to the other.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from frontdoor.people.aliases import all_ids, read_as
from frontdoor.people.models import Identifier, OpenStatus, Person
from frontdoor.returns.formerly import Formerly
from frontdoor.returns.position import Position, first_id_after, known_of
from frontdoor.rules.calendar import london_day


@dataclass(frozen=True, slots=True)
class PupilNumber:
    """A unique pupil number as it was given; `until` is set once it was said not to be theirs."""

    value: str
    verified: bool
    until: date | None


@dataclass(slots=True)
class Who:
    """One child. `upn_unknown` is the reason, of the code set, why the pupil number is not known."""

    id: UUID
    number: str
    unborn: bool
    given_name: str
    family_name: str
    born_on: date | None
    expected_on: date | None
    died_on: date | None
    sex: str
    ethnicity: str
    disabilities: tuple[str, ...]
    upns: list[PupilNumber] = field(default_factory=list)
    upn_unknown: str = ""

    @property
    def upn(self) -> str:
        """The pupil number in force: the last one given whose check letter holds, or the last one given."""
        standing = [one for one in self.upns if one.until is None]
        return next((one.value for one in reversed(standing) if one.verified), standing[-1].value if standing else "")

    @property
    def former_upn(self) -> str:
        """The number before it; one that was only misheard, or that was somebody else's, is none."""
        earlier = [one for one in self.upns if one.verified and one.until is None and one.value != self.upn]
        return earlier[-1].value if earlier else ""

    def unborn_on(self, day: date | None) -> bool:
        """Whether the child had not been born by a day, or is not as far as is known: a birth nobody dated is one."""
        if self.born_on is None:
            return self.unborn or self.expected_on is not None
        return day is not None and self.born_on > day

    def age_on(self, day: date) -> int | None:
        """Whole years on a day; None for a child not born by then, or whose birth is not known."""
        if self.born_on is None or self.born_on > day:
            return None
        return day.year - self.born_on.year - ((day.month, day.day) < (self.born_on.month, self.born_on.day))


@dataclass(frozen=True, slots=True)
class Status:
    """What the authority's case system said of a child, for the facts of which it is master."""

    source_number: str
    open_episode: bool
    early_help: bool
    early_help_since: date | None
    plan: str
    category: str
    since: date | None
    looked_after_by: str
    looked_after_since: date | None
    placed_here: bool
    team: str
    worker: str
    #: Early help that the case system told of and tells of no more: since when, and the day on which it was told ended.
    helped: tuple[tuple[date | None, date], ...] = ()


def children_of(authority: str, ids: Collection[UUID] | None = None, *, at: Position | None = None) -> dict[UUID, Who]:
    """The children and unborn children of an authority (all of them, or those asked for) by id, at a position or now.

    A number of a pupil counts from the moment at which it was kept, which its id holds to the millisecond.
    """
    rows = Person.objects.filter(authority=authority, kind__in=("child", "unborn"))
    found = rows if ids is None else rows.filter(pk__in=all_ids(ids))
    columns = (
        "id", "local_number", "kind", "given_name", "family_name", "born_on", "expected_on", "died_on", "sex",
        "ethnicity", "disabilities",
    )  # fmt: skip
    people = {
        row["id"]: Who(
            unborn=row.pop("kind") == "unborn",
            number=row.pop("local_number"),
            disabilities=tuple(row.pop("disabilities") or ()),
            **row,
        )
        for row in Formerly(Person, at).rows(found.values(*columns))
    }
    shown = read_as(authority, at.recorded_at if at else None)
    for joined, to in shown.items():
        if joined in people and to in people:
            _fill(people[to], people[joined])
    _pupil_numbers(authority, people, shown, at, some=ids is not None)
    wanted = None if ids is None else {*ids}
    return {key: who for key, who in people.items() if wanted is None or key in wanted}


def _fill(who: Who, other: Who) -> None:
    """What one record of a child lacks another may say; the joined record stays as it was written."""
    for name in ("given_name", "family_name", "born_on", "expected_on", "died_on", "ethnicity", "disabilities"):
        if not getattr(who, name):
            setattr(who, name, getattr(other, name))
    if who.sex == "U":
        who.sex = other.sex


def _pupil_numbers(
    authority: str, people: Mapping[UUID, Who], shown: Mapping[UUID, UUID], at: Position | None, *, some: bool
) -> None:
    rows = Identifier.objects.filter(authority=authority, kind="upn").order_by("id")
    if some:
        rows = rows.filter(person__in=list(people))
    if at is not None:
        rows = rows.filter(id__lt=first_id_after(at.recorded_at))
    columns = ("id", "person", "value", "verified", "until", "unknown_because")
    for row in Formerly(Identifier, at).rows(rows.values(*columns)):
        who = people.get(shown.get(row["person"], row["person"]))
        if who is not None and row["value"]:
            who.upns.append(PupilNumber(row["value"], row["verified"], row["until"]))
        elif who is not None:
            who.upn_unknown = row["unknown_because"]


def statuses_of(
    authority: str, ids: Collection[UUID] | None = None, *, at: Position | None = None, on: date | None = None
) -> dict[UUID, Status]:
    """The open status of everyone the case system told of (or of those asked for), by person.

    As it says now; or at a position, as it said at the end of a day `on`, or first said after it. A plan that it told
    of only later, and that ran on the day, is taken from there.
    """
    columns = (
        "source_number", "open_episode", "early_help", "early_help_since", "plan", "plan_category", "plan_since",
        "looked_after_by", "looked_after_since", "placed_here", "team", "worker",
    )  # fmt: skip
    found = OpenStatus.objects.filter(authority=authority)
    rows = (found if ids is None else found.filter(person__in=all_ids(ids))).order_by("as_at", "id")
    shown = read_as(authority, at.recorded_at if at else None)
    told = known_of(at, "status_loaded", "record") if at else None
    formerly = Formerly(OpenStatus, at)
    found_now = formerly.rows(rows.values("id", "person", *columns))
    said = {
        row["id"]: (
            row,
            [Status(*(one[name] for name in columns)) for one in (*formerly.before(row, since=on or date.max), row)],
        )
        for row in found_now
        if told is None or row["id"] in told
    }
    return {
        shown.get(row["person"], row["person"]): replace(_as_said(words, on), helped=_helped(formerly, row))
        for row, words in said.values()
    }


def _helped(formerly: Formerly, row: Mapping[str, Any]) -> tuple[tuple[date | None, date], ...]:
    """The early help of which it told before, each with the day on which it first told of it no more."""
    former = formerly.earlier.get(row["id"], ())
    after = [facts for _, facts in former[1:]] + [row]
    return tuple(
        (facts["early_help_since"], london_day(changed_at))
        for (changed_at, facts), then in zip(former, after, strict=False)
        if facts["early_help"] and (not then["early_help"] or then["early_help_since"] != facts["early_help_since"])
    )


def _as_said(words: Sequence[Status], on: date | None) -> Status:
    """The first of what was said from a day on, with the plan of the first that tells of one that ran on the day."""
    first = words[0]
    running = (one for one in words if one.plan and (on is None or (one.since is not None and one.since <= on)))
    with_plan = next(running, first)
    return replace(first, plan=with_plan.plan, category=with_plan.category, since=with_plan.since)
