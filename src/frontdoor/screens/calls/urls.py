"""Addresses of the calling page: our own number of the child."""

from __future__ import annotations

from django.urls import path

from frontdoor.screens.calls import views

app_name = "calls"

urlpatterns = [path("<slug:number>/", views.calling, name="calling")]
