"""Whether the program is at work, for whatever a council watches its machines with: 200, or 503 and what is silent."""

from __future__ import annotations

import logging

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from frontdoor.access import doors
from frontdoor.access.doors import public
from frontdoor.outbox.signs import WATCHED, silent

log = logging.getLogger("frontdoor.errors")


@public(page="health")
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """The database answers, and each thing the worker does came through in the last minutes. It tells of nobody."""
    try:
        quiet = silent(doors.now())
    except (OperationalError, InterfaceError) as wrong:
        log.warning("Asked for its health, the program found no database: %s", wrong)
        return _answer({"database": "away", "silent": {}}, status=503)
    told = {name: {"since": at and at.isoformat(), "then": WATCHED[name]} for name, at in quiet.items()}
    return _answer({"database": "answers", "silent": told}, status=503 if quiet else 200)


def _answer(told: dict[str, object], *, status: int) -> JsonResponse:
    return JsonResponse({"sound": status == 200, **told}, status=status, headers={"Cache-Control": "no-store"})
