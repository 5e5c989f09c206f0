"""Accounts: who may come in, made and stopped by the person who answers for it."""

from __future__ import annotations

from datetime import date
from typing import cast
from uuid import UUID

from django.contrib.auth.tokens import default_token_generator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from frontdoor.access import queries
from frontdoor.access.actions.accounts import (
    CHANGEABLE,
    Joiner,
    UnableToMakeAccount,
    change_account,
    give_password_link,
    make_account,
    start_account,
    stop_account,
)
from frontdoor.access.doors import AtDoor, door
from frontdoor.access.dormancy import is_dormant
from frontdoor.access.models import Account
from frontdoor.access.permission import RefusedSight
from frontdoor.rules.calendar import london_day
from frontdoor.rules.roles import ROLES, Permission
from frontdoor.screens.access_desk.forms import ChangedAccount, NewAccount
from frontdoor.screens.look.formatting import date_words


def _state(account: Account, at: AtDoor) -> str:
    if not account.is_active:
        return "stopped"
    if is_dormant(account, london_day(at.now)):
        return "unused for 90 days" if ROLES[account.role].staff else "asleep"
    return "in use" if account.last_used_on else "never used"


def _registered(account: Account, on: date) -> str:
    """Until when a social worker's registration holds, and whether it has ended: they prepare then, and decide nothing.

    Empty where the role needs none.
    """
    if not ROLES[account.role].may_be_registered:
        return ""
    if not account.registration or account.registered_until is None:
        return "no registration: prepares, decides nothing"
    ended = account.registered_until < on
    words = f"{account.registration}, until {date_words(account.registered_until)}"
    return f"{words}: ended, decides nothing until it is renewed here" if ended else words


@door(Permission.MANAGE_ACCOUNTS, page="accounts")
def accounts(request: HttpRequest) -> HttpResponse:
    """Every account of the authority, what it may do, who approves it, and when it was last used."""
    at = cast(AtDoor, request)
    on = london_day(at.now)
    rows = [(one, ROLES[one.role], _state(one, at), _registered(one, on)) for one in queries.accounts(at.actor)]
    return render(request, "access_desk/accounts.html", {"rows": rows, "own": at.actor.account})


@door(Permission.MANAGE_ACCOUNTS, page="make_account")
def make(request: HttpRequest) -> HttpResponse:
    """A new account; its password is set by the person, with a link."""
    at = cast(AtDoor, request)
    form = NewAccount(request.POST or None)
    if request.method == "POST" and form.is_valid():
        joiner = Joiner(**form.cleaned_data)
        try:
            made = make_account(joiner=joiner, by=at.actor, recorded_at=at.now)
        except UnableToMakeAccount as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("access_desk:account_link", account=made.id)
    return render(request, "access_desk/make_account.html", {"form": form, "roles": ROLES.values()})


@door(Permission.MANAGE_ACCOUNTS, page="change_account")
def change(request: HttpRequest, account: UUID) -> HttpResponse:
    """Another team or role, or a registration that was renewed; what stands there now is filled in."""
    at = cast(AtDoor, request)
    found = _of_authority(account, at)
    stands: dict[str, object] = {name: getattr(found, name) for name in CHANGEABLE}
    until = f"{found.registered_until:%d/%m/%Y}" if found.registered_until else ""
    stands |= {"teams": " ".join(found.teams), "registered_until": until}
    form = ChangedAccount(request.POST or None, initial=stands)
    if request.method == "POST" and form.is_valid():
        to = Joiner(email=found.email, telephone=found.telephone, **form.cleaned_data)
        try:
            change_account(account=account, to=to, by=at.actor, recorded_at=at.now)
        except UnableToMakeAccount as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("access_desk:accounts")
    shown = {"form": form, "roles": ROLES.values(), "account": found}
    return render(request, "access_desk/make_account.html", shown)


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
        give_password_link(account=account, by=at.actor, recorded_at=at.now)
        token = default_token_generator.make_token(found)
        address = request.build_absolute_uri(reverse("new_password", args=[found.id, token]))
    return render(request, "access_desk/account_link.html", {"account": found, "address": address})


def _of_authority(account: UUID, at: AtDoor) -> Account:
    found = Account.objects.filter(pk=account, authority=at.actor.authority).first()
    if found is None:
        raise RefusedSight
    return found
