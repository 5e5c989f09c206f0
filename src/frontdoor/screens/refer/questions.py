"""What a page of the form is: its questions as data, whom it is asked about, and when it is asked at all.

The pages themselves stand in `pages.py`, their words in `wording/`. Nothing on any page is required but the worry.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby

from frontdoor.screens.refer.answers import Answers, Item, Path, Said, Scope

#: What the form finds out by itself, from a postcode: whose it is, and whether that is another authority.
FOUND_OUT = ("lives_in", "lives_in_another")

EVERYONE = frozenset(Path)

#: The parts of a date, with room for a month in words. A date that is none is kept as it was typed beside an age.
DATE_PARTS: dict[str, int] = {"day": 4, "month": 9, "year": 6}


class Kind(StrEnum):
    """How a question is answered."""

    LINE = "line"
    TEXT = "text"
    ONE = "one"
    MANY = "many"
    LIST = "list"
    DATE = "date"


#: The longest answer each kind takes, in characters; a line is as long as its column, unless the question says else.
LONGEST: dict[Kind, int] = {Kind.LINE: 120, Kind.TEXT: 50_000}


@dataclass(frozen=True, kw_only=True)
class Field:
    """One question. `choices` are codes; none is ever chosen beforehand. `purpose` is HTML's autocomplete word."""

    name: str
    kind: Kind = Kind.LINE
    choices: tuple[str, ...] = ()
    paths: frozenset[Path] = EVERYONE
    purpose: str = ""
    inputmode: str = ""
    width: int = 0
    rows: int = 5
    longest: int = 0

    @property
    def limits(self) -> dict[str, int]:
        """The names under which the answer arrives (a date comes as three), each with its longest."""
        if self.kind is Kind.DATE:
            return {f"{self.name}_{part}": longest for part, longest in DATE_PARTS.items()}
        return {self.name: self.longest or LONGEST.get(self.kind, 0)}

    @property
    def parts(self) -> tuple[str, ...]:
        return tuple(self.limits)


@dataclass(frozen=True)
class Only:
    """A page is asked only where this answer, of the same child or of the whole, is among those named."""

    name: str
    among: frozenset[str]

    def holds(self, answers: Answers, item: Item | None) -> bool:
        return bool(_given(self.name, answers, item) & self.among)


@dataclass(frozen=True)
class Unless:
    """A page is left out where this answer, of the same child or of the whole, is among those named."""

    name: str
    among: frozenset[str]

    def holds(self, answers: Answers, item: Item | None) -> bool:
        return not _given(self.name, answers, item) & self.among


def _given(name: str, answers: Answers, item: Item | None) -> frozenset[str]:
    source = item.said if item is not None and name in item.said else answers.said
    found = source.get(name, "")
    return frozenset({found} if isinstance(found, str) else found)


@dataclass(frozen=True, kw_only=True)
class Page:
    """One page: usually one question. A page without fields tells something, or lists whom the concern is about."""

    key: str
    fields: tuple[Field, ...] = ()
    scope: Scope = Scope.ONCE
    paths: frozenset[Path] = EVERYONE
    when: tuple[Only | Unless, ...] = ()
    lists: Scope | None = None

    def asked(self, path: Path) -> tuple[Field, ...]:
        """The questions of this page that this form asks."""
        return tuple(field for field in self.fields if path in field.paths)

    def stands(self, answers: Answers, item: Item | None) -> bool:
        return answers.path in self.paths and all(rule.holds(answers, item) for rule in self.when)


@dataclass(frozen=True)
class Step:
    """A page, asked about one child or adult, or once."""

    page: Page
    item_id: str = ""

    @property
    def id(self) -> str:
        return f"{self.page.key}:{self.item_id}"


class UnableToFind(LookupError):
    """The form has no such page for this person."""


def steps(pages: tuple[Page, ...], answers: Answers) -> tuple[Step, ...]:
    """The whole walk through the form as the answers now stand, in order.

    Pages about a child come in one run and are walked child by child; so are those about an adult.
    """
    return tuple(_walk(pages, answers))


def _walk(pages: tuple[Page, ...], answers: Answers) -> Iterator[Step]:
    for scope, run in groupby(pages, key=lambda page: page.scope):
        group = tuple(run)
        if scope is Scope.ONCE:
            yield from (Step(page) for page in group if page.stands(answers, None))
            continue
        for item in answers.items(scope):
            yield from (Step(page, item.id) for page in group if page.stands(answers, item))


def step_named(pages: tuple[Page, ...], key: str, item_id: str) -> Step:
    """The step of this name, whether or not the walk as it stands passes it. Raises `UnableToFind`."""
    page = next((page for page in pages if page.key == key), None)
    if page is None:
        raise UnableToFind("There is no such page on this form.")
    return Step(page, item_id)


def after(pages: tuple[Page, ...], answers: Answers, step: Step) -> Step | None:
    """The step that follows; nothing after the last, when it is time to check.

    A step that the answers no longer pass (the page said where an address lies, and the postcode was corrected since)
    goes on to the first that was never shown.
    """
    walk = steps(pages, answers)
    if step in walk:
        following = walk[walk.index(step) + 1 :]
        return following[0] if following else None
    return first_unvisited(pages, answers)


def before(pages: tuple[Page, ...], answers: Answers, step: Step | None) -> Step | None:
    """The step that came before (before the check, the last one); nothing before the first."""
    walk = steps(pages, answers)
    at = walk.index(step) if step in walk else len(walk)
    return walk[at - 1] if at else None


def standing(pages: tuple[Page, ...], answers: Answers) -> Answers:
    """The answers without those to questions that are no longer asked, since an earlier answer was changed.

    What somebody took back by saying otherwise is not shown for checking, so it is not sent either.
    """
    kept: dict[tuple[Scope, str], set[str]] = {}
    for step in steps(pages, answers):
        names = kept.setdefault((step.page.scope, step.item_id), set(FOUND_OUT))
        names.update(part for asked in step.page.asked(answers.path) for part in asked.parts)

    def only(scope: Scope, item_id: str) -> dict[str, Said]:
        names = kept.get((scope, item_id), set())
        return {name: said for name, said in answers.about(scope, item_id).items() if name in names}

    return replace(
        answers,
        said=only(Scope.ONCE, ""),
        children=tuple(replace(item, said=only(Scope.CHILD, item.id)) for item in answers.children),
        adults=tuple(replace(item, said=only(Scope.ADULT, item.id)) for item in answers.adults),
    )


def first_unvisited(pages: tuple[Page, ...], answers: Answers) -> Step | None:
    """After a change: the first step never shown, such as the due date of a child now said to be unborn."""
    return next((step for step in steps(pages, answers) if step.id not in answers.visited), None)
