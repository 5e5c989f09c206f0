"""What stands on the card and comes from somebody: facts with their source and age, papers, requests for access."""

from __future__ import annotations

from datetime import datetime

from frontdoor.journey.child_queries import ChildRecord
from frontdoor.journey.known_queries import holds
from frontdoor.journey.models import AccessRequest, KnownFact, Paper
from frontdoor.journey.narratives import WALLED
from frontdoor.rules.calendar import london_day
from frontdoor.rules.known_facts import ACCESS_ANSWERS, ASKERS, CHILD_ASKED, FACTS, PAPERS
from frontdoor.rules.partnership import Partnership
from frontdoor.screens.look.formatting import date_words, moment_words
from frontdoor.screens.look.naming import clock_words
from frontdoor.screens.look.shapes import Fact

CONTACT_AND_ORDERS = ("contact", "order")


def facts(record: ChildRecord, *kinds: str, now: datetime) -> list[Fact]:
    """What is known of these kinds, each kind that nobody has told of as an empty line."""
    found = record.card.standing(*kinds)
    lines = []
    for kind in kinds:
        of_kind = [fact for fact in found if fact.kind == kind]
        lines += [_fact(record, fact, now) for fact in of_kind] or [Fact(FACTS[kind])]
    return lines


def contact_and_orders(record: ChildRecord, *, now: datetime) -> list[Fact]:
    """Contact arrangements and court orders: those that hold first, the newest first; those that ended say so."""
    on = london_day(now)
    found = reversed(record.card.standing(*CONTACT_AND_ORDERS))
    return [_fact(record, fact, now) for fact in sorted(found, key=lambda fact: not holds(fact, on=on))]


def _fact(record: ChildRecord, fact: KnownFact, now: datetime) -> Fact:
    rows = record.written("known_fact", record=fact.id)
    ends = min((day for day in (fact.until, fact.ended_on) if day), default=None)
    over = ends is not None and not holds(fact, on=london_day(now))
    parts = [
        rows[-1].text if rows else WALLED,
        f"since {date_words(fact.since)}" if fact.since else "",
        f"{'ended' if over else 'until'} {date_words(ends)}" if ends else "",
    ]
    told = f"{fact.source}, {moment_words(fact.told_at, now=now)}"
    private = "; told in confidence" if rows and rows[-1].in_confidence else ""
    return Fact(FACTS[fact.kind], ", ".join(part for part in parts if part), source=told + private)


def papers(record: ChildRecord, *, now: datetime) -> list[Fact]:
    """The papers that belong to the child, the newest first: what, where held, from whom, in confidence or not."""
    return [_paper(record, paper, now) for paper in reversed(record.card.papers)]


def _paper(record: ChildRecord, paper: Paper, now: datetime) -> Fact:
    dated = f"dated {date_words(paper.dated)}" if paper.dated else "not dated"
    title = record.text("paper_title", record=paper.id) or WALLED
    where = record.text("paper_held", record=paper.id) or WALLED
    private = "; in confidence" if paper.in_confidence else ""
    withheld = "; if somebody asks for access, look whether it must be withheld" if paper.exemptions else ""
    return Fact(
        PAPERS[paper.kind],
        f"{title}, {dated}. Held: {where}",
        source=f"from {paper.supplied_by}, {moment_words(paper.received_at, now=now)}{private}{withheld}",
    )


def access_requests(record: ChildRecord, *, place: Partnership, now: datetime) -> list[Fact]:
    """Who asked to see what is held, when, and how it stands."""
    return [_request(record, one, place, now) for one in reversed(record.card.requests)]


def _request(record: ChildRecord, one: AccessRequest, place: Partnership, now: datetime) -> Fact:
    state = f"{ACCESS_ANSWERS[one.outcome]}, {date_words(london_day(one.answered_at))}" if one.answered_at else "Open"
    if one.answered_at is None:
        run = next((run for run in record.clocks if run.clock == "access_request" and run.record == one.id), None)
        due = clock_words(run.clock, run.due_at, now=now, overlay=place, soon_at=run.soon_at) if run else None
        state += f": answer {due.by}" if due and due.by else ""
        state += f" ({due.state.words})" if due else ""
        state += ", extended" if one.extended_at else ""
    child = "" if one.asked_by_kind == "child" else f". Child asked? {CHILD_ASKED[one.child_asked]}"
    asked = f"asked {moment_words(one.asked_at, now=now)}"
    who = ", ".join(part for part in (ASKERS[one.asked_by_kind], one.asked_by_name) if part)
    return Fact(who, f"{state}{child}", source=asked)
