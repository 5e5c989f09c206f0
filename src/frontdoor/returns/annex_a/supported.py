"""Lists 6 to 8: children in need, children with a protection plan, children looked after."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from frontdoor.returns.annex_a.arriving import Row
from frontdoor.returns.annex_a.ground import NO, UNKNOWN, YES, Cell, Ground, Subject, about, answer, disability
from frontdoor.returns.lives import Plan, Referral
from frontdoor.rules.codesets import annex_a


def in_need(ground: Ground) -> Iterator[Row]:
    """List 6: a row for each child in need now or in the last six months, by the latest episode.

    A child who was only referred, so that nothing was begun, is not in it.
    """
    window = ground.window
    for subject in ground.subjects:
        referral = _latest(subject, ground)
        if referral is None:
            continue
        closed = window.by_then(referral.closed_on)
        yield (
            *about(subject, window.on),
            disability(subject.who),
            referral.on,
            annex_a.PRIMARY_NEED_CODE[referral.need or "N0"],
            _last_seen(subject, window.on),
            closed,
            annex_a.CLOSURE_REASON.get(referral.closed_because) if closed else None,
            _case_status(subject, ground, closed),
            *ground.held_by(subject, referral.journey),
        )


def _latest(subject: Subject, ground: Ground) -> Referral | None:
    worked = [
        one
        for one in subject.life.referrals
        if not one.no_further_action
        and ground.window.touches(one.on, ground.window.by_then(one.closed_on))
        and _worked(subject, one, ground)
    ]
    return max(worked, key=lambda one: (one.on, str(one.id)), default=None)


def _worked(subject: Subject, referral: Referral, ground: Ground) -> bool:
    """Whether anything followed the referral by the day of the call."""
    life, on = subject.life, ground.window.on
    if subject.status is not None and (subject.status.plan or _looked_after(subject, ground)):
        return True
    begun: list[tuple[date, UUID | None]] = [(one.started_on, one.journey) for one in life.assessments]
    begun += [(one.started_on, one.journey) for one in life.enquiries]
    begun += [(one.started_on, one.journey) for one in life.plans]
    return any(day <= on and life.referral_of(day, journey) is referral for day, journey in begun)


def _last_seen(subject: Subject, on: date) -> date | None:
    return max((one.on for one in subject.life.visits if one.seen and one.on <= on), default=None)


def _looked_after(subject: Subject, ground: Ground) -> bool:
    """Whether this authority looks after the child now, by the case system's word."""
    return subject.status is not None and subject.status.looked_after_by == ground.council


def _case_status(subject: Subject, ground: Ground, closed: date | None) -> Cell:
    """The first of the layout's answers that holds; blank for an open child with neither plan nor open assessment."""
    on = ground.window.on
    running = {plan.kind for plan in ground.plans(subject) if plan.ended_on is None or plan.ended_on > on}
    assessed = any(
        one.started_on <= on and (one.authorised_on is None or one.authorised_on > on)
        for one in subject.life.assessments
    )
    holds = {
        "closed": closed is not None,
        "looked_after": _looked_after(subject, ground),
        "protection_plan": "protection" in running,
        "need_plan": "need" in running,
        "assessment": assessed,
    }
    return next((annex_a.CASE_STATUS[code] for code, true in holds.items() if true), None)


def protected(ground: Ground) -> Iterator[Row]:
    """List 7: a row for each child with a protection plan now, or one that ended in the last six months."""
    window = ground.window
    for subject in ground.subjects:
        plans = [
            plan
            for plan in ground.plans(subject)
            if plan.kind == "protection" and window.touches(plan.started_on, window.by_then(plan.ended_on))
        ]
        if plans:
            plan = max(plans, key=lambda one: (one.started_on, one.ended_on is None))
            yield (*about(subject, window.on), *_plan(plan, subject, ground))


def _plan(plan: Plan, subject: Subject, ground: Ground) -> Row:
    window, life = ground.window, subject.life
    first, latest = life.categories(plan, window.on)
    ended = window.by_then(plan.ended_on)
    lasted = ended or window.on
    visits = [one for one in life.visits if one.purpose == "plan" and plan.started_on <= one.on <= lasted]
    last = max((one for one in visits if one.seen), key=lambda one: one.on, default=None)
    reviews = [one.on for one in life.conferences if one.meeting == "review" and plan.started_on < one.on <= lasted]
    emergency = any(window.recent(one.on) for one in life.orders if one.kind in _EMERGENCY)
    return (
        disability(subject.who),
        plan.started_on,
        annex_a.ABUSE_CATEGORY.get(first),
        annex_a.ABUSE_CATEGORY.get(latest),
        last.on if last else None,
        {"yes": YES, "no": NO}.get(last.alone, UNKNOWN) if last else None,
        max(reviews, default=None),
        ended,
        YES if emergency else NO,
        plan.previous,
        *ground.held_by(subject, plan.journey),
    )


#: Emergency protection orders and police powers (Children Act 1989 s44, s46).
_EMERGENCY = frozenset({"police_protection", "epo", "epo_extended"})


def looked_after(ground: Ground) -> Iterator[Row]:
    """List 8: children in care now, as the case system told; what it does not tell here is blank."""
    window = ground.window
    for subject in ground.subjects:
        if subject.status is None or not _looked_after(subject, ground):
            continue
        life = subject.life
        visits = [one.on for one in life.visits if one.seen and one.on <= window.on]
        missing = [one for one in life.missing if window.in_year(one.on)]
        last = max(missing, key=lambda one: one.on, default=None)
        need = max(life.referrals, key=lambda one: one.on).need if life.referrals else ""
        yield (
            *about(subject, window.on),
            YES if _alone_and_seeking_asylum(subject, ground) else UNKNOWN,
            disability(subject.who),
            subject.status.looked_after_since,
            annex_a.PRIMARY_NEED_CODE[need or "N0"],
            UNKNOWN,
            *(None,) * 3,
            max(visits, default=None),
            *(None,) * 14,
            len(missing),
            None,
            answer(last.offered or last.declined or last.done if last else None),
            answer(last.done if last else None),
            *ground.held_by(subject),
        )


def _alone_and_seeking_asylum(subject: Subject, ground: Ground) -> bool:
    """Whether an assessment of the last 12 months found an unaccompanied asylum-seeking child (factor 9A)."""
    return any("9A" in one.factors for one in subject.life.assessments if ground.window.in_year(one.authorised_on))
