"""How many contacts a day brought, by channel: the official figure, over every record, behind walls too."""

from __future__ import annotations

from datetime import date, time, timedelta

from django.db.models import Count

from frontdoor.journey.models import Contact
from frontdoor.ledger import scope
from frontdoor.rules.calendar import london_moment
from frontdoor.rules.intake import entered_by_channel


def entered_on(day: date, *, authority: str) -> dict[str, int]:
    """Contacts first received on a day in London, by way in. Counts contacts, not children, and shows none of them."""
    since, until = london_moment(day, time.min), london_moment(day + timedelta(days=1), time.min)
    with scope.system(authority):
        found = Contact.objects.filter(authority=authority, received_at__gte=since, received_at__lt=until)
        by_channel = dict(found.values_list("channel").annotate(number=Count("id")).order_by())
    return entered_by_channel(by_channel)
