"""15 contacts a second through the whole verb for 10 minutes: ten times England's peak, about 1.4 a second.

Notifications of one to three children and an adult arrive over HTTP at a server of two workers, while the job worker
seals and watches: matched, clocked, told, logged. Each has its own moment, and its time counts from that moment, so
that a server that falls behind shows it. Goals: p95 150 ms, no error, every one stored once and whole.
`python -m bench arrivals --minutes 1` is shorter.
"""

from __future__ import annotations

import argparse
import http.client
import json
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import local
from typing import TYPE_CHECKING

from drills.ground import ground, web
from drills.senders import Sent, message

from bench.ground import percentile, processor

if TYPE_CHECKING:
    from drills.ground import Web

A_SECOND, PEAK_OF_ENGLAND, MACHINES = 15, 1.4, 24


@dataclass
class Arrived:
    """What was sent and how long each took from the moment at which it was due to be sent."""

    sent: Sent = field(default_factory=lambda: Sent("B"))
    took: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def main() -> None:
    """Send, wait for the last answer, then hold what is stored against what was acknowledged."""
    parser = argparse.ArgumentParser(prog="python -m bench arrivals")
    parser.add_argument("--minutes", type=float, default=10.0)
    minutes = parser.parse_args().minutes
    with ground() as found:
        from drills.killing import keys
        from drills.stored import count

        with web(found) as served, subprocess.Popen([sys.executable, "-m", "frontdoor", "work"]) as jobs:  # noqa: S603
            arrived, given = Arrived(), keys()
            _send(served, given, round(60 * minutes * A_SECOND * 0.02) + A_SECOND, Arrived(Sent("W")))  # warm
            processes = [*served.workers(), jobs.pid]
            before = sum(processor(one) for one in processes)
            began = time.monotonic()
            _send(served, given, round(60 * minutes * A_SECOND), arrived)
            seconds = time.monotonic() - began
            worked = sum(processor(one) for one in processes) - before
            jobs.terminate()
        _print(arrived, seconds, worked)
        counted = count(arrived.sent)
        print(f"  stored                {counted.stored:,} of {counted.acknowledged:,} acknowledged")
        print(f"  lost {counted.lost}, doubled {counted.doubled}, half written {counted.half_written}, "
              f"clocks that differ {counted.clocks_differing}")  # fmt: skip


def _send(served: Web, given: list[str], number: int, arrived: Arrived) -> None:
    """One after another at its moment, each by whichever machine is free."""
    connections = local()
    began = time.monotonic() + 0.1

    def one(place: int) -> None:
        due = began + place / A_SECOND
        time.sleep(max(0.0, due - time.monotonic()))
        if not hasattr(connections, "held"):
            connections.held = http.client.HTTPConnection("127.0.0.1", served.port, timeout=60)
        occurrence = f"{arrived.sent.drill}-{place % MACHINES}-{place}"
        try:
            reference = _post(connections.held, occurrence, given[place % len(given)])
        except (OSError, http.client.HTTPException, ValueError) as wrong:
            connections.held.close()
            arrived.errors.append(f"{type(wrong).__name__}: {wrong}"[:200])
            return
        arrived.took.append((time.monotonic() - due) * 1000)
        arrived.sent.acknowledge(occurrence, reference)

    with ThreadPoolExecutor(MACHINES) as machines:
        list(machines.map(one, range(number)))


def _post(connection: http.client.HTTPConnection, occurrence: str, key: str) -> str:
    headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json", "Idempotency-Key": occurrence}
    connection.request("POST", "/api/v1/notifications", body=json.dumps(message(occurrence)), headers=headers)
    answer = connection.getresponse()
    told = answer.read()
    if answer.status != 201:
        raise ValueError(f"{answer.status} {told[:150]!r}")
    return str(json.loads(told)["reference"])


def _print(arrived: Arrived, seconds: float, worked: float) -> None:
    took = arrived.took
    print(f"contacts through the whole verb, {len(took):,} in {seconds:,.0f} s: {len(took) / seconds:.1f} a second, "
          f"{len(took) / seconds / PEAK_OF_ENGLAND:.0f} times England's peak of {PEAK_OF_ENGLAND}")  # fmt: skip
    print(f"  from due to answered  p50 {percentile(took, 0.5):6.1f} ms   p95 {percentile(took, 0.95):6.1f} ms   "
          f"most {max(took):6.0f} ms (goal p95 150 ms)")  # fmt: skip
    print(f"  processor             {worked / len(took):.1f} ms a contact in web and job workers alone")
    print(f"  errors                {len(arrived.errors)} (goal 0) {arrived.errors[:3] or ''}")


if __name__ == "__main__":
    main()
