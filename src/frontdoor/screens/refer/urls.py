"""Addresses of the referral form: a partnership's first page, its further ones, the way back to a saved one."""

from __future__ import annotations

from django.urls import path

from frontdoor.screens.refer import views

app_name = "refer"

urlpatterns = [
    path("<slug:authority>/", views.start, name="start"),
    path("<slug:authority>/back/", views.come_back, name="come_back"),
    path("<slug:authority>/form/", views.form, name="form"),
]
