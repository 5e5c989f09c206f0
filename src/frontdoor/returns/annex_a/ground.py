"""What every list is made from: the children's lives at a position, who they are, who holds them, what was told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from frontdoor.returns.annex_a.window import Window
from frontdoor.returns.gathered import lives_at
from frontdoor.returns.holders import Holders, holders_of
from frontdoor.returns.lives import Life, Plan
from frontdoor.returns.people import Status, Who, children_of, statuses_of
from frontdoor.returns.position import Position, in_sight
from frontdoor.rules.codesets import annex_a
from frontdoor.rules.masters import CASE_SYSTEM, sends
from frontdoor.rules.partnership import for_authority

#: What a cell may hold. None is a blank.
Cell = str | int | date | None

YES, NO, UNKNOWN = (annex_a.YES_NO_UNKNOWN[one] for one in ("yes", "no", "unknown"))


@dataclass(frozen=True, slots=True)
class Subject:
    """One child with everything a row may say of them."""

    who: Who
    life: Life
    status: Status | None


@dataclass(frozen=True, kw_only=True)
class Ground:
    """What was read, once, for all lists."""

    position: Position
    window: Window
    council: str
    subjects: list[Subject]
    holders: Holders
    plans_told: bool

    def held_by(self, subject: Subject, journey: UUID | None = None) -> tuple[Cell, Cell]:
        """The last two cells of most rows: team and worker."""
        holder = self.holders.of(subject.who.id, journey)
        return holder.team or None, holder.worker or None

    def plans(self, subject: Subject) -> Iterator[Plan]:
        """A child's plans. Where the case system is their master and told of the child, its word on what is open.

        Its word names no plan that ended: those come from the front door's own records.
        """
        status, window = subject.status, self.window
        told = status if self.plans_told else None
        for plan in subject.life.plans:
            if plan.started_on <= window.on and (told is None or (plan.ended_on and plan.ended_on <= window.on)):
                yield plan
        if told is not None and told.plan and told.since is not None and told.since <= window.on:
            earlier = [one for one in subject.life.plans if one.kind == "protection" and one.started_on < told.since]
            yield Plan(
                id=subject.who.id, journey=None, kind=told.plan, started_on=told.since, category=told.category,
                previous=len(earlier),
            )  # fmt: skip


def read(position: Position, on: date) -> Ground:
    """Read all children of the authority at a position, for a call on a day."""
    authority = position.authority
    with in_sight(position):
        lives = lives_at(position)
        statuses = statuses_of(authority, at=position, on=on)
        people = children_of(authority, {*lives, *statuses}, at=position)
        held = holders_of(position, statuses, on=on)
    subjects = [
        Subject(who, lives.get(key) or Life(key), statuses.get(key))
        for key, who in sorted(people.items(), key=lambda pair: pair[1].number)
    ]
    return Ground(
        position=position,
        window=Window(on),
        council=for_authority(authority).council,
        subjects=subjects,
        holders=held,
        plans_told=sends(CASE_SYSTEM, "plan", authority=authority, on=on),
    )


def about(subject: Subject, on: date) -> tuple[Cell, ...]:
    """The first five cells of a row: number, sex under the old heading, ethnicity, date of birth, age in years."""
    who = subject.who
    born = who.born_on if who.born_on is not None and who.born_on <= on else None
    return (
        who.number,
        annex_a.GENDER.get("U" if who.unborn_on(on) else who.sex, annex_a.GENDER["U"]),
        annex_a.ETHNICITY.get(who.ethnicity, annex_a.ETHNICITY["NOBT"]),
        born,
        who.age_on(on),
    )


def disability(who: Who) -> str:
    """Yes, no, or unknown where nobody asked."""
    if not who.disabilities:
        return UNKNOWN
    return NO if set(who.disabilities) == {"NONE"} else YES


def answer(said: bool | None) -> str | None:
    """Yes or no; a blank where it is not known yet."""
    return None if said is None else YES if said else NO
