"""Addresses of signing in. The names are those that allauth sends people to."""

from __future__ import annotations

from django.urls import path

from frontdoor.screens.sign_in import own_account, views

urlpatterns = [
    path("", views.sign_in, name="account_login"),
    path("code/", views.code, name="mfa_authenticate"),
    path("out/", views.sign_out, name="account_logout"),
    path("stopped/", views.stopped, name="account_inactive"),
    path("asleep/", views.asleep, name="account_asleep"),
    path("council/", views.council, name="council_sign_in"),
    path("provider/not-known/", views.not_known, name="socialaccount_signup"),
    path("provider/<str:provider_id>/", views.provider, name="openid_connect_login"),
    path("provider/<str:provider_id>/back/", views.provider_back, name="openid_connect_callback"),
    path("send-again/", own_account.send_again, name="send_again"),
    path("account/", own_account.own_account, name="own_account"),
    path("account/password/", own_account.change_password, name="account_change_password"),
    path("account/confirm/", own_account.confirm, name="account_reauthenticate"),
    path("account/confirm-code/", own_account.confirm_with_code, name="mfa_reauthenticate"),
    path("account/second-factor/", own_account.second_factor, name="mfa_activate_totp"),
    path("account/second-factor/needed/", own_account.second_factor_needed, name="second_factor_needed"),
    path("account/spare-codes/", own_account.spare_codes, name="mfa_view_recovery_codes"),
    path("new-password/<uuid:account>/<str:token>/", views.new_password, name="new_password"),
]
