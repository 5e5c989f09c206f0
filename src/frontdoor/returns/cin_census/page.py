"""The page that goes with a census: what was counted, left out, noted and compared with last year, in plain text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from frontdoor.returns.cin_census.checks import YEARS
from frontdoor.returns.cin_census.gathering import Gathered, LeftOut
from frontdoor.returns.cin_census.reconciling import Reconciled
from frontdoor.returns.cin_census.year_on_year import Compared
from frontdoor.rules.calendar import in_london
from frontdoor.rules.masters import FRONT_DOOR

#: Children named under one reason before the rest are only counted.
NAMED = 20


def page(gathered: Gathered, reconciled: Sequence[Reconciled], compared: Sequence[Compared]) -> str:
    """The whole page. It names children by their number alone."""
    lines = [*_top(gathered), *_counts(reconciled), *_plans(gathered)]
    lines += _listed("Left out of the file, and why", gathered.left_out)
    lines += _listed("To look at before sending", gathered.notes)
    lines += _listed("Where the case system says otherwise", gathered.compared)
    lines += _years(compared)
    return "\n".join(lines) + "\n"


def _top(gathered: Gathered) -> Iterator[str]:
    position = gathered.position
    made = in_london(position.recorded_at)
    yield f"Children in need census {gathered.period.name}, {position.authority}: reconciliation"
    yield f"Ledger position {position.number}, recorded {made:%d/%m/%Y %H:%M}. The same position gives the same file."
    if made.date() <= gathered.period.last:
        yield f"The year runs to {gathered.period.last:%d/%m/%Y}: this is how it stands, and nothing to send yet."
    if gathered.period.name not in YEARS:
        yield f"The rules of {gathered.period.name} are not in this release, so the file has not been judged by them."


def _counts(reconciled: Sequence[Reconciled]) -> Iterator[str]:
    yield ""
    yield f"{'':<24}{'Ledger':>10}{'Left out':>10}{'File':>10}"
    for one in reconciled:
        verdict = "equal" if one.equal else "NOT EQUAL"
        yield f"{one.what:<24}{one.ledger:>10}{one.left_out:>10}{one.file:>10}  {verdict}"


def _plans(gathered: Gathered) -> Iterator[str]:
    yield ""
    if gathered.plans_from == FRONT_DOOR:
        yield "Plans, conferences and reviews come from the front door's own records, which are their master."
        return
    yield "Plans come from the case system's open status, which is their master. It tells of the plan that is open and"
    yield "of its latest category; plans that ended are not told of. Reviews and the first category come from the"
    yield "conferences recorded here; where none was, there are no reviews, and the first category is the latest."


def _listed(title: str, rows: Sequence[LeftOut]) -> Iterator[str]:
    yield ""
    yield f"{title}: {len(rows) or 'nothing'}"
    for (what, because), number in sorted(Counter((one.what, one.because) for one in rows).items()):
        yield f"  {number} x {what}: {because}"
        named = [one for one in rows if (one.what, one.because) == (what, because)]
        for one in named[:NAMED]:
            yield f"    {one.number}  {one.on:%d/%m/%Y}"
        if len(named) > NAMED:
            yield f"    and {len(named) - NAMED} more"


def _years(compared: Sequence[Compared]) -> Iterator[str]:
    yield ""
    yield f"{'Beside last year':<48}{'Last':>8}{'This':>8}{'Change':>11}"
    for one in compared:
        change = "-" if one.change is None else f"{one.change:+.1f} %"
        asks = "  COLLECT will ask" if one.asks else ""
        yield f"{one.check.code} {one.check.what:<41}{one.before:>8}{one.now:>8}{change:>11}{asks}"
    if any(one.asks for one in compared):
        yield "Where COLLECT asks, look, and where it is right give the note word for word:"
        for one in compared:
            if one.asks:
                yield f"  {one.check.note}"
