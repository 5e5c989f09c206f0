"""A load of a register killed at any statement leaves nothing half-linked, and the next run finishes it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from frontdoor.feeds.columns import UnableToReadFile
from frontdoor.ledger.models import Event
from frontdoor.people.models import RegisterEntry
from tests.feeds.files import written
from tests.feeds.registers import ANA, Loader, agree, load
from tests.world import World, child

__all__ = ["load"]
NAMES = ("Ana", "Ben", "Łucja", "Zoë", "Ángel", "O’Neil")


class Killed(BaseException):
    """The process is gone."""


@contextmanager
def killed_at(statement: int) -> Iterator[None]:
    """The process ends before its so-manyth statement; the database rolls back, as for a lost connection."""
    left = iter(range(statement + 1, 0, -1))

    def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if next(left, None) == 1:
            raise Killed
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        yield


def content(world: World) -> set[tuple[object, ...]]:
    with world.all_rows():
        rows = RegisterEntry.objects.all()
        return {(one.key, one.given_name, one.person, one.because, one.ended_on, one.headline) for one in rows}


def nothing_is_half_linked(world: World) -> None:
    with world.all_rows():
        linked = {one.id: one.person for one in RegisterEntry.objects.exclude(person=None)}
        said = {event.record: event.about for event in Event.objects.filter(kind="register_linked")}
        assert linked == said


def test_killed_at_any_statement_and_run_again_it_is_as_if_it_had_never_been(world: World, load: Loader) -> None:
    for name in NAMES:
        world.contact(child(given_name=name))
    agree(world)
    old = [{**ANA, "row_number": f"P{number}", "given_name": name} for number, name in enumerate(NAMES)]
    load(*old[:4], {**ANA, "row_number": "gone", "family_name": "Elsewhere"})
    before, stops = content(world), 0
    for stop in range(0, 400, 3):
        try:
            with killed_at(stop):
                load(*old)
        except Killed:
            stops += 1
            nothing_is_half_linked(world)
            assert len(content(world) ^ before) in {0, 2, 4}, "a whole batch, and then those who are gone"
            continue
        break
    assert stops > 10
    nothing_is_half_linked(world)
    assert {(key, ended is None) for key, _, _, _, ended, _ in content(world)} == {
        *((f"row P{number}", True) for number in range(6)), ("row gone", False)
    }  # fmt: skip
    assert load(*old).counts == {"rows read": 6, "known already": 6}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**9))
def test_whatever_is_done_to_a_file_it_loads_or_says_why_in_a_sentence(
    world: World, load: Loader, tmp_path: Path, seed: int
) -> None:
    """Letters turned, cut short, quotation marks opened: no traceback, and no row without a name."""
    agree(world)
    chance = random.Random(seed)
    text = "row_number,given_name,family_name,date_of_birth,nhs_number,headline\r\n"
    text += "".join(f"{n},{chance.choice(NAMES)},Example,2019-05-0{n},999000001{n},on_roll\r\n" for n in range(1, 9))
    raw = bytearray(text.encode(chance.choice(["utf-8", "utf-16", "iso-8859-15"]), errors="replace"))
    for _ in range(chance.randrange(6)):
        raw[chance.randrange(len(raw))] = chance.choice([0, 34, 44, 10, 13, 59, 255, chance.randrange(256)])
    cut = raw[: chance.randrange(1, len(raw) + 1)] if chance.random() < 0.3 else raw
    try:
        report = load.file(written(tmp_path, bytes(cut), "torn.csv"), full=chance.random() < 0.5)
    except UnableToReadFile:
        return
    told = sum(report.counts.get(how, 0) for how in ("new", "changed", "known already"))
    assert report.counts.get("rows read", 0) == told + len(report.refused) + len(report.repeated)
    assert all(said.words.endswith(".") for said in (*report.refused, *report.asked))
    with world.all_rows():
        assert not RegisterEntry.objects.filter(given_name="").exists()
