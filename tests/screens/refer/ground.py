"""The form by itself, for tests: its addresses, its templates, a small server, and nothing that reaches a database."""

import mimetypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from django.core.wsgi import get_wsgi_application
from django.http import Http404, HttpRequest, HttpResponse
from django.test import override_settings
from django.urls import include, path
from jinja2 import Environment

from frontdoor.screens.look import assets
from frontdoor.screens.look.environment import dress

ROOT = Path(__file__).resolve().parents[3]
SCREENS = ROOT / "src" / "frontdoor" / "screens"

_govuk: dict[str, Path] = {}


def environment(**options: Any) -> Environment:
    made = Environment(**options)  # noqa: S701 - Django's backend passes autoescape=True
    made.globals["static"] = lambda name: f"/static/{name}"
    return dress(made)


def static(request: HttpRequest, name: str) -> HttpResponse:
    """The look's own files, and those that its set-up makes of GOV.UK's."""
    folder, _, file = name.partition("/")
    found = _govuk.get(file) if folder == "govuk" else SCREENS / "look" / "static" / name
    if found is None or not found.is_file():
        raise Http404(name)
    return HttpResponse(found.read_bytes(), content_type=mimetypes.guess_type(name)[0] or "text/plain")


urlpatterns = [path("refer/", include("frontdoor.screens.refer.urls")), path("static/<path:name>", static)]

SETTINGS: dict[str, Any] = {
    "ROOT_URLCONF": __name__,
    "ALLOWED_HOSTS": ["*"],
    "TEMPLATES": [
        {
            "BACKEND": "django.template.backends.jinja2.Jinja2",
            "DIRS": [SCREENS / "refer" / "templates", SCREENS / "look" / "templates"],
            "OPTIONS": {"environment": f"{__name__}.environment", "autoescape": True},
        }
    ],
    "MIDDLEWARE": [
        "django.middleware.security.SecurityMiddleware",
        "csp.middleware.CSPMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ],
}


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Silent(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: a test's output is the test's."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve the form on a free port and yield the address."""
    ready = assets.prepare(node_modules=ROOT / "node_modules", target=folder)
    _govuk.update({file.name: file for file in ready})
    with override_settings(**SETTINGS):
        server = make_server("127.0.0.1", 0, get_wsgi_application(), server_class=_Server, handler_class=_Silent)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            server.server_close()
