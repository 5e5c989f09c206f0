"""Counting a day's intake and signing it off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import cast
from uuid import NAMESPACE_OID, UUID, uuid5

from django.forms import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from frontdoor.access.doors import AtDoor, door
from frontdoor.drafts.actions import let_go
from frontdoor.journey import intake_queries
from frontdoor.journey.actions.intake import UnableToCount, count_intake, sign_off_intake
from frontdoor.journey.intake_queries import DayCounted
from frontdoor.performance.intake import entered_on
from frontdoor.rules.calendar import london_day
from frontdoor.rules.intake import CHANNELS, Tally
from frontdoor.rules.roles import Permission
from frontdoor.screens.intake_count.forms import CountForm, SignForm
from frontdoor.screens.look.formatting import day_and_time, weekday_date
from frontdoor.screens.record.unfinished import given_back, unfinished_about

#: What an unfinished count and an unfinished signature of a day are called.
COUNTED, SIGNED = "intake-count", "intake-sign-off"
#: So many days are shown, each signed off or not.
DAYS = 14


@dataclass(frozen=True, kw_only=True)
class ChannelRow:
    """One way in as the page shows it; `because` is the reason of what was no concern."""

    words: str
    what: str
    tally: Tally
    because: str
    arrived_field: BoundField
    explained_field: BoundField
    because_field: BoundField


@dataclass(frozen=True, kw_only=True)
class DayRow:
    """One of the last days: signed off by whom, or not."""

    words: str
    url: str
    signed: str
    unexplained: int
    current: bool


@door(Permission.SEE_QUEUE, page="intake_count")
def count(request: HttpRequest) -> HttpResponse:
    """A day's count by channel; what is typed is kept until somebody signs the day off."""
    at = cast(AtDoor, request)
    on = _day(at)
    if at.method != "POST":
        return _page(at, on, None)
    form = CountForm(at.POST)
    if not form.is_valid():
        return _page(at, on, form, status=422)
    try:
        count_intake(on=on, counts=form.counts(), by=at.actor, recorded_at=at.now)
    except UnableToCount as refusal:
        return _page(at, on, form, refusal=str(refusal), status=409)
    let_go(form=COUNTED, record=_record(on), by=at.actor)
    return redirect(f"{_url(on)}&done=counted")


@require_POST
@door(Permission.SIGN_OFF_INTAKE, page="intake_sign_off")
def sign_off(request: HttpRequest) -> HttpResponse:
    """Say by name that the day was counted."""
    at = cast(AtDoor, request)
    on = _day(at)
    form = SignForm(at.POST)
    if not form.is_valid():
        too_long = "This is too long to be kept as it is."
        return _page(at, on, None, refusal=too_long, said=form.data.get("because", ""), status=422)
    try:
        sign_off_intake(
            on=on,
            entered=entered_on(on, authority=at.actor.authority),
            because=form.cleaned_data["because"],
            by=at.actor,
            happened_at=at.now,
            recorded_at=at.now,
        )
    except UnableToCount as refusal:
        return _page(at, on, None, refusal=str(refusal), said=form.cleaned_data["because"], status=409)
    let_go(form=SIGNED, record=_record(on), by=at.actor)
    return redirect(f"{_url(on)}&done=signed")


def _record(on: date) -> UUID:
    """What stands for a day where an unfinished form needs its record: no child stands behind a count."""
    return uuid5(NAMESPACE_OID, f"intake {on.isoformat()}")


def _day(at: AtDoor) -> date:
    """The day that is asked for; today if none is, or none that can be read."""
    try:
        return date.fromisoformat(at.POST.get("on") or at.GET.get("on", ""))
    except ValueError:
        return london_day(at.now)


def _url(on: date) -> str:
    return f"{reverse('intake_count:count')}?on={on.isoformat()}"


def _initial(day: DayCounted) -> dict[str, object]:
    """What was counted already, to be added to."""
    found: dict[str, object] = {}
    for channel, row in day.counts.items():
        found[f"{channel}_arrived"] = row.arrived
        found[f"{channel}_explained"] = row.explained or None
        found[f"{channel}_because"] = day.because.get(channel, "")
    return found


def _rows(day: DayCounted, entered: dict[str, int], form: CountForm) -> list[ChannelRow]:
    rows = []
    for channel in CHANNELS:
        counted = day.counts.get(channel.code)
        tally = Tally(
            channel=channel.code,
            arrived=counted.arrived if counted else None,
            entered=entered.get(channel.code, 0),
            explained=counted.explained if counted else 0,
        )
        rows.append(
            ChannelRow(
                words=channel.words,
                what=channel.what,
                tally=tally,
                because=day.because.get(channel.code, ""),
                arrived_field=form[f"{channel.code}_arrived"],
                explained_field=form[f"{channel.code}_explained"],
                because_field=form[f"{channel.code}_because"],
            )
        )
    return rows


def _days(at: AtDoor, on: date) -> list[DayRow]:
    today = london_day(at.now)
    signed = intake_queries.days_signed(today, days=DAYS, by=at.actor)
    rows = []
    for back in range(DAYS):
        day = today - timedelta(days=back)
        row = signed.get(day)
        by = f"{row.signed_by_name}, {day_and_time(row.signed_at, now=at.now)}" if row else ""
        rows.append(
            DayRow(
                words=weekday_date(day, now=at.now),
                url=_url(day),
                signed=by,
                unexplained=row.unexplained if row else 0,
                current=day == on,
            )
        )
    return rows


def _page(
    at: AtDoor, on: date, form: CountForm | None, *, refusal: str = "", said: str = "", status: int = 200
) -> HttpResponse:
    day = intake_queries.day_counted(on, by=at.actor)
    counting = unfinished_about(at, _record(on), form=COUNTED)
    signing = unfinished_about(at, _record(on), form=SIGNED)
    begun = given_back(counting.answers, CountForm(), without=())
    shown = form or CountForm(initial={**_initial(day), **begun})
    rows = _rows(day, entered_on(on, authority=at.actor.authority), shown)
    counted = [row.tally.unexplained for row in rows if row.tally.unexplained is not None]
    context = {
        "on": on,
        "day_words": weekday_date(on, now=at.now),
        "form": shown,
        "rows": rows,
        "unexplained": sum(abs(number) for number in counted),
        "not_counted": len(rows) - len(counted),
        "signed": day.signed,
        "signed_at": day_and_time(day.signed.signed_at, now=at.now) if day.signed else "",
        "signed_because": day.signed_because,
        "may_sign": at.actor.may(Permission.SIGN_OFF_INTAKE),
        "days": _days(at, on),
        "said": said or (signing.answers.get("because", "") if signing.answers else ""),
        "counting": counting,
        "signing": signing,
        "refusal": refusal,
        "done": {"counted": "Kept.", "signed": "Signed off, in your name."}.get(at.GET.get("done", ""), ""),
    }
    return render(at, "intake_count/count.html", context, status=status)
