"""Fellegi-Sunter weights as data: for each rung, how often it holds among the same person and among strangers.

`m` is the share of true pairs on the rung, `u` the share of pairs of strangers; the rung's weight is log2(m / u) and a
pair's weight is the sum over its comparisons plus the prior's, log2(p / (1 - p)). A file of weights is TOML, so that
the matching of one arriving person can read the same numbers.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from frontdoor.people.linkage.mapping import Map
from frontdoor.people.linkage.refusals import UnableToReadWeights

#: A rung that no pair of a sample reached is rarer than can be seen, not impossible.
RAREST = 1e-6


@dataclass(frozen=True)
class RungWeight:
    """One rung: its chances among true pairs (`m`) and among strangers (`u`)."""

    rung: str
    m: float
    u: float

    @property
    def weight(self) -> float:
        """In bits: how many times it doubles the odds that two rows are one person."""
        return math.log2(self.m / self.u)


@dataclass(frozen=True)
class Weights:
    """All rungs of all comparisons, and the chance that two rows taken at random are one person."""

    prior: float
    comparisons: Mapping[str, tuple[RungWeight, ...]]

    @property
    def prior_weight(self) -> float:
        """In bits; below zero, since two rows taken at random are strangers."""
        return math.log2(self.prior / (1 - self.prior))

    def toml(self, *, source: str, since: date) -> str:
        """The file, in the order of the map: dated rows of the same shape as `rules/data/matching_weights.toml`."""
        lines = [
            "# How often two rows of one person stand on a rung (m), and two strangers' (u). Its weight: log2(m / u).",
            "# `prior` is the chance that two rows taken at random are one person.",
            f"prior = {self.prior!r}",
        ]
        for of, rungs in self.comparisons.items():
            lines += ["", "[[weight]]", f"comparison = {_quoted(of)}", f"source = {_quoted(source)}"]
            lines += [f"since = {since.isoformat()}", "rungs = ["]
            lines += [f"  {{ rung = {_quoted(one.rung)}, m = {one.m!r}, u = {one.u!r} }}," for one in rungs]
            lines += ["]"]
        return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def read_weights(path: Path, mapping: Map) -> Weights:
    """Read a file of weights and hold it against the map: the same comparisons, the same rungs in the same order."""
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise UnableToReadWeights(f"There is no file of weights {path}.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as wrong:
        raise UnableToReadWeights(f"The weights {path} cannot be read: {wrong}.") from wrong
    newest = {row.get("comparison"): row.get("rungs") for row in sorted(_rows(path, written), key=_since)}
    read = {}
    for one in mapping.comparisons:
        rungs = newest.get(one.of)
        expected = [*one.rungs, one.last]
        if not isinstance(rungs, list) or [row.get("rung") for row in rungs if isinstance(row, dict)] != expected:
            raise UnableToReadWeights(
                f'The weights {path} do not fit the map: "{one.of}" must have the rungs {", ".join(expected)}, in '
                "this order. Train them with this map (--weights-out)."
            )
        read[one.of] = tuple(
            RungWeight(rung, *_chances(path, one.of, rung, row)) for rung, row in zip(expected, rungs, strict=True)
        )
    prior = written.get("prior", mapping.prior)
    if not isinstance(prior, float) or not 0 < prior < 1:
        raise UnableToReadWeights(
            f'The weights {path}: "prior" must be a chance between 0 and 1, here or in the map\'s [thresholds].'
        )
    return Weights(prior, read)


def _rows(path: Path, written: dict[str, Any]) -> list[dict[str, Any]]:
    rows = written.get("weight", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise UnableToReadWeights(f"The weights {path}: [[weight]] must be tables in double brackets.")
    return rows


def _since(row: dict[str, Any]) -> date:
    # Where a comparison has several dated rows, the newest is in force.
    since = row.get("since")
    return since if isinstance(since, date) else date.min


def _chances(path: Path, of: str, rung: str, given: Any) -> tuple[float, float]:
    m, u = (given.get("m"), given.get("u")) if isinstance(given, dict) else (None, None)
    if not isinstance(m, float) or not isinstance(u, float) or not (0 < m <= 1 and 0 < u <= 1):
        raise UnableToReadWeights(f"The weights {path}: m and u of {of}.{rung} must be chances above 0.")
    return m, u
