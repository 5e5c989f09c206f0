"""Speed, the right child among five, unknown twins, recall by origin; pg_trgm and Splink beside it, in turns."""

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
from bench.matching.rival_splink import LINKED, Splink
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
    splink: int = 30
    twins: int = 20_000
    splink_twins: int = 2_000
    known: int = 20_000
    an_origin: int = 5_000
    letters: int = 2_000

    @classmethod
    def quick(cls) -> Sizes:
        """A tenth, for a look."""
        return cls(
            timed=1_000, rival=30, splink=20, splink_twins=500, twins=2_000, known=2_000, an_origin=500, letters=300
        )


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
    splink = None
    if rivals and {"speed", "links"} & {*figures}:
        splink = _splink(population, sizes, Random(105))
    if "typing" in figures:
        as_typed(population, letters=sizes.letters)
    if "links" in figures:
        _links(population, sizes, Random(101), splink)
    if "origins" in figures:
        _origins(population, sizes, Random(103))
    return p95


@dataclass
class Answers:
    """Times in milliseconds and hits of one side; `processor` is the database's."""

    took: list[float] = field(default_factory=list)
    hits: int = 0
    processor: float = 0.0

    def line(self, who: str, *, database: bool = True) -> str:
        """The figures in one line; without the database's processor where it is not asked."""
        worked = f"{self.processor / len(self.took):.2f} ms of the database's processor   " if database else ""
        p50, p95 = percentile(self.took, 0.5), percentile(self.took, 0.95)
        return (
            f"  {who:<8} p50 {p50:6.2f} ms   p95 {p95:6.2f} ms   {worked}"
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


def _splink(population: Sequence[Child], sizes: Sizes, chance: Random) -> Splink:
    """Splink asked as its documentation shows, with what we answer to the same questions, in turns."""
    from frontdoor.people.matching import candidates

    training = (messy(child, chance) for child in chance.choices(population, k=min(10_000, len(population) // 2)))
    splink = Splink(population, training)
    theirs, ours = Answers(), Answers()
    for child in chance.choices(population, k=sizes.splink):
        arriving = messy(child, chance)
        began = time.perf_counter()
        found = splink.answers([arriving])[0]
        theirs.took.append((time.perf_counter() - began) * 1000)
        theirs.hits += child.id in {person for person, _ in found[:5]}
        with _at_work():
            began = time.perf_counter()
            mine = candidates(arriving, authority=AUTHORITY, most=5)
            ours.took.append((time.perf_counter() - began) * 1000)
        ours.hits += child.id in {one.person for one in mine}
    print(f"beside Splink, {sizes.splink} one by one, in turns; it was made ready and trained in {splink.took:.0f} s")
    print(f"{theirs.line('Splink', database=False)}\n{ours.line('ours', database=False)}", flush=True)
    return splink


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


def _links(population: Sequence[Child], sizes: Sizes, chance: Random, splink: Splink | None) -> None:
    """Links without asking: known children, and twins whom nobody has written down."""
    from frontdoor.people.matching import candidates, settle

    right = wrong = 0
    for child in chance.choices(population, k=sizes.known):
        with _at_work():
            outcome = settle(candidates(messy(child, chance), authority=AUTHORITY))
        right += outcome.linked == child.id
        wrong += outcome.linked not in {None, child.id}
    known: set[tuple[object, ...]] = {(child.household, child.born, child.given) for child in population}
    unknown = _unknown_twins(population, known, sizes.twins, twin_of, chance)
    alike = _unknown_twins(population, known, sizes.twins, near_twin_of, chance)
    linked, near = _twins_linked(unknown), _twins_linked(alike)
    print("links without asking")
    print(
        f"  known children linked rightly  {right / sizes.known:.4f}   goal .70   ({sizes.known:,} messy descriptions)"
    )
    print(f"  known children linked wrongly  {wrong / sizes.known * 100:.3f} %   goal .05 %")
    print(f"  unknown twins linked           {linked / sizes.twins * 100:.3f} %   goal .5 %, aim .1 %   "
          f"({sizes.twins:,} twins)")  # fmt: skip
    print(f"  the same, names that rhyme     {near / sizes.twins * 100:.3f} %   ({sizes.twins:,} twins)", flush=True)
    if splink is not None:
        _splinks_links(population, unknown[: sizes.splink_twins], splink, chance)


def _unknown_twins(
    population: Sequence[Child],
    known: set[tuple[object, ...]],
    twins: int,
    twin: Callable[[Child, Random], Child],
    chance: Random,
) -> list[Child]:
    """So many twins of children, whom nobody has written down."""
    found = []
    for child in chance.choices(population, k=twins):
        other = twin(child, chance)
        while (other.household, other.born, other.given) in known:  # a twin of that name is written down
            other = twin(child, chance)
        found.append(other)
    return found


def _twins_linked(twins: Sequence[Child]) -> int:
    """How many of these are linked to anybody."""
    from frontdoor.people.matching import candidates, settle

    linked = 0
    for one in twins:
        with _at_work():
            linked += settle(candidates(clean(one), authority=AUTHORITY)).linked is not None
    return linked


def _splinks_links(population: Sequence[Child], twins: Sequence[Child], splink: Splink, chance: Random) -> None:
    """What would be linked if Splink linked at a probability: the same twins, and as many known children."""
    linked = sum(1 for found in splink.answers([clean(twin) for twin in twins]) if found and found[0][1] >= LINKED)
    known = chance.choices(population, k=len(twins))
    answers = splink.answers([messy(child, chance) for child in known])
    first = [found[0][0] if found and found[0][1] >= LINKED else None for found in answers]
    right = sum(1 for child, one in zip(known, first, strict=True) if one == child.id)
    wrong = sum(1 for child, one in zip(known, first, strict=True) if one not in (None, child.id))
    print(
        f"  Splink at {LINKED}: unknown twins linked {linked / len(twins) * 100:.1f} % of {len(twins):,} of the same; "
        f"known children rightly {right / len(known):.4f}, wrongly {wrong / len(known) * 100:.3f} %",
        flush=True,
    )
