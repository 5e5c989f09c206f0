"""The environment in which every page is rendered: the look's words and macros, addresses, static files."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.backends.utils import csrf_input
from django.templatetags.static import static
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from jinja2 import Environment

from frontdoor.screens.look.environment import dress


def url(name: str, *parts: Any, **named: Any) -> str:
    """The address of a page by its name, as `{{ url("triage:queue") }}`."""
    return reverse(name, args=parts or None, kwargs=named or None)


def environment(**options: Any) -> Environment:
    """What Django's Jinja2 backend calls once; `options` are the loader and what the settings name."""
    made = Environment(**options)  # noqa: S701 - the backend's options switch escaping on
    made.globals.update({"static": static, "url": url})
    return dress(made)


def one_token(request: HttpRequest) -> dict[str, Any]:
    """One form's token for every form of a page. Django masks it anew for each, which packs badly."""
    return {"csrf_input": SimpleLazyObject(lambda: csrf_input(request))}
