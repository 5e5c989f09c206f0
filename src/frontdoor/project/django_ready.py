"""Gets Django ready for a command that needs it, and not before."""

import os

from frontdoor.project.database import DatabaseAddressWrong
from frontdoor.project.refusal import Refusal


def name_settings() -> None:
    """Say which settings Django reads, unless the environment already does."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "frontdoor.project.settings")


def set_up_django() -> None:
    """Load settings and models. Costs over a second of CPU, so call it inside ``run``."""
    name_settings()
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except (ImproperlyConfigured, DatabaseAddressWrong) as wrong:
        raise Refusal(f"The settings are not right: {wrong} `frontdoor doctor` says more.") from wrong
