"""Addresses of returns."""

from __future__ import annotations

from django.urls import path

from frontdoor.screens.returns import compared, inspection, runs, worklist

app_name = "returns"

urlpatterns = [
    path("", runs.runs, name="runs"),
    path("inspection/", inspection.inspection, name="inspection"),
    path("worklist/", worklist.worklist, name="worklist"),
    path("compared/", compared.compared, name="compared"),
    path("<uuid:run>/", runs.run, name="run"),
    path("<uuid:run>/file/", runs.file, name="file"),
    path("<uuid:run>/<slug:rule>/", runs.rule, name="rule"),
]
