"""The program's addresses, and `/admin/`: Django's own list of contacts, fifty on a page, the newest first."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import path

from frontdoor.journey.models import Contact
from frontdoor.project.urls import handler400, handler403, handler404, handler500
from frontdoor.project.urls import urlpatterns as own

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


class Site(admin.AdminSite):
    """Open to whoever is signed in: our accounts know no Django permissions."""

    def has_permission(self, request: HttpRequest) -> bool:
        """Whether somebody is signed in."""
        return request.user.is_authenticated


class Contacts(admin.ModelAdmin):  # type: ignore[type-arg] - not to be subscripted where it runs
    """What the admin gives whoever registers a table: columns, an order, pages."""

    actions = None
    list_display = ("reference", "channel", "source", "received_at", "danger_now")
    list_per_page = 50
    ordering = ("-received_at",)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Everybody who is in may look."""
        return True

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Everybody who is in is shown the table."""
        return True

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """And do nothing else."""
        return False

    has_add_permission = has_delete_permission = has_change_permission  # type: ignore[assignment]


site = Site()
site.register(Contact, Contacts)
urlpatterns = [*own, path("admin/", site.urls)]
