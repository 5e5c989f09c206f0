"""The database's address, as a council writes it and as the embedded server has it."""

import pytest

from frontdoor.project.database import (
    DatabaseAddressWrong,
    application_url,
    connection_settings,
    owner_url,
)

ADDRESSES = [
    # address, name, user, password, host, port, options
    ("postgresql://app:pw@db:5433/fd", "fd", "app", "pw", "db", "5433", {}),
    ("postgres://app@db/fd", "fd", "app", "", "db", "", {}),
    ("postgresql://a%40b:p%2Fw%3A@db/f%20d", "f d", "a@b", "p/w:", "db", "", {}),
    ("postgresql://app@%2FRun%2FPostgres/fd", "fd", "app", "", "/Run/Postgres", "", {}),
    ("postgresql:///fd?host=/run/pg&port=5434", "fd", "", "", "/run/pg", "5434", {}),
    ("postgresql://app@[::1]:5432/fd?sslmode=verify-full", "fd", "app", "", "::1", "5432", {"sslmode": "verify-full"}),
]


@pytest.mark.parametrize(("address", "name", "user", "password", "host", "port", "options"), ADDRESSES)
def test_an_address_is_read(monkeypatch, address, name, user, password, host, port, options) -> None:
    monkeypatch.setenv("DATABASE_URL", address)
    read = {"NAME": name, "USER": user, "PASSWORD": password, "HOST": host, "PORT": port, "OPTIONS": options}
    assert connection_settings("app") == read
    monkeypatch.setenv("DATABASE_URL", application_url())
    assert connection_settings("app") == read, "what is written can be read again"


@pytest.mark.parametrize("address", ["mysql://a@b/c", "db.example", "postgresql://a@b", "postgresql://a@b:none/c"])
def test_what_is_no_address_is_refused_without_showing_it(monkeypatch, address) -> None:
    monkeypatch.setenv("DATABASE_URL", address)
    with pytest.raises(DatabaseAddressWrong) as refused:
        connection_settings("app")
    assert address not in str(refused.value), "it may hold a password"


def test_the_owner_never_gets_the_applications_login(monkeypatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://app:secret@db/fd")
    owner = connection_settings("owner")
    assert (owner["USER"], owner["PASSWORD"], owner["HOST"], owner["NAME"]) == ("frontdoor_owner", "", "db", "fd")
    monkeypatch.setenv("DATABASE_OWNER_URL", "postgresql://own:other@db/fd")
    assert owner_url() == "postgresql://own:other@db/fd"
