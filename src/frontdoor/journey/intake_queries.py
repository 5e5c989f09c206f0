"""What the count of a day's intake reads: the counts, their reasons, and which days were signed off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from frontdoor.journey.models import IntakeCount, IntakeSignOff
from frontdoor.journey.record_queries import texts_of
from frontdoor.ledger.scope import Actor


@dataclass(frozen=True, kw_only=True)
class DayCounted:
    """One day as it was counted: by channel, with the reason of what was no concern."""

    counts: dict[str, IntakeCount]
    because: dict[str, str]
    signed: IntakeSignOff | None
    signed_because: str


def day_counted(on: date, *, by: Actor) -> DayCounted:
    """What people counted of one day."""
    counts = {row.channel: row for row in IntakeCount.objects.filter(authority=by.authority, on=on)}
    signed = IntakeSignOff.objects.filter(authority=by.authority, on=on).first()
    records = [row.id for row in counts.values()] + ([signed.id] if signed else [])
    texts = texts_of(records)
    return DayCounted(
        counts=counts,
        because={channel: texts.get(row.id, {}).get("intake_because", "") for channel, row in counts.items()},
        signed=signed,
        signed_because=texts.get(signed.id, {}).get("intake_signed_because", "") if signed else "",
    )


def days_signed(until: date, *, days: int, by: Actor) -> dict[date, IntakeSignOff]:
    """Which of the last days were signed off; a day that is missing was not."""
    first = until - timedelta(days=days - 1)
    found = IntakeSignOff.objects.filter(authority=by.authority, on__gte=first, on__lte=until)
    return {row.on: row for row in found}
