"""The address of the search; what is looked for never stands in it."""

from __future__ import annotations

from django.urls import path

from frontdoor.screens.find import views

app_name = "find"

urlpatterns = [path("", views.person, name="person"), path("rows/", views.rows, name="rows")]
