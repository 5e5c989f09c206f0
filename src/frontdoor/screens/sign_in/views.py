"""Coming in and going out: thin views over allauth's flows, in the product's look."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from allauth.account.views import LoginView
from allauth.mfa.base.views import AuthenticateView
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.tokens import default_token_generator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from frontdoor.access import idle
from frontdoor.access.doors import public
from frontdoor.access.models import Account
from frontdoor.screens.handovers.closing import before_leaving
from frontdoor.screens.sign_in.forms import NewPassword, SignIn


class _SignIn(LoginView):
    template_name = "sign_in/sign_in.html"
    form_class = SignIn

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found: dict[str, Any] = super().get_context_data(**kwargs)
        found["kept"] = idle.is_kept(self.request)
        found["next"] = _next(self.request)
        found["council"] = next(iter(_providers()), None)
        return found

    def get_success_url(self) -> str:
        """Where one was going; by way of what was being sent when the time ran out, if anything was."""
        going = _next(self.request) or reverse("start")
        return f"{reverse('send_again')}?{urlencode({'next': going})}" if idle.is_kept(self.request) else going


class _Code(AuthenticateView):
    template_name = "sign_in/code.html"


sign_in = public(page="sign_in")(_SignIn.as_view())
code = public(page="sign_in_code")(never_cache(_Code.as_view()))


def _next(request: HttpRequest) -> str:
    """The page that somebody was going to, if it is one of ours."""
    asked = request.POST.get("next") or request.GET.get("next", "")
    ours = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if ours else ""


def _providers() -> list[dict[str, Any]]:
    apps: list[dict[str, Any]] = settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect", {}).get("APPS", [])
    return apps


@public(page="sign_out")
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out by pressing the button; whoever only follows the address is asked to press it."""
    if request.method == "POST":
        first = before_leaving(request)
        if first is not None:
            return first
        logout(request)
        return render(request, "sign_in/signed_out.html")
    return render(request, "sign_in/sign_out.html")


@public(page="account_stopped")
def stopped(request: HttpRequest) -> HttpResponse:
    """The password was right, and the account does not open."""
    return render(request, "sign_in/stopped.html", status=403)


@public(page="account_asleep")
def asleep(request: HttpRequest) -> HttpResponse:
    """An agency's account that nobody used for 90 days and that has no second factor to wake it."""
    return render(request, "sign_in/asleep.html", status=403)


@public(page="not_known")
def not_known(request: HttpRequest) -> HttpResponse:
    """The council's provider knows the person; no account stands here."""
    return render(request, "sign_in/not_known.html", status=403)


@public(page="council_sign_in")
@require_POST
def council(request: HttpRequest) -> HttpResponse:
    """Go to the council's own provider, by a form, so that no other site can send people there."""
    apps = _providers()
    if not apps:
        return redirect("account_login")
    answer: HttpResponse = openid_connect.login(request, apps[0]["provider_id"])
    return answer


provider = public(page="provider")(openid_connect.login)
provider_back = public(page="provider_back")(openid_connect.callback)


@public(page="new_password")
@never_cache
@sensitive_post_parameters("password", "again")
def new_password(request: HttpRequest, account: UUID, token: str) -> HttpResponse:
    """Set a password with the link that an account manager handed over; it works once and for a day."""
    found = Account.objects.filter(pk=account, is_active=True).first()
    if found is None or not default_token_generator.check_token(found, token):
        return render(request, "sign_in/link_used.html", status=404)
    form = NewPassword(request.POST or None, account=found)
    if request.method == "POST" and form.is_valid():
        found.set_password(form.cleaned_data["password"])
        found.save(update_fields=["password"])
        return redirect("account_login")
    return render(request, "sign_in/new_password.html", {"form": form})
