"""The follower: what the census would refuse of a child is known within five seconds of what was recorded of them.

A thread of its own, so that a long load makes no alert wait, and no round makes a child wait.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from threading import Event as Signal

from django.db import DatabaseError, connection

from frontdoor.access.doors import now as clock
from frontdoor.outbox.signs import came_through
from frontdoor.returns.following import Follower, follow
from frontdoor.rules.partnership import all_partnerships

log = logging.getLogger(__name__)

#: Seconds between two looks at what was sealed since.
PAUSE = 0.5


def follow_all() -> None:
    """Judge everybody of whom something was sealed, in every authority."""
    for authority in all_partnerships():
        follow(authority=authority, now=clock())


def run(stop: Signal) -> None:
    """Follow until told to stop. A database that is away is tried again; the failure is logged each time."""
    followers = [Follower(authority) for authority in all_partnerships()]
    while not stop.is_set():
        if _step(followers):
            stop.wait(PAUSE)
    connection.close()


def _step(followers: Sequence[Follower]) -> bool:
    """One step in each authority, so that none waits for another's history; whether nothing is left to do now."""
    try:
        steps = [one.step(now=clock()) for one in followers]
        came_through("follow", clock())
    except DatabaseError:
        log.exception("The follower could not reach the database; it tries again.")
        connection.close()
        return True
    return all(step.up_to_date for step in steps)
