"""Refusals for machines: the shape of RFC 9457, with a sentence that a person can act on."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpResponse
from ninja import Schema
from pydantic import Field

CONTENT_TYPE = "application/problem+json"


class Fault(Schema):
    """One thing that is wrong with what was sent."""

    where: str = Field(description="The field, or its place in a list.")
    sentence: str


class Problem(Schema):
    """Why something was not done. Nothing was stored."""

    title: str
    status: int
    detail: str = Field(description="A sentence that says what to do.")
    errors: list[Fault] = []


class Refusal(Exception):
    """Ends a request with a problem. The text is a sentence."""

    def __init__(self, status: int, title: str, detail: str, *, wait: int = 0) -> None:
        super().__init__(detail)
        self.status, self.title, self.detail, self.wait = status, title, detail, wait


def answer(
    status: int, title: str, detail: str, *, errors: Iterable[Mapping[str, str]] = (), wait: int = 0
) -> HttpResponse:
    """The problem as a response; `wait` says after how many seconds to try again."""
    body: dict[str, Any] = {"title": title, "status": status, "detail": detail, "errors": [*errors]}
    response = HttpResponse(json.dumps(body, ensure_ascii=False), content_type=CONTENT_TYPE, status=status)
    if wait:
        response["Retry-After"] = str(wait)
    if status == 401:
        response["WWW-Authenticate"] = "Bearer"
    return response
