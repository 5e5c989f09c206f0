"""When a clock falls due, and the same worked out loud, day by day.

Day clocks fall due at 23:59:59 in London on their last day; day 0 is the day of the start. Hours and minutes of the
clock run night and day; those of opening hours start at the next opening. Moments are in UTC.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta

from frontdoor.rules.calendar import (
    add_months,
    add_opening_minutes,
    add_working_days,
    day_words,
    end_of_day,
    in_london,
    known_days,
    london_day,
    not_working_because,
    open_spans,
    parse_moment,
)
from frontdoor.rules.clocks.overlay import Overlay, find_rule
from frontdoor.rules.clocks.rule import DAY_UNITS, EVIDENCE, Allowance, ClockRule, Unit

_MINUTES = {Unit.CLOCK_MINUTES: 1, Unit.CLOCK_HOURS: 60, Unit.OPENING_MINUTES: 1, Unit.OPENING_HOURS: 60}


class UnableToTellDue(ValueError):
    """The due moment cannot be told from what was given. The text is a sentence."""


def _last_day(allowance: Allowance, start: date) -> date:
    if allowance.unit is Unit.WORKING_DAYS:
        return add_working_days(start, allowance.amount)
    if allowance.unit is Unit.MONTHS:
        return add_months(start, allowance.amount)
    return start + timedelta(days=allowance.amount)


def _allowed_until(allowance: Allowance, start: datetime, overlay: Overlay) -> datetime | None:
    unit = allowance.unit
    if unit is Unit.WORKING_DAYS or unit in DAY_UNITS:
        return end_of_day(_last_day(allowance, london_day(start)))
    if unit is Unit.DATE_SET:
        return None
    if unit is Unit.SCHOOL_DAY:
        return overlay.terms.next_arrival(start)
    minutes = allowance.amount * _MINUTES[unit]
    if unit in (Unit.CLOCK_MINUTES, Unit.CLOCK_HOURS):
        due = start.astimezone(UTC) + timedelta(minutes=minutes)
    else:
        due = add_opening_minutes(start, minutes, overlay.hours)
    if allowance.by_closing:
        return min(due, next(open_spans(start.astimezone(UTC), overlay.hours))[1])
    return due


def _stated(rule: ClockRule, facts: Mapping[str, str]) -> datetime | None:
    """The date or moment that the starting event states; a date means its last second in London."""
    text = facts.get(rule.set_by, "") if rule.set_by else ""
    if not text:
        return None
    try:
        return end_of_day(date.fromisoformat(text)) if len(text) == len("2026-04-02") else parse_moment(text)
    except ValueError as wrong:
        raise UnableToTellDue(f"{rule.name}: {wrong}") from wrong


def due_moment(rule: ClockRule, start: datetime, facts: Mapping[str, str], overlay: Overlay) -> datetime:
    """When the clock `rule`, started at `start`, falls due (for a minimum: may be done), in UTC.

    `facts` are what the allowance depends on, such as rating = red. Refuses with a sentence years whose bank
    holidays are unknown, and a clock that needs a date which the facts do not state.
    """
    stated = _stated(rule, facts)
    if stated is not None and rule.set_by_wins:
        return stated
    due = _allowed_until(rule.allowance_for(facts), start, overlay)
    if due is None:
        raise UnableToTellDue(f"{rule.name} falls due on a date that is set at the start: state {rule.set_by}.")
    return due if stated is None else min(due, stated)


def shown_due(rule: ClockRule, due: datetime, overlay: Overlay) -> datetime:
    """When people should reckon with it: a day clock by closing time on its last day, if the door opens that day."""
    if not rule.by_day or due != end_of_day(day := london_day(due)):
        return due
    known = known_days()
    span = overlay.hours.span(day) if known.first <= day <= known.last else None
    return due if span is None else span[1]


def soon_moment(rule: ClockRule, start: datetime, due: datetime, overlay: Overlay) -> datetime:
    """From when on the clock counts as due soon: when the rule's share of the time is left."""
    shown = max(shown_due(rule, due, overlay), start)
    return shown - (shown - start) * rule.due_soon


def explain(rule: ClockRule, start: datetime, facts: Mapping[str, str], overlay: Overlay) -> list[str]:
    """The due moment worked out loud: each day or opening period counted or skipped and why, and whose rule it is."""
    due = due_moment(rule, start, facts, overlay)
    allowed = rule.allowance_for(facts)
    because = f" ({rule.by.replace('_', ' ')}: {facts.get(rule.by) or 'not stated'})" if rule.by else ""
    lines = [f"{rule.name}: {allowed.words()}{because}.", f"Start: {_moment(start)}."]
    if rule.set_by and facts.get(rule.set_by):
        lines.append(f"The start states {rule.set_by.replace('_', ' ')}: {facts[rule.set_by]}.")
    if not (rule.set_by_wins and facts.get(rule.set_by)):
        lines += _worked_out(allowed, start, due, overlay)
    lines.append(f"{'Not before' if rule.limit == 'not_before' else 'Due'}: {_moment(due)}.")
    shown = shown_due(rule, due, overlay)
    if shown != due:
        lines.append(f"Shown as: by closing time, {in_london(shown):%H:%M}.")
    return lines + _who_says(rule, london_day(start), overlay)


def explain_run(rule: ClockRule, start: datetime, due: datetime, overlay: Overlay) -> list[str]:
    """A run that is stored, worked out loud from its start and its due moment: by which of the row's allowances.

    Where none of them leads there, a date was set or a later fact brought it forward: the row alone is said.
    """
    for value, _ in rule.allowances:
        facts = {rule.by: value or "otherwise"} if rule.by else {}
        try:
            if due_moment(rule, start, facts, overlay) == due:
                return explain(rule, start, facts, overlay)
        except UnableToTellDue:
            continue
    set_by = f" The date was set, or a later fact brought it forward: {_moment(due)}."
    return [f"{rule.name}: {rule.allowance_words()}.{set_by}", *_who_says(rule, london_day(start), overlay)]


def _moment(moment: datetime) -> str:
    london = in_london(moment)
    clock = f"{london:%H:%M:%S}" if london.second else f"{london:%H:%M}"
    return f"{day_words(london.date())} {clock} ({london:%Z})"


def _worked_out(allowed: Allowance, start: datetime, due: datetime, overlay: Overlay) -> Iterator[str]:
    unit = allowed.unit
    if unit is Unit.WORKING_DAYS:
        return _working_days(london_day(start), london_day(due))
    if unit in (Unit.OPENING_HOURS, Unit.OPENING_MINUTES):
        return _opening_periods(start, due, overlay)
    if unit in (Unit.CLOCK_HOURS, Unit.CLOCK_MINUTES):
        return _clock_hours(start, due)
    if unit is Unit.SCHOOL_DAY:
        return _school_days(start, due, overlay)
    if unit is Unit.MONTHS:
        return iter((f"{allowed.words()} from {day_words(london_day(start))}: {day_words(london_day(due))}.",))
    return (
        f"{day_words(london_day(start) + timedelta(days=n))}: day {n}{', the start' if n == 0 else ''}."
        for n in range((london_day(due) - london_day(start)).days + 1)
    )


def _working_days(first: date, last: date) -> Iterator[str]:
    yield f"{day_words(first)}: day 0, the start."
    counted, day = 0, first + timedelta(days=1)
    while day <= last:
        why = not_working_because(day)
        counted += not why
        yield f"{day_words(day)}: " + (f"not counted, {why}." if why else f"working day {counted}.")
        day += timedelta(days=1)


def _opening_periods(start: datetime, due: datetime, overlay: Overlay) -> Iterator[str]:
    day = london_day(start)
    for opens, closes in open_spans(start, overlay.hours):
        while day < london_day(opens):
            yield f"{day_words(day)}: {overlay.hours.shut_because(day) or 'closed for the day'}, not counted."
            day += timedelta(days=1)
        until = min(closes, due)
        minutes = int((until - opens).total_seconds() // 60)
        yield f"{day_words(day)}: open {in_london(opens):%H:%M} to {in_london(until):%H:%M}, {minutes} minutes counted."
        day += timedelta(days=1)
        if closes >= due:
            return


def _clock_hours(start: datetime, due: datetime) -> Iterator[str]:
    yield "Counted night and day, weekends and holidays too."
    change = (in_london(due).utcoffset() or timedelta()) - (in_london(start).utcoffset() or timedelta())
    if change:
        yield f"The clocks go {'forward' if change > timedelta() else 'back'} in between; real hours are counted."


def _school_days(start: datetime, due: datetime, overlay: Overlay) -> Iterator[str]:
    day = london_day(start)
    while day < london_day(due):
        shut = not overlay.terms.is_school_day(day)
        yield f"{day_words(day)}: {'no school' if shut else 'children had already arrived'}."
        day += timedelta(days=1)
    known = "" if overlay.terms.knows(day) else "; terms for this date are not known, so every working day counts"
    yield f"{day_words(day)}: children arrive at {in_london(due):%H:%M}{known}."


def _who_says(rule: ClockRule, day: date, overlay: Overlay) -> list[str]:
    until = f" to {day_words(rule.in_force_until)}" if rule.in_force_until else ""
    lines = [
        f"Source: {rule.source}. Evidence {rule.evidence}: {EVIDENCE[rule.evidence]}.",
        f"In force from {day_words(rule.in_force_from)}{until}, by the day of the start.",
    ]
    if rule.demonstration:
        lines.append(f"A demonstration value of {overlay.name}, until the partnership sets its own.")
    if rule.note:
        lines.append(rule.note)
    if rule.id == "mash_rag" and (decision := find_rule("referral_decision", day, overlay)) is not None:
        lines.append(f"Beside it stands {decision.id}, {decision.allowance_words()}: the sooner of the two holds.")
    if known_days().projected_from <= day + timedelta(days=366):
        lines.append("Bank holidays beyond the published list are projected.")
    return lines
