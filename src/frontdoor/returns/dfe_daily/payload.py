"""One child as the department's daily feed takes it, by its interface of May 2026 (version 1.0.1).

Only facts of which the front door is the master are sent. No address is: the postcode is optional, and a confidential
one would leave by it. What is not known is absent, never guessed. Ids are those of our own records, for life.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from frontdoor.returns.holders import Holder
from frontdoor.returns.lives import Assessment, Enquiry, Life, Plan, Referral
from frontdoor.returns.people import Who
from frontdoor.rules.codesets.characteristics import DISABILITY

Payload = dict[str, Any]

#: How a worker's registration may be written in the feed: one that is not would have the whole call refused.
_REGISTRATION = re.compile(r"[A-Za-z0-9_-]{1,12}")


def payload(who: Who, life: Life, *, sent: Collection[str], holder: Holder) -> Payload:
    """The child with every episode. `sent` are the facts that we send; `holder` who has the child, if we send that."""
    episodes = [_episode(one, life, sent, holder if one is life.referrals[-1] else Holder()) for one in life.referrals]
    return {"la_child_id": who.number, "child_details": _details(who), "social_care_episodes": episodes}


def _details(who: Who) -> Payload:
    born = who.born_on
    return _known(
        unique_pupil_number=who.upn if len(who.upn) == 13 else "",
        former_unique_pupil_number=who.former_upn if len(who.former_upn) == 13 else "",
        unique_pupil_number_unknown_reason="" if who.upn else who.upn_unknown,
        first_name=who.given_name,
        surname=who.family_name,
        date_of_birth=born.isoformat() if born else "",
        expected_date_of_birth=who.expected_on.isoformat() if who.expected_on and not born else "",
        sex="U" if who.unborn_on(None) else who.sex,
        ethnicity=who.ethnicity or "NOBT",
        disabilities=[one.code for one in DISABILITY.codes if one.code in who.disabilities and one.code != "NONE"]
        if who.disabilities
        else None,
    )


def _episode(referral: Referral, life: Life, sent: Collection[str], holder: Holder) -> Payload:
    made = _known(
        social_care_episode_id=str(referral.id),
        referral_date=referral.on.isoformat(),
        referral_source=referral.source,
        referral_no_further_action_flag=referral.no_further_action,
        closure_date=referral.closed_on.isoformat() if referral.closed_on else "",
        closure_reason=referral.closed_because if referral.closed_on else "",
    )
    if _REGISTRATION.fullmatch(holder.registration) and referral.closed_on is None:
        since = holder.since.isoformat() if holder.since else ""
        made["care_worker_details"] = [_known(worker_id=holder.registration, start_date=since)]
    parts = {
        "child_and_family_assessments": [_assessment(one) for one in life.assessments if _of(one, referral, life)]
        if "assessment" in sent
        else [],
        "section_47_assessments": [_enquiry(one, life) for one in life.enquiries if _of(one, referral, life)]
        if "section47" in sent
        else [],
        "child_in_need_plans": _plans(referral, life, "need") if "plan" in sent else [],
        "child_protection_plans": _plans(referral, life, "protection") if "plan" in sent else [],
    }
    return made | {name: rows for name, rows in parts.items() if rows}


def _of(row: Assessment | Enquiry | Plan, referral: Referral, life: Life) -> bool:
    return life.referral_of(row.started_on, row.journey) is referral


def _assessment(row: Assessment) -> Payload:
    completed = row.completed_on
    return _known(
        child_and_family_assessment_id=str(row.id),
        start_date=row.started_on.isoformat(),
        authorisation_date=completed.isoformat() if completed else "",
        factors=sorted(set(row.factors)) if completed else [],
    )


def _enquiry(row: Enquiry, life: Life) -> Payload:
    held = life.initial_conference(row)
    made = _known(
        section_47_assessment_id=str(row.id),
        start_date=row.started_on.isoformat(),
        icpc_date=held.on.isoformat() if held else "",
        end_date=row.concluded_on.isoformat() if row.concluded_on else "",
    )
    if held or row.concluded_on:
        made["icpc_required_flag"] = held is not None or row.outcome == "conference"
    return made


def _plans(referral: Referral, life: Life, kind: str) -> list[Payload]:
    name = {"need": "child_in_need_plan_id", "protection": "child_protection_plan_id"}[kind]
    return [
        _known(
            **{name: str(one.id)},
            start_date=one.started_on.isoformat(),
            end_date=one.ended_on.isoformat() if one.ended_on else "",
        )
        for one in life.plans
        if one.kind == kind and _of(one, referral, life)
    ]


def _known(**facts: object) -> Payload:
    """The facts that are known: neither empty nor missing. No, an empty list of disabilities, is an answer."""
    return {name: fact for name, fact in facts.items() if fact is not None and fact != ""}
