"""Counting a day's intake, channel by channel, and signing it off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from frontdoor.access import permission
from frontdoor.documents import actions as documents
from frontdoor.journey.models import IntakeCount, IntakeSignOff
from frontdoor.ledger.record import record
from frontdoor.ledger.scope import Actor
from frontdoor.rules.calendar import london_day
from frontdoor.rules.events.contacts import IntakeSignedOff
from frontdoor.rules.intake import BY_CODE, CHANNELS, Tally, cannot_be_signed
from frontdoor.rules.roles import Permission


class UnableToCount(Exception):
    """The day cannot be counted or signed off so. The text is a sentence for the person who reads it."""


@dataclass(frozen=True, kw_only=True)
class Counted:
    """What somebody counted of one channel, how many of it were no concern, and why."""

    channel: str
    arrived: int
    explained: int = 0
    because: str = ""


@transaction.atomic
def count_intake(*, on: date, counts: Sequence[Counted], by: Actor, recorded_at: datetime) -> list[IntakeCount]:
    """Keep what arrived on a day by each channel counted; counting again replaces, until the day is signed off."""
    permission.require(by, Permission.SEE_QUEUE)
    _refuse_day(on, by, recorded_at)
    earlier = {row.channel: row for row in IntakeCount.of(authority=by.authority, on=on)}
    kept = []
    for one in counts:
        if one.channel not in BY_CODE or one.arrived < 0 or one.explained < 0:
            raise UnableToCount("A count is a number, nought or more, of one of the channels shown.")
        facts = {
            "arrived": one.arrived, "explained": one.explained, "counted_by": by.account, "counted_at": recorded_at
        }  # fmt: skip
        row = earlier.get(one.channel)
        if row is None:
            row = IntakeCount.new(at=recorded_at, authority=by.authority, agency=by.agency, on=on, channel=one.channel,
                                  **facts)  # fmt: skip
        else:
            row.change(at=recorded_at, **facts)
        documents.write(
            text=one.because, question="intake_because", record=row.id, subjects=[], authority=by.authority, by=by,
            recorded_at=recorded_at,
        )  # fmt: skip
        kept.append(row)
    return kept


@transaction.atomic
def sign_off_intake(
    *, on: date, entered: Mapping[str, int], because: str = "", by: Actor, happened_at: datetime, recorded_at: datetime
) -> IntakeSignOff:
    """Say, by name, that a day's intake was counted. `entered` is the official number by channel.

    Every channel is counted first, nought too; what is unexplained needs a word about it, and stays in the figures.
    """
    permission.require(by, Permission.SIGN_OFF_INTAKE)
    _refuse_day(on, by, recorded_at)
    counted = {row.channel: row for row in IntakeCount.of(authority=by.authority, on=on)}
    day = [_tally(row.code, counted.get(row.code), entered.get(row.code, 0)) for row in CHANNELS]
    refusal = cannot_be_signed(day, because)
    if refusal:
        raise UnableToCount(refusal)
    signed = IntakeSignOff.new(
        at=recorded_at,
        authority=by.authority,
        agency=by.agency,
        on=on,
        signed_by=by.account,
        signed_by_name=by.name,
        signed_at=happened_at,
        unexplained=sum(abs(one.unexplained or 0) for one in day),
    )
    documents.write(
        text=because, question="intake_signed_because", record=signed.id, subjects=[], authority=by.authority, by=by,
        recorded_at=recorded_at,
    )  # fmt: skip
    fact = IntakeSignedOff(on=on, unexplained=signed.unexplained)
    record(fact, about=signed, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return signed


def _tally(channel: str, row: IntakeCount | None, entered: int) -> Tally:
    if row is None:
        return Tally(channel=channel, arrived=None, entered=entered)
    return Tally(channel=channel, arrived=row.arrived, entered=entered, explained=row.explained)


def _refuse_day(on: date, by: Actor, recorded_at: datetime) -> None:
    if on > london_day(recorded_at):
        raise UnableToCount("This day has not come yet.")
    if IntakeSignOff.of(authority=by.authority, on=on):
        raise UnableToCount("This day is signed off. What is found later is said on the next day's count.")
