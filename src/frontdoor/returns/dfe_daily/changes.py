"""What goes into the next call: children who are new or differ from what was last accepted, and what is to be purged.

A child differs when the hash of the content does. A part once accepted that no longer counts (an assessment voided, a
referral that was no referral) is sent with its id and the flag that purges it; a child of whom nothing counts any more
is purged whole. The order is that of the children's numbers, whoever asks.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from frontdoor.returns.dfe_daily.payload import Payload, payload
from frontdoor.returns.gathered import NOT_IN_CENSUS, lives_at
from frontdoor.returns.holders import Holder, holders_of
from frontdoor.returns.models import FeedChild
from frontdoor.returns.people import children_of
from frontdoor.returns.position import Position, in_sight
from frontdoor.rules.calendar import london_day
from frontdoor.rules.masters import FRONT_DOOR, sends

#: Children in one call at most (the interface's maxItems).
AT_ONCE = 100

#: The lists of an episode and the name of the id in each.
SECTIONS = {
    "child_and_family_assessments": "child_and_family_assessment_id",
    "child_in_need_plans": "child_in_need_plan_id",
    "section_47_assessments": "section_47_assessment_id",
    "child_protection_plans": "child_protection_plan_id",
}


class UnableToFeed(Exception):
    """The feed is not ours to send, or cannot be. The text is a sentence."""


@dataclass(frozen=True, kw_only=True)
class Change:
    """One child to be sent. `content` is the hash of the child as it is now; empty for one that is purged whole.

    `row` is what was kept when the department last accepted something of this child.
    """

    person: UUID
    number: str
    why: str
    sent: Payload
    content: str
    parts: tuple[str, ...]
    row: UUID | None = None


@dataclass(frozen=True, slots=True)
class Accepted:
    """What was last accepted of a child; its content is empty once the child was purged."""

    row: UUID
    person: UUID
    content: str
    parts: tuple[str, ...]


def changes(position: Position) -> list[Change]:
    """Everything to be sent at a position, in order. Refuses where the case system is the master of referrals."""
    authority, on = position.authority, london_day(position.recorded_at)
    facts = ("referral", "assessment", "section47", "plan", "worker")
    sent = {fact for fact in facts if sends(FRONT_DOOR, fact, authority=authority, on=on)}
    if "referral" not in sent:
        raise UnableToFeed(f"In {authority} the case system is the master of referrals, so the feed is its to send.")
    with in_sight(position):
        told_of = lives_at(position, without=NOT_IN_CENSUS)
        lives = {key: life for key, life in told_of.items() if life.referrals}
        people = children_of(authority, lives, at=position)
        holders = holders_of(position, {}, on=on) if "worker" in sent else None
        rows = FeedChild.of(authority=authority)
        accepted = {row.number: Accepted(row.id, row.person, row.content, tuple(row.parts)) for row in rows}
    now = {
        who.number: (
            who.id,
            payload(who, lives[who.id], sent=sent, holder=holders.of(who.id) if holders else Holder()),
        )
        for who in people.values()
    }
    return list(_changed(now, accepted))


def _changed(now: Mapping[str, tuple[UUID, Payload]], accepted: Mapping[str, Accepted]) -> Iterator[Change]:
    for number in sorted({*now, *accepted}):
        before, found = accepted.get(number), None
        if number in now:
            found = _differs(number, *now[number], before)
        elif before is not None and before.content:
            gone = {"la_child_id": number, "purge": True}
            found = Change(
                person=before.person, number=number, why="purged", sent=gone, content="", parts=(), row=before.row
            )
        if found is not None:
            yield found


def _differs(number: str, person: UUID, whole: Payload, before: Accepted | None) -> Change | None:
    content, parts = hash_of(whole), tuple(parts_of(whole))
    if before is not None and before.content == content:
        return None
    held = before.parts if before is not None else ()
    return Change(
        person=person,
        number=number,
        why="changed" if before is not None and before.content else "new",
        sent=with_purged(whole, [one for one in held if one not in parts]),
        content=content,
        parts=parts,
        row=before.row if before is not None else None,
    )


def calls(waiting: Sequence[Change]) -> Iterator[Sequence[Change]]:
    """The children in calls of at most 100, in order."""
    for start in range(0, len(waiting), AT_ONCE):
        yield waiting[start : start + AT_ONCE]


def hash_of(whole: Payload) -> str:
    """The content's hash: the same for the same facts, in whatever order they were put together."""
    return hashlib.sha256(json.dumps(whole, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def parts_of(whole: Payload) -> Iterator[str]:
    """The paths of everything in a child that has an id of its own."""
    for episode in whole["social_care_episodes"]:
        key = episode["social_care_episode_id"]
        yield key
        for section, name in SECTIONS.items():
            yield from (f"{key}/{section}/{part[name]}" for part in episode.get(section, ()))


def with_purged(whole: Payload, gone: list[str]) -> Payload:
    """The child with what is gone, each flagged to be purged: a whole episode once, not also its parts."""
    episodes: list[Any] = [dict(one) for one in whole["social_care_episodes"]]
    by_key = {one["social_care_episode_id"]: one for one in episodes}
    for path in gone:
        key, *rest = path.split("/")
        if not rest and key not in by_key:
            episodes.append({"social_care_episode_id": key, "purge": True})
        elif rest and key in by_key:
            section, part = rest
            by_key[key][section] = [*by_key[key].get(section, ()), {SECTIONS[section]: part, "purge": True}]
    return {**whole, "social_care_episodes": episodes}
