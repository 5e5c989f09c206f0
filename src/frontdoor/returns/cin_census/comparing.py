"""Compares what the other system says of plans with what is sent: two systems that differ are asked about by name.

Only the master's plans are in the file. The other's word is set beside it for every child of whom both have spoken.
"""

from __future__ import annotations

from collections.abc import Iterator

from frontdoor.returns.cin_census.period import Period
from frontdoor.returns.lives import Life, Plan
from frontdoor.returns.people import Status

_KINDS = {"need": "child in need plan", "protection": "child protection plan"}


def differences(life: Life, status: Status | None, period: Period, *, ours_to_send: bool) -> Iterator[str]:
    """How the front door and the case system differ about a child's plan on 31 March; nothing where they agree.

    The case system tells of the plan that is open when it speaks, so that one begun later is not compared. Of a child
    of whom it has told nothing, only a plan that it should have sent is named.
    """
    ours = _running(life, period)
    if status is None and ours is not None and not ours_to_send:
        yield f"A {_KINDS[ours.kind]} is held here, and the case system, which sends it, has told nothing of the child"
    if status is None or (status.since is not None and status.since > period.last):
        return
    if ours is None and status.plan:
        yield f"The case system tells of a {_KINDS.get(status.plan, 'plan')}, and none is held here"
    elif ours is not None and not status.plan:
        yield f"A {_KINDS[ours.kind]} is held here, and the case system tells of none"
    elif ours is not None and ours.kind != status.plan:
        yield f"A {_KINDS[ours.kind]} is held here, and the case system tells of another kind"
    elif ours is not None and status.since != ours.started_on:
        yield "The plan began on another day by the case system"


def _running(life: Life, period: Period) -> Plan | None:
    running = [
        one
        for one in life.plans
        if one.started_on <= period.last and (one.ended_on is None or one.ended_on > period.last)
    ]
    return max(running, key=lambda one: one.started_on, default=None)
