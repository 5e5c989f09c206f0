"""Where a leader finds what an inspection asks for first: Ofsted's lists for the day of its call, made in seconds."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from frontdoor.access.doors import AtDoor, door
from frontdoor.returns.actions import UnableToAsk, ask_for_annex_a
from frontdoor.returns.annex_a.columns import LISTS
from frontdoor.rules.roles import Permission
from frontdoor.screens.returns.forms import AnnexAForm
from frontdoor.screens.returns.runs import history


@door(Permission.MAKE_RETURNS, page="inspection")
def inspection(request: HttpRequest) -> HttpResponse:
    """The day of the call, the lists that were made before, and what each list is of."""
    at = cast(AtDoor, request)
    form = AnnexAForm(at.POST or None)
    if at.method == "POST" and form.is_valid():
        try:
            made = ask_for_annex_a(on=form.cleaned_data["on"], by=at.actor, recorded_at=at.now)
        except UnableToAsk as refusal:
            form.add_error("on", str(refusal))
        else:
            return redirect("returns:run", made.id)
    context = {"form": form, "rows": history(at, kind="annex_a"), "lists": LISTS}
    return render(at, "returns/inspection.html", context, status=422 if form.is_bound else 200)
