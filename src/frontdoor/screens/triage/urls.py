"""Addresses of triage."""

from __future__ import annotations

from django.urls import path

from frontdoor.screens.triage import rating, views

app_name = "triage"

urlpatterns = [
    path("", views.queue, name="queue"),
    path("wall/", views.wall, name="wall"),
    path("new/", views.new, name="new"),
    path("rate/", rating.next_unrated, name="rate_next"),
    path("rate/<str:reference>/", rating.rate, name="rate"),
]
