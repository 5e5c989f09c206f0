"""Addresses of the telephone note."""

from __future__ import annotations

from django.urls import path

from frontdoor.screens.telephone import views

app_name = "telephone"

urlpatterns = [
    path("", views.note, name="note"),
    path("matches/", views.matches, name="matches"),
    path("taken/<str:reference>/", views.taken, name="taken"),
]
