"""`frontdoor returns`: the returns that we make ourselves, added to the sub-commands of `returns.py`.

Nothing here imports Django before a sub-command runs: checking a file starts at once.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

from frontdoor.project.refusal import Refusal

Doing = Callable[[argparse.Namespace], int]


def add_cin_export(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """`returns cin export`."""
    export = verbs.add_parser("export", help="make our own census of a year, with its reconciliation page")
    _authority(export)
    export.add_argument("--year", required=True, metavar="YEAR", help="the census year, such as 2025-26")
    export.add_argument("--serial", type=_serial, default=1, help="which submission of the year this is (default 1)")
    _output(export, "the XML file to write; the page stands beside it")
    _position(export)
    _format(export)
    export.set_defaults(doing=_with_database(_cin_export))


def add_annex_a(nouns: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """`returns annex-a export`."""
    annex = nouns.add_parser("annex-a", help="Ofsted's child-level lists")
    verbs = annex.add_subparsers(dest="verb", metavar="VERB", title="verbs", required=True)
    export = verbs.add_parser("export", help="make the lists for the day of an inspection's first call")
    _authority(export)
    export.add_argument("--on", required=True, type=_day, metavar="DAY", help="the day of the call, as 2026-11-02")
    _output(export, "the workbook to write, F.xlsx")
    _position(export)
    _format(export)
    export.set_defaults(doing=_with_database(_annex_a_export))


def add_dfe_daily(nouns: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """`returns dfe-daily preview` and `send`."""
    daily = nouns.add_parser("dfe-daily", help="the Department for Education's daily feed")
    verbs = daily.add_subparsers(dest="verb", metavar="VERB", title="verbs", required=True)
    preview = verbs.add_parser("preview", help="say what changed since the last accepted call, and send nothing")
    preview.add_argument("--output", type=Path, metavar="F", help="write the calls as they would be sent (JSON)")
    send = verbs.add_parser("send", help="send what changed, at most 100 children a call")
    for verb, doing in ((preview, _dfe_preview), (send, _dfe_send)):
        _authority(verb)
        _format(verb)
        verb.set_defaults(doing=_with_database(doing))


def _authority(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--authority", required=True, metavar="CODE", help="such as 874")


def _output(parser: argparse.ArgumentParser, words: str) -> None:
    parser.add_argument("--output", required=True, type=Path, metavar="F", help=words)


def _position(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--position", type=int, metavar="N", help="an earlier position of the ledger (default: now)")


def _format(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how to print (default text)")


def _tell(arguments: argparse.Namespace, words: str, data: dict[str, object]) -> None:
    """Print what was done: in words, or as data for another program."""
    print(json.dumps(data, ensure_ascii=False, indent=2) if arguments.format == "json" else words)


def _serial(written: str) -> int:
    if not (written.isascii() and written.isdigit() and 1 <= int(written) <= 999):
        raise argparse.ArgumentTypeError(f'"{written}" is no serial number: write one from 1 to 999.')
    return int(written)


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError as wrong:
        raise argparse.ArgumentTypeError(f'"{written}" is no day: write it as 2026-11-02.') from wrong


def _with_database(do: Doing) -> Doing:
    def doing(arguments: argparse.Namespace) -> int:
        from frontdoor.project.at_hand import django_at_hand
        from frontdoor.rules.partnership import UnableToReadPartnership, for_authority

        try:
            for_authority(arguments.authority)
        except UnableToReadPartnership as wrong:
            raise Refusal(str(wrong)) from wrong
        with django_at_hand():
            return do(arguments)

    return doing


def _cin_export(arguments: argparse.Namespace) -> int:
    from frontdoor.returns.cin_census.export import export
    from frontdoor.returns.cin_census.gathering import UnableToGather
    from frontdoor.returns.cin_census.period import UnableToReadYear, period_named
    from frontdoor.returns.position import UnableToFreeze, freeze
    from frontdoor.rules.partnership import UnableToReadPartnership

    try:
        period = period_named(arguments.year)
        made = export(freeze(arguments.authority, arguments.position), period, serial=arguments.serial)
    except (UnableToReadYear, UnableToFreeze, UnableToGather, UnableToReadPartnership) as wrong:
        raise Refusal(str(wrong)) from wrong
    beside = arguments.output.with_name(arguments.output.name + ".reconciliation.txt")
    _write(arguments.output, made.file)
    _write(beside, made.page.encode())
    words = f"{made.page}\nWritten: {arguments.output} ({len(made.file):,} bytes) and {beside}"
    written = {"written": str(arguments.output), "bytes": len(made.file), "reconciliation": str(beside)}
    _tell(arguments, words, {**written, "accounted": made.accounted})
    return 0 if made.accounted else 1


def _annex_a_export(arguments: argparse.Namespace) -> int:
    from frontdoor.access.doors import now
    from frontdoor.returns.annex_a.columns import LISTS
    from frontdoor.returns.annex_a.export import export
    from frontdoor.returns.annex_a.window import UnableToLookBack, day_of_call
    from frontdoor.returns.position import UnableToFreeze, freeze
    from frontdoor.rules.calendar import london_day
    from frontdoor.rules.partnership import UnableToReadPartnership

    try:
        on = day_of_call(arguments.on, today=london_day(now()))
        made = export(freeze(arguments.authority, arguments.position), on)
    except (UnableToFreeze, UnableToLookBack, UnableToReadPartnership) as wrong:
        raise Refusal(str(wrong)) from wrong
    _write(arguments.output, made.file)
    asked = {one.number: sum(question.number == one.number for question in made.questions) for one in LISTS}
    lines = [
        f"{one.name:<8} {len(made.lists[one.number]):>7} rows {asked[one.number]:>4} questions   {one.rows}"
        for one in LISTS
    ]
    size, position = len(made.file), made.position.number
    data: dict[str, object] = {
        "written": str(arguments.output),
        "bytes": size,
        "position": position,
        "lists": [
            {"list": one.name, "rows": len(made.lists[one.number]), "questions": asked[one.number]} for one in LISTS
        ],
    }
    lines += ["", f"Written: {arguments.output} ({size:,} bytes), at ledger position {position}"]
    _tell(arguments, "\n".join(lines), data)
    return 0


def _dfe_preview(arguments: argparse.Namespace) -> int:
    from collections import Counter

    from frontdoor.returns.dfe_daily.changes import UnableToFeed, calls, changes
    from frontdoor.returns.position import UnableToFreeze, freeze

    try:
        waiting = changes(freeze(arguments.authority))
    except (UnableToFeed, UnableToFreeze) as wrong:
        raise Refusal(str(wrong)) from wrong
    counts = Counter(one.why for one in waiting)
    kinds, batches = ("new", "changed", "purged"), list(calls(waiting))
    lines = [f"{len(waiting)} children in {len(batches)} calls", *(f"  {why:<8} {counts[why]:>6}" for why in kinds)]
    data: dict[str, object] = {
        "children": len(waiting), "calls": len(batches), **{why: counts[why] for why in kinds}, "written": None,
    }  # fmt: skip
    if arguments.output is not None:
        made = [[one.sent for one in batch] for batch in batches]
        _write(arguments.output, json.dumps(made, indent=1, sort_keys=True, ensure_ascii=False).encode())
        lines.append(f"Written: {arguments.output}. It names children: keep it as you keep their records.")
        data["written"] = str(arguments.output)
    _tell(arguments, "\n".join(lines), data)
    return 0


def _dfe_send(arguments: argparse.Namespace) -> int:
    import time

    from django.conf import settings

    from frontdoor.access.doors import now
    from frontdoor.returns.dfe_daily.actions import send
    from frontdoor.returns.dfe_daily.calling import Line
    from frontdoor.returns.dfe_daily.changes import UnableToFeed
    from frontdoor.returns.position import UnableToFreeze, freeze

    line = Line(url=settings.DFE_DAILY_URL, key=settings.DFE_DAILY_KEY)
    try:
        run = send(freeze(arguments.authority), line=line, now=now, wait=time.sleep)
    except (UnableToFeed, UnableToFreeze) as wrong:
        raise Refusal(str(wrong)) from wrong
    lines = [
        f"call {number}: {answer.outcome} {answer.receipt or answer.problem}".rstrip()
        for number, answer in enumerate(run.answers, start=1)
    ]
    lines.append(f"{run.accepted} children accepted, {run.refused} refused, {run.left} left for the next run")
    answers = [{"outcome": str(one.outcome), "receipt": one.receipt, "problem": one.problem} for one in run.answers]
    said = {"accepted": run.accepted, "refused": run.refused, "left": run.left}
    _tell(arguments, "\n".join(lines), {"calls": answers, **said})
    return 0 if run.whole else 1


def _write(to: Path, content: bytes) -> None:
    """Write a file that names every child: a new one is for whoever made it alone to read."""
    try:
        with open(to, "wb", opener=lambda path, flags: os.open(path, flags, 0o600)) as file:
            file.write(content)
    except OSError as wrong:
        raise Refusal(f"{to} cannot be written: {wrong.strerror or wrong}.") from wrong
