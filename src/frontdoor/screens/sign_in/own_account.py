"""A person's own account: password, second factor, spare codes. Nothing here is about any child."""

from __future__ import annotations

import base64
from typing import Any, cast

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.login import record_authentication
from allauth.account.views import ReauthenticateView
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.views import ReauthenticateView as CodeView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal import flows as spare
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal import flows as totp
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth import update_session_auth_hash
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from frontdoor.access import idle
from frontdoor.access.doors import signed_in
from frontdoor.access.models import Account
from frontdoor.screens.sign_in.forms import ChangePassword


def _account(request: HttpRequest) -> Account:
    return cast(Account, request.user)


def _has_second_factor(account: Account) -> bool:
    return bool(is_mfa_enabled(account, [Authenticator.Type.TOTP]))


@signed_in(page="own_account")
def own_account(request: HttpRequest) -> HttpResponse:
    """What a person can set up for themselves."""
    return render(request, "sign_in/own_account.html", {"second_factor": _has_second_factor(_account(request))})


@signed_in(page="send_again")
@never_cache
def send_again(request: HttpRequest) -> HttpResponse:
    """What was being sent when the time ran out, for the same person to send again; otherwise on to where they went."""
    kept = idle.kept(request, _account(request).id)
    going = request.GET.get("next", "/")
    if not url_has_allowed_host_and_scheme(going, {request.get_host()}, require_https=request.is_secure()):
        going = "/"
    if kept is None:
        return redirect(going)
    fields = [(name, value) for name, values in kept["fields"].items() for value in values]
    return render(request, "sign_in/send_again.html", {"path": kept["path"], "fields": fields, "going": going})


@signed_in(page="change_password")
@sensitive_post_parameters("present", "password", "again")
def change_password(request: HttpRequest) -> HttpResponse:
    """A new password, with the present one; other sessions of the account end."""
    account = _account(request)
    form = ChangePassword(request.POST or None, account=account)
    if request.method == "POST" and form.is_valid():
        account.set_password(form.cleaned_data["password"])
        account.save(update_fields=["password"])
        update_session_auth_hash(request, cast(Any, account))
        return redirect("own_account")
    return render(request, "sign_in/change_password.html", {"form": form})


@signed_in(page="second_factor_needed")
def second_factor_needed(request: HttpRequest) -> HttpResponse:
    """Staff come in with a second factor: whoever has none sets one up, whoever has one signs in with it."""
    return render(request, "sign_in/second_factor_needed.html", {"has_one": _has_second_factor(_account(request))})


@signed_in(page="second_factor")
@never_cache
@reauthentication_required(app="allauth.mfa")
def second_factor(request: HttpRequest) -> HttpResponse:
    """Set up an app that shows one-time codes, or exchange it for another."""
    account = _account(request)
    form = ActivateTOTPForm(request.POST or None, user=account)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            Authenticator.objects.filter(user=account, type=Authenticator.Type.TOTP).delete()
            made, _ = totp.activate_totp(request, form)
        record_authentication(request, account, "mfa", id=made.pk, type=made.type)
        return redirect("mfa_view_recovery_codes")
    adapter = get_adapter()
    picture = adapter.build_totp_svg(adapter.build_totp_url(account, form.secret))
    shown = {
        "form": form,
        "secret": " ".join(form.secret[at : at + 4] for at in range(0, len(form.secret), 4)),
        "picture": f"data:image/svg+xml;base64,{base64.b64encode(picture.encode()).decode()}",
    }
    answer = render(request, "sign_in/second_factor.html", shown)
    # The picture is drawn for this page alone and comes with it.
    answer._csp_update = {"img-src": ["'self'", "data:"]}  # type: ignore[attr-defined]
    return answer


@signed_in(page="spare_codes")
@never_cache
@reauthentication_required(app="allauth.mfa")
def spare_codes(request: HttpRequest) -> HttpResponse:
    """The spare codes, each good once, for the day when the telephone is lost; and new ones."""
    account = _account(request)
    if not _has_second_factor(account):
        return redirect("mfa_activate_totp")
    if request.method == "POST":
        spare.generate_recovery_codes(request)
        return redirect("mfa_view_recovery_codes")
    codes, _ = spare.view_recovery_codes(request)
    return render(request, "sign_in/spare_codes.html", {"codes": codes.get_unused_codes() if codes else []})


confirm = signed_in(page="confirm_password")(ReauthenticateView.as_view(template_name="sign_in/confirm.html"))
confirm_with_code = signed_in(page="confirm_code")(CodeView.as_view(template_name="sign_in/confirm.html"))
