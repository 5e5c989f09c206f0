"""Eight machines that send notifications without a pause, and write down what was acknowledged to them."""

from __future__ import annotations

import http.client
import json
import random
import time
from dataclasses import dataclass, field
from threading import Event, Lock, Thread

#: A sender that gets no answer sends the same again; some give up instead, as people do.
GIVES_UP = 0.25


@dataclass
class Sent:
    """What happened to all notifications: the reference of each that was acknowledged, and those given up."""

    drill: str
    acknowledged: dict[str, str] = field(default_factory=dict)
    given_up: set[str] = field(default_factory=set)
    unequal: list[str] = field(default_factory=list)
    answered_at: list[float] = field(default_factory=list)
    failures: int = 0
    _lock: Lock = field(default_factory=Lock)

    def acknowledge(self, occurrence: str, reference: str) -> None:
        """Write down an answer."""
        with self._lock:
            if self.acknowledged.setdefault(occurrence, reference) != reference:
                self.unequal.append(occurrence)
            self.answered_at.append(time.monotonic())

    def fail(self) -> None:
        """Count a sending without an answer."""
        with self._lock:
            self.failures += 1

    def give_up(self, occurrence: str) -> None:
        """Write down that nobody sends this again."""
        with self._lock:
            self.given_up.add(occurrence)

    def longest_gap(self) -> float:
        """The longest time between two answers so far: how busy the machine is without any kill."""
        with self._lock:
            answered = list(self.answered_at)
        return max((later - earlier for earlier, later in zip(answered, answered[1:], strict=False)), default=0.0)

    def first_answer_after(self, moment: float) -> float:
        """Seconds from a moment to the next answer; infinite where none came."""
        with self._lock:
            later = [at for at in self.answered_at if at > moment]
        return min(later, default=float("inf")) - moment


def children_of(occurrence: str) -> int:
    """How many children a notification names: told by its number, so that half of one shows."""
    return 1 + int(occurrence.rpartition("-")[2]) % 3


def message(occurrence: str) -> dict[str, object]:
    """A notification with one to three children and an adult."""
    children = [
        {"given_name": f"Child {number}", "family_name": occurrence, "words": "I hid."}
        for number in range(children_of(occurrence))
    ]
    return {
        "occurrence_number": occurrence,
        "submitted": "2026-11-20T10:00",
        "narrative": f"The account of {occurrence}.",
        "children": children,
        "adults": [{"given_name": "Alex", "family_name": occurrence, "relationship": "father"}],
    }


class Senders:
    """Threads that send until told to stop."""

    def __init__(self, *, drill: str, port: int, keys: list[str], seed: int) -> None:
        self.sent, self._stop, self._drill = Sent(drill), Event(), drill
        self._threads = [
            Thread(target=self._send, args=(number, port, key, random.Random(seed + number)))  # noqa: S311 - a drill
            for number, key in enumerate(keys)
        ]

    def __enter__(self) -> Senders:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *wrong: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join(timeout=120)

    def _send(self, number: int, port: int, key: str, chance: random.Random) -> None:
        count = 0
        while not self._stop.is_set():
            occurrence = f"{self._drill}-{number}-{count}"
            count += 1
            while not self._once(occurrence, port, key):
                self.sent.fail()
                if chance.random() < GIVES_UP or self._stop.is_set():
                    self.sent.give_up(occurrence)
                    break
                time.sleep(0.05)

    def _once(self, occurrence: str, port: int, key: str) -> bool:
        """Send once; whether it was acknowledged."""
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            try:
                connection.request(
                    "POST",
                    "/api/v1/notifications",
                    body=json.dumps(message(occurrence)),
                    headers={
                        "Authorization": f"Bearer {key}",
                        "Content-Type": "application/json",
                        "Idempotency-Key": occurrence,
                    },
                )
                answer = connection.getresponse()
                told = json.loads(answer.read() or b"{}")
            finally:
                connection.close()
        except (OSError, http.client.HTTPException, json.JSONDecodeError):
            return False
        if answer.status in (200, 201):
            self.sent.acknowledge(occurrence, told["reference"])
            return True
        if answer.status in (429, 500, 503):
            return False
        raise RuntimeError(f"{answer.status} {told}")
