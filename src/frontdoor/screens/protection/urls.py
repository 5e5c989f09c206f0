"""Addresses of protection: a contact's reference, a child's number in it, an act; never a name."""

from __future__ import annotations

from django.urls import path

from frontdoor.screens.protection import discussion, views

app_name = "protection"

urlpatterns = [
    path("<str:reference>/", views.overview, name="overview"),
    path("<str:reference>/call/", discussion.call, name="call"),
    path("<str:reference>/discussion/", discussion.hold, name="discussion"),
    path("<str:reference>/<int:number>/<slug:act>/", views.act, name="act"),
]
