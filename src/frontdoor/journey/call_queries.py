"""What was last said to the people around a child: calls and released messages, never those of whoever told us."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from frontdoor.journey.contact_queries import names_of
from frontdoor.journey.models import Call, Feedback, Journey
from frontdoor.journey.record_queries import texts_of

#: So many are shown; the rest stands in the history.
SHOWN = 8
#: A message to one of these is no message to whoever told us.
_TOLD = ("family", "child", "agency")


@dataclass(frozen=True, kw_only=True)
class Said:
    """One thing said to somebody: to whom, when, by whom, and what they had said."""

    at: datetime
    to_kind: str
    to_whom: str
    by: str
    told: str
    they_said: str
    tried: bool


def last_said(journeys: Sequence[Journey]) -> list[Said]:
    """The last calls and messages about these journeys, the newest first: three statements."""
    keys = [journey.id for journey in journeys]
    calls = Call.objects.filter(journey_id__in=keys, voided_at__isnull=True).exclude(with_kind="referrer")
    rows = list(calls.order_by("-rang_at", "-id")[:SHOWN])
    sent = Feedback.objects.filter(journey_id__in=keys, released_at__isnull=False, to_kind__in=_TOLD)
    letters = list(sent.order_by("-released_at")[:SHOWN])
    names = names_of([*(row.taken_by for row in rows), *(row.released_by for row in letters)])
    texts = texts_of([*(row.id for row in rows), *(row.id for row in letters)])
    found = [_call(row, names, texts) for row in rows]
    found += [_letter(row, row.released_at, names, texts) for row in letters if row.released_at is not None]
    return sorted(found, key=lambda said: said.at, reverse=True)[:SHOWN]


def _call(row: Call, names: dict[UUID, str], texts: dict[UUID, dict[str, str]]) -> Said:
    return Said(
        at=row.rang_at,
        to_kind=row.with_kind,
        to_whom=row.with_whom,
        by=names.get(row.taken_by, "") if row.taken_by else "",
        told=texts.get(row.id, {}).get("told_in_call", ""),
        they_said=texts.get(row.id, {}).get("call", ""),
        tried=row.direction == "tried",
    )


def _letter(row: Feedback, at: datetime, names: dict[UUID, str], texts: dict[UUID, dict[str, str]]) -> Said:
    return Said(
        at=at,
        to_kind=row.to_kind,
        to_whom=row.to_name,
        by=names.get(row.released_by, "") if row.released_by else "",
        told=texts.get(row.id, {}).get("feedback", ""),
        they_said="",
        tried=False,
    )
