"""Speed, the right child among five, twins nobody wrote down, recall by origin; pg_trgm beside it, in alternation."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from random import Random

from bench.ground import percentile
from bench.matching import rivals as others
from bench.matching.errors import clean, messy
from bench.matching.loading import AUTHORITY, is_loaded, load
from bench.matching.people import Child, children, near_twin_of, twin_of
from bench.matching.typing import as_typed
from bench.time_figures import processor
from frontdoor.rules.matching.described import Arriving

NOW = datetime(2026, 11, 20, 16, 50, tzinfo=UTC)
#: What can be measured by itself; "load" only sees to it that the people are there.
FIGURES = ("load", "speed", "typing", "links", "origins")


@dataclass(frozen=True)
class Sizes:
    """How many questions each figure rests on."""

    timed: int = 5_000
    rival: int = 100
    twins: int = 20_000
    known: int = 20_000
    an_origin: int = 5_000
    letters: int = 2_000

    @classmethod
    def quick(cls) -> Sizes:
        """A tenth, for a look."""
        return cls(timed=1_000, rival=30, twins=2_000, known=2_000, an_origin=500, letters=300)


@contextmanager
def _at_work() -> Iterator[None]:
    """A transaction of somebody at work, as a verb has it."""
    from django.db import transaction

    from frontdoor.ledger import scope
    from frontdoor.ledger.scope import Actor

    with transaction.atomic(), scope.acting(Actor(authority=AUTHORITY, role="contact_officer"), NOW):
        yield


def measure(people: int, sizes: Sizes, *, rivals: bool = True, figures: Sequence[str] = FIGURES) -> float:
    """Load so many people unless they are there, print these figures; returns the p95 in milliseconds, if asked."""
    began = time.perf_counter()
    population = list(children(people))
    if is_loaded(people):
        print(f"== {people:,} people, loaded by an earlier run", flush=True)
    else:
        load(population)
        print(f"== {people:,} people, loaded with their keys in {time.perf_counter() - began:.0f} s", flush=True)
        _room(people)
    p95 = _speed(population, sizes, Random(99), rivals) if "speed" in figures else 0.0
    if "typing" in figures:
        as_typed(population, letters=sizes.letters)
    if "links" in figures:
        _links(population, sizes, Random(101))
    if "origins" in figures:
        _origins(population, sizes, Random(103))
    return p95


@dataclass
class Answers:
    """Times in milliseconds and hits of one side; `processor` is the database's."""

    took: list[float] = field(default_factory=list)
    hits: int = 0
    processor: float = 0.0

    def line(self, who: str) -> str:
        """The figures in one line."""
        return (
            f"  {who:<8} p50 {percentile(self.took, 0.5):6.2f} ms   p95 {percentile(self.took, 0.95):6.2f} ms   "
            f"{self.processor / len(self.took):.2f} ms of the database's processor   "
            f"right child among five {self.hits / len(self.took):.4f}"
        )


def _room(people: int) -> None:
    """How many keys a person has, and the room they and the folded forms take with their indexes."""
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT reltuples FROM pg_class WHERE relname = 'people_matchkey'), "
            "pg_total_relation_size('people_matchkey') + pg_total_relation_size('people_matchform')"
        )
        keys, room = cursor.fetchone()
    print(
        f"  {keys / people:.1f} keys a person, {room / people / 1024:.1f} kB a person with forms and indexes",
        flush=True,
    )


def _speed(population: Sequence[Child], sizes: Sizes, chance: Random, rivals: bool) -> float:
    """Candidates, scores and evidence of one arriving child; every so often a rival answers the same question."""
    from frontdoor.people.matching import candidates

    backend = _backend()
    if rivals:
        others.prepare()
    asked = [(child, messy(child, chance)) for child in chance.choices(population, k=sizes.timed)]
    ours, beside, theirs = Answers(), Answers(), Answers()
    own = 0.0
    for number, (child, arriving) in enumerate([*asked[:50], *asked]):
        worked, cpu = processor(backend), time.process_time()
        with _at_work():
            began = time.perf_counter()
            found = candidates(arriving, authority=AUTHORITY, most=5)
            took = (time.perf_counter() - began) * 1000
        if number < 50:
            continue
        own += time.process_time() - cpu
        ours.took.append(took)
        ours.processor += processor(backend) - worked
        ours.hits += child.id in {one.person for one in found}
        if rivals and number % (sizes.timed // sizes.rival) == 0:
            beside.took.append(took)
            beside.hits += child.id in {one.person for one in found}
            _ask(theirs, child, arriving, backend)
    print(f"one arriving child, {len(asked):,} messy descriptions: goal p95 5 ms and .95")
    print(f"{ours.line('ours')} and {own * 1000 / len(asked):.2f} ms here")
    if rivals:
        print(f"{theirs.line('pg_trgm')}\n{beside.line('ours')}   of the same {len(theirs.took)} questions, in turns")
    return percentile(ours.took, 0.95)


def _backend() -> int:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


def _ask(theirs: Answers, child: Child, arriving: Arriving, backend: int) -> None:
    worked, began = processor(backend), time.perf_counter()
    theirs.hits += child.id in others.trigrams(arriving)
    theirs.took.append((time.perf_counter() - began) * 1000)
    theirs.processor += processor(backend) - worked


def _origins(population: Sequence[Child], sizes: Sizes, chance: Random) -> None:
    """The right child among five, by origin of the name."""
    from frontdoor.people.matching import candidates

    by_origin: dict[str, list[Child]] = defaultdict(list)
    for child in population:
        by_origin[child.origin].append(child)
    shares = {}
    for origin, those in by_origin.items():
        hits = 0
        for child in chance.choices(those, k=sizes.an_origin):
            with _at_work():
                found = candidates(messy(child, chance), authority=AUTHORITY, most=5)
            hits += child.id in {one.person for one in found}
        shares[origin] = hits / sizes.an_origin
    print(f"right child among five by origin of name, {sizes.an_origin:,} descriptions each")
    for origin, share in sorted(shares.items(), key=lambda one: one[1]):
        print(f"  {origin:<12} {share:.4f}")
    print(f"  largest gap {(max(shares.values()) - min(shares.values())) * 100:.2f} points   goal 2")


def _links(population: Sequence[Child], sizes: Sizes, chance: Random) -> None:
    """Links without asking: known children, and twins whom nobody has written down."""
    from frontdoor.people.matching import candidates, settle

    right = wrong = 0
    for child in chance.choices(population, k=sizes.known):
        with _at_work():
            outcome = settle(candidates(messy(child, chance), authority=AUTHORITY))
        right += outcome.linked == child.id
        wrong += outcome.linked not in {None, child.id}
    known = {(child.household, child.born, child.given) for child in population}
    linked = _twins_linked(population, known, sizes.twins, twin_of, chance)
    near = _twins_linked(population, known, sizes.twins, near_twin_of, chance)
    print("links without asking")
    print(
        f"  known children linked rightly  {right / sizes.known:.4f}   goal .70   ({sizes.known:,} messy descriptions)"
    )
    print(f"  known children linked wrongly  {wrong / sizes.known * 100:.3f} %   goal .05 %")
    print(f"  unknown twins linked           {linked / sizes.twins * 100:.3f} %   goal .5 %, aim .1 %   "
          f"({sizes.twins:,} twins)")  # fmt: skip
    print(f"  the same, names that rhyme     {near / sizes.twins * 100:.3f} %   ({sizes.twins:,} twins)")


def _twins_linked(
    population: Sequence[Child],
    known: set[tuple[object, ...]],
    twins: int,
    twin: Callable[[Child, Random], Child],
    chance: Random,
) -> int:
    """How many of so many twins whom nobody has written down are linked to anybody."""
    from frontdoor.people.matching import candidates, settle

    linked = 0
    for child in chance.choices(population, k=twins):
        other = twin(child, chance)
        while (other.household, other.born, other.given) in known:  # a twin of that name is written down
            other = twin(child, chance)
        with _at_work():
            linked += settle(candidates(clean(other), authority=AUTHORITY)).linked is not None
    return linked
