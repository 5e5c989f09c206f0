"""The page of what is said back and sent."""

from __future__ import annotations

from django.urls import path

from frontdoor.screens.outbox import views

app_name = "outbox"
urlpatterns = [path("", views.messages, name="messages")]
