"""F1 and F2: kill -9 the web worker, or the database, while eight machines send."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass
from datetime import timedelta

from django.db import connections, transaction

from drills.ground import Ground, web
from drills.senders import Senders
from drills.stored import AUTHORITY, Counted, count
from frontdoor.access.actions.keys import make_key
from frontdoor.access.doors import now
from frontdoor.ledger import scope
from frontdoor.ledger.scope import Actor
from frontdoor.rules.roles import ROLES

CLIENTS = 8


@dataclass(frozen=True)
class Killed:
    """The outcome of a drill of kills."""

    kills: int
    counted: Counted
    longest_gap_before_seconds: float
    slowest_answer_seconds: float
    slowest_start_seconds: float
    workers_replaced: int


def keys() -> list[str]:
    """A key for each machine."""
    role, at = "information_governance", now()
    by = Actor(authority=AUTHORITY, role=role, compartments=ROLES[role].compartments)
    with transaction.atomic(), scope.acting(by, at):
        return [
            make_key(
                agency="police", purpose="notifications", expires_at=at + timedelta(days=1), by=by, recorded_at=at
            ).key
            for _ in range(CLIENTS)
        ]


def kill_workers(found: Ground, *, kills: int, seed: int, apart: float = 1.0) -> Killed:
    """F1: kill one worker after another at random moments; how long until the next answer each time."""
    chance = random.Random(seed)  # noqa: S311 - a drill
    slowest = 0.0
    with web(found) as served:
        with Senders(drill="F1", port=served.port, keys=keys(), seed=seed) as senders:
            quiet = _undisturbed(senders)
            for number in range(kills):
                time.sleep(chance.uniform(0.05, 2 * apart))
                killed_at = time.monotonic()
                served.kill_worker(number)
                slowest = max(slowest, _next_answer(senders, killed_at))
            time.sleep(1.0)
        counted = count(senders.sent)
    return Killed(kills, counted, quiet, slowest, 0.0, kills)


def kill_database(found: Ground, *, kills: int, seed: int) -> Killed:
    """F2: kill the database under load and start it again; no web worker may need a restart."""
    chance = random.Random(seed)  # noqa: S311 - a drill
    slowest = slowest_start = 0.0
    with web(found) as served:
        before = set(served.workers())
        with Senders(drill="F2", port=served.port, keys=keys(), seed=seed) as senders:
            quiet = _undisturbed(senders)
            for _ in range(kills):
                time.sleep(chance.uniform(1.0, 2.5))
                connections.close_all()
                found.kill()
                began = time.monotonic()
                slowest_start = max(slowest_start, found.start_again())
                slowest = max(slowest, _next_answer(senders, began))
            time.sleep(1.0)
        replaced = len(before - set(served.workers()))
        counted = count(senders.sent)
    return Killed(kills, counted, quiet, slowest, slowest_start, replaced)


def _undisturbed(senders: Senders) -> float:
    """The longest gap between two answers in the first seconds, before anything is killed."""
    time.sleep(4.0)
    return senders.sent.longest_gap()


def _next_answer(senders: Senders, moment: float) -> float:
    deadline = moment + 60
    while time.monotonic() < deadline:
        waited = senders.sent.first_answer_after(moment)
        if waited != float("inf"):
            return waited
        time.sleep(0.02)
    return float("inf")
