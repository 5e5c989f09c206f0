"""Addresses of the decision pages: a contact's reference, never a name."""

from __future__ import annotations

from django.urls import path

from frontdoor.screens.decision import signing, views

app_name = "decision"

urlpatterns = [
    path("<str:reference>/", views.decide, name="decide"),
    path("<str:reference>/decided/", views.decided, name="decided"),
    path("<str:reference>/sign/", signing.sign, name="sign"),
]
