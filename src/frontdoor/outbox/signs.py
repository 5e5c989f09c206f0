"""Signs of life: when each thing that the worker does again and again last came through.

A worker that hangs, or whose round fails each time, looks like one at work, and nobody is told of anything any more.
So each round leaves its sign only when it came through, where the web process and `frontdoor doctor` find it.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.cache import cache

#: What is watched, by the name of the round, and what stands still while it is silent.
WATCHED = {
    "watch the clocks": "nobody is told of a clock that runs out, and the next on call is not told",
    "send messages": "no mail, text or call leaves",
    "seal": "what is recorded is not sealed",
    "empty the spool": "forms that came while the database was away wait",
    "identify arrivals": "nobody looks for whom an arriving child may be",
    "link registers": "rows of registers wait",
    "ask the NHS": "questions to the NHS wait",
    "make returns": "returns that were asked for wait",
    "follow": "what the census would refuse is not judged anew",
}
#: A large return or load holds the other rounds up for a minute or two; longer is a fault.
SILENT_AFTER = timedelta(minutes=5)
#: A sign is written again after so long: some rounds come every few seconds.
_AGAIN_AFTER = timedelta(seconds=15)
_written: dict[str, datetime] = {}


def came_through(name: str, at: datetime) -> None:
    """Leave the sign that this came through, in words that hold nobody's data."""
    if name not in WATCHED:
        return
    last = _written.get(name)
    if last is None or not timedelta() <= at - last < _AGAIN_AFTER:
        cache.set(_key(name), at.isoformat(), timeout=None)
        _written[name] = at


def silent(now: datetime) -> dict[str, datetime | None]:
    """What did not come through lately, with when it last did; None where it never did."""
    signs = cache.get_many([_key(name) for name in WATCHED])
    last = {name: datetime.fromisoformat(found) if (found := signs.get(_key(name))) else None for name in WATCHED}
    return {name: at for name, at in last.items() if at is None or now - at > SILENT_AFTER}


def _key(name: str) -> str:
    return f"worker-came-through-{name.replace(' ', '-')}"
