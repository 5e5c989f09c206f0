"""The pages of those on call."""

from __future__ import annotations

from django.urls import path

from frontdoor.screens.on_call import views

app_name = "on_call"
urlpatterns = [
    path("", views.pages, name="pages"),
    path("answer/", views.answer, name="answer"),
]
