"""What the pages of returns read: runs with their issues, and the worklist of matters, as the reader may see them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from frontdoor.access.models import Account, Bar
from frontdoor.access.sight import visible_to
from frontdoor.journey.models import Journey
from frontdoor.ledger import scope
from frontdoor.ledger.scope import Actor
from frontdoor.ledger.storage import UnableToFind
from frontdoor.people.aliases import ids_of_each
from frontdoor.people.identity import Alias
from frontdoor.people.models import Person
from frontdoor.returns.models import Matter, Run, RunIssue

#: So many runs, issues and matters stand on one page.
ON_A_PAGE = 50


def runs(by: Actor, **of: str) -> list[Run]:
    """The returns that were asked for (`kind="annex_a"`: of one kind), the newest first; never their files."""
    found = Run.objects.filter(authority=by.authority, **of).defer("file", "page", "findings")
    return list(found.order_by("-asked_at", "-pk")[:ON_A_PAGE])


def run_of(key: UUID, *, by: Actor) -> Run:
    """One of them."""
    found = Run.objects.filter(authority=by.authority, pk=key).defer("file").first()
    if found is None:
        raise UnableToFind
    return found


def file_of(key: UUID, *, by: Actor) -> bytes:
    """The finished file of a run."""
    found = Run.objects.filter(authority=by.authority, pk=key, state="finished").values_list("file", flat=True).first()
    if found is None:
        raise UnableToFind
    return bytes(found)


def is_barred_from_somebody(by: Actor) -> bool:
    """Whether a bar keeps this person from anybody: from a relative of theirs, or from a child they are party to.

    Asked over all rows of the authority: a bar from a restricted child stands behind the child's wall.
    """
    with scope.system(by.authority):
        return Bar.objects.filter(account=by.account, lifted_at=None).exists()


def counts_by_rule(run: Run) -> dict[str, tuple[int, int]]:
    """How many fields each rule flagged, and of how many children, as far as the reader may see them."""
    fields: Counter[str] = Counter()
    children: dict[str, set[str]] = {}
    for rule, number in RunIssue.objects.filter(run=run.id).values_list("rule", "number"):
        fields[rule] += 1
        children.setdefault(rule, set()).add(number)
    return {rule: (fields[rule], len(children[rule] - {""})) for rule in fields}


def issues_of(run: Run, rule: str, *, page: int) -> tuple[list[RunIssue], bool]:
    """The fields that one rule flagged, by child, a page at a time; and whether more follow."""
    found = RunIssue.objects.filter(run=run.id, rule=rule).order_by("number", "table", "field", "pk")
    rows = list(found[page * ON_A_PAGE : (page + 1) * ON_A_PAGE + 1])
    return rows[:ON_A_PAGE], len(rows) > ON_A_PAGE


@dataclass(frozen=True, kw_only=True)
class ToMend:
    """One matter with where it is put right: the last journey of the child that the reader may see."""

    matter: Matter
    journey: Journey
    worker: str


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What of the worklist is asked for: a worker's children, a team's, one rule, what is old, errors alone."""

    worker: UUID | None = None
    team: str = ""
    found_by: datetime | None = None
    rule: str = ""
    errors: bool = False


def worklist(wanted: Wanted, *, by: Actor, page: int) -> tuple[list[ToMend], bool]:
    """Open matters of children the reader works with, the oldest first, a page at a time; and whether more follow."""
    journeys = visible_to(Journey.objects.filter(authority=by.authority), by)
    if wanted.worker is not None:
        journeys = journeys.filter(worker=wanted.worker)
    if wanted.team:
        journeys = journeys.filter(team=wanted.team)
    joined = Alias.objects.filter(confirmed=True, until__isnull=True, person__in=journeys.values("about"))
    of_these = Q(person__in=journeys.values("about")) | Q(person__in=joined.values("to"))
    found = Matter.objects.filter(of_these, authority=by.authority, ended_at__isnull=True)
    if wanted.rule:
        found = found.filter(rule=wanted.rule)
    if wanted.found_by is not None:
        found = found.filter(found_at__lte=wanted.found_by)
    if wanted.errors:
        found = found.filter(is_error=True)
    rows = list(found.order_by("found_at", "rule", "pk")[page * ON_A_PAGE : (page + 1) * ON_A_PAGE + 1])
    return _to_mend(rows[:ON_A_PAGE], by), len(rows) > ON_A_PAGE


def _to_mend(matters: Sequence[Matter], by: Actor) -> list[ToMend]:
    last = last_journeys({one.person for one in matters}, by=by)
    workers = {one.worker for one in last.values() if one.worker is not None}
    names = dict(Account.objects.filter(pk__in=workers).values_list("pk", "name"))
    return [
        ToMend(matter=one, journey=last[one.person], worker=names.get(last[one.person].worker, ""))  # type: ignore[arg-type]
        for one in matters
        if one.person in last
    ]


def shown_of(numbers: Collection[str], *, by: Actor) -> dict[str, UUID]:
    """Of these children's numbers those that no wall keeps from the reader, with who they are.

    A number that stands without its link would be a hint at a restricted child: it is not shown at all.
    """
    people = Person.objects.filter(authority=by.authority, local_number__in=list(numbers)) if numbers else ()
    return {one.local_number: one.id for one in people}


def last_journeys(people: Collection[UUID], *, by: Actor) -> dict[UUID, Journey]:
    """Of each of these children the last journey that the reader may see: there a fact is put right."""
    ids = {one: person for person, every in ids_of_each(people).items() for one in every}
    found = visible_to(Journey.objects.filter(authority=by.authority, about__in=list(ids)), by)
    return {ids[one.about]: one for one in found.select_related("contact").order_by("held_since", "pk")}
