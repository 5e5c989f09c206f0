"""Looks at the database the program works in: version, roles, extensions, letters, time, tables."""

from collections.abc import Iterator
from datetime import datetime

from psycopg import Connection

from frontdoor.project.findings import Finding, State, judge
from frontdoor.project.preparation import EXTENSIONS

OLDEST = 15
CLOCK_SECONDS = 2.0
PREPARATION = "`frontdoor doctor --preparation` prints what its superuser has to run."


def database_findings(connection: "Connection[tuple[object, ...]]", *, now: datetime) -> Iterator[Finding]:
    """Look through a connection of the application's role; ``now`` is this machine's clock at this moment."""
    yield _clock(connection, now)  # first, while ``now`` is fresh
    yield _version(connection)
    yield from _role(connection)
    yield _owners(connection)
    yield from _extensions(connection)
    yield _letters(connection)
    yield _summer_time(connection)


def _version(connection: "Connection[tuple[object, ...]]") -> Finding:
    number = connection.info.server_version
    said = f"PostgreSQL {number // 10000}.{number % 10000}"
    return judge("database version", number >= OLDEST * 10000, said, to_do=f"Use PostgreSQL {OLDEST} or later.")


def _role(connection: "Connection[tuple[object, ...]]") -> Iterator[Finding]:
    """Row security binds neither superusers, nor roles that bypass it, nor owners: the program may be none of these."""
    name, superuser, bypass = _row(
        connection, "SELECT rolname, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user"
    )
    said = f"{name}{', superuser' if superuser else ''}{', bypasses row security' if bypass else ''}"
    to_do = f"As a superuser: ALTER ROLE {name} NOSUPERUSER NOBYPASSRLS"
    yield judge("role", not superuser and not bypass, said, to_do=to_do)
    (owned,) = _row(
        connection,
        "SELECT count(*) FROM pg_class WHERE pg_has_role(current_user, relowner, 'USAGE')"
        " AND relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace",
    )
    to_do = f"Let migrations run as another role (DATABASE_OWNER_URL) and give the tables to it. {PREPARATION}"
    yield judge("ownership", owned == 0, f"{name} owns {owned} tables", to_do=to_do)
    (emptied,) = _row(
        connection,
        "SELECT count(*) FROM pg_class WHERE has_table_privilege(oid, 'TRUNCATE')"
        " AND relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace",
    )
    to_do = f"As the owner: REVOKE TRUNCATE ON ALL TABLES IN SCHEMA public FROM {name}"
    yield judge("rights", emptied == 0, f"{name} may empty {emptied} tables at a stroke", to_do=to_do)


def _owners(connection: "Connection[tuple[object, ...]]") -> Finding:
    """Forced row security binds the tables' owner too, unless that role is above it."""
    above = [
        str(name)
        for (name,) in connection.execute(
            "SELECT DISTINCT rolname FROM pg_class JOIN pg_roles ON pg_roles.oid = relowner"
            " WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace AND (rolsuper OR rolbypassrls)"
        ).fetchall()
    ]
    said = f"{', '.join(above)} own tables and are above row security" if above else "bound by row security"
    to_do = f"Give the tables to a role that is neither superuser nor BYPASSRLS. {PREPARATION}"
    return judge("owner", not above, said, to_do=to_do)


def _extensions(connection: "Connection[tuple[object, ...]]") -> Iterator[Finding]:
    have = {name for (name,) in connection.execute("SELECT extname FROM pg_extension").fetchall()}
    for name in EXTENSIONS:
        to_do = f"As a superuser, in this database: CREATE EXTENSION {name}"
        yield judge(f"extension {name}", name in have, "there" if name in have else "missing", to_do=to_do)


def _letters(connection: "Connection[tuple[object, ...]]") -> Finding:
    encoding, folded = _row(connection, "SELECT current_setting('server_encoding'), lower('ÉŁ')")
    said = f"{encoding}, and the small letters of ÉŁ are {folded}"
    to_do = f"Make the database with ENCODING 'UTF8' LC_CTYPE 'C.UTF-8'. {PREPARATION}"
    return judge("letters", (encoding, folded) == ("UTF8", "éł"), said, to_do=to_do)


def _summer_time(connection: "Connection[tuple[object, ...]]") -> Finding:
    (hour,) = _row(
        connection, "SELECT extract(hour FROM timestamptz '2026-07-01 12:00+00' AT TIME ZONE 'Europe/London')::int"
    )
    said = f"noon UTC on 1 July 2026 is {hour}:00 in London"
    return judge("time zone, database", hour == 13, said, to_do="Renew the database server's time zone data (tzdata).")


def _clock(connection: "Connection[tuple[object, ...]]", now: datetime) -> Finding:
    (theirs,) = _row(connection, "SELECT clock_timestamp()")
    apart = abs((theirs - now).total_seconds()) if isinstance(theirs, datetime) else float("inf")
    to_do = "Let both machines keep time by the network, as with chrony or systemd-timesyncd."
    said = f"{apart:.1f} s apart from the database's"
    return judge("clock", apart <= CLOCK_SECONDS, said, to_do=to_do)


def unreachable(reason: str, *, embedded: bool) -> Finding:
    """What to say where there is no connection to look through."""
    to_do = "Look at postgres.log in the data directory." if embedded else f"Check DATABASE_URL. {PREPARATION}"
    return Finding("database", State.FAULT, reason.strip().replace("\n", " "), to_do)


def _row(connection: "Connection[tuple[object, ...]]", query: str) -> tuple[object, ...]:
    found = connection.execute(query.encode()).fetchone()
    if found is None:
        raise LookupError(f"The database gave no row for: {query}")
    return found
