"""Coming in: the right person, by password and code, and nobody else."""

from __future__ import annotations

import pytest
from django.test import Client

from frontdoor.access.demonstration import CAST, PASSWORD, ensure_cast


@pytest.fixture
def cast(db: None) -> None:
    ensure_cast()


def sign_in(client: Client, email: str, password: str = PASSWORD, **more: str) -> object:
    return client.post("/sign-in/", {"login": email, "password": password, **more})


def test_the_first_page_offers_to_tell_us_and_to_sign_in(db: None) -> None:
    page = Client().get("/").content.decode()
    assert "Worried about a child?" in page
    assert 'href="/sign-in/"' in page


@pytest.mark.parametrize("one", CAST, ids=lambda one: one.who)
def test_each_of_the_cast_signs_in_and_is_sent_somewhere(cast: None, one: object) -> None:
    client = Client()
    answer = sign_in(client, one.email)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.get("/", follow=True).status_code == 200
