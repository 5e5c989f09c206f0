"""The door of every page: one transaction, one actor, one reading of the clock, and the log of who looked.

    @door(Permission.SEE_QUEUE, page="triage")
    def queue(request): ...

A view finds `request.actor` and `request.now`, and appends to `request.seen` whatever it shows of a person. The looks
are written after the view's transaction and before the answer leaves: if they cannot be written, nothing is shown.
No answer is kept by whatever shows it.
Every view states its permission here, or that it is public; a test reads the URL map and refuses one that does not.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any, cast

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers

from frontdoor.access import idle, looks
from frontdoor.access.actors import actor_for
from frontdoor.access.looks import Seen
from frontdoor.access.permission import Refused, RefusedSight, WithManager, require
from frontdoor.ledger import scope
from frontdoor.ledger.scope import Actor
from frontdoor.ledger.storage import UnableToFind
from frontdoor.rules.partnership import for_authority
from frontdoor.rules.roles import ROLES, Permission
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
    everybody: bool = False  # for whoever is signed in


def now() -> datetime:
    """The one reading of the clock."""
    return timezone.now()


def door(permission: Permission, *, page: str) -> Callable[[View], View]:
    """Guard a view: signed in, permitted, inside one transaction with the actor's sight."""

    def guard(view: View) -> View:
        @wraps(view)
        def entered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            stopped = _stopped_outside(request)
            if stopped is not None:
                return stopped
            return _within(cast(AtDoor, request), view, permission, page, args, kwargs)

        entered.door = Door(permission, page)  # type: ignore[attr-defined]
        return entered

    return guard


def signed_in(*, page: str) -> Callable[[View], View]:
    """Guard a view for whoever is signed in: a person's own password, second factor. It shows nothing of any child.

    A second factor is not asked for here: this is where one is set up.
    """

    def guard(view: View) -> View:
        @wraps(view)
        def entered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            stopped = _stopped_outside(request, second_factor=False)
            if stopped is not None:
                return stopped
            at_door = cast(AtDoor, request)
            at_door.now, at_door.seen = now(), []
            at_door.actor = actor_for(cast(Any, request.user), at_door.now)
            return _kept_by_nobody(view(at_door, *args, **kwargs))

        entered.door = Door(None, page, everybody=True)  # type: ignore[attr-defined]
        return entered

    return guard


def _stopped_outside(request: HttpRequest, *, second_factor: bool = True) -> HttpResponse | None:
    """Where to send a person who may not come in yet: to sign in (again), or to set up their second factor."""
    if not request.user.is_authenticated:
        return _to_sign_in(request)
    if idle.has_run_out(request, now()):
        idle.sign_out_and_keep(request, cast(Any, request.user).id)
        return _to_sign_in(request)
    if second_factor and settings.SECOND_FACTOR_REQUIRED and not _has_shown_second_factor(request):
        return redirect("second_factor_needed")
    return None


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    """After signing in one returns to the page; what a page's own script asked for is told so and is no page."""
    if idle.is_of_script(request):
        return HttpResponse(status=401)
    return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)


def _has_shown_second_factor(request: HttpRequest) -> bool:
    """Whether this session was opened with a second factor, here or at a provider that asks for one itself."""
    account = cast(Any, request.user)
    if not ROLES[account.role].staff:
        return True
    methods = {step["method"] for step in get_authentication_records(request, account)}
    return "mfa" in methods or (settings.PROVIDER_HAS_SECOND_FACTOR and "socialaccount" in methods)


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
        with scope.entered(request.actor, request.now) as actor:
            request.actor = actor
            require(actor, permission)
            answer = view(request, *args, **kwargs)
            if hasattr(answer, "render"):
                answer = answer.render()
    except WithManager as sent:
        answer = _with_manager(request, page, sent)
    except (UnableToFind, RefusedSight) as refusal:
        answer = _refused(request, page, refusal, 404)
    except (Refused, UnableToStep) as refusal:
        answer = _refused(request, page, refusal, 403)
    looks.write(request.seen, by=request.actor, at=request.now)
    return _kept_by_nobody(answer)


def _kept_by_nobody(answer: HttpResponse) -> HttpResponse:
    """No browser and no proxy keeps it: after signing out, "Back" on a shared computer shows nothing of any child."""
    if "no-store" not in answer.get("Cache-Control", ""):
        add_never_cache_headers(answer)
    return answer


def _refused(request: AtDoor, page: str, refusal: Exception, status: int) -> HttpResponse:
    """The refusal, logged. A record that may not be seen and one that does not exist read the same."""
    request.seen = [Seen(page=page, refused=True)]
    template = "look/errors/404.html" if status == 404 else "look/errors/403.html"
    return render(request, template, {"sentence": str(refusal)}, status=status)


def _with_manager(request: AtDoor, page: str, sent: WithManager) -> HttpResponse:
    """The one page of whatever this person passed on, with the same look in the log: the reason never shows."""
    request.seen = [Seen(page=page, refused=True)]
    place = for_authority(request.actor.authority)
    managers = [team for team in place.teams if team.kind == "duty_manager"]
    context = {"sent": sent, "managers": managers, "out_of_hours": place.out_of_hours, "now": request.now}
    return render(request, "look/with_manager.html", context)
