"""Gathers our own census from the ledger at a frozen position: every child with activity in the year.

Sections named here are the CIN census guide's (2023-24). What happened after 31 March is not in; what is left out for
another reason is named, so that the reconciliation page can account for each row.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from frontdoor.returns.cin_census.census import Census, Child, CINdetails, Header, number_rows
from frontdoor.returns.cin_census.comparing import differences
from frontdoor.returns.cin_census.episodes import YES, Done, build, of_episode
from frontdoor.returns.cin_census.identity import characteristics, identifiers
from frontdoor.returns.cin_census.period import Period
from frontdoor.returns.gathered import NOT_IN_CENSUS, lives_at
from frontdoor.returns.lives import Life, Plan, Referral
from frontdoor.returns.people import Status, Who, children_of, statuses_of
from frontdoor.returns.position import Position, in_sight
from frontdoor.rules.calendar import in_london
from frontdoor.rules.masters import CASE_SYSTEM, FRONT_DOOR, sends
from frontdoor.rules.partnership import for_authority

#: What stands in the header as the software; the release is the program's own.
SOFTWARE = "Front Door"


class UnableToGather(Exception):
    """The census is not ours to send. The text is a sentence."""


@dataclass(frozen=True, kw_only=True)
class LeftOut:
    """One thing of the ledger that is in no file, and why. `number` is the child's own."""

    number: str
    what: str
    on: date
    because: str


@dataclass(frozen=True, kw_only=True)
class Gathered:
    """The census, what was left out, what to look at before it is sent, and where the other system differs."""

    position: Position
    period: Period
    census: Census
    children: list[Child]
    left_out: list[LeftOut]
    notes: list[LeftOut]
    compared: list[LeftOut]
    plans_from: str


@dataclass(frozen=True, kw_only=True)
class Read:
    """What was read at a position: every referred child's life, who they are, and what the case system said."""

    position: Position
    lives: dict[UUID, Life]
    people: dict[UUID, Who]
    statuses: dict[UUID, Status]


@dataclass(kw_only=True)
class _Ground:
    """What every child is read against."""

    period: Period
    council: str
    sent: dict[str, bool]
    statuses: dict[UUID, Status]
    left_out: list[LeftOut] = field(default_factory=list)
    notes: list[LeftOut] = field(default_factory=list)
    compared: list[LeftOut] = field(default_factory=list)


def read_at(position: Position, period: Period) -> Read:
    """Read what a census of a year is gathered from; what the case system said is as at the year's last day."""
    with in_sight(position):
        lives, statuses = (
            lives_at(position, without=NOT_IN_CENSUS),
            statuses_of(position.authority, at=position, on=period.last),
        )
        known = {key: life for key, life in lives.items() if _concerns(life)}
        # Of some children the case system alone tells a plan.
        known |= {key: lives.get(key) or Life(key) for key, status in statuses.items() if status.plan}
        people = children_of(position.authority, known, at=position)
        return Read(position=position, lives=known, people=people, statuses=statuses)


def read_again(read: Read, period: Period) -> Read:
    """The same reading for another year: only what the case system said is read anew."""
    with in_sight(read.position):
        statuses = statuses_of(read.position.authority, at=read.position, on=period.last)
    return replace(read, statuses=statuses)


def _concerns(life: Life) -> bool:
    """Whether more is known of somebody than a contact, which is no referral and in no census (guide 4.2)."""
    return bool(life.referrals or life.assessments or life.enquiries or life.plans)


def gather(read: Read, period: Period, *, serial: int = 1, release: str = "") -> Gathered:
    """Gather the census of a year. Refuses where the authority's case system is the master of referrals: it sends."""
    authority = read.position.authority
    sent = {
        fact: sends(FRONT_DOOR, fact, authority=authority, on=period.last)
        for fact in ("referral", "assessment", "section47", "plan")
    }
    if not sent["referral"]:
        raise UnableToGather(
            f"In {authority} the case system is the master of referrals, so it sends the census. "
            "partnerships/<name>/masters.toml says which system sends what."
        )
    council = for_authority(authority).council
    ground = _Ground(period=period, council=council, sent=sent, statuses=read.statuses)
    made = [_child(who, read.lives[key], ground) for key, who in read.people.items()]
    children = sorted((one for one in made if one is not None), key=lambda one: one.identifiers.LAchildID or "")
    number_rows(children)
    return Gathered(
        position=read.position,
        period=period,
        census=Census(header=_header(read.position, period, serial, release), children=children),
        children=children,
        left_out=sorted(ground.left_out, key=_in_order),
        notes=sorted(ground.notes, key=_in_order),
        compared=sorted(ground.compared, key=_in_order),
        plans_from=FRONT_DOOR if sent["plan"] else CASE_SYSTEM,
    )


def _in_order(one: LeftOut) -> tuple[str, str, date, str]:
    return one.what, one.number, one.on, one.because


def _header(position: Position, period: Period, serial: int, release: str) -> Header:
    return Header(
        Collection="CIN",
        Year=str(period.year),
        ReferenceDate=period.last,
        SourceLevel="L",
        LEA=position.authority,
        SoftwareCode=SOFTWARE,
        Release=release or "1",
        SerialNo=f"{serial:03d}",
        DateTime=in_london(position.recorded_at).strftime("%Y-%m-%dT%H:%M:%S"),
    )


def _child(who: Who, life: Life, ground: _Ground) -> Child | None:
    """One child with their episodes, or None where nothing of theirs is in the year."""
    plans = life.plans if ground.sent["plan"] else _plans_told(life, ground)
    done = _sorted_out(who, life, plans, ground)
    episodes = []
    for referral in life.referrals:
        if not _in_year(referral, ground.period):
            continue
        its = done[referral.id]
        if _reported_elsewhere(life.child, its, ground):
            for what, on in its.named(referral):
                _leave(ground, who, what, on, "Another authority assessed the child, and reports them")
            continue
        for words in its.look_at(referral):
            ground.notes.append(LeftOut(number=who.number, what="referral", on=referral.on, because=words))
        episodes.append((referral, build(referral, its, ground.period)))
    told = ground.statuses.get(life.child)
    for words in differences(life, told, ground.period, ours_to_send=ground.sent["plan"]):
        ground.compared.append(LeftOut(number=who.number, what="plan", on=ground.period.last, because=words))
    if not episodes:
        if any(_in_year(referral, ground.period) for referral in life.referrals):
            _leave(ground, who, "child", ground.period.last, "Another authority assessed the child, and reports them")
        return None
    closed = _until([referral for referral, _ in episodes], ground.period)
    details = [episode for _, episode in episodes]
    return Child(
        identifiers=identifiers(who, ground.period, until=closed, only_no_action=_only_no_action(details)),
        characteristics=characteristics(who, ground.period, until=closed),
        cin_details=details,
    )


def _only_no_action(episodes: Iterable[CINdetails]) -> bool:
    return all(one.ReferralNFA == YES for one in episodes)


def _in_year(referral: Referral, period: Period) -> bool:
    """Open at some time in the year (guide 1.2.3); with no further action, referred in it."""
    if referral.no_further_action:
        return period.holds(referral.on)
    return referral.on <= period.last and (referral.closed_on is None or referral.closed_on >= period.first)


def _until(referrals: list[Referral], period: Period) -> date:
    """The day up to which the child is in the return: 31 March, or when the last episode closed."""
    ends = [period.by_its_end(one.closed_on) or period.last for one in referrals]
    return max(ends)


def _sorted_out(who: Who, life: Life, plans: list[Plan], ground: _Ground) -> dict[UUID, Done]:
    """Everything done, under the episode it belongs to. What belongs to none is left out, and named."""
    done = {referral.id: Done(life=life) for referral in life.referrals}
    for fact, what, rows in (
        ("assessment", "assessment", life.assessments),
        ("section47", "section 47 enquiry", life.enquiries),
        ("plan", "plan", plans),
    ):
        for row in rows:
            if not of_episode(row, life, ground.period):
                continue
            referral = life.referral_of(row.started_on, row.journey)
            if fact != "plan" and not ground.sent[fact]:
                _leave(ground, who, what, row.started_on, "The case system is its master, and sends it")
            elif referral is None or not _in_year(referral, ground.period):
                because = "The child has no referral here" if referral is None else "Its episode closed before the year"
                _leave(ground, who, what, row.started_on, because)
            else:
                done[referral.id].take(row)
    return done


def _leave(ground: _Ground, who: Who, what: str, on: date, because: str) -> None:
    ground.left_out.append(LeftOut(number=who.number, what=what, on=on, because=because))


def _plans_told(life: Life, ground: _Ground) -> list[Plan]:
    """The plan that the case system told of, where it is the master of plans: it says the latest category alone."""
    status = ground.statuses.get(life.child)
    if status is None or not status.plan or status.since is None:
        return []
    earlier = [one for one in life.plans if one.kind == "protection" and one.started_on < status.since]
    told = Plan(
        id=life.child,
        journey=None,
        kind=status.plan,
        started_on=status.since,
        category=status.category,
        previous=len(earlier),
    )
    return [told]


def _reported_elsewhere(child: UUID, done: Done, ground: _Ground) -> bool:
    """Whether another authority assessed the child and so reports them; ours protects all the same (guide 1.2.6)."""
    status = ground.statuses.get(child)
    if status is None:
        return False
    theirs = status.placed_here or status.looked_after_by not in ("", ground.council)
    return theirs and not any(one.in_need for one in done.assessments)
