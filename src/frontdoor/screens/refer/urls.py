"""Addresses of the referral form: one for each partnership's first page, and one that every further page posts to."""

from __future__ import annotations

from django.urls import path

from frontdoor.screens.refer import views

app_name = "refer"

urlpatterns = [
    path("<slug:authority>/", views.start, name="start"),
    path("<slug:authority>/form/", views.form, name="form"),
]
