"""The address of one's own work."""

from __future__ import annotations

from django.urls import path

from frontdoor.screens.work import team, views

app_name = "work"
#: As the header calls it.
ADDRESS = "my-work"

urlpatterns = [
    path("", views.mine, name="mine"),
    path("team/", team.team, name="team"),
    path("read/", views.read, name="read"),
]
