"""Weights of the ladders' rungs: dated rows with their source, read from `rules/data/matching_weights.toml`.

A weight is log2(m / u): m is how often two descriptions of one child stand on the rung, u how often those of two
children do. One more point is twice as much evidence (Fellegi and Sunter 1969). Weights are absolute: they say the
same of a lone candidate as of one of fifty.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

#: The rarest that a name is taken to be: beyond this a name is as likely a slip of the pen.
RAREST = 0.00005


@dataclass(frozen=True, slots=True)
class Rung:
    """One rung of a ladder: what it says to a person, and its weight: log2(m / u), for an average name.

    `term` rungs weigh by how common the very name is.
    """

    comparison: str
    name: str
    says: str
    m: float
    u: float
    weight: float
    term: bool = False

    def weight_of(self, share: float | None) -> float:
        """The weight where this very name is borne by `share` of the people; None where nobody counted."""
        if not self.term or share is None:
            return self.weight
        return math.log2(self.m / max(share, RAREST))


@dataclass(frozen=True, slots=True)
class Step:
    """One rung on which two people stand, with the weight it has for them."""

    rung: Rung
    weight: float
    former: bool = False

    @property
    def says(self) -> str:
        """The rung in words."""
        return f"{self.rung.says} (a name used before)" if self.former else self.rung.says


@dataclass(frozen=True, slots=True)
class Weights:
    """The rungs and zones in force on a day. `steps` are the rungs with the weight that each has for most.

    From `linked` on two are linked; where no place and no number agrees, from `linked_unplaced` on; where both have an
    address and these differ, from `linked_apart` on. From `proposed` on a person is asked.
    """

    rungs: Mapping[tuple[str, str], Rung]
    steps: Mapping[tuple[str, str], Step]
    linked: float
    linked_unplaced: float
    linked_apart: float
    proposed: float


@cache
def _rows() -> dict[str, list[dict[str, Any]]]:
    text = files("frontdoor.rules").joinpath("data/matching_weights.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def weights_on(day: date | None = None) -> Weights:
    """The weights in force on `day`; without one, the newest."""
    ladders: dict[str, dict[str, Any]] = {}
    for row in sorted(_rows()["weight"], key=lambda one: one["since"]):
        if day is None or row["since"] <= day:
            ladders[row["comparison"]] = row
    zones = [row for row in _rows()["zone"] if day is None or row["since"] <= day]
    zone = max(zones, key=lambda one: one["since"])
    rungs = {
        (comparison, one["rung"]): Rung(
            comparison,
            one["rung"],
            one["says"],
            one["m"],
            one["u"],
            math.log2(one["m"] / one["u"]),
            one.get("term", False),
        )  # fmt: skip
        for comparison, row in ladders.items()
        for one in row["rungs"]
    }
    steps = {key: Step(rung, rung.weight) for key, rung in rungs.items()}
    points = {name: zone[name] for name in ("linked", "linked_unplaced", "linked_apart", "proposed")}
    return Weights(rungs=rungs, steps=steps, **points)


class Frequencies:
    """How common names are among the people of an authority: shares by (role, word); role is "given" or "family".

    `people` is how many were counted. A name that few of them bear is taken to be as rare as one in as many, plus the
    twenty thousand that stand for the country around: so a small register does not make every name look common.
    `asked` are the words that were looked up; of any other nothing is known.
    """

    AROUND = 20_000

    def __init__(
        self,
        counts: Mapping[tuple[str, str], int] | None = None,
        people: int = 0,
        asked: frozenset[str] | None = None,
    ) -> None:
        self.counts = counts or {}
        self.people = people
        self.asked = asked

    def share(self, role: str, word: str) -> float | None:
        """The share of people who bear this word in their name, or None where nobody counted."""
        if not self.people or (self.asked is not None and word not in self.asked):
            return None
        return (self.counts.get((role, word), 0) + 1) / (self.people + self.AROUND)


NOT_COUNTED = Frequencies()
