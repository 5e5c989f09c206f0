"""Time at the keyboard: a session ends after 30 minutes without a person, and what they were sending is kept.

Twelve hours after the sign-in it ends in any case: whoever holds a stolen session cannot keep it alive by using it.

A page that refreshes itself is not a person. What somebody sends after the time has run out is not lost: it waits on
the server for the same account to sign in again, and is then offered to be sent. No other account sees it.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest

_LAST = "frontdoor_last_active"
_BEGUN = "frontdoor_signed_in"
_KEPT = "frontdoor_kept"
#: A session is written at most this often, so that a page costs no write of its own.
_STEP = timedelta(minutes=1)
_NEVER_KEPT = ("csrfmiddlewaretoken",)


def begin(request: HttpRequest, at: datetime) -> None:
    """A person has signed in."""
    request.session[_BEGUN] = request.session[_LAST] = at.isoformat()


def has_run_out(request: HttpRequest, at: datetime) -> bool:
    """Whether nobody was at the keyboard for too long, or the sign-in is too long ago.

    Notes that somebody is there, unless the page itself asked.
    """
    last, begun = request.session.get(_LAST), request.session.get(_BEGUN)
    if last is None or begun is None:
        begin(request, at)
        return False
    since = at - datetime.fromisoformat(last)
    if since >= timedelta(minutes=settings.IDLE_MINUTES):
        return True
    if at - datetime.fromisoformat(begun) >= timedelta(seconds=settings.SESSION_COOKIE_AGE):
        return True
    by_itself = request.method == "GET" and is_of_script(request)
    if since >= _STEP and not by_itself:
        request.session[_LAST] = at.isoformat()
    return False


def sign_out_and_keep(request: HttpRequest, account: UUID) -> None:
    """End the session; keep on the server what was being sent, for the same account alone."""
    sent = {name: request.POST.getlist(name) for name in request.POST if name not in _NEVER_KEPT}
    path = request.get_full_path()
    logout(request)
    if request.method == "POST" and sent and not is_of_script(request):
        request.session[_KEPT] = {"account": str(account), "path": path, "fields": sent}


def is_of_script(request: HttpRequest) -> bool:
    """Whether a page's own script sent this, as when a draft saves itself or a part is fetched again."""
    return "Front-Door-Part" in request.headers or "application/json" in request.headers.get("Accept", "")


def kept(request: HttpRequest, account: UUID) -> dict[str, Any] | None:
    """What this account was sending when its time ran out, once; anybody else's is thrown away."""
    found: dict[str, Any] | None = request.session.pop(_KEPT, None)
    return found if found and found["account"] == str(account) else None


def is_kept(request: HttpRequest) -> bool:
    """Whether something waits to be sent again."""
    return _KEPT in request.session
