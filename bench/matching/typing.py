"""Search as somebody types, through the web server: one request a letter, behind the walls of a contact officer."""

from __future__ import annotations

import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random
from urllib.parse import urlencode
from uuid import UUID

from bench.ground import percentile
from bench.matching.errors import messy
from bench.matching.people import Child
from bench.time_figures import processor

LETTERS = 2_000
_TOKEN = "b" * 32


def as_typed(population: Sequence[Child], *, letters: int = LETTERS) -> None:
    """Print how long the list below the form takes to follow each letter, and how often the child stands in it."""
    chance = Random(17)
    cookies = f"sessionid={_session()}; csrftoken={_TOKEN}"
    took: list[float] = []
    worked: list[float] = []
    found = people = 0
    with _served() as (port, server):
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        _post(line, cookies, {"family_name": "warm up"})

        def ask(fields: dict[str, str]) -> str:
            before, began = _worked(server), time.perf_counter()
            body = _post(line, cookies, fields)
            took.append((time.perf_counter() - began) * 1000)
            worked.append(_worked(server) - before)
            return body

        while len(took) < letters:
            child = chance.choice(population)
            arriving = messy(child, chance)
            said = f"{arriving.family_name} {arriving.given_name}".strip()
            fields = {"born": arriving.born.isoformat() if arriving.born else "", "postcode": arriving.postcode}
            for length in range(3, len(said) + 1):
                ask({"family_name": said[:length]})
            people += 1
            found += f"FD{child.id.int % 10**12:012d}" in ask({"family_name": said, **fields})
    print(f"search as one types, {len(took):,} requests through the web server (goal p95 30 ms)")
    print(f"  p50 {percentile(took, 0.5):6.1f} ms   p95 {percentile(took, 0.95):6.1f} ms   "
          f"of the web server's and the database's processor p50 {percentile(worked, 0.5):.1f} ms, "
          f"p95 {percentile(worked, 0.95):.1f} ms   "
          f"the child among the eight at the end {found / people:.3f} of {people}")  # fmt: skip


def _post(line: http.client.HTTPConnection, cookies: str, fields: dict[str, str]) -> str:
    every = {"given_name": "", "family_name": "", "born": "", "postcode": "", "number": "", **fields}
    headers = {
        "Cookie": cookies, "X-CSRFToken": _TOKEN, "Front-Door-Part": "found",
        "Content-Type": "application/x-www-form-urlencoded",
    }  # fmt: skip
    line.request("POST", "/find/rows/", urlencode(every), headers)
    answer = line.getresponse()
    body = answer.read().decode()
    if answer.status != 200:
        raise RuntimeError(f"The search answered {answer.status}: {body[:300]}")
    return body


def _session() -> str:
    from django.test import Client

    from frontdoor.access.models import Account

    account, _ = Account.objects.get_or_create(
        email="typing@example.org",
        defaults={"id": UUID(int=1), "role": "contact_officer", "authority": "874", "name": "Con", "agency": "council"},
    )
    client = Client()
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client.cookies["sessionid"].value


@contextmanager
def _served() -> Iterator[tuple[int, int]]:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port = int(listening.getsockname()[1])
    command = [sys.executable, "-m", "frontdoor", "serve", "--port", str(port), "--workers", "1", "--with-parent"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:  # noqa: S603
        try:
            _wait(port)
            yield port, process.pid
        finally:
            process.terminate()


def _worked(server: int) -> float:
    """Milliseconds that the web server's workers and the database's backends have worked."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        backends = [row[0] for row in cursor.fetchall()]
    workers = Path(f"/proc/{server}/task/{server}/children").read_text(encoding="ascii").split()
    return sum(processor(int(process)) for process in (*workers, *backends))


def _wait(port: int) -> None:
    until = time.monotonic() + 90
    while time.monotonic() < until:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            line.request("GET", "/api/v1/openapi.json")
            json.loads(line.getresponse().read())
        except (OSError, ValueError, http.client.HTTPException):
            time.sleep(0.2)
            continue
        return
    raise RuntimeError("The web server did not come up.")
