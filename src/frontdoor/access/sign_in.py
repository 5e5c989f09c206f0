"""Signing in, as allauth and axes ask for it: our account model, dormant accounts, throttling, the council's provider.

A known and an unknown address get the same words, and the same work is done for both (a hash is computed either way).
Wrong passwords are counted by axes; wrong one-time codes, which come after a right password, by allauth.
"""

from __future__ import annotations

import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from frontdoor.access import doors, dormancy
from frontdoor.access.idle import begin
from frontdoor.access.models import Account
from frontdoor.access.secrets import derived_key
from frontdoor.rules.calendar import london_day
from frontdoor.rules.roles import ROLES

WRONG = "The e-mail address or the password is not right. Check both and try again."


class AccountAdapter(DefaultAccountAdapter):
    """What allauth asks about accounts: nobody signs up, the unused stop or sleep, nothing is mailed."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": WRONG,
        "too_many_login_attempts": "There were too many wrong codes. Wait five minutes and try again.",
        "incorrect_password": "The password is not right.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by a person who answers for them."""
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Pages say themselves what happened."""

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Mail goes through the outbox and carries no more than a link."""

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Wrong passwords are counted by axes alone."""

    def reauthenticate(self, user: Account, password: str) -> bool:
        """Ask the signed-in person's password again, throttled like the first time."""
        asked = getattr(self, "request", None)
        found = authenticate(asked, email=user.email, password=password)
        return found is not None and found.pk == user.pk

    def is_reauthentication_required(self, *, app: str) -> bool:
        """A password or code of the last five minutes is not asked for again."""
        asked = context.request
        steps = get_authentication_records(asked, asked.user)
        return not any(time.time() - step["at"] < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT for step in steps)

    def pre_login(self, request: HttpRequest, user: Account, **kwargs: Any) -> HttpResponse | None:
        """Stop who may not come in: an account that was stopped, or one unused for 90 days.

        An agency's sleeping account goes on if it has a second factor, which the next page asks for, and wakes.
        """
        if not user.is_active:
            return redirect("account_inactive")
        if dormancy.is_dormant(user, london_day(doors.now())):
            staff = ROLES[user.role].staff
            if staff:
                dormancy.stop(user)
                return redirect("account_inactive")
            dormancy.put_to_sleep(user)
            if not is_mfa_enabled(user, [Authenticator.Type.TOTP]):
                return redirect("account_asleep")
        answer: HttpResponse | None = super().pre_login(request, user, **kwargs)
        return answer

    def login(self, request: HttpRequest, user: Account) -> None:
        """The person is in: the account is in use today, and their time at the keyboard begins."""
        super().login(request, user)
        dormancy.used(user, london_day(doors.now()))
        begin(request, doors.now())


class SecondFactorAdapter(DefaultMFAAdapter):
    """What allauth asks about second factors: their secrets are encrypted where they are stored."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "The code is not right. Codes change every 30 seconds; type the one that shows now.",
    }

    def encrypt(self, text: str) -> str:
        """The secret as it is stored."""
        return Fernet(derived_key("second factor")).encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret as it is used."""
        return Fernet(derived_key("second factor")).decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Where a second factor is required, a person may change theirs but not go without."""
        return not settings.SECOND_FACTOR_REQUIRED


class ProviderAdapter(DefaultSocialAccountAdapter):
    """The council's own provider says who somebody is; whether they may come in says the account that stands here."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Nobody gets an account by signing in."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Tie a first sign-in to the account with the same address, if the provider says the address is theirs."""
        if sociallogin.is_existing:
            return
        verified = [found.email for found in sociallogin.email_addresses if found.verified]
        account = Account.objects.filter(email__in=verified, is_active=True).first() if verified else None
        if account is None:
            raise ImmediateHttpResponse(render(request, "sign_in/not_known.html", status=403))
        sociallogin.connect(request, account)


def name_tried(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """Under which address wrong passwords are counted: as typed, whether or not there is such an account."""
    given = credentials or {}
    return str(given.get("email") or given.get("login") or request.POST.get("login", "")).strip().lower()[:254]


def place_tried_from(request: HttpRequest) -> str:
    """The network address of the person, past the proxies that the council says are its own."""
    if settings.PROXIES:
        passed = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
        if len(passed) >= settings.PROXIES:
            return str(passed[-settings.PROXIES])
    return str(request.META.get("REMOTE_ADDR", ""))


def locked_out(request: HttpRequest, answer: HttpResponse, credentials: dict[str, Any] | None = None) -> HttpResponse:
    """After too many wrong passwords: the same page for a known and an unknown address."""
    return render(request, "sign_in/locked_out.html", status=429)
