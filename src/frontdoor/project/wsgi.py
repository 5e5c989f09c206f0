"""The web server's door to the program."""

from __future__ import annotations

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "frontdoor.project.settings")
application = get_wsgi_application()
# Every page is loaded now: the first requests of a new worker would otherwise wait for it.
get_resolver().url_patterns  # noqa: B018 - reading it loads them
# And lives as long as the worker: the collector need not look through it, and the workers go on sharing its memory.
gc.collect()
gc.freeze()
