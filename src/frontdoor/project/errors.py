"""The pages for what could not be shown. They ask nothing of the database, which may be what is broken."""

from __future__ import annotations

import logging
import sys
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

log = logging.getLogger("frontdoor.errors")


def _page(number: int, status: int | None = None) -> HttpResponse:
    return HttpResponse(render_to_string(f"look/errors/{number}.html"), status=status or number)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What was sent cannot be read."""
    return _page(400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Not for this person: in the words for what does not exist."""
    return _page(403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """No such page."""
    return _page(404)


def broken(request: HttpRequest) -> HttpResponse:
    """A fault of ours, already logged by Django; where the database is away, the page says that instead."""
    if isinstance(
        sys.exception() if hasattr(sys, "exception") else sys.exc_info()[1], OperationalError | InterfaceError
    ):
        answer = _page(503)
        answer["Retry-After"] = "30"
        return answer
    return _page(500)


def form_not_ours(request: HttpRequest, reason: str = "", **_: Any) -> HttpResponse:
    """A form came without its token: an old tab, or another site. Nothing was saved."""
    log.warning("A form came without its token: %s", reason)
    return _page(400, status=403)
