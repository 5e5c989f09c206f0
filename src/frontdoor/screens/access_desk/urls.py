"""Addresses of the access desk."""

from __future__ import annotations

from django.urls import path

from frontdoor.screens.access_desk import accounts, asked, looks, openings, registers, restricted, walls

app_name = "access_desk"

urlpatterns = [
    path("restricted/", restricted.desk, name="restricted"),
    path("emergency/", openings.break_glass, name="emergency"),
    path("emergency/<uuid:person>/", openings.opened, name="opened"),
    path("openings/", openings.openings, name="openings"),
    path("openings/<uuid:opening>/", openings.review, name="review"),
    path("requests/", asked.asked, name="asked"),
    path("requests/<uuid:asked>/", asked.answer, name="answer"),
    path("who-looked/", looks.who_looked, name="who_looked"),
    path("walls/", walls.which, name="walls"),
    path("walls/<slug:number>/", walls.walls, name="walls_of"),
    path("opened-anew/", walls.open_anew, name="open_after_adoption"),
    path("registers/", registers.registers, name="registers"),
    path("registers/<uuid:agreement>/end/", registers.end, name="end_register"),
    path("accounts/", accounts.accounts, name="accounts"),
    path("accounts/new/", accounts.make, name="make_account"),
    path("accounts/<uuid:account>/change/", accounts.change, name="change_account"),
    path("accounts/<uuid:account>/stop/", accounts.stop, name="stop_account"),
    path("accounts/<uuid:account>/start/", accounts.start, name="start_account"),
    path("accounts/<uuid:account>/link/", accounts.link, name="account_link"),
]
