"""What a command says where the machine is at fault and not the program: a full disk, a database that is away.

Nothing is imported to ask: a command that needs no database starts without its driver.
"""

import errno
from collections.abc import Iterator

DISK_FULL = (
    "The disk is full. Nothing that was acknowledged is lost: make room, then start again; what was under way is "
    "taken up or begun anew."
)
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT})
#: PostgreSQL's word for it, and the operating system's as PostgreSQL repeats it.
_SQLSTATE_DISK_FULL = "53100"
_SAID_OF_A_FULL_DISK = "No space left on device"


def sentence(wrong: BaseException) -> str | None:
    """One sentence for whoever typed the command; None where the fault is ours and the whole of it must be shown."""
    chain = list(_chain(wrong))
    if any(_disk_full(one) for one in chain):
        return DISK_FULL
    if any(_database_away(one) for one in chain):
        return (
            "The database does not answer. On this machine `make run` starts it; `frontdoor doctor` says what is wrong "
            "with one that DATABASE_URL names."
        )
    return None


def _chain(wrong: BaseException) -> Iterator[BaseException]:
    """The fault and what it came from."""
    seen: set[int] = set()
    now: BaseException | None = wrong
    while now is not None and id(now) not in seen:
        seen.add(id(now))
        yield now
        now = now.__cause__ or now.__context__


def _disk_full(wrong: BaseException) -> bool:
    if isinstance(wrong, OSError) and wrong.errno in _NO_ROOM:
        return True
    return getattr(wrong, "sqlstate", None) == _SQLSTATE_DISK_FULL or _SAID_OF_A_FULL_DISK in str(wrong)


def _database_away(wrong: BaseException) -> bool:
    """A driver's own error before any statement: nobody answered, so there is no state to tell."""
    kind = type(wrong)
    named = kind.__name__ == "OperationalError" and kind.__module__.split(".")[0] == "psycopg"
    return named and getattr(wrong, "sqlstate", None) is None and "connect" in str(wrong)
