"""Addresses of a child's page: the child's own number for life, never a name or a number that others gave."""

from __future__ import annotations

from django.urls import path

from frontdoor.screens.child import knowing, views

app_name = "child"

urlpatterns = [
    path("<slug:number>/", views.child, name="page"),
    path("<slug:number>/show/", views.show, name="show"),
    path("<slug:number>/ask-nhs/", knowing.ask_nhs, name="ask_nhs"),
    path("<slug:number>/who-knows/", knowing.who_knows, name="who_knows"),
]
