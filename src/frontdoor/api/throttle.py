"""How often one sender may ask in a minute, counted in each process: stops a runaway, needs no database."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Lock
from time import monotonic

WINDOW = 60.0
#: Senders remembered at once; a flood of made-up ones cannot fill the memory.
MOST = 10_000


@dataclass
class Throttle:
    """Counts by sender in windows of a minute."""

    limit: int
    _begun: float = 0.0
    _counts: dict[str, int] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def wait(self, sender: str) -> int:
        """Count one request; the seconds to wait where it is one too many, else 0."""
        with self._lock:
            now = monotonic()
            if now - self._begun >= WINDOW or len(self._counts) >= MOST:
                self._begun, self._counts = now, {}
            self._counts[sender] = self._counts.get(sender, 0) + 1
            return 0 if self._counts[sender] <= self.limit else max(1, int(WINDOW - (now - self._begun)) + 1)

    def forget(self) -> None:
        """Begin to count anew."""
        with self._lock:
            self._counts = {}


#: A good key, and an address that comes with bad ones.
BY_KEY = Throttle(limit=1200)
BY_ADDRESS = Throttle(limit=60)
