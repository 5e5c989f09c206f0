"""Has the database up for a command, and takes the embedded server down again with its last user."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager

from frontdoor.project.database import is_embedded
from frontdoor.project.django_ready import set_up_django
from frontdoor.project.embedded_server import Running, ServerWouldNotStart, start, stop
from frontdoor.project.places import Places, places
from frontdoor.project.preparation import prepare
from frontdoor.project.refusal import Refusal
from frontdoor.project.trouble import sentence


@contextmanager
def database_at_hand() -> Iterator[Running | None]:
    """Within the block the database takes connections; the value is None where DATABASE_URL names another server.

    Several commands may use the embedded server at once: each holds a share in a lock, and who can have the whole
    lock on leaving was the last, and stops the server.
    """
    if not is_embedded():
        yield None
        return
    found = places()
    try:
        running = start(found)
        with share(found, running):
            prepare(running, database=os.environ.get("FRONTDOOR_DATABASE", "frontdoor"))
            yield running
    except ServerWouldNotStart as reason:
        raise Refusal(sentence(reason) or str(reason)) from reason


@contextmanager
def django_at_hand() -> Iterator[Running | None]:
    """Within the block the database takes connections and Django is ready: what most commands need."""
    with database_at_hand() as running:
        set_up_django()
        yield running


@contextmanager
def share(found: Places, running: Running) -> Iterator[None]:
    """Be a user of the embedded server for as long as the block lasts; the last user stops it."""
    with (found.data / "server-users.lock").open("w") as users:
        fcntl.flock(users, fcntl.LOCK_SH)
        try:
            yield
        finally:
            try:
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                running.leave_running()
            else:
                stop(running)
