"""The doctor finds each fault that it claims to look for, and says what to do."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import psycopg
import pytest

from frontdoor.project import database_check, machine_check
from frontdoor.project.command_line import main
from frontdoor.project.database_check import database_findings
from frontdoor.project.findings import Finding, State
from tests.harness.databases import OwnDatabase, TestServer

TODAY = date(2026, 11, 23)


def _by_subject(findings) -> dict[str, Finding]:
    return {finding.subject: finding for finding in findings}


def _looked_at(connection: "psycopg.Connection[tuple[object, ...]]", **named) -> dict[str, Finding]:
    return _by_subject(database_findings(connection, now=named.get("now", datetime.now(UTC))))


def test_a_migrated_database_is_sound(own_database: OwnDatabase) -> None:
    with own_database.connect() as connection:
        found = _looked_at(connection)
    assert [finding for finding in found.values() if finding.state is not State.SOUND] == []


def test_a_superuser_is_no_role_for_the_program(database_server: TestServer, own_database: OwnDatabase) -> None:
    with database_server.running.connect(database=own_database.name) as connection:
        found = _looked_at(connection)
    assert [found[subject].state for subject in ("role", "ownership", "rights")] == [State.FAULT] * 3
    assert "NOSUPERUSER NOBYPASSRLS" in found["role"].to_do


def test_the_tables_owner_is_no_role_for_the_program(own_database: OwnDatabase) -> None:
    with own_database.connect("owner") as connection:
        found = _looked_at(connection)
    assert found["role"].state is State.SOUND
    assert found["ownership"].state is State.FAULT


def test_an_owner_above_row_security_is_found(database_server: TestServer, own_database: OwnDatabase) -> None:
    with database_server.running.connect(database=own_database.name) as superuser:
        superuser.execute("CREATE TABLE public.stray (id int)")
        superuser.execute("GRANT ALL ON public.stray TO frontdoor_app")
    with own_database.connect() as connection:
        found = _looked_at(connection)
    assert found["owner"].state is State.FAULT
    assert found["rights"].state is State.FAULT, "TRUNCATE was granted"


def test_a_missing_extension_is_found(database_server: TestServer, own_database: OwnDatabase) -> None:
    with database_server.running.connect(database=own_database.name) as superuser:
        superuser.execute("DROP EXTENSION pg_trgm CASCADE")
    with own_database.connect() as connection:
        found = _looked_at(connection)
    assert found["extension pg_trgm"].to_do == "As a superuser, in this database: CREATE EXTENSION pg_trgm"
    assert found["extension fuzzystrmatch"].state is State.SOUND


@pytest.mark.parametrize(("version", "state"), [(140_013, State.FAULT), (150_000, State.SOUND), (180_001, State.SOUND)])
def test_a_database_that_is_too_old_is_found(version: int, state: State) -> None:
    found = database_check._version(SimpleNamespace(info=SimpleNamespace(server_version=version)))
    assert found.state is state
    assert found.to_do == ("Use PostgreSQL 15 or later." if state is State.FAULT else "")


@pytest.mark.parametrize(
    ("look", "answered", "subject", "because"),
    [
        ("_letters", ("SQL_ASCII", "ÉŁ"), "letters", "a name with a mark would be found by no other spelling"),
        ("_letters", ("UTF8", "ÉŁ"), "letters", "the C locale knows no small letter of É"),
        ("_summer_time", (12,), "time zone, database", "its time zone data know no summer time"),
    ],
)
def test_letters_and_summer_time_that_the_database_does_not_know_are_found(
    look: str, answered: tuple[object, ...], subject: str, because: str
) -> None:
    answer = SimpleNamespace(fetchone=lambda: answered)
    found = getattr(database_check, look)(SimpleNamespace(execute=lambda _: answer))
    assert (found.subject, found.state) == (subject, State.FAULT), because
    assert found.to_do


def test_a_clock_apart_from_the_databases_is_found(own_database: OwnDatabase) -> None:
    with own_database.connect() as connection:
        assert _looked_at(connection, now=datetime.now(UTC) - timedelta(minutes=3))["clock"].state is State.FAULT


@pytest.mark.parametrize(
    ("free_mb", "state"), [(499, State.FAULT), (500, State.WATCH), (1999, State.WATCH), (2000, State.SOUND)]
)
def test_room_on_the_disk(monkeypatch, free_mb: int, state: State) -> None:
    monkeypatch.setattr(machine_check.shutil, "disk_usage", lambda _: SimpleNamespace(free=free_mb * 1024**2))
    assert machine_check.disk(Path("/nowhere/yet")).state is state


def test_the_program_knows_summer_time() -> None:
    assert machine_check.time_zone().state is State.SOUND


def test_a_partnership_with_an_empty_clock_is_found(monkeypatch) -> None:
    monkeypatch.setattr(machine_check, "empty_clocks", lambda today, overlay: ("referral_decision",))
    found = _by_subject(machine_check.clocks(TODAY))
    assert found["clocks, Peterborough"].state is State.FAULT
    assert "referral_decision" in found["clocks, Peterborough"].said


def test_unreadable_partnerships_are_found(monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setenv("FRONTDOOR_PARTNERSHIPS", str(tmp_path / "absent"))
    assert _by_subject(machine_check.clocks(TODAY))["clocks"].state is State.FAULT


def test_production_settings_are_held_to_more(settings) -> None:
    settings.PRODUCTION = True
    settings.SECRET_KEY = "short"
    settings.ALLOWED_HOSTS = ["*"]
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    found = _by_subject(machine_check.settings_findings())
    assert found["secret key"].state is State.FAULT
    assert found["hosts"].state is State.FAULT
    assert machine_check.mail().state is State.FAULT


def test_the_command_prints_data_and_ends_sound(own_database: OwnDatabase, monkeypatch, capsys) -> None:
    monkeypatch.setenv("FRONTDOOR_DATABASE", own_database.name)
    status = main(["doctor", "--format", "json"])
    found = {finding["subject"]: finding for finding in json.loads(capsys.readouterr().out)}
    assert status == 0, found
    assert found["tables"]["said"] == "up to date"
    assert all(finding["to_do"] for finding in found.values() if finding["state"] != "sound")


def test_what_is_missing_of_the_tables_is_data_too(own_database: OwnDatabase, monkeypatch, capsys) -> None:
    monkeypatch.setenv("FRONTDOOR_DATABASE", own_database.name)
    assert main(["migrate", "--check", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"missing": []}


def test_an_unreachable_database_is_a_fault_with_advice(monkeypatch, capsys) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://frontdoor_app@127.0.0.1:1/frontdoor")
    assert main(["doctor"]) == 1
    shown = capsys.readouterr().out
    assert "FAULT  database" in shown
    assert "frontdoor doctor --preparation" in shown


def test_the_preparation_is_printed_as_sql(capsys) -> None:
    assert main(["doctor", "--preparation"]) == 0
    assert 'CREATE ROLE "frontdoor_app" LOGIN NOSUPERUSER NOBYPASSRLS' in capsys.readouterr().out


TOKENS = [
    ("", None, State.SOUND, "off", "nobody named a service"),
    ("https://nhs.example/FHIR/R4", "abc", State.SOUND, "on, at nhs.example", "named, with a token of our own"),
    ("http://nhs.example/FHIR/R4", "abc", State.FAULT, "http address", "a name in clear text on the way"),
    ("nhs.example", "abc", State.FAULT, "no address", "no address at all"),
    ("https://nhs.example/", None, State.FAULT, "no access token", "no file"),
    ("https://nhs.example/", " \n", State.FAULT, "empty", "an empty file"),
    ("https://nhs.example/", "two words", State.FAULT, "more than one word", "a page instead of a token"),
]


@pytest.mark.parametrize(("url", "token", "state", "said", "because"), TOKENS)
def test_the_demographics_service_is_off_or_sound(
    settings, tmp_path: Path, url: str, token: str | None, state: State, said: str, because: str
) -> None:
    file = tmp_path / "token"
    if token is not None:
        file.touch(mode=0o600)
        file.write_text(token)
    settings.PDS_URL, settings.PDS_TOKEN_FILE = url, str(file)
    found = machine_check.demographics()
    assert found.state is state, because
    assert said in found.said, because
    assert bool(found.to_do) == (state is not State.SOUND)


def test_a_token_that_others_may_read_is_watched(settings, tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text("abc")
    file.chmod(0o644)
    settings.PDS_URL, settings.PDS_TOKEN_FILE = "https://nhs.example/", str(file)
    assert machine_check.demographics().state is State.WATCH
