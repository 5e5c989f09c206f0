"""A million contacts: a year of the city whose finished contacts are copied inside the database, ever further back.

Each copy has ids, references and people of its own and lies some days before the one it was copied from, so that ten
years of decided contacts stand behind the few that wait. Copied are the tables that lists of contacts read; of events
and clocks those of the front door (reading, rating, deciding), without the social work that followed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from frontdoor.project.database import DATABASE
from frontdoor.project.embedded_server import Running

AUTHORITY = "874"
YEARS = 10
KINDS = "('contact_received', 'contact_entered', 'contact_acknowledged', 'contact_rated', 'outcome_decided')"

#: The contacts of which nothing is open any more, and who and what belongs to them.
_CHOSEN = """
CREATE TEMP TABLE chosen AS
SELECT c.id, c.subjects FROM journey_contact c WHERE c.authority = '874' AND NOT EXISTS (
    SELECT 1 FROM journey_journey j JOIN ledger_standing s ON s.journey = j.id
    WHERE j.contact_id = c.id AND s.stage <> 'closed');
CREATE TEMP TABLE chosen_journey AS SELECT j.id FROM journey_journey j JOIN chosen USING (id) WHERE false;
INSERT INTO chosen_journey SELECT j.id FROM journey_journey j JOIN chosen c ON c.id = j.contact_id;
CREATE TEMP TABLE chosen_person AS SELECT DISTINCT unnest(subjects) AS id FROM chosen;
ANALYZE chosen; ANALYZE chosen_journey; ANALYZE chosen_person
"""
#: Which rows of each table are copied.
TABLES = {
    "people_person": "t.id IN (SELECT id FROM chosen_person)",
    "journey_contact": "t.id IN (SELECT id FROM chosen)",
    "journey_journey": "t.id IN (SELECT id FROM chosen_journey)",
    "ledger_standing": "t.journey IN (SELECT id FROM chosen_journey)",
    "ledger_event": f"t.journey IN (SELECT id FROM chosen_journey) AND t.kind IN {KINDS}",
    "ledger_clockrun": "t.journey IN (SELECT id FROM chosen_journey) AND EXISTS (SELECT 1 FROM ledger_event e "
    "WHERE e.id = t.start_event AND e.kind = 'contact_received')",
}
#: Columns that name members of staff, who are not copied, and those that must differ in each copy.
STAFF = {"worker", "received_by", "by_account", "seen_by"}
NAMED = {"reference", "token"}


@dataclass(frozen=True)
class Stored:
    """What stands in the database after copying."""

    contacts: int
    journeys: int
    events: int
    clocks: int
    gigabytes: float


def fill(running: Running, *, contacts: int) -> Stored:
    """Copy until this many contacts stand, as the server's superuser, without triggers; then vacuum and count."""
    with running.connect(database=DATABASE) as server:
        server.execute("SET session_replication_role = replica")
        server.execute("SET maintenance_work_mem = '512MB'")
        for statement in _CHOSEN.split(";"):
            server.execute(statement)  # type: ignore[arg-type]
        there, chosen = (_one(server, f"SELECT count(*) FROM {table}") for table in ("journey_contact", "chosen"))
        copies = -(-(contacts - there) // chosen)
        for table, condition in TABLES.items():
            _copy(server, table, condition, copies)
        server.execute("VACUUM ANALYZE")
        counted = [_one(server, f"SELECT count(*) FROM {table}") for table in
                   ("journey_contact", "journey_journey", "ledger_event", "ledger_clockrun")]  # fmt: skip
        size = _one(server, f"SELECT pg_database_size('{DATABASE}')")
    return Stored(*counted, gigabytes=size / 1e9)


def _one(server: Any, statement: str) -> int:
    return int(server.execute(statement).fetchone()[0])


def _copy(server: Any, table: str, condition: str, copies: int) -> None:
    """Copy rows of a table; its further indexes are made anew afterwards, which is faster than row by row."""
    columns = server.execute(
        "SELECT column_name, udt_name FROM information_schema.columns WHERE table_name = %s ORDER BY ordinal_position",
        [table],
    ).fetchall()
    indexes = server.execute(
        "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = %s AND NOT EXISTS "
        "(SELECT 1 FROM pg_constraint WHERE conname = indexname)",
        [table],
    ).fetchall()
    for name, _ in indexes:
        server.execute(f'DROP INDEX "{name}"')
    names = ", ".join(f'"{name}"' for name, _ in columns)
    values = ", ".join(_copied(name, kind, copies) for name, kind in columns)
    server.execute(
        f"INSERT INTO {table} ({names}) SELECT {values} FROM {table} t, generate_series(1, {copies}) AS n "
        f"WHERE t.authority = '{AUTHORITY}' AND {condition}"
    )
    for _, made_by in indexes:
        server.execute(made_by)


def _copied(name: str, kind: str, copies: int) -> str:
    if name in STAFF:
        return f't."{name}"'
    if kind == "uuid":
        return f"md5(t.\"{name}\"::text || '/' || n)::uuid"
    if kind == "_uuid":
        return f"ARRAY(SELECT md5(one::text || '/' || n)::uuid FROM unnest(t.\"{name}\") AS one)"
    if kind == "timestamptz":
        return f"t.\"{name}\" - n * interval '{YEARS * 365 * 24 * 60 // copies} minutes'"
    if name == "local_number":
        return f"left(md5(t.\"{name}\" || '/' || n), 15)"
    return f"t.\"{name}\" || '-' || n" if name in NAMED else f't."{name}"'
