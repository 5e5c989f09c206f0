"""One of the cast at a screen: signed in, at the world's own time."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from frontdoor.access import doors
from tests.world import World

if TYPE_CHECKING:
    from django.http import HttpResponse


class AtWork:
    """A member of the cast with a browser that knows no script. `get` and `post` give the page as text."""

    def __init__(self, world: World, who: str) -> None:
        self.world = world
        self.client = Client()
        self.client.force_login(world.account(who), backend="allauth.account.auth_backends.AuthenticationBackend")
        self.answer: HttpResponse | Any = None

    def get(self, path: str, *, status: int = 200, **query: str) -> str:
        """Open a page; the test fails unless it answers with this status."""
        return self._told(self.client.get(path, query), status)

    def post(self, path: str, *, status: int = 302, **fields: Any) -> str:
        """Send a form; a form that is kept is answered by going elsewhere."""
        return self._told(self.client.post(path, fields), status)

    def _told(self, answer: Any, status: int) -> str:
        self.answer = answer
        text = answer.content.decode()
        assert answer.status_code == status, (answer.status_code, answer.headers.get("Location"), words(text)[:1500])
        return text


def words(page: str) -> str:
    """What a person reads of a page, in order, without its marks."""
    main = re.search(r"<main.*?</main>", page, re.S)
    bare = re.sub(r"<(script|style).*?</\1>", " ", main.group(0) if main else page, flags=re.S)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", bare)).split())


def keep_time(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Doors read the world's clock."""
    monkeypatch.setattr(doors, "now", lambda: world.now)
