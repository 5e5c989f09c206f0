"""Every address of the program, read from its URL map: what the access matrix and the page tests are made from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from frontdoor.access.doors import Door


@dataclass(frozen=True, kw_only=True)
class Route:
    """One address: its name, its pattern, what its view states of itself, and the kind of each part."""

    name: str
    pattern: str
    view: Callable[..., Any]
    parts: tuple[tuple[str, str], ...]  # name and converter, as ("reference", "str")

    @property
    def door(self) -> Door | None:
        """What the view states; None if it states nothing."""
        return getattr(self.view, "door", None)


def routes() -> list[Route]:
    """Every route, in order of address. The API states its own keys and has its own matrix."""
    return list(_walk(get_resolver(), "", ()))


def _walk(found: URLResolver, before: str, spaces: tuple[str, ...]) -> Iterator[Route]:
    for pattern in found.url_patterns:
        address = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern, address, (*spaces, pattern.namespace) if pattern.namespace else spaces)
        elif isinstance(pattern, URLPattern) and not address.startswith("api/"):
            parts = tuple((name, _kind(by)) for name, by in pattern.pattern.converters.items())
            name = ":".join((*spaces, pattern.name or "")) if pattern.name else ""
            yield Route(name=name, pattern=address, view=pattern.callback, parts=parts)


def _kind(converter: object) -> str:
    name = type(converter).__name__.removesuffix("Converter").lower()
    return "str" if name == "string" else name  # as it is written in an address
