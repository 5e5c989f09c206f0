"""Addresses of a contact's record: the reference, the action, and nothing else."""

from __future__ import annotations

from django.urls import path

from frontdoor.screens.hub import clocks, doing, putting_right, telling, views

app_name = "hub"
#: The record of a contact, to whoever reads the address.
ADDRESS = "contact"

urlpatterns = [
    path("<str:reference>/", views.record, name="record"),
    path("<str:reference>/add/", doing.add, name="add"),
    path("<str:reference>/ask/", doing.ask, name="ask"),
    path("<str:reference>/tell/", telling.tell, name="tell"),
    path("<str:reference>/strategy/", doing.strategy, name="strategy"),
    path("<str:reference>/hand-over/", doing.hand_over_children, name="hand_over"),
    path("<str:reference>/danger/", doing.danger, name="danger"),
    path("<str:reference>/link/", doing.link, name="link"),
    path("<str:reference>/call/", doing.call, name="call"),
    path("<str:reference>/acknowledge/", doing.acknowledge, name="acknowledge"),
    path("<str:reference>/clocks/", clocks.clocks, name="clocks"),
    path("<str:reference>/late/", putting_right.late, name="late"),
    path("<str:reference>/disagree/", putting_right.disagree, name="disagree"),
    path("<str:reference>/correct/", putting_right.correct, name="correct"),
]
