"""The one statement behind every figure: each wait of each hand-off, as a row, from events and clocks.

Everything is worked out for all hand-offs at once, set by set: the runs of the clocks, the first and last moments of
the journeys that were written to in the period or are open, and the answers of agencies. A row of `waits` is a wait:
its hand-off, journey, both moments, how it ended, and whether it was in hours. System scope sees every record.
"""

from __future__ import annotations

from collections.abc import Iterator

from frontdoor.ledger.projection import CLOCK_COLUMNS
from frontdoor.rules.clocks.rule import On, Value
from frontdoor.rules.measures import HAND_OFFS, Answers, Between, ByClock, HandOff, Moments
from frontdoor.rules.steps import Stage

#: The columns of a stored or replayed run that are read here.
RUN = ("clock", "journey", "started_at", "stopped_at", "ended_as", "due_at", "start_event", "stop_event")

#: Kept in lists for the statement's parameters.
CLOCKS = sorted({row.clock for row in HAND_OFFS.values() if row.clock})
#: Hand-offs are numbered in the statement: numbers sort quicker than words.
CODES = tuple(HAND_OFFS)
NUMBERS = {code: number for number, code in enumerate(CODES)}
OPEN_STAGES = [stage.value for stage in Stage if stage is not Stage.CLOSED]

_OPENING = """
WITH opening AS MATERIALIZED (
    SELECT day, opens, closes, before
    FROM unnest(%(opens)s::float8[], %(closes)s::float8[], %(before)s::float8[])
        WITH ORDINALITY AS one (opens, closes, before, day)
)"""

_STORED = """(
    SELECT {columns} FROM ledger_clockrun
    WHERE authority = %(authority)s AND clock = ANY (%(clocks)s) AND "limit" = 'by'
)"""

#: Clocks as known earlier: those of journeys that have gone on since are handed in, replayed.
_REPLAYED = """
gone_on AS MATERIALIZED (SELECT unnest(%(since_changed)s::uuid[]) AS journey),
replayed AS MATERIALIZED (SELECT * FROM unnest({arrays}) AS one ({columns})),
rated AS MATERIALIZED (
    SELECT * FROM unnest(%(rated_journeys)s::uuid[], %(ratings)s::varchar[]) AS one (journey, rating)
)"""
_AS_KNOWN = """(
    SELECT {columns} FROM ledger_clockrun
    WHERE authority = %(authority)s AND clock = ANY (%(clocks)s) AND "limit" = 'by'
        AND NOT EXISTS (SELECT FROM gone_on WHERE gone_on.journey = ledger_clockrun.journey)
    UNION ALL SELECT {columns} FROM replayed WHERE clock = ANY (%(clocks)s)
)"""

_RUNS = """
runs AS MATERIALIZED (
    SELECT {columns} FROM {base} AS run
    WHERE started_at <= %(at)s AND (stopped_at IS NULL OR stopped_at >= %(since)s)
)"""

#: A contact is the first thing recorded of a journey: what was recorded before the period is of journeys without one in
#: it. So the events of the period are read once, and earlier ones only of the journeys that came into it open.
_COUNTED = """
voided AS (SELECT unnest(%(voided)s::uuid[]) AS id),
recent AS MATERIALIZED (
    SELECT id, journey, kind, data, happened_at, recorded_at, recorded_at - happened_at > %(late_after)s AS typed_late
    FROM ledger_event
    WHERE authority = %(authority)s AND recorded_at >= %(since)s AND recorded_at <= %(at)s AND journey IS NOT NULL
        AND (kind = ANY (%(kinds)s) OR recorded_at - happened_at > %(late_after)s)
        AND NOT EXISTS (SELECT FROM voided WHERE voided.id = ledger_event.id)
),
typed_late AS MATERIALIZED (SELECT id FROM recent WHERE typed_late),
came_in_open AS MATERIALIZED (
    SELECT journey FROM (
        SELECT journey FROM recent
        UNION ALL SELECT journey FROM ledger_standing WHERE authority = %(authority)s AND stage = ANY (%(stages)s)
        UNION ALL SELECT unnest(%(since_changed)s::uuid[])
    ) AS touched GROUP BY journey
    EXCEPT SELECT journey FROM recent WHERE kind = 'contact_received'
),
counted AS (
    SELECT journey, kind, data, ARRAY[happened_at, recorded_at] AS moment FROM recent
    UNION ALL
    SELECT e.journey, e.kind, e.data, ARRAY[e.happened_at, e.recorded_at]
    FROM came_in_open JOIN ledger_event e ON e.journey = came_in_open.journey
    WHERE e.authority = %(authority)s AND e.kind = ANY (%(kinds)s) AND e.recorded_at < %(since)s
        AND NOT EXISTS (SELECT FROM voided WHERE voided.id = e.id)
)"""

_POINTS = """
points AS MATERIALIZED (SELECT journey, {columns} FROM counted GROUP BY journey)"""

_BY_CLOCK = """
SELECT named.code, r.journey, r.started_at AS began, r.stopped_at AS ended, r.started_at AS parted_at,
    CASE WHEN r.stopped_at IS NULL THEN 'open'
         WHEN r.ended_as IN ('met', 'met late') THEN 'done' ELSE 'ended' END AS how,
    r.stopped_at IS NULL AND date_trunc('second', %(at)s::timestamptz) > r.due_at AS overdue,
    r.ended_as IN ('met late', 'ended late') AS late,
    t.id IS NOT NULL AS recorded_late
FROM runs r
JOIN (VALUES {named}) AS named (code, clock) ON named.clock = r.clock
LEFT JOIN typed_late t ON t.id = r.stop_event"""

_MOMENTS = """
SELECT said.code, e.journey, said.began, CASE WHEN said.ended >= said.began THEN said.ended END, e.happened_at,
    CASE WHEN said.ended >= said.began THEN 'done' ELSE 'not_known' END, false, false,
    e.typed_late
FROM (
    SELECT journey, happened_at, typed_late, data, happened_at AS received FROM recent
    WHERE kind = 'contact_received' AND happened_at >= %(since)s
) AS e
CROSS JOIN LATERAL (VALUES {said}) AS said (code, began, ended)"""

_BETWEEN = """
SELECT {code}, p.journey, p.{name}_start[1], x.ended_at, p.{name}_start[1], x.how,
    {overdue}, {late}, coalesce(x.written[2] - x.written[1] > %(late_after)s, false)
FROM points p {join}
CROSS JOIN LATERAL (
    SELECT CASE WHEN p.{name}_stop IS NOT NULL THEN 'done'
                WHEN p.{name}_end[1] >= p.{name}_start[1]
                    AND coalesce(p.reopened[1] <= p.{name}_end[1], true) THEN 'ended'
                ELSE 'open' END AS how
) AS h
CROSS JOIN LATERAL (
    SELECT h.how, CASE h.how WHEN 'done' THEN greatest(p.{name}_start[1], p.{name}_stop[1])
                             WHEN 'ended' THEN p.{name}_end[1] END AS ended_at,
        CASE h.how WHEN 'done' THEN p.{name}_stop WHEN 'ended' THEN p.{name}_end END AS written
) AS x
WHERE p.{name}_start IS NOT NULL AND p.{name}_start[1] <= %(at)s {only}
    AND (x.ended_at IS NULL OR x.ended_at >= %(since)s)"""

_OFFERED = """LEFT JOIN (
    SELECT journey, bool_or(stopped_at IS NULL AND date_trunc('second', %(at)s::timestamptz) > due_at) AS overdue,
        bool_or(ended_as = 'met late') AS late
    FROM runs WHERE clock = '{clock}' GROUP BY journey
) AS o ON o.journey = p.journey"""

#: One child's enquiries: requests before the decision, the first of them, the last answer, and what is still open.
_ENQUIRIES = """
requests AS MATERIALIZED (
    SELECT run.* FROM {base} AS run
    WHERE run.clock = 'agency_return' AND run.started_at <= %(at)s
        AND run.journey IN (SELECT journey FROM runs WHERE clock IN ('agency_return', 'referral_decision'))
),
decided AS MATERIALIZED (
    SELECT DISTINCT ON (run.journey) run.journey, run.stopped_at AS decided_at, run.due_at, run.ended_as, run.stop_event
    FROM {base} AS run
    WHERE run.clock = 'referral_decision' AND run.journey IN (SELECT journey FROM requests)
    ORDER BY run.journey, run.started_at
),
asked AS (
    SELECT r.journey, d.decided_at, d.due_at, d.ended_as, d.stop_event, min(r.started_at) AS first_asked,
        count(*) FILTER (WHERE r.stopped_at IS NULL) AS waiting,
        bool_or(r.stopped_at IS NULL AND date_trunc('second', %(at)s::timestamptz) > r.due_at) AS overdue,
        bool_or(r.ended_as = 'met late') AS late,
        max(r.stopped_at) FILTER (WHERE r.ended_as IN ('met', 'met late')) AS answered,
        max(r.stopped_at) FILTER (WHERE r.ended_as IN ('met', 'met late') AND t.id IS NOT NULL) AS answered_typed_late,
        max(r.stopped_at) AS settled,
        max(r.stopped_at) FILTER (WHERE t.id IS NOT NULL) AS settled_typed_late,
        max(r.stopped_at)
            FILTER (WHERE r.ended_as IN ('met', 'met late') AND r.stopped_at <= coalesce(d.decided_at, %(at)s)) AS heard
    FROM requests r
    LEFT JOIN typed_late t ON t.id = r.stop_event
    LEFT JOIN decided d ON d.journey = r.journey
    WHERE r.started_at <= coalesce(d.decided_at, %(at)s)
    GROUP BY r.journey, d.decided_at, d.due_at, d.ended_as, d.stop_event
)"""

_ANSWERED = """
SELECT {code}, journey, first_asked, x.ended_at, first_asked,
    CASE WHEN waiting > 0 THEN 'open' WHEN answered IS NOT NULL THEN 'done' ELSE 'ended' END,
    waiting > 0 AND overdue, waiting = 0 AND late,
    waiting = 0 AND coalesce(x.ended_at = coalesce(answered_typed_late, settled_typed_late), false)
FROM asked CROSS JOIN LATERAL (
    SELECT CASE WHEN waiting = 0 THEN coalesce(answered, settled) END AS ended_at
) AS x
WHERE x.ended_at IS NULL OR x.ended_at >= %(since)s"""

_CONCLUDED = """
SELECT {code}, a.journey, a.heard, a.decided_at, a.heard,
    CASE WHEN a.decided_at IS NULL THEN 'open' WHEN a.ended_as IN ('met', 'met late') THEN 'done' ELSE 'ended' END,
    a.decided_at IS NULL AND date_trunc('second', %(at)s::timestamptz) > a.due_at,
    coalesce(a.ended_as IN ('met late', 'ended late'), false), t.id IS NOT NULL
FROM asked a LEFT JOIN typed_late t ON t.id = a.stop_event
WHERE a.heard IS NOT NULL AND (a.decided_at IS NOT NULL OR a.waiting = 0)
    AND (a.decided_at IS NULL OR a.decided_at >= %(since)s)"""

#: The number of the day on which a moment lies, in the opening hours; and the seconds the door had been open before it.
_DAY = "greatest(1, ({moment} AT TIME ZONE 'Europe/London')::date - DATE '2012-01-01' + 1)"
_OPEN_BEFORE = "{day}.before + greatest(0, least(date_part('epoch', {moment}), {day}.closes) - {day}.opens)"

_WAITS = """
waits AS (
    SELECT w.code, w.journey, w.began, w.ended, w.how, w.overdue, w.late, w.recorded_late,
        date_part('epoch', w.until - w.began) AS length,
        CASE WHEN w.until IS NOT NULL THEN ({open_at_end}) - ({open_at_start}) END AS working,
        date_part('epoch', w.parted_at) >= parted.opens
            AND date_part('epoch', w.parted_at) < parted.closes AS in_hours
    FROM (
        SELECT *, CASE WHEN parted_at = began THEN began_day ELSE {parted_day} END AS parted_day
        FROM (
            SELECT *, {began_day} AS began_day, CASE WHEN how = 'open' THEN %(today)s ELSE {until_day} END AS until_day
            FROM (
                SELECT *, CASE WHEN how <> 'not_known' THEN coalesce(ended, %(at)s) END AS until
                FROM ({rows}) AS one (code, journey, began, ended, parted_at, how, overdue, late, recorded_late)
            ) AS dated
        ) AS numbered OFFSET 0
    ) AS w
    JOIN opening AS parted ON parted.day = w.parted_day
    LEFT JOIN opening AS first ON first.day = w.began_day
    LEFT JOIN opening AS last ON last.day = w.until_day
    {slices}
)"""


def waits(*, codes: tuple[str, ...], as_known: bool, slices: str) -> str:
    """The statement up to and with the table `waits`; a SELECT from it follows. Only these hand-offs are worked out."""
    columns = ", ".join(RUN)
    base = (_AS_KNOWN if as_known else _STORED).format(columns=columns)
    wanted = [HAND_OFFS[code] for code in codes]
    parts = [_OPENING]
    if as_known:
        arrays = ", ".join(f"%(run_{name})s::{CLOCK_COLUMNS[name]}[]" for name in RUN)
        parts.append(_REPLAYED.format(columns=columns, arrays=arrays))
    parts.append(_RUNS.format(columns=columns, base=base))
    parts.append(_COUNTED)
    parts.append(_points([row for row in wanted if isinstance(row.how, Between)]))
    if any(isinstance(row.how, Answers) for row in wanted):
        parts.append(_ENQUIRIES.format(base=base))
    parts.append(_waits(list(_rows(wanted)), slices))
    return ",".join(part for part in parts if part)


def _waits(rows: list[str], slices: str) -> str:
    return _WAITS.format(
        rows="\nUNION ALL ".join(rows),
        slices=slices,
        began_day=_DAY.format(moment="began"),
        until_day=_DAY.format(moment="until"),
        parted_day=_DAY.format(moment="parted_at"),
        open_at_end=_OPEN_BEFORE.format(day="last", moment="w.until"),
        open_at_start=_OPEN_BEFORE.format(day="first", moment="w.began"),
    )


def _points(rows: list[HandOff]) -> str:
    """The table of each journey's first starts and stops and last ends; empty where no hand-off asks for it."""
    if not rows:
        return ""
    columns = ["max(moment) FILTER (WHERE kind = 'journey_reopened') AS reopened"]
    for row in rows:
        how = row.how
        if isinstance(how, Between):
            for name, pick, conditions in (
                ("start", "min", how.start),
                ("stop", "min", how.stop),
                ("end", "max", how.ends),
            ):
                columns.append(f"{pick}(moment) FILTER (WHERE {_any(conditions)}) AS {row.code}_{name}")
    return _POINTS.format(columns=", ".join(columns))


def _rows(rows: list[HandOff]) -> Iterator[str]:
    """The SELECTs that give the waits of these hand-offs."""
    clocked = [row for row in rows if isinstance(row.how, ByClock)]
    if clocked:
        yield _BY_CLOCK.format(named=", ".join(f"({NUMBERS[row.code]}, '{row.clock}')" for row in clocked))
    said = [(row.code, row.how) for row in rows if isinstance(row.how, Moments)]
    if said:
        yield _MOMENTS.format(
            said=", ".join(f"({NUMBERS[code]}, {_moment(how.start)}, {_moment(how.stop)})" for code, how in said)
        )
    for row in rows:
        if isinstance(row.how, Between):
            yield _between(row, row.how)
        elif isinstance(row.how, Answers):
            yield (_ANSWERED if row.how.part == "answers" else _CONCLUDED).format(code=NUMBERS[row.code])


def _between(row: HandOff, how: Between) -> str:
    return _BETWEEN.format(
        code=NUMBERS[row.code],
        name=row.code,
        join=_OFFERED.format(clock=how.clock) if how.clock else "",
        overdue="x.how = 'open' AND coalesce(o.overdue, false)" if how.clock else "false",
        late="x.how <> 'open' AND coalesce(o.late, false)" if how.clock else "false",
        only=f"AND p.{row.code}_stop IS NOT NULL" if how.only_if_stopped else "",
    )


def _moment(name: str) -> str:
    return "e.received" if name == "received" else f"(e.data ->> '{name}')::timestamptz"


def _any(conditions: tuple[On, ...]) -> str:
    """A condition on an event, from the rows of the rules: constant names and codes, nothing that anybody typed."""
    return " OR ".join(f"({_one(condition)})" for condition in conditions)


def _one(condition: On) -> str:
    parts = [f"kind = '{condition.kind}'"]
    parts += [f"coalesce(data ->> '{key}', '') IN ({_codes(values)})" for key, values in condition.where]
    parts += [f"coalesce(data ->> '{key}', '') NOT IN ({_codes(values)})" for key, values in condition.unless]
    return " AND ".join(parts)


def _codes(values: tuple[Value, ...]) -> str:
    said = ("" if value is None else str(value).lower() if isinstance(value, bool) else str(value) for value in values)
    return ", ".join(f"'{value}'" for value in said)


def kinds(codes: tuple[str, ...]) -> list[str]:
    """The kinds of events that these hand-offs read for their first and last moments."""
    found = {"journey_reopened", "contact_received"}
    for code in codes:
        how = HAND_OFFS[code].how
        if isinstance(how, Between):
            found |= {condition.kind for condition in (*how.start, *how.stop, *how.ends)}
    return sorted(found)
