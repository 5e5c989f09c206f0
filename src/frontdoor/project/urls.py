"""Every address of the program: a screen's folder is its address (or its `ADDRESS`), its own stand in its `urls.py`."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

from frontdoor import screens
from frontdoor.project import errors
from frontdoor.project.health import health
from frontdoor.project.start import start


def _screens() -> Iterator[URLResolver]:
    for screen in pkgutil.iter_modules(screens.__path__):
        urls = f"{screens.__name__}.{screen.name}.urls"
        if screen.ispkg and find_spec(urls) is not None:
            own = getattr(import_module(urls), "ADDRESS", screen.name.replace("_", "-"))
            yield path(f"{own}/", include(urls))


def _machines() -> Iterator[URLResolver]:
    if find_spec("frontdoor.api") is not None and find_spec("frontdoor.api.urls") is not None:
        yield path("api/", include("frontdoor.api.urls"))


urlpatterns: list[URLPattern | URLResolver] = [
    path("", start, name="start"),
    path("health/", health, name="health"),
    *_screens(),
    *_machines(),
]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.broken
