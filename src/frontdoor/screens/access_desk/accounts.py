"""Accounts: who may come in, made and stopped by the person who answers for it."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.contrib.auth.tokens import default_token_generator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from frontdoor.access import queries
from frontdoor.access.actions.accounts import Joiner, UnableToMakeAccount, make_account, start_account, stop_account
from frontdoor.access.doors import AtDoor, door
from frontdoor.access.dormancy import is_dormant
from frontdoor.access.models import Account
from frontdoor.access.permission import RefusedSight
from frontdoor.rules.calendar import london_day
from frontdoor.rules.roles import ROLES, Permission
from frontdoor.screens.access_desk.forms import NewAccount


def _state(account: Account, at: AtDoor) -> str:
    if not account.is_active:
        return "stopped"
    if is_dormant(account, london_day(at.now)):
        return "unused for 90 days" if ROLES[account.role].staff else "asleep"
    return "in use" if account.last_used_on else "never used"


@door(Permission.MANAGE_ACCOUNTS, page="accounts")
def accounts(request: HttpRequest) -> HttpResponse:
    """Every account of the authority, what it may do, who approves it, and when it was last used."""
    at = cast(AtDoor, request)
    rows = [(one, ROLES[one.role], _state(one, at)) for one in queries.accounts(at.actor)]
    return render(request, "access_desk/accounts.html", {"rows": rows, "own": at.actor.account})


@door(Permission.MANAGE_ACCOUNTS, page="make_account")
def make(request: HttpRequest) -> HttpResponse:
    """A new account; its password is set by the person, with a link."""
    at = cast(AtDoor, request)
    form = NewAccount(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        joiner = Joiner(
            email=given["email"],
            name=given["name"],
            role=given["role"],
            agency=given["agency"],
            teams=(given["team"],) if given["team"] else (),
            registration=given["registration"],
            registered_until=given["registered_until"],
        )
        try:
            made = make_account(joiner=joiner, by=at.actor, recorded_at=at.now)
        except UnableToMakeAccount as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("access_desk:account_link", account=made.id)
    return render(request, "access_desk/make_account.html", {"form": form, "roles": ROLES.values()})


@door(Permission.MANAGE_ACCOUNTS, page="stop_account")
def stop(request: HttpRequest, account: UUID) -> HttpResponse:
    """Stop an account, once asked."""
    at = cast(AtDoor, request)
    found = _of_authority(account, at)
    if request.method == "POST":
        stop_account(account=account, by=at.actor, recorded_at=at.now)
        return redirect("access_desk:accounts")
    return render(request, "access_desk/change_account.html", {"account": found, "verb": "Stop"})


@door(Permission.MANAGE_ACCOUNTS, page="start_account")
def start(request: HttpRequest, account: UUID) -> HttpResponse:
    """Start a stopped account, or wake a sleeping one, once asked."""
    at = cast(AtDoor, request)
    found = _of_authority(account, at)
    if request.method == "POST":
        start_account(account=account, by=at.actor, recorded_at=at.now)
        return redirect("access_desk:accounts")
    return render(request, "access_desk/change_account.html", {"account": found, "verb": "Start"})


@door(Permission.MANAGE_ACCOUNTS, page="account_link")
def link(request: HttpRequest, account: UUID) -> HttpResponse:
    """The link with which the person sets a password: good once, and for a day. Shown when asked for by a form."""
    at = cast(AtDoor, request)
    found = _of_authority(account, at)
    address = ""
    if request.method == "POST" and found.is_active:
        token = default_token_generator.make_token(found)
        address = request.build_absolute_uri(reverse("new_password", args=[found.id, token]))
    return render(request, "access_desk/account_link.html", {"account": found, "address": address})


def _of_authority(account: UUID, at: AtDoor) -> Account:
    found = Account.objects.filter(pk=account, authority=at.actor.authority).first()
    if found is None:
        raise RefusedSight
    return found
