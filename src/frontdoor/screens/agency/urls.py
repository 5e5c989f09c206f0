"""The pages of an agency."""

from __future__ import annotations

from django.urls import path

from frontdoor.screens.agency import views

app_name = "agency"
urlpatterns = [
    path("", views.requests, name="requests"),
    path("<str:reference>/<int:number>/", views.answer, name="answer"),
]
