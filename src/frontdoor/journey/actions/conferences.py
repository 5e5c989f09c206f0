"""Child protection conferences and core groups, and the transfer of a child who has a plan elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from frontdoor.journey.actions import plans
from frontdoor.journey.actions.within import claim, held
from frontdoor.journey.models import Conference, Journey, inside
from frontdoor.journey.narratives import about_child
from frontdoor.ledger.place import Recordable
from frontdoor.ledger.record import record, record_each
from frontdoor.ledger.scope import Actor
from frontdoor.rules.calendar import is_working_day, london_day
from frontdoor.rules.codesets import ABUSE, census_year
from frontdoor.rules.events.base import LedgerEvent
from frontdoor.rules.events.social_work import ConferenceHeld, CoreGroupHeld, TransferInNotified
from frontdoor.rules.roles import Permission

Written = list[tuple[LedgerEvent, Recordable]]

#: What a conference was for.
MEETINGS = {"initial": "Initial", "review": "Review", "transfer_in": "Transfer-in"}


class UnableToRecordConference(Exception):
    """The conference cannot stand as written. The text is a sentence for the person who reads it."""


@transaction.atomic
def record_conference(
    *,
    journey: UUID,
    meeting: str,
    plan: bool,
    categories: Sequence[str] = (),
    because: str = "",
    token: str = "",
    seen: int | None = None,
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> Conference:
    """Record a conference as it was held; where it made a protection plan, the plan begins on the same day.

    An initial conference is on a working day (CIN rule 8875); the plan starts on its date (2885). A child in need
    plan ends as a protection plan begins: never both at one time.
    """
    found = held(journey, "record_conference", Permission.ASSESS, by=by, seen=seen)
    used = claim(token, journey=found, at=recorded_at)
    if used.before:
        return Conference.found(used.record)
    _refuse(meeting, plan, categories, happened_at)
    facts = {"meeting": meeting, "held_at": happened_at, "plan": plan, "categories": list(categories)}
    before_birth = found.before_birth
    row = Conference.new(at=recorded_at, id=used.record, **inside(found, pre_birth=before_birth, **facts))
    about_child(found, question="conference_because", text=because, record=row.id, by=by, recorded_at=recorded_at)
    written: Written = [
        (ConferenceHeld(meeting=meeting, pre_birth=row.pre_birth, plan=plan, categories=tuple(categories)), row)
    ]
    _follow(found, row, at=happened_at, recorded_at=recorded_at, written=written)
    record_each(written, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return row


def _follow(journey: Journey, row: Conference, *, at: datetime, recorded_at: datetime, written: Written) -> None:
    """What the conference does to the plan: makes one, keeps it, or ends it."""
    categories = tuple(row.categories)
    if row.meeting == "review":
        plans.review_protection(journey, categories, goes_on=row.plan, at=at, recorded_at=recorded_at, written=written)
    elif row.plan:
        plans.begin_protection(journey, categories, on=london_day(at), at=recorded_at, written=written)


def _refuse(meeting: str, plan: bool, categories: Sequence[str], happened_at: datetime) -> None:
    year = census_year(london_day(happened_at))
    refusals = (
        (meeting not in MEETINGS, "Say whether the conference was initial, review or transfer-in."),
        (not all(ABUSE.holds(one, year) for one in categories), "Choose the categories from the list."),
        (plan and not categories, "Say under which category the plan stands."),
        (
            meeting == "initial" and not is_working_day(london_day(happened_at)),
            "An initial conference is held on a working day. Check the date.",
        ),
    )
    for refuses, sentence in refusals:
        if refuses:
            raise UnableToRecordConference(sentence)


@transaction.atomic
def record_core_group(
    *, journey: UUID, came_to: str, token: str = "", by: Actor, happened_at: datetime, recorded_at: datetime
) -> Journey:
    """Record a core group. It is a meeting, never a visit."""
    found = held(journey, "record_core_group", Permission.ASSESS, by=by)
    if claim(token, journey=found, at=recorded_at).before:
        return found
    about_child(found, question="core_group", text=came_to, record=found.id, by=by, recorded_at=recorded_at)
    record(CoreGroupHeld(), about=found, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return found


@transaction.atomic
def notify_transfer_in(
    *, journey: UUID, told_by: str = "", token: str = "", by: Actor, happened_at: datetime, recorded_at: datetime
) -> Journey:
    """Another authority told us that a child with a plan has moved here for good: a conference in 15 working days."""
    found = held(journey, "notify_transfer_in", Permission.PROTECT, by=by)
    if claim(token, journey=found, at=recorded_at).before:
        return found
    about_child(found, question="transfer_told_by", text=told_by, record=found.id, by=by, recorded_at=recorded_at)
    record(TransferInNotified(), about=found, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return found
