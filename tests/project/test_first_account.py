"""The first account of an authority is made by a command, once; everybody else is made by a person at a page."""

from __future__ import annotations

import argparse
import contextlib
import json

import pytest
from django.test import Client

from frontdoor.access.models import Account
from frontdoor.project.commands import account
from frontdoor.project.refusal import Refusal
from tests.world import World


def first(monkeypatch: pytest.MonkeyPatch, **given: str) -> int:
    monkeypatch.setattr(account, "django_at_hand", contextlib.nullcontext)
    said = {"authority": "874", "email": "Ivy.Grange@example.org", "name": "Ivy Grange", "format": "json", **given}
    return account.run(argparse.Namespace(action="first", **said))


def test_it_is_made_once_and_its_link_sets_a_password(
    world: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert first(monkeypatch) == 0
    link = json.loads(capsys.readouterr().out)["link"]
    made = Account.objects.get(email="ivy.grange@example.org")
    assert (made.role, made.authority) == ("information_governance", "874")
    assert not made.has_usable_password()
    assert Client().get("/" + link.split("/", 3)[3], follow=True).status_code == 200
    with pytest.raises(Refusal, match="Somebody can make accounts here already"):
        first(monkeypatch, email="another@example.org")
    assert first(monkeypatch, authority="873", email="another@example.org") == 0


def test_an_authority_that_is_not_there_is_named(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Refusal, match='No partnership with the authority code "999"'):
        first(monkeypatch, authority="999")
