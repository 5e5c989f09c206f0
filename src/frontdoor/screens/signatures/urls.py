"""Addresses of second signatures: none names a child."""

from __future__ import annotations

from django.urls import path

from frontdoor.screens.signatures import views

app_name = "signatures"

urlpatterns = [
    path("", views.waiting, name="waiting"),
    path("answer/", views.answer, name="answer"),
]
