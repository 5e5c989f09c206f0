"""The first page: people are sent where their role works; others choose between telling us and signing in."""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from frontdoor.access import doors
from frontdoor.access.actors import actor_for
from frontdoor.access.doors import public
from frontdoor.project.navigation import address, places_of
from frontdoor.rules.partnership import all_partnerships
from frontdoor.rules.roles import ROLES


@public(page="start")
def start(request: HttpRequest) -> HttpResponse:
    """Shows nothing of any child to anybody."""
    if request.user.is_authenticated:
        by = actor_for(cast(Any, request.user), doors.now())
        first = next(places_of(by), None)
        if first is not None:
            return redirect(first[1])
        return render(request, "sign_in/no_place.html", {"role": ROLES[by.role]})
    places = [{"name": found.name, "url": address("refer:start", found.slug)} for found in all_partnerships().values()]
    return render(request, "sign_in/start.html", {"places": places, "sign_in_url": address("account_login")})
