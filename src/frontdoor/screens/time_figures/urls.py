"""Addresses of the time figures."""

from __future__ import annotations

from django.urls import path

from frontdoor.screens.time_figures import download, views

app_name = "figures"

urlpatterns = [
    path("", views.time, name="time"),
    path("download/", download.table, name="download"),
    path("<slug:code>/", views.hand_off, name="hand_off"),
    path("<slug:code>/children/", views.children, name="children"),
]
