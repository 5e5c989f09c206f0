"""The sealer: every committed event gets its seal within a second. One process seals; a second one waits its turn."""

from __future__ import annotations

import logging
from threading import Event as Signal

from django.db import DatabaseError, connection

from frontdoor.access.doors import now as clock
from frontdoor.ledger.sealing import seal
from frontdoor.outbox.signs import came_through
from frontdoor.rules.partnership import all_partnerships

log = logging.getLogger(__name__)

#: Seconds between two looks at what waits.
PAUSE = 0.4


def seal_all() -> int:
    """Seal what waits in every authority; returns how many events were sealed."""
    return sum(seal(authority) for authority in all_partnerships())


def run(stop: Signal) -> None:
    """Seal until told to stop. A database that is away is tried again; the failure is logged each time."""
    while not stop.is_set():
        try:
            while seal_all():
                pass
            came_through("seal", clock())
        except DatabaseError:
            log.exception("The sealer could not reach the database; it tries again.")
            connection.close()
        stop.wait(PAUSE)
    connection.close()
