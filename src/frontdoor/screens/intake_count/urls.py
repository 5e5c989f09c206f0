"""Addresses of the intake count: a day, and nothing else."""

from __future__ import annotations

from django.urls import path

from frontdoor.screens.intake_count import views

app_name = "intake_count"

urlpatterns = [
    path("", views.count, name="count"),
    path("sign-off/", views.sign_off, name="sign_off"),
]
