"""The map of a linkage: what the columns are, how they are compared and which pairs are compared at all.

A map is TOML. It is written before anybody looks at labels: its thresholds stand in it, and the program that links
never reads a column that the map does not name.

    record_id = "unique_id"                                   # the column that names a row
    [columns]                                                 # our name = the file's column, and its kind
    given_name = { from = "first_name", kind = "name" }
    born = { from = "dob", kind = "date", form = "%Y-%m-%d" }
    [[comparisons]]                                           # rungs from the strongest to the weakest
    of = "given_name"
    rungs = ["same", "one_letter"]
    frequency = true                                          # a rare name says more than a common one
    [one_child]                                               # instead: compare as one arriving child is compared
    given_name = "written"                                    # … which column is what, of kind "as_written"
    [blocking]                                                # a pair is compared if one pass lets it through
    passes = [["given_name", "born.year"]]
    [training]                                                # see `training.py`
    certain = [["given_name", "born"]]
    recall = 0.7
    passes = [["given_name"], ["born"]]
    [thresholds]                                              # chances that two rows are one person
    link = 0.95
    propose = 0.5
    apart_if_different = ["given_name"]                       # twins: never linked, however much else agrees
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from frontdoor.people.linkage import one_child
from frontdoor.people.linkage.kinds import KINDS
from frontdoor.people.linkage.refusals import UnableToReadMap
from frontdoor.people.linkage.rungs import DIFFERENT, RUNGS

_NAME = re.compile(r"[a-z][a-z0-9_]{0,40}")
#: Where the map says nothing: the chance at which rows are linked, and from which a pair is told.
LINK, PROPOSE = 0.95, 0.5


@dataclass(frozen=True)
class Column:
    """One column of the file by our name. `form` is how a date is written, as strptime has it."""

    name: str
    source: str
    kind: str
    form: str = "%Y-%m-%d"


@dataclass(frozen=True)
class Comparison:
    """How one column is compared. `other` is the column with which it may have been swapped."""

    of: str
    rungs: tuple[str, ...]
    frequency: bool = False
    other: str = ""
    #: Where nothing else holds.
    last: str = DIFFERENT
    #: Whether it is a ladder of `rules.matching`, which reads whole rows, and not of rungs named in the map.
    ladder: bool = False


#: One pass of blocking: a pair goes through where every key agrees. "a = b" is one key across two columns.
Pass = tuple[str, ...]


@dataclass(frozen=True)
class Map:
    """A map, read and checked."""

    record_id: str
    columns: tuple[Column, ...]
    comparisons: tuple[Comparison, ...]
    passes: tuple[Pass, ...]
    certain: tuple[Pass, ...]
    recall: float
    training: tuple[Pass, ...]
    link: float
    propose: float
    apart: tuple[str, ...]
    duplicates_within: bool
    one_child: Mapping[str, str]
    prior: float | None

    def column(self, name: str) -> Column:
        """The column of this name."""
        return next(column for column in self.columns if column.name == name)

    def blocking_keys(self) -> tuple[str, ...]:
        """Every key that a pass needs, once, in order."""
        passes = (*self.passes, *self.certain, *self.training)
        return tuple(sorted({side for one in passes for key in one for side in sides(key)}))


def sides(key: str) -> tuple[str, ...]:
    """The one or two columns of a key."""
    return tuple(side.strip() for side in key.split("="))


def read_map(path: Path) -> Map:
    """Read and check a map, or refuse with the first thing that is wrong in it."""
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise UnableToReadMap(f"There is no map {path}.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as wrong:
        raise UnableToReadMap(f"The map {path} cannot be read: {wrong}.") from wrong
    try:
        return _map(written)
    except UnableToReadMap as wrong:
        raise UnableToReadMap(f"The map {path}: {wrong}") from wrong


def _map(written: dict[str, Any]) -> Map:
    known = {
        "record_id", "duplicates_within", "columns", "comparisons", "one_child", "blocking", "training", "thresholds",
    }  # fmt: skip
    if strange := sorted(set(written) - known):
        raise UnableToReadMap(f'nothing here is called "{strange[0]}"; there is {", ".join(sorted(known))}.')
    columns = tuple(_column(name, given) for name, given in _table(written, "columns").items())
    names = {column.name for column in columns}
    parts = _one_child(_table(written, "one_child"), names)
    comparisons = (
        *(Comparison(of, rungs[:-1], last=rungs[-1], ladder=True) for of, rungs in one_child.ladders(parts).items()),
        *(_comparison(given, names) for given in _rows(written, "comparisons")),
    )
    if not comparisons:
        raise UnableToReadMap("it has no [[comparisons]].")
    if parts and written.get("comparisons"):
        raise UnableToReadMap("it compares by [one_child] and by [[comparisons]]: take one of them.")
    if len({one.of for one in comparisons}) < len(comparisons):
        raise UnableToReadMap("a column is compared twice.")
    training, thresholds = _table(written, "training"), _table(written, "thresholds")
    link = _chance(thresholds, "link", LINK)
    found = Map(
        record_id=_text(written, "record_id"),
        columns=columns,
        comparisons=comparisons,
        passes=_passes(_table(written, "blocking"), "passes"),
        certain=_passes(training, "certain"),
        recall=_chance(training, "recall", 0.7),
        training=_passes(training, "passes"),
        link=link,
        propose=min(link, _chance(thresholds, "propose", PROPOSE)),
        apart=_apart(thresholds, {one.of for one in comparisons}),
        duplicates_within=bool(written.get("duplicates_within", False)),
        one_child=parts,
        prior=_chance(thresholds, "prior", LINK) if "prior" in thresholds else None,
    )
    _check_keys(found)
    return found


def _check_keys(found: Map) -> None:
    kinds = {column.name: column.kind for column in found.columns}
    for key in found.blocking_keys():
        name, _, part = key.partition(".")
        if name not in kinds:
            raise UnableToReadMap(f'a pass uses "{key}", and there is no column "{name}".')
        if part and part not in KINDS[kinds[name]].parts:
            parts = ", ".join(KINDS[kinds[name]].parts) or "none"
            raise UnableToReadMap(f'a pass uses "{key}"; the parts of a {kinds[name]} are: {parts}.')


def _column(name: str, given: Any) -> Column:
    if not _NAME.fullmatch(name):
        raise UnableToReadMap(f'"{name}" is no name for a column: small letters, digits and "_".')
    if not isinstance(given, dict) or not isinstance(given.get("from"), str):
        raise UnableToReadMap(f'the column "{name}" must say from which column of the file it comes.')
    kind = given.get("kind", "text")
    if kind not in KINDS:
        raise UnableToReadMap(f'the column "{name}" is of no known kind; the kinds are {", ".join(KINDS)}.')
    return Column(name, given["from"], kind, str(given.get("form", "%Y-%m-%d")))


def _comparison(given: dict[str, Any], names: set[str]) -> Comparison:
    of, other = given.get("of"), given.get("other", "")
    if of not in names or (other and other not in names):
        raise UnableToReadMap(f'a comparison is of "{of if of not in names else other}", which is no column.')
    rungs = given.get("rungs", [])
    for rung in rungs:
        if rung not in RUNGS:
            raise UnableToReadMap(f'the comparison of "{of}" has no rung "{rung}"; the rungs are {", ".join(RUNGS)}.')
        if RUNGS[rung].other and not other:
            raise UnableToReadMap(f'the rung "{rung}" of "{of}" needs other = the column that is swapped with it.')
    if not rungs:
        raise UnableToReadMap(f'the comparison of "{of}" has no rungs.')
    return Comparison(str(of), tuple(rungs), bool(given.get("frequency", False)), str(other))


def _one_child(given: dict[str, Any], names: set[str]) -> dict[str, str]:
    for part, column in given.items():
        if part not in one_child.PARTS or column not in names:
            raise UnableToReadMap(
                f'[one_child] says {part} = "{column}": it names which column is {", ".join(one_child.PARTS)}.'
            )
    return given


def _passes(given: dict[str, Any], name: str) -> tuple[Pass, ...]:
    passes = given.get(name, [])
    right = isinstance(passes, list) and all(
        isinstance(one, list) and one and all(isinstance(key, str) for key in one) for one in passes
    )
    if not passes or not right:
        raise UnableToReadMap(f'"{name}" must be a list of lists of keys, as [["given_name", "born.year"]].')
    return tuple(tuple(one) for one in passes)


def _apart(given: dict[str, Any], compared: set[str]) -> tuple[str, ...]:
    found = given.get("apart_if_different", [])
    if not isinstance(found, list) or not set(found) <= compared:
        raise UnableToReadMap('"apart_if_different" must be a list of columns that are compared.')
    return tuple(found)


def _table(given: dict[str, Any], name: str) -> dict[str, Any]:
    found = given.get(name, {})
    if not isinstance(found, dict):
        raise UnableToReadMap(f'"{name}" must be a table.')
    return found


def _rows(given: dict[str, Any], name: str) -> list[dict[str, Any]]:
    found = given.get(name, [])
    if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
        raise UnableToReadMap(f'"{name}" must be tables in double brackets.')
    return found


def _text(given: dict[str, Any], name: str) -> str:
    found = given.get(name)
    if not isinstance(found, str) or not found:
        raise UnableToReadMap(f'it does not say "{name}".')
    return found


def _chance(given: dict[str, Any], name: str, usual: float) -> float:
    found = given.get(name, usual)
    if not isinstance(found, int | float) or not 0 < found <= 1:
        raise UnableToReadMap(f'"{name}" must be a chance above 0 and at most 1.')
    return float(found)
