"""The form by itself, for tests: a small server that reaches no database, and what a page's hidden fields hold."""

import html
import re
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from html.parser import HTMLParser
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.test import Client

START = "/refer/peterborough/"
FORM = "/refer/peterborough/form/"

_HEADING = re.compile(r"<h1.*?</h1>", re.DOTALL)


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Silent(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: a test's output is the test's."""


@contextmanager
def served() -> Iterator[str]:
    """Serve the program on a free port, from this very process, and yield the address."""
    application = StaticFilesHandler(get_wsgi_application())
    server = make_server("127.0.0.1", 0, application, server_class=_Server, handler_class=_Silent)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


class _Fields(HTMLParser):
    """Reads what a browser would post back if nothing were touched."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: dict[str, list[str]] = {}
        self.hidden: dict[str, str] = {}
        self._name = ""
        self._text: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        name, value = given.get("name") or "", given.get("value") or ""
        if tag == "input" and given.get("type") == "hidden":
            self.hidden[name] = value
        elif tag == "input" and (given.get("type") not in ("radio", "checkbox") or "checked" in given):
            self.found.setdefault(name, []).append(value)
        elif tag == "option" and "selected" in given:
            self.found.setdefault(self._name, []).append(value)
        elif tag in ("textarea", "select"):
            self._name, self._text = name, []

    def handle_data(self, data: str) -> None:
        self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.found[self._name] = ["".join(self._text).removeprefix("\n")]


def fields_of(answer: HttpResponse) -> _Fields:
    read = _Fields()
    read.feed(answer.content.decode())
    return read


def hidden(answer: HttpResponse) -> dict[str, str]:
    """The hidden fields of a page: all that a browser posts back besides what can be typed."""
    return fields_of(answer).hidden


def heading(answer: HttpResponse) -> str:
    """The page's heading, as it is read."""
    found = _HEADING.search(answer.content.decode())
    assert found, "every page has a heading"
    return html.unescape(" ".join(re.sub("<[^>]+>", "", found.group()).split()))


def text_of(answer: HttpResponse) -> str:
    """Everything on the page, as it is read."""
    return html.unescape(re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", answer.content.decode())))


Typed = Mapping[str, str | list[str]]


class Form:
    """Somebody who fills in the form: presses buttons, and carries the page from one to the next."""

    def __init__(self, path: str = START) -> None:
        self.client = Client()
        self.path = path
        self.shown = self.client.get(path)

    @property
    def page(self) -> str:
        return hidden(self.shown)["page"]

    def press(self, button: str = "next", **typed: str | list[str]) -> HttpResponse:
        """Type this on the page that is shown, and press a button."""
        read = fields_of(self.shown)
        self.shown = self.client.post(f"{self.path}form/", {**read.found, **read.hidden, **typed, "go": button})
        return self.shown

    def go_through(self, walk: Mapping[str, Typed], until: str = "check") -> HttpResponse:
        """Fill in every page as the walk says, until this page is shown."""
        for _ in range(120):
            if self.page == until:
                return self.shown
            self.press(**walk.get(self.page, {}))
        raise AssertionError(f"{until} was never shown; the form stands at {self.page}")
