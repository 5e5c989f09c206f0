"""Addresses of the desk: a proposal, an act of joining, a person; never a name."""

from __future__ import annotations

from django.urls import path

from frontdoor.screens.match_desk import apart, households, nameless, views

app_name = "match_desk"

urlpatterns = [
    path("", views.queue, name="queue"),
    path("restricted/", views.restricted, name="restricted"),
    path("propose/", views.propose, name="propose"),
    path("not-identified/", nameless.listed, name="not_identified"),
    path("not-identified/<uuid:person>/", nameless.decide, name="decide_search"),
    path("household/<slug:number>/", households.household, name="household"),
    path("joined/<slug:number>/", apart.joinings, name="joinings"),
    path("apart/<uuid:joining>/", apart.take_apart, name="apart"),
    path("<uuid:proposal>/", views.proposal, name="proposal"),
]
