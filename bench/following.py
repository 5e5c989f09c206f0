"""What the census would refuse is known within 5 s of what was recorded, by the real worker, whichever door it came by.

Takes a city (`python -m bench following 0.3` at that size; 1 is Peterborough) that the worker has not followed yet.
Then, one after another: the whole history followed for the first time; a first file of open status of 5,000 people; a
police file of 1,000 notifications; and, beside each of them, somebody who logs a call every second. A fact counts as
judged when the position that the worker keeps has passed it, looked at ten times a second. That is later than the child
was judged, since whoever is typed of goes first: what is printed is the most that it can have taken. It counts from the
moment that the fact was recorded, so that the load's own transaction and the seal are in it.
"""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import time
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from threading import Event, Thread
from typing import Any
from uuid import UUID

from bench.ground import database, percentile

GOAL = 5.0
PEOPLE, NOTIFICATIONS = 5000, 1000


@dataclass
class Watch:
    """Where the worker stood, ten times a second, until the block ends."""

    authority: str
    at: list[float] = field(default_factory=list)
    positions: list[int] = field(default_factory=list)
    _stop: Event = field(default_factory=Event)

    def __enter__(self) -> Watch:
        self._thread = Thread(target=self._look)
        self._thread.start()
        return self

    def __exit__(self, *wrong: object) -> None:
        self._stop.set()
        self._thread.join()

    def _look(self) -> None:
        from django.db import connection

        while not self._stop.wait(0.1):
            self.positions.append(_position(self.authority))
            self.at.append(time.time())
        connection.close()

    def passed(self, position: int) -> float:
        """When the worker had passed a position; for ever where it had not."""
        index = bisect_left(self.positions, position)
        return self.at[index] if index < len(self.at) else float("inf")


def main(size: float = 0.3) -> None:
    """Make the city, start the worker, and bring what comes through each door."""
    with database() as running:
        from django.db import connections

        from frontdoor.access.doors import now
        from frontdoor.ledger.sealing import seal
        from frontdoor.project.at_hand import share
        from frontdoor.simulation.city import make

        made = make(authority="874", ends_at=now(), size=size)
        while seal("874"):
            pass
        with connections["owner"].cursor() as owner:
            owner.execute("ANALYZE")
        with share(running.places, running), Watch("874") as watch, _worker():
            began, last = time.monotonic(), _head("874")
            _until(watch, last)
            taken = time.monotonic() - began
            print(f"a history of {made.events:,} events about {made.children:,} children, followed for the first time: "
                  f"{taken:.1f} s")  # fmt: skip
            for name, load in (("nothing else", _nothing), ("open status", _status), ("police file", _police)):
                _measured(name, load, watch)


def _measured(name: str, load: Callable[[], str], watch: Watch) -> None:
    since = _head("874")
    with _Typing() as typing:
        began = time.monotonic()
        came = load()
        taken = time.monotonic() - began
    last = _head("874")
    _until(watch, last)
    waits: dict[str, list[float]] = {"loaded": [], "typed beside it": [], "by the worker": []}
    for position, recorded_at, key, batch in _events(since, last):
        whose = "typed beside it" if key in typing.calls else "loaded" if batch else "by the worker"
        waits[whose].append(watch.passed(position) - recorded_at.timestamp())
    print(f"{name}: {came} in {taken:.1f} s")
    for whose, took in waits.items():
        if took:
            print(f"  {whose:<16} {len(took):>6,} facts judged after p50 {percentile(took, 0.5):.2f} s, "
                  f"p95 {percentile(took, 0.95):.2f} s, at most {max(took):.2f} s   (goal {GOAL:.0f} s)")  # fmt: skip


def _nothing() -> str:
    time.sleep(30)
    return "half a minute"


def _status() -> str:
    """A first file of the case system: people known here, by NHS number, a third with an open episode."""
    from frontdoor.access.doors import now
    from frontdoor.rules.open_status import COLUMNS

    at = now().isoformat()
    rows = [
        {
            "pers_person_id": f"CS{number}", "as_at": at, "pers_common_child_id": value, "pers_forename": given,
            "pers_surname": family, "pers_dob": born.isoformat(),
            "cine_referral_id": f"E{number}" if number % 3 == 0 else "",
            "cppl_cp_plan_start_date": "2026-03-01" if number % 9 == 0 else "",
            "cppl_cp_plan_latest_category": "Neglect" if number % 9 == 0 else "", "restricted": "N",
        }
        for number, (value, given, family, born) in enumerate(_known(PEOPLE))
    ]  # fmt: skip
    return _load("status", [column.name for column in COLUMNS], rows)


def _police() -> str:
    """Notifications of one or two children: half of them known here, the others new."""
    from tests.feeds.files import CHILD, HEADER, row

    known = _known(NOTIFICATIONS)
    rows = [
        row({**CHILD, **child}, occurrence_number=f"35/{number:05d}/26", submitted="", attended="")
        for number, (value, given, family, born) in enumerate(known)
        for child in (
            {"given_name": given, "family_name": family, "date_of_birth": born.isoformat(), "nhs_number": value},
            {"given_name": known[-number][1], "family_name": f"{family}-{known[number // 2][2]}"},
        )[: 1 + number % 2]
    ]
    return _load("police", list(HEADER), rows)


def _load(feed: str, header: Sequence[str], rows: Sequence[dict[str, str]]) -> str:
    file = Path(os.environ["FRONTDOOR_DATA"]) / f"{feed}.csv"
    with file.open("w", encoding="utf-8", newline="") as text:
        writer = csv.DictWriter(text, header, restval="", extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    command = [sys.executable, "-m", "frontdoor", "feeds", feed, str(file), "--authority", "874"]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own
    return " · ".join(done.stdout.splitlines()[:6])


class _Typing:
    """Somebody at the front door who logs a call about one child after another, one a second."""

    def __init__(self) -> None:
        self.calls: set[UUID] = set()
        self._stop = Event()

    def __enter__(self) -> _Typing:
        self._thread = Thread(target=self._log)
        self._thread.start()
        return self

    def __exit__(self, *wrong: object) -> None:
        self._stop.set()
        self._thread.join()

    def _log(self) -> None:
        from django.db import connection

        journeys = _journeys(200)
        number = 0
        while not self._stop.wait(1.0):
            self.calls.add(_call(journeys[number % len(journeys)]))
            number += 1
        connection.close()


def _call(journey: UUID) -> UUID:
    from django.db import transaction

    from frontdoor.access.actors import actor_for
    from frontdoor.access.doors import now
    from frontdoor.access.models import Account
    from frontdoor.journey.actions.calls import log_call
    from frontdoor.ledger import scope

    at = now()
    actor = actor_for(Account.objects.filter(role="hub_manager", authority="874").order_by("email")[0], at)
    with transaction.atomic(), scope.acting(actor, at):
        return log_call(
            journey=journey, direction="in", with_kind="agency", words="She was not in school today.",
            by=actor, happened_at=at, recorded_at=at,
        ).id  # fmt: skip


@contextmanager
def _worker() -> Iterator[None]:
    """The worker as a service manager starts it, until the block ends."""
    with subprocess.Popen([sys.executable, "-m", "frontdoor", "work"]) as process:  # noqa: S603 - our own
        try:
            yield
        finally:
            process.terminate()


def _until(watch: Watch, position: int) -> None:
    while watch.passed(position) == float("inf"):
        time.sleep(0.05)


def _asked(statement: str, *given: object) -> list[tuple[Any, ...]]:
    """The rows of a statement that sees everything of the authority."""
    from django.db import connection, transaction

    from frontdoor.ledger import scope

    with transaction.atomic(), scope.system("874"), connection.cursor() as cursor:
        cursor.execute(statement, given)
        return list(cursor.fetchall())


def _position(authority: str) -> int:
    found = _asked("SELECT position FROM returns_followed WHERE authority = %s", authority)
    return int(found[0][0]) if found else 0


def _head(authority: str) -> int:
    """The last seal, once nothing waits for one."""
    while _asked("SELECT 1 FROM ledger_unsealed WHERE authority = %s LIMIT 1", authority):
        time.sleep(0.05)
    return int(_asked("SELECT max(position) FROM ledger_seal WHERE authority = %s", authority)[0][0])


def _events(since: int, last: int) -> list[tuple[int, datetime, UUID | None, str]]:
    """The facts about somebody between two positions: where, when recorded, of which record, by which file."""
    return _asked(
        "SELECT s.position, e.recorded_at, e.record, e.batch FROM ledger_seal s JOIN ledger_event e ON e.id = s.event "
        "WHERE s.authority = '874' AND s.position > %s AND s.position <= %s AND e.about IS NOT NULL",
        since, last,
    )  # fmt: skip


def _known(most: int) -> list[tuple[Any, ...]]:
    return _asked(
        "SELECT i.value, p.given_name, p.family_name, p.born_on FROM people_identifier i "
        "JOIN people_person p ON p.id = i.person WHERE i.authority = '874' AND i.kind = 'nhs_number' "
        "AND p.kind = 'child' AND p.born_on IS NOT NULL ORDER BY p.id LIMIT %s",
        most,
    )


def _journeys(most: int) -> list[UUID]:
    """Journeys that wait for a decision, the newest first."""
    rows = _asked(
        "SELECT journey FROM ledger_standing WHERE authority = '874' AND stage = 'contact' "
        "ORDER BY journey DESC LIMIT %s",
        most,
    )
    return [row[0] for row in rows]


if __name__ == "__main__":
    main(*(float(one) for one in sys.argv[1:2]))
