"""The door of every page: one transaction, one actor, one reading of the clock, and the log of who looked.

    @door(Permission.SEE_QUEUE, page="triage")
    def queue(request): ...

A view finds `request.actor` and `request.now`, and appends to `request.seen` whatever it shows of a person. The looks
are written after the view's transaction and before the answer leaves: if they cannot be written, nothing is shown.
Every view states its permission here, or that it is public; a test reads the URL map and refuses one that does not.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any, cast

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from frontdoor.access import looks
from frontdoor.access.actors import actor_for
from frontdoor.access.looks import Seen
from frontdoor.access.permission import Refused, RefusedSight, require
from frontdoor.ledger import scope
from frontdoor.ledger.scope import Actor
from frontdoor.ledger.storage import UnableToFind
from frontdoor.rules.roles import Permission
from frontdoor.rules.steps import UnableToStep


class AtDoor(HttpRequest):
    """A request that has passed the door."""

    actor: Actor
    now: datetime
    seen: list[Seen]


View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Door:
    """What a view states of itself; the access matrix and the access tests are made from these."""

    permission: Permission | None
    page: str
    public: bool = False


def now() -> datetime:
    """The one reading of the clock."""
    return timezone.now()


def door(permission: Permission, *, page: str) -> Callable[[View], View]:
    """Guard a view: signed in, permitted, inside one transaction with the actor's sight."""

    def guard(view: View) -> View:
        @wraps(view)
        def entered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
            return _within(cast(AtDoor, request), view, permission, page, args, kwargs)

        entered.door = Door(permission, page)  # type: ignore[attr-defined]
        return entered

    return guard


def public(*, page: str) -> Callable[[View], View]:
    """State that a view is for anybody: it shows nothing of any child."""

    def mark(view: View) -> View:
        view.door = Door(None, page, public=True)  # type: ignore[attr-defined]
        return view

    return mark


def _within(
    request: AtDoor, view: View, permission: Permission, page: str, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> HttpResponse:
    request.now = now()
    request.seen = []
    request.actor = actor_for(cast(Any, request.user), request.now)
    try:
        with transaction.atomic(), scope.entering(request.actor, request.now) as actor:
            request.actor = actor
            require(actor, permission)
            answer = view(request, *args, **kwargs)
            if hasattr(answer, "render"):
                answer = answer.render()
    except (UnableToFind, RefusedSight) as refusal:
        answer = _refused(request, page, refusal, 404)
    except (Refused, UnableToStep) as refusal:
        answer = _refused(request, page, refusal, 403)
    looks.write(request.seen, by=request.actor, at=request.now)
    return answer


def _refused(request: AtDoor, page: str, refusal: Exception, status: int) -> HttpResponse:
    """The refusal, logged. A record that may not be seen and one that does not exist read the same."""
    request.seen = [Seen(page=page, refused=True)]
    template = "look/errors/404.html" if status == 404 else "look/errors/403.html"
    return render(request, template, {"sentence": str(refusal)}, status=status)
