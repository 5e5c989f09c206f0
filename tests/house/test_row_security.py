"""Row security as the database holds it: every table, and every trap that is known, as the application's own role."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg import sql

from frontdoor.project.database import ROLES
from tests.harness.databases import OwnDatabase

#: Tables of ours with an authority and no wall, each with its reason.
WITHOUT_A_WALL = {"access_account": "read before anybody acts for an authority; holds nothing of any child"}

#: Tables about a person that lack some of the four walls' columns, each with its reason.
FEWER_COLUMNS = {
    "ledger_clockrun": "follows from events, which have them",
    "ledger_standing": "follows from events, which have them",
    "drafts_draft": "seen by its writer alone",
}
#: A bar is seen by the person whom it bars: who knows a family may be told that they said so.
SEEN_BY_THE_BARRED = {"access_bar"}
#: Columns that say whom a row is about. In these tables it is the id.
ABOUT = ("about", "person", "to", "subjects")
ITSELF = ("people_person", "people_personversion", "people_context")
#: Versions of rows, each with a number of pghistory's own that no page shows.
VERSIONS = {
    "access_accountversion", "documents_narrativeversion", "journey_contactversion", "journey_journeyversion",
    "journey_referralversion", "journey_referrerversion", "people_identifierversion", "people_openstatusversion",
    "people_personversion",
}  # fmt: skip
#: Tables to which rows are added and nothing else.
HISTORY = {"ledger_event", "ledger_seal", "ledger_token", "access_look", *VERSIONS}

OURS = ("access", "documents", "drafts", "journey", "ledger", "outbox", "people", "returns")
#: How far each authority's ledger was followed: one row each, so that no second can be put beside it.
ONE_AN_AUTHORITY = {"returns_followed"}
OPEN, RESTRICTED = "open", "restricted"
ACCOUNT = uuid4()


class Table:
    """A walled table as the catalogue describes it."""

    def __init__(self, name: str, columns: dict[str, tuple[str, bool, int | None, bool]]) -> None:
        self.name, self.columns = name, columns

    @property
    def about(self) -> list[str]:
        """The columns that say whom a row is about."""
        return [name for name in ABOUT if name in self.columns] + (["id"] if self.name in ITSELF else [])

    @property
    def append_only(self) -> bool:
        return self.name in HISTORY


def tables_of(connection: psycopg.Connection[Any]) -> dict[str, Table]:
    """Every table of ours that has an authority."""
    rows = connection.execute(
        "SELECT c.relname, a.attname, format_type(a.atttypid, NULL), a.attnotnull, "
        "CASE WHEN a.atttypmod > 4 THEN a.atttypmod - 4 END, a.attidentity <> '' "
        "FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped "
        "WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition "
        "AND split_part(c.relname, '_', 1) = ANY (%s) ORDER BY c.relname, a.attnum",
        [list(OURS)],
    ).fetchall()
    found: dict[str, dict[str, tuple[str, bool, int | None, bool]]] = {}
    for table, column, *facts in rows:
        found.setdefault(table, {})[column] = (facts[0], facts[1], facts[2], facts[3])
    return {name: Table(name, columns) for name, columns in found.items() if "authority" in columns}


@pytest.fixture
def application(own_database: OwnDatabase) -> Iterator[psycopg.Connection[Any]]:
    """A connection as the application's role, of the kind that a pool hands out."""
    with own_database.connect() as connection:
        yield connection
        connection.rollback()


def look_as(connection: psycopg.Connection[Any], authority: str, **settings: str) -> None:
    """Set what a door would set; written out here, so that no code is shared with what is tested."""
    wanted = {
        "authority": authority,
        "reads": authority,
        "compartments": OPEN,
        "bars": "",
        "actor": str(ACCOUNT),
        "recorded_at": "2026-11-20T16:50:00+00:00",
        "system": "",
        **settings,
    }
    for name, value in wanted.items():
        connection.execute("SELECT set_config(%s, %s, true)", [f"frontdoor.{name}", value])


def value_for(kind: str, longest: int | None) -> Any:
    """Something that fits a column."""
    if kind.endswith("[]"):
        return []
    plain = {
        "uuid": uuid4(),
        "boolean": False,
        "jsonb": json.dumps({}),
        "date": date(2000, 1, 1) + timedelta(days=uuid4().int % 30000),
        "timestamp with time zone": "2026-11-20T16:50:00+00:00",
        "bytea": b"x",
    }
    if kind in plain:
        return plain[kind]
    if kind in {"integer", "bigint", "smallint"}:
        return uuid4().int % 30000
    return uuid4().hex[: longest or 32]


def put(connection: psycopg.Connection[Any], table: Table, authority: str, compartment: str, person: UUID) -> UUID:
    """Insert a row of this authority and compartment about this person; returns its key."""
    row: dict[str, Any] = {
        name: value_for(kind, longest)
        for name, (kind, required, longest, made) in table.columns.items()
        if required and not made
    }
    row |= {"authority": authority}
    if "compartment" in table.columns:
        row["compartment"] = compartment
    for name in table.about:
        row[name] = [person] if name == "subjects" else person
    if "account" in table.columns:
        row["account"] = ACCOUNT
    connection.execute(
        sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(
            sql.Identifier(table.name),
            sql.SQL(", ").join(map(sql.Identifier, row)),
            sql.SQL(", ").join([sql.Placeholder()] * len(row)),
        ),
        list(row.values()),
    )
    return person


@contextmanager
def refused(connection: psycopg.Connection[Any], *kinds: type[psycopg.Error]) -> Iterator[None]:
    """What stands within is refused by the database, and the transaction goes on."""
    with pytest.raises(kinds or (psycopg.errors.InsufficientPrivilege,)), connection.transaction():
        yield


def count(connection: psycopg.Connection[Any], table: Table) -> int:
    found = connection.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table.name))).fetchone()
    assert found is not None
    return int(found[0])


def test_the_application_owns_nothing_and_may_bypass_nothing(application: psycopg.Connection[Any]) -> None:
    roles = application.execute(
        "SELECT rolname, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = ANY (%s)",
        [list(ROLES.values())],
    ).fetchall()
    assert sorted(roles) == sorted((name, False, False, False, False) for name in ROLES.values())
    owned = application.execute("SELECT count(*) FROM pg_class WHERE relowner = current_user::regrole").fetchone()
    assert owned == (0,)
    member = application.execute("SELECT pg_has_role(current_user, %s, 'MEMBER')", [ROLES["owner"]]).fetchone()
    assert member == (False,)


def test_every_table_with_an_authority_is_walled_even_against_its_owner(application: psycopg.Connection[Any]) -> None:
    walled = application.execute(
        "SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity AND relkind IN ('r', 'p')"
    ).fetchall()
    assert {*tables_of(application)} - {name for (name,) in walled} == {*WITHOUT_A_WALL}


def test_every_wall_came_from_the_generator(application: psycopg.Connection[Any]) -> None:
    """The four policies of `ledger.walls`, no more and no fewer, and each that lets write says what may be written."""
    policies: dict[str, dict[str, tuple[str, bool, bool]]] = {}
    for table, name, command, reads, writes in application.execute(
        "SELECT tablename, policyname, cmd, qual IS NOT NULL, with_check IS NOT NULL FROM pg_policies"
    ).fetchall():
        policies.setdefault(table, {})[name] = (command, reads, writes)
    changing = {
        "may_read": ("SELECT", True, False),
        "may_insert": ("INSERT", False, True),
        "may_update": ("UPDATE", True, True),
        "may_delete": ("DELETE", True, False),
    }
    for name, table in tables_of(application).items():
        if name in WITHOUT_A_WALL:
            continue
        wanted = {policy: changing[policy] for policy in ("may_read", "may_insert")} if table.append_only else changing
        assert policies.get(name) == wanted, name


def test_every_table_about_a_person_has_its_four_walls(application: psycopg.Connection[Any]) -> None:
    lacking = {
        name: sorted({"authority", "agency", "compartment", "marking"} - {*table.columns})
        for name, table in tables_of(application).items()
        if table.about and not {"authority", "agency", "compartment", "marking"} <= {*table.columns}
    }
    assert {*lacking} == {*FEWER_COLUMNS}, lacking


def test_every_table_of_ours_has_an_authority_or_holds_nobody(application: psycopg.Connection[Any]) -> None:
    rows = application.execute(
        "SELECT c.relname, array_agg(a.attname::text) FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid "
        "WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND a.attnum > 0 "
        "AND NOT a.attisdropped GROUP BY c.relname"
    ).fetchall()
    nameless = [name for name, columns in rows if {*ABOUT} & {*columns} and "authority" not in columns]
    assert nameless == []


def test_no_view_and_no_function_looks_with_another_s_eyes(application: psycopg.Connection[Any]) -> None:
    views = application.execute(
        "SELECT relname FROM pg_class WHERE relkind IN ('v', 'm') AND relnamespace = 'public'::regnamespace "
        "AND NOT coalesce(reloptions::text LIKE '%%security_invoker=true%%', false)"
    ).fetchall()
    assert views == []
    definers = application.execute(
        "SELECT proname FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace"
    ).fetchall()
    assert definers == []


def walled(application: psycopg.Connection[Any]) -> list[Table]:
    apart = {*WITHOUT_A_WALL, *ONE_AN_AUTHORITY}
    return [table for name, table in tables_of(application).items() if name not in apart]


def test_every_walled_table_shows_and_takes_only_what_it_should(application: psycopg.Connection[Any]) -> None:
    """Select, insert, update and delete, across authority, compartment and bars, on every walled table there is."""
    for table in walled(application):
        with application.transaction(force_rollback=True):
            _walls_hold(application, table)


def _walls_hold(connection: psycopg.Connection[Any], table: Table) -> None:
    barred = uuid4()
    look_as(connection, "874", compartments=f"{OPEN},{RESTRICTED}")
    for compartment, person in ((OPEN, uuid4()), (RESTRICTED, uuid4()), (OPEN, barred)):
        put(connection, table, "874", compartment, person)
    with refused(connection):
        put(connection, table, "873", OPEN, uuid4())
    look_as(connection, "873")
    put(connection, table, "873", OPEN, uuid4())
    compartments, bars = "compartment" in table.columns, bool(table.about) and table.name not in SEEN_BY_THE_BARRED
    seen = 1 + (not compartments) + (not bars)
    look_as(connection, "874", bars=str(barred))
    assert count(connection, table) == seen, table.name
    look_as(connection, "874", bars=str(barred), reads="874,873")
    assert count(connection, table) == seen + 1, table.name
    _changes_hold(connection, table, seen)
    look_as(connection, "874", system="874", reads="", compartments="")
    assert count(connection, table) == (3 if table.append_only else 3 - seen), table.name
    for name in ("authority", "reads", "compartments", "bars", "actor", "system"):
        connection.execute("SELECT set_config(%s, '', true)", [f"frontdoor.{name}"])
    assert count(connection, table) == 0, table.name
    with refused(connection):
        put(connection, table, "874", OPEN, uuid4())


def _changes_hold(connection: psycopg.Connection[Any], table: Table, seen: int) -> None:
    """Updates and deletes reach what is seen of the own authority and nothing else; nothing moves to another."""
    name = sql.Identifier(table.name)
    if table.append_only:
        # No policy lets anybody change history, so nothing is found; the trigger stands behind that for its owner.
        for statement in ("UPDATE {} SET authority = authority", "DELETE FROM {}"):
            assert connection.execute(sql.SQL(statement).format(name)).rowcount == 0, table.name
        return
    same = connection.execute(sql.SQL("UPDATE {} SET authority = authority").format(name))
    assert same.rowcount == seen, table.name
    with refused(connection):
        connection.execute(sql.SQL("UPDATE {} SET authority = '873'").format(name))
    assert connection.execute(sql.SQL("DELETE FROM {}").format(name)).rowcount == seen, table.name


def test_nobody_truncates_history(application: psycopg.Connection[Any], own_database: OwnDatabase) -> None:
    with refused(application):
        application.execute("TRUNCATE ledger_event")
    with own_database.connect("owner") as owner:
        for table in sorted(HISTORY):
            with refused(owner, psycopg.errors.RaiseException):
                owner.execute(sql.SQL("TRUNCATE {} CASCADE").format(sql.Identifier(table)))
        owner.rollback()


def test_the_owner_sees_no_more_than_anybody(own_database: OwnDatabase) -> None:
    with own_database.connect() as connection, connection.transaction():
        look_as(connection, "874")
        put(connection, tables_of(connection)["people_person"], "874", OPEN, uuid4())
    with own_database.connect("owner") as owner:
        assert owner.execute("SELECT count(*) FROM people_person").fetchone() == (0,)
        changed = owner.execute("UPDATE people_person SET sex = 'F'")
        assert changed.rowcount == 0


def test_a_setting_that_was_never_set_and_one_that_was_show_nothing_alike(own_database: OwnDatabase) -> None:
    """After a transaction its settings read '' and not NULL: both must show nothing."""
    with own_database.connect(autocommit=True) as connection:
        assert connection.execute("SELECT current_setting('frontdoor.reads', true)").fetchone() == (None,)
        assert connection.execute("SELECT count(*) FROM people_person").fetchone() == (0,)
        with connection.transaction():
            look_as(connection, "874")
            put(connection, tables_of(connection)["people_person"], "874", OPEN, uuid4())
        assert connection.execute("SELECT current_setting('frontdoor.reads', true)").fetchone() == ("",)
        assert connection.execute("SELECT count(*) FROM people_person").fetchone() == (0,)
        assert connection.execute("SELECT count(*) FROM people_name").fetchone() == (0,)


def test_a_connection_given_back_to_a_pool_has_forgotten_who_acted(own_database: OwnDatabase) -> None:
    from psycopg_pool import ConnectionPool

    where = {"host": str(own_database.running.places.sockets), "dbname": own_database.name, "user": ROLES["app"]}
    with ConnectionPool(kwargs=where, min_size=1, max_size=1, open=True) as pool:
        with pool.connection() as first:
            look_as(first, "874")
            put(first, tables_of(first)["people_person"], "874", OPEN, uuid4())
            backend = first.info.backend_pid
            assert first.execute("SELECT count(*) FROM people_person").fetchone() == (1,)
        with pool.connection() as second:
            assert second.info.backend_pid == backend
            assert second.execute("SELECT count(*) FROM people_person").fetchone() == (0,)


def test_djangos_scope_ends_with_its_transaction(own_database: OwnDatabase) -> None:
    from django.db import connection, transaction

    from frontdoor.ledger import scope
    from frontdoor.ledger.scope import Actor
    from tests.world import FRIDAY

    with transaction.atomic(), scope.acting(Actor(authority="874", role="hub_manager"), FRIDAY):
        assert _setting(connection) == "874"
    assert _setting(connection) == ""
    with pytest.raises(RuntimeError), scope.acting(Actor(authority="874", role="hub_manager"), FRIDAY):
        pytest.fail("A scope without a transaction would outlast it.")


def _setting(connection: Any) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting('frontdoor.authority', true), '')")
        return str(cursor.fetchone()[0])


def test_a_unique_error_of_another_authority_never_comes(application: psycopg.Connection[Any]) -> None:
    """Every unique index over a column that people choose begins with the authority: no error tells of a hidden row.

    Ids are made by the program and never chosen; an event's seal and a draft's account are ids too, and a key's hash is
    of bits that nobody chose.
    """
    rows = application.execute(
        "SELECT c.relname, i.relname, (SELECT array_agg(a.attname::text ORDER BY k.n) FROM unnest(x.indkey) "
        "WITH ORDINALITY AS k(att, n) JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.att), "
        "(SELECT bool_or(t.typname IN ('varchar', 'text', 'date', 'int4', 'int8')) FROM unnest(x.indkey) AS k(att) "
        "JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.att JOIN pg_type t ON t.oid = a.atttypid) "
        "FROM pg_index x JOIN pg_class c ON c.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid "
        "WHERE x.indisunique AND c.relrowsecurity AND NOT c.relispartition"
    ).fetchall()
    made = {"ledger_seal_pkey", "ledger_token_pkey", "access_apikey_hash_key", *(f"{name}_pkey" for name in VERSIONS)}
    wrong = [
        (table, index, columns)
        for table, index, columns, chosen in rows
        if chosen and index not in made and columns[0] != "authority" and "account" not in columns
    ]
    assert wrong == []


def test_a_reference_to_a_row_that_is_not_there_is_refused_without_naming_anything(own_database: OwnDatabase) -> None:
    """A foreign key finds rows that its writer may not see, so verbs find the row first; its error names no key."""
    with own_database.connect() as connection:
        tables = tables_of(connection)
        look_as(connection, "874")
        put(connection, tables["journey_journey"], "874", OPEN, uuid4())
        with pytest.raises(psycopg.errors.ForeignKeyViolation) as said:
            connection.execute("SET CONSTRAINTS ALL IMMEDIATE")
        assert said.value.diag.message_detail == 'Key is not present in table "journey_contact".'
        connection.rollback()


def test_explain_and_statistics_tell_nothing_of_hidden_rows(own_database: OwnDatabase) -> None:
    """Estimates come from counts of the whole table; pg_stats hides the values of walled tables from who has walls."""
    with own_database.connect() as connection, connection.transaction():
        look_as(connection, "873")
        person = tables_of(connection)["people_person"]
        for _ in range(50):
            put(connection, person, "873", OPEN, uuid4())
    with own_database.connect("owner", autocommit=True) as owner:
        owner.execute("ANALYZE people_person")
    with own_database.connect() as connection:
        look_as(connection, "874")
        values = connection.execute("SELECT count(*) FROM pg_stats WHERE tablename = 'people_person'").fetchone()
        assert values == (0,)
        plan = connection.execute("EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) SELECT * FROM people_person").fetchall()
        assert "rows=0" in str(plan[0])
        connection.rollback()


def test_no_number_that_counts_up_is_shown_to_people(application: psycopg.Connection[Any]) -> None:
    """A sequence counts what others make: the tables about people have none, their ids are made by the program."""
    rows = application.execute(
        "SELECT DISTINCT c.relname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid "
        "WHERE a.attidentity <> '' AND c.relrowsecurity"
    ).fetchall()
    assert sorted(name for (name,) in rows) == sorted({"ledger_seal", "ledger_token", *VERSIONS})
