"""Addresses of saying that one knows a family: no reference stands in them."""

from __future__ import annotations

from django.urls import path

from frontdoor.screens.know_family import views

app_name = "know_family"

urlpatterns = [
    path("", views.say, name="say"),
    path("done/", views.done, name="done"),
]
