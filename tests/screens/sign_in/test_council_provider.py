"""Signing in at the council's own provider: OpenID Connect against an invented one on this machine."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from django.test import Client
from pytest_django import Settings

from frontdoor.access.demonstration import ensure_cast
from frontdoor.access.models import Account

CLIENT = "front-door"


@dataclass
class Provider:
    """What the provider says of whoever comes, and what it was asked."""

    address: str = ""
    claims: dict[str, Any] = field(default_factory=dict)
    challenge: str = ""
    asked: list[str] = field(default_factory=list)

    def document(self) -> dict[str, Any]:
        """Its discovery document."""
        ends = {"authorization_endpoint": "authorise", "token_endpoint": "token", "userinfo_endpoint": "userinfo"}
        return {
            "issuer": self.address,
            "jwks_uri": f"{self.address}/keys",
            **{name: f"{self.address}/{end}" for name, end in ends.items()},
        }

    def token(self, sent: dict[str, list[str]]) -> dict[str, Any]:
        """Its answer to a code, for the holder of the verifier alone."""
        digest = hashlib.sha256(sent["code_verifier"][0].encode()).digest()
        assert base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == self.challenge
        claims = {"iss": self.address, "aud": CLIENT, "exp": 4102444800, **self.claims}
        return {
            "access_token": "an invented token",
            "token_type": "Bearer",
            "id_token": jwt.encode(claims, "only read over a direct connection", algorithm="HS256"),
        }


@pytest.fixture
def provider(settings: Settings) -> Iterator[Provider]:
    found = Provider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer(found.document() if "well-known" in self.path else found.claims)

        def do_POST(self) -> None:
            self._answer(found.token(parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())))

        def _answer(self, body: dict[str, Any]) -> None:
            found.asked.append(self.path)
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(body).encode())

        def log_message(self, *_: object) -> None:
            """Say nothing: a test's output is the test's."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    found.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    app = {
        "provider_id": "council",
        "name": "your council account",
        "client_id": CLIENT,
        "secret": "an invented secret",
        "settings": {"server_url": found.address, "oauth_pkce_enabled": True},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}
    yield found
    server.shutdown()
    server.server_close()
    thread.join()


def come_back(client: Client, provider: Provider, **claims: Any) -> Any:
    """Press the button, be known at the provider, and come back with its code."""
    provider.claims = {"sub": "7", "email": "hub.manager@example.org", "email_verified": True, **claims}
    sent = client.post("/sign-in/council/")
    assert sent["Location"].startswith(f"{provider.address}/authorise?")
    asked = parse_qs(urlsplit(sent["Location"]).query)
    assert asked["redirect_uri"] == ["http://testserver/sign-in/provider/council/back/"]
    provider.challenge = asked["code_challenge"][0]
    return client.get("/sign-in/provider/council/back/", {"code": "a code", "state": asked["state"][0]})


def test_a_person_with_an_account_comes_in_by_the_councils_provider(db: None, provider: Provider) -> None:
    ensure_cast()
    client = Client()
    assert "Sign in with your council account" in client.get("/sign-in/").content.decode()
    assert come_back(client, provider)["Location"] == "/"
    assert client.get("/access-desk/openings/").status_code == 200
    assert come_back(Client(), provider, email="changed@example.org")["Location"] == "/"


@pytest.mark.parametrize(
    "claims",
    [{"email": "stranger@example.org"}, {"email_verified": False}, {"email": None}],
    ids=["no account", "address not verified", "no address"],
)
def test_nobody_gets_an_account_by_signing_in(db: None, provider: Provider, claims: dict[str, Any]) -> None:
    ensure_cast()
    before = Account.objects.count()
    client = Client()
    answer = come_back(client, provider, **claims)
    assert answer.status_code == 403
    assert "You could not be signed in" in answer.content.decode()
    assert client.get("/access-desk/openings/").status_code == 302
    assert Account.objects.count() == before


def test_an_answer_that_nobody_asked_for_is_refused(db: None, provider: Provider) -> None:
    ensure_cast()
    answer = Client().get("/sign-in/provider/council/back/", {"code": "a code", "state": "invented"})
    assert answer.status_code in {200, 401, 403}
    assert "You could not be signed in" in answer.content.decode()
    assert provider.asked == []


def test_staff_still_show_a_second_factor_unless_the_provider_asks_for_one(
    db: None, provider: Provider, settings: Settings
) -> None:
    ensure_cast()
    settings.SECOND_FACTOR_REQUIRED = True
    client = Client()
    come_back(client, provider)
    assert client.get("/access-desk/openings/")["Location"] == "/sign-in/account/second-factor/needed/"
    settings.PROVIDER_HAS_SECOND_FACTOR = True
    assert client.get("/access-desk/openings/").status_code == 200


def test_without_a_provider_there_is_no_such_button(db: None) -> None:
    assert "council" not in Client().get("/sign-in/").content.decode()
    assert Client().post("/sign-in/council/")["Location"] == "/sign-in/"
