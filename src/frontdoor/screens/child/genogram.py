"""The child's family as a drawing: the people of the table and no others, laid out in the units of its own view box.

A square is a man or boy, a circle a woman or girl, a diamond somebody whose sex is not known, a triangle an unborn
child; a cross through it somebody who died. Parents stand above and are joined; the child has a double line; a broken
line runs round whoever is known to live with the child. The table beside it says everything that the drawing shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from textwrap import wrap
from typing import Final

from frontdoor.journey.child_queries import ChildRecord
from frontdoor.people.models import Person, Relationship
from frontdoor.rules.calendar import london_day
from frontdoor.rules.curiosity import FATHERS
from frontdoor.screens.child.family import line_of, siblings_of
from frontdoor.screens.look.naming import child_line

_MOTHERS: Final = frozenset({"mother", "mum", "birth mother"})
_WIDE, _LETTERS, _A_LINE = 140.0, 17, 16.0
_HALF, _MARGIN = 20.0, 12.0
#: The middles of the two rows: what adults are stands above their shapes, who a child is beneath.
_ABOVE, _BENEATH = 118.0, 218.0
_HIGH = _BENEATH + _HALF + 5.5 * _A_LINE


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One person: the shape about its middle, and what is written above or beneath it, each line at its height."""

    x: float
    y: float
    shape: str
    lines: tuple[tuple[float, str], ...]
    this_child: bool = False
    unknown: bool = False
    died: bool = False
    risk: bool = False


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line between people; a broken one joins somebody who is not a parent."""

    x1: float
    y1: float
    x2: float
    y2: float
    broken: bool = False


@dataclass(frozen=True, kw_only=True)
class Home:
    """The broken line round whoever shares the child's household."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, kw_only=True)
class Genogram:
    """A drawing laid out; `words` say it in one sentence for whoever hears it."""

    width: float
    height: float
    figures: tuple[Figure, ...]
    lines: tuple[Line, ...]
    home: Home
    words: str


@dataclass(frozen=True, kw_only=True)
class _Adult:
    words: tuple[str, ...]
    shape: str
    parent: bool
    here: bool
    unknown: bool
    died: bool
    risk: bool


def draw(record: ChildRecord, *, father_not_named: bool, now: datetime) -> Genogram:
    """The drawing: to the left adults who are not known to live here, then the home, its adults above its children."""
    on = london_day(now)
    adults = [
        _adult(record, tie, record.people[tie.person], on)
        for tie in record.ties
        if tie.person in record.people and record.people[tie.person].kind == "adult"
    ]
    if father_not_named:
        adults.append(_Adult(words=("Father", "not named"), shape="square", parent=True, here=False, unknown=True,
                             died=False, risk=False))  # fmt: skip
    away = [one for one in adults if not one.here]
    here = [one for one in adults if one.here]
    children = [record.person, *siblings_of(record)]
    across = max(len(here), len(children), 1)
    left = len(away) * _WIDE
    return _laid_out(away, here, children, left=left, across=across, on=on)


def _adult(record: ChildRecord, tie: Relationship, person: Person, on: date) -> _Adult:
    what = tie.relationship.strip().lower()
    name = line_of(person, on=on).replace(", age not known", "")
    known = bool(person.given_name or person.family_name or person.name_to_use)
    return _Adult(
        words=((tie.relationship or "not known what").replace("_", " ").capitalize(), name),
        shape=_shape(person, what),
        parent=what in FATHERS or what in _MOTHERS or tie.parental_responsibility == "yes",
        here=tie.lives_with == "yes",
        unknown=not known,
        died=person.died_on is not None,
        risk=tie.may_be_a_risk,
    )


def _shape(person: Person, what: str = "") -> str:
    if person.kind == "unborn":
        return "triangle"
    if person.sex == "M" or what in FATHERS:
        return "square"
    return "circle" if person.sex == "F" or what in _MOTHERS else "diamond"


def _laid_out(
    away: Sequence[_Adult], here: Sequence[_Adult], children: Sequence[Person], *, left: float, across: int, on: date
) -> Genogram:
    width = _MARGIN * 2 + left + across * _WIDE
    inside = left + _MARGIN
    places = [(one, _MARGIN + place * _WIDE + _WIDE / 2) for place, one in enumerate(away)]
    places += [(one, inside + x) for one, x in zip(here, _spread(len(here), across), strict=True)]
    below = [(one, inside + x) for one, x in zip(children, _spread(len(children), across), strict=True)]
    figures = [_figure(one, x) for one, x in places]
    figures += [_child(one, x, on=on, this=place == 0) for place, (one, x) in enumerate(below)]
    return Genogram(
        width=width,
        height=_HIGH + 6.0,
        figures=tuple(figures),
        lines=tuple(_lines(places, below[0][1])),
        home=Home(x=inside, y=3.0, width=across * _WIDE, height=_HIGH),
        words=_words(here, away, children, on=on),
    )


def _spread(number: int, across: int) -> list[float]:
    """The middles of so many people over the width of the household."""
    return [across * _WIDE * (place + 0.5) / number for place in range(number)]


def _figure(one: _Adult, x: float) -> Figure:
    said = [piece for part in one.words for piece in wrap(part, _LETTERS)][:4] + (["may be a risk"] if one.risk else [])
    first = _ABOVE - _HALF - 10.0 - (len(said) - 1) * _A_LINE
    lines = tuple((first + place * _A_LINE, words) for place, words in enumerate(said))
    return Figure(x=x, y=_ABOVE, shape=one.shape, lines=lines, unknown=one.unknown, died=one.died, risk=one.risk)


def _child(person: Person, x: float, *, on: date, this: bool) -> Figure:
    said = wrap(line_of(person, on=on), _LETTERS)[:4] + (["this child"] if this else [])
    lines = tuple((_BENEATH + _HALF + 20.0 + place * _A_LINE, words) for place, words in enumerate(said))
    died = person.died_on is not None
    return Figure(x=x, y=_BENEATH, shape=_shape(person), lines=lines, this_child=this, died=died)


def _lines(places: Sequence[tuple[_Adult, float]], child: float) -> list[Line]:
    """Parents are joined and lead to this child; the parents of the other children stand on their own pages."""
    foot, head = _ABOVE + _HALF, _BENEATH - _HALF - 4.0
    found = []
    for parent, level in ((True, foot + 14.0), (False, foot + 34.0)):
        ends = [x for one, x in places if one.parent is parent]
        if ends:
            broken = not parent
            found += [Line(x1=x, y1=foot, x2=x, y2=level, broken=broken) for x in ends]
            found.append(Line(x1=min([*ends, child]), y1=level, x2=max([*ends, child]), y2=level, broken=broken))
            found.append(Line(x1=child, y1=level, x2=child, y2=head, broken=broken))
    return found


def _words(here: Sequence[_Adult], away: Sequence[_Adult], children: Sequence[Person], *, on: date) -> str:
    child, *others = children
    said = [f"{_said(child, on)} lives with {_listed([' '.join(one.words) for one in here])}"]
    if away:
        said.append(f"elsewhere or not known where: {_listed([' '.join(one.words) for one in away])}")
    if others:
        said.append(f"other children of the household: {_listed([_said(one, on) for one in others])}")
    return "; ".join(said) + "."


def _said(person: Person, on: date) -> str:
    return child_line(
        kind=person.kind, on=on, name=person.name_to_use or person.given_name, label=person.label,
        born_on=person.born_on, expected_on=person.expected_on, died_on=person.died_on, sex=person.sex,
    )  # fmt: skip


def _listed(words: Sequence[str]) -> str:
    return ", ".join(words) or "nobody whose name stands here"
