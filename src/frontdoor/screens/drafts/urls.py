"""The address to which forms save themselves."""

from __future__ import annotations

from django.urls import path

from frontdoor.screens.drafts import views

app_name = "drafts"

urlpatterns = [
    path("<slug:form>/<uuid:record>/", views.save, name="save"),
    path("answer/<slug:form>/<uuid:record>/", views.save_answer, name="save_answer"),
]
