"""A report as a person, a spreadsheet or a program reads it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import TextIO

from frontdoor.returns.cin_census.checks import Issue, Report, RuleCount
from frontdoor.rules.cells import safe

FORMATS = ("table", "json", "csv")
COLUMNS = ("rule", "type", "child", "table", "field", "row", "value", "message")
#: How many places of a rule a person is shown; the other formats give all.
SHOWN = 10
_PARTS_CELLS = re.compile(r'[",\r\n]')


def write(report: Report, form: str, to: TextIO) -> None:
    """Write the report in one of `FORMATS`."""
    if form == "csv":
        _csv(report, to)
    elif form == "json":
        json.dump(as_object(report), to, ensure_ascii=False, indent=1)
        to.write("\n")
    else:
        to.writelines(f"{line}\n" for line in lines(report))


def _csv(report: Report, to: TextIO) -> None:
    """A line for each flagged field, and one for each rule that was not run, so that the table says it by itself.

    Written line by line: the library's writer looks at every letter of the same message 10,000 times, which costs as
    much as all the rules.
    """
    to.write(",".join(COLUMNS) + "\n")
    for rule in report.rules:
        head, tail = f"{rule.code},{rule.kind.value}", _cell(rule.message)
        to.writelines(
            f"{head},{_cell(child)},{table},{field},{'' if row is None else row},{_cell(value)},{tail}\n"
            for child, table, field, row, value in report.cells_of(rule)
        )
    to.writelines(f"{one.rule},not run,,,,,,{_cell(one.why)}\n" for one in report.not_run)


def _cell(text: str) -> str:
    """A cell that no spreadsheet works out, and that its commas and quotation marks do not part."""
    return text if text.isalnum() else _made_safe(text)


@lru_cache(maxsize=8192)
def _made_safe(text: str) -> str:
    made = safe(text)
    return '"' + made.replace('"', '""') + '"' if _PARTS_CELLS.search(made) else made


def as_object(report: Report) -> dict[str, object]:
    """Everything in the report as a JSON object."""
    return {
        "year": report.year,
        "period": [report.period.start.isoformat(), report.period.end.isoformat()],
        "status": report.status,
        "unreadable": report.unreadable or None,
        "children": report.children,
        "rules": report.asked,
        "notes": report.notes,
        "not_run": [{"rule": one.rule, "why": one.why} for one in report.not_run],
        "summary": [
            {
                "rule": count.rule.code,
                "type": count.rule.kind.value,
                "fields": count.fields,
                "children": count.children,
                "message": count.rule.message,
                "note_for_the_return": count.rule.note or None,
            }
            for count in report.summary()
        ],
        "issues": [dict(zip(COLUMNS, (one.rule, one.kind.value, *one[2:8]), strict=True)) for one in report.issues()],
    }


def lines(report: Report) -> Iterator[str]:
    """The report for a person: what was judged, each rule that found something with its first places, a summary."""
    children = _many(report.children, "child", "children")
    yield f"Children in need census, rules of {report.year}, year to {report.period.end}: {children}."
    yield from report.notes
    if report.unreadable:
        yield ""
        yield report.unreadable
        yield f"No rule was run. {len(report.not_run)} rules: not run."
        return
    counts = report.summary()
    for count in counts:
        yield ""
        yield from _rule(count, report.issues_of(count.rule))
    if report.not_run:
        yield ""
        yield "Not run, and so not passed:"
        yield from (f"  {one.rule}: {one.why}" for one in report.not_run)
    yield ""
    yield from _summary(report, counts)


def _rule(count: RuleCount, issues: Iterable[Issue]) -> Iterator[str]:
    rule = count.rule
    of = f", {_many(count.children, 'child', 'children')}" if count.children else ""
    yield f"{rule.code} {rule.kind.value}: {rule.wrong} ({_many(count.fields, 'field', 'fields')}{of})"
    yield f"  {rule.why} {rule.mend}"
    if rule.note:
        yield f'  If what remains is right, add to the return: "{rule.note}"'
    first = list(islice(issues, SHOWN))
    wide = max((len(one.child) for one in first), default=0)
    for one in first:
        row = "" if one.row is None else f" row {one.row}"
        yield f"  {one.child:{wide}}  {one.table}.{one.field}{row}  {one.value or '(blank)'}"
    if count.fields > SHOWN:
        yield f"  and {count.fields - SHOWN} more; --format csv lists them all"


def _many(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"


def _summary(report: Report, counts: list[RuleCount]) -> Iterator[str]:
    for count in counts:
        of = _many(count.children, "child", "children") if count.children else "the authority"
        yield f"{count.rule.code:>6}  {count.rule.kind.value:5}  {_many(count.fields, 'field', 'fields'):>14}  {of:>16}"
    errors = sum(count.fields for count in counts if count.rule.kind.value == "error")
    queries = sum(count.fields for count in counts) - errors
    ran = report.asked - len(report.not_run)
    yield f"{ran} rules run, {len(report.not_run)} not run. Fields flagged: {errors} by errors, {queries} by queries."
    if report.status == 0:
        yield "Nothing to put right."
