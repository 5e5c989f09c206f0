"""What a rule is: its official number, whether it is an error or a query, our sentence, its fields and its function.

A rule is written as a function with a decorator, named after the rule's number. It is asked about one record at a time,
and told through `At` where that record stands; it answers

- False (or nothing found) where the record keeps the rule,
- True where the rule's own fields of that record break it,
- or the places that break it, where these lie in several records.

A rule across the authority is a class: `see` is given every child, `found` is asked at the end.

The rules' numbers and contents are the Department for Education's; the sentences are ours. Each says what is wrong, why
it matters and where to put it right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Protocol

from frontdoor.returns.cin_census.census import TABLES, Child, ChildProtectionPlan, CINdetails, Record
from frontdoor.returns.cin_census.checks.period import Period


class Kind(Enum):
    """An error must be put right; a query may stand, with a reason given to the department."""

    ERROR = "error"
    QUERY = "query"


#: One element of one record.
Place = tuple[Record, str]
Found = bool | Sequence[Place]


@dataclass(slots=True)
class At:
    """Where the record that a rule is asked about stands."""

    period: Period
    child: Child = field(default_factory=Child)
    episode: CINdetails = field(default_factory=CINdetails)
    plan: ChildProtectionPlan = field(default_factory=ChildProtectionPlan)


class Across(Protocol):
    """A rule that needs the whole authority: it sees each child, and then says what it found."""

    def see(self, child: Child, at: At) -> None:
        """Take one child into account."""

    def found(self, at: At) -> Iterable[Place] | str:
        """The places that break the rule; or, where it is broken by the whole, the figure that breaks it."""


@dataclass(frozen=True)
class Rule:
    """One rule as it stands in one year's set."""

    code: str
    kind: Kind
    of: type[Any]  # the kind of record it is asked about
    fields: tuple[str, ...]
    wrong: str
    why: str
    mend: str
    needs: frozenset[tuple[type[Any], str]]
    check: Callable[[Any, At], Found] | None = None
    across: Callable[[], Across] | None = None
    since: int = 2023
    #: The exact words, for the return's notes, by which the department accepts this query by itself (guide, 1.9).
    note: str = ""

    @property
    def message(self) -> str:
        """What is wrong, why it matters, where to put it right."""
        return f"{self.wrong} {self.why} {self.mend}"

    @property
    def table(self) -> str:
        """The name of the table the rule is asked about."""
        return TABLES.get(self.of, "ChildIdentifiers")


def rule(
    code: str,
    of: type[Any],
    *fields: str,
    wrong: str,
    why: str,
    mend: str,
    needs: Iterable[tuple[type[Any], str]] = (),
    since: int = 2023,
    note: str = "",
) -> Callable[[Callable[[Any, At], Found]], Rule]:
    """Make a function a rule. A code that ends in Q is a query.

    `needs` are elements, or whole tables, without which the rule would fall silent: where no record of a file has one,
    the rule is reported as not run, never as passed. A rule that finds the absence itself does not need the element.
    `since` is the census year of this definition.
    """

    def made(check: Callable[[Any, At], Found]) -> Rule:
        return Rule(code, _kind(code), of, fields, wrong, why, mend, frozenset(needs), check, None, since, note)

    return made


def across(
    judge: Callable[[], Across],
    code: str,
    of: type[Any],
    *fields: str,
    wrong: str,
    why: str,
    mend: str,
    needs: Iterable[tuple[type[Any], str]] = (),
    since: int = 2023,
) -> Rule:
    """Make a class a rule across the authority; it is made anew for each census."""
    return Rule(code, _kind(code), of, fields, wrong, why, mend, frozenset(needs), None, judge, since)


def _kind(code: str) -> Kind:
    return Kind.QUERY if code.endswith("Q") else Kind.ERROR


def rules_in(*modules: Any) -> tuple[Rule, ...]:
    """The rules that the modules define, in the order in which they stand there."""
    return tuple(one for module in modules for one in vars(module).values() if isinstance(one, Rule))
