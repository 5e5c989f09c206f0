"""Addresses of hand-overs."""

from __future__ import annotations

from django.urls import path

from frontdoor.screens.handovers import closing, views

app_name = "handovers"

urlpatterns = [
    path("", views.waiting, name="list"),
    path("answer/", views.answer, name="answer"),
    path("closing/", closing.closing, name="closing"),
    path("closing/accept/", closing.accept, name="accept_for_night"),
    path("leaving/", closing.leaving, name="leaving"),
]
