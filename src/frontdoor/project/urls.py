"""Every address of the program. A screen's own addresses stand in its `urls.py`."""

from __future__ import annotations

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

from frontdoor.project import errors
from frontdoor.project.start import start

#: Where each place stands. A place on its way into the program has no address before its module is there.
PLACES = {
    "refer/": "frontdoor.screens.refer.urls",
    "sign-in/": "frontdoor.screens.sign_in.urls",
    "access/": "frontdoor.screens.access_desk.urls",
    "triage/": "frontdoor.screens.triage.urls",
    "take/": "frontdoor.screens.take.urls",
    "hub/": "frontdoor.screens.hub.urls",
    "decide/": "frontdoor.screens.decide.urls",
    "child/": "frontdoor.screens.child.urls",
    "find/": "frontdoor.screens.find.urls",
    "agency/": "frontdoor.screens.agency.urls",
    "social-work/": "frontdoor.screens.social_work.urls",
    "figures/": "frontdoor.screens.figures.urls",
    "outbox/": "frontdoor.screens.outbox.urls",
    "drafts/": "frontdoor.screens.drafts.urls",
    "know-family/": "frontdoor.screens.know_family.urls",
}

urlpatterns: list[URLPattern | URLResolver] = [
    path("", start, name="start"),
    *(
        path(address, include(module))
        for address, module in PLACES.items()
        if find_spec(module.rpartition(".")[0]) is not None and find_spec(module) is not None
    ),
]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.broken
