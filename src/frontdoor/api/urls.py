"""The addresses of the API. Each states, as a page does, what it asks of whoever comes."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, URLResolver, path

from frontdoor.access.doors import Door
from frontdoor.api.service import api
from frontdoor.rules.roles import Permission

_DOORS = {
    "send_notification": Door(Permission.REFER, "api"),
    "read_receipt": Door(Permission.REFER, "api"),
    "send_status": Door(Permission.LOAD_FEEDS, "api"),
    "openapi-json": Door(None, "api", public=True),
    "api-root": Door(None, "api", public=True),
}


def _with_doors(patterns: list[URLResolver | URLPattern]) -> list[URLResolver | URLPattern]:
    for pattern in patterns:
        one: Any = pattern
        view = one.callback
        view.door = _DOORS[str(one.name)]
    return patterns


_patterns, _app, _namespace = api.urls
urlpatterns = [path("v1/", (_with_doors(_patterns), _app, _namespace))]
