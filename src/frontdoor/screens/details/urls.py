"""Addresses of details: a contact's reference, a child's number in it, an act; never a name."""

from __future__ import annotations

from django.urls import path

from frontdoor.screens.details import views

app_name = "details"

urlpatterns = [
    path("<str:reference>/", views.overview, name="overview"),
    path("<str:reference>/<int:number>/<slug:act>/", views.act, name="act"),
]
