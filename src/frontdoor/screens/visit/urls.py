"""Addresses of the visit pages: a contact's reference and small numbers, never a name."""

from __future__ import annotations

from django.urls import path

from frontdoor.screens.visit import views

app_name = "visit"

urlpatterns = [
    path("unlock/", views.unlock, name="unlock"),
    path("<str:reference>/", views.visits, name="visits"),
    path("<str:reference>/plan/", views.plan, name="plan"),
    path("<str:reference>/record/", views.record_one, name="record"),
    path("<str:reference>/<int:number>/", views.one, name="one"),
]
