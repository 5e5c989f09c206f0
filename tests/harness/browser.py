"""A real web server and a real browser: gunicorn in a process of its own, Debian's Chromium without a window."""

import http.client
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.harness.databases import OwnDatabase, TestServer, django_uses
from tests.harness.environment import ROOT, session_directory

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
START_SECONDS = 60.0
WITHOUT_CHROMIUM = (
    "Browser tests are left out: there is no Chromium. As root: apt-get update && apt-get install -y chromium"
)
CHROMIUM_SWITCHES = (
    "--no-sandbox",
    "--lang=en-GB",  # days and times are drawn as people here write them
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # No name but this machine's own resolves, so that a third-party request fails instead of leaving.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)


@dataclass(frozen=True, slots=True)
class BrowserServer:
    """The program as people meet it, at an address of its own, over a database of its own."""

    address: str
    own: OwnDatabase
    log: Path

    def database(self) -> AbstractContextManager[None]:
        """Within this block Django's connections are the server's database: to prepare a case, or look afterwards.

        The test also needs pytest-django's ``django_db_blocker.unblock()``; the fixture ``at_server`` does both.
        """
        return django_uses(self.own.name)


def chromium() -> Path | None:
    """The browser's program, if the machine has one."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    return Path(found) if found else None


@pytest.fixture(scope="session")
def browser_server(database_server: TestServer) -> Iterator[BrowserServer]:
    """Serve the program by gunicorn, with its finished static files, until the session ends."""
    log = session_directory() / "browser-server.log"
    with database_server.clone("frontdoor_browser") as own, socket.socket() as listening, log.open("wb") as output:
        _finish_static_files(own)
        listening.bind(("127.0.0.1", 0))
        listening.listen(64)
        listening.set_inheritable(True)
        server = subprocess.Popen(
            [sys.executable, "-m", "frontdoor", "serve", "--fd", str(listening.fileno()), "--workers", "1"],
            pass_fds=[listening.fileno()],
            env=dict(own.environment),
            cwd=ROOT,
            stdout=output,
            stderr=output,
        )
        port = listening.getsockname()[1]
        # Only the server holds it now: should that die, a request is refused and does not wait for an answer.
        listening.close()
        try:
            _wait_until_served(port, server, log)
            yield BrowserServer(f"http://127.0.0.1:{port}", own, log)
        finally:
            server.terminate()
            server.wait(timeout=30)


@pytest.fixture
def at_server(browser_server: BrowserServer, django_db_blocker: Any) -> Iterator[BrowserServer]:
    """The browser's server, with Django's connections of the test pointing at its database."""
    with django_db_blocker.unblock(), browser_server.database():
        yield browser_server


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """Chromium, started once."""
    program = chromium()
    if program is None:
        if os.environ.get("CI") == "true":
            pytest.fail(WITHOUT_CHROMIUM)
        pytest.skip(WITHOUT_CHROMIUM)
    from playwright.sync_api import sync_playwright

    # Playwright's loop runs in this thread, and Django would take its ORM for being called from within it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(CHROMIUM_SWITCHES))
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def page(browser: "Browser", browser_server: BrowserServer) -> Iterator["Page"]:
    """A page of a browser with no memory. Paths are relative to the server: ``page.goto("/refer/")``.

    A fault in a page's script, or a request to any other place, fails the test.
    """
    context = browser.new_context(
        base_url=browser_server.address, locale="en-GB", timezone_id="Europe/London", reduced_motion="reduce"
    )
    faults: list[str] = []
    context.on("weberror", lambda fault: faults.append(f"script: {fault.error}"))
    context.on("request", lambda asked: faults.extend(_elsewhere(asked.url, browser_server.address)))
    page = context.new_page()
    page.set_default_timeout(10_000)
    yield page
    context.close()
    assert not faults, faults


def axe(page: "Page") -> list[str]:
    """What axe finds wrong on the page, one line a fault with its rule, its first element and where to read on."""
    # Half a megabyte, and read once a page, however many widths are looked at.
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("() => axe.run({resultTypes: ['violations']})")
    return [
        f"{fault['id']}: {fault['help']} ({len(fault['nodes'])} times, first at {fault['nodes'][0]['target']}), "
        f"see {fault['helpUrl']}"
        for fault in found["violations"]
    ]


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say at the end what was left out, in whichever process, so that nobody takes it for passed."""
    if any(WITHOUT_CHROMIUM in str(report.longrepr) for report in terminalreporter.stats.get("skipped", [])):
        terminalreporter.write_line(WITHOUT_CHROMIUM, yellow=True)


def _elsewhere(url: str, address: str) -> list[str]:
    return [] if url.startswith((address, "data:", "blob:", "about:")) else [f"asked another place: {url}"]


def _finish_static_files(own: OwnDatabase) -> None:
    made = subprocess.run(
        [sys.executable, "-m", "frontdoor", "manage", "collectstatic", "--noinput", "--verbosity", "0"],
        env=dict(own.environment),
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert made.returncode == 0, made.stderr


def _wait_until_served(port: int, server: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        # The socket listens already: the answer comes as soon as a worker is up.
        asked = http.client.HTTPConnection("127.0.0.1", port, timeout=START_SECONDS)
        try:
            asked.request("GET", "/")
            asked.getresponse().read()
        except ConnectionError:
            time.sleep(0.1)
        else:
            return
        finally:
            asked.close()
    pytest.fail(f"The web server did not come up:\n{log.read_text(encoding='utf-8', errors='replace')}")
