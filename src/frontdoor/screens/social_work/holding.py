"""Who works with the child, and the end of it: allocate, close, reopen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms

from frontdoor.access.queries import workers_of
from frontdoor.journey.actions.allocation import allocate
from frontdoor.journey.actions.closing import REOPENED, close_journey, refused_alone, reopen_journey
from frontdoor.journey.actions.closing_together import ask_to_close
from frontdoor.journey.actions.referrals import take_no_further_action
from frontdoor.journey.contact_queries import running_clocks
from frontdoor.journey.queries import written_by_others
from frontdoor.ledger.storage import UnableToFind
from frontdoor.rules.calendar import london_day
from frontdoor.rules.clocks import rule_in_force
from frontdoor.rules.closing import REASONS
from frontdoor.rules.codesets import CLOSURE, census_year
from frontdoor.rules.roles import Permission
from frontdoor.screens.look.naming import clock_words
from frontdoor.screens.look.shapes import Fact
from frontdoor.screens.record.acts import Act, ActForm, Doing, Row
from frontdoor.screens.record.fields import one_of, text, tick
from frontdoor.screens.social_work.working import progress, shown_journey, when


class AllocateForm(ActForm):
    """The team, and one of its people if somebody is named."""

    team = one_of("Which team?", (), required="Choose the team that should work with this child.")
    worker = one_of("Who, by name?", (), "If nobody is named, the team's manager accepts for the team.")
    because = text("Anything they should know")


class CloseForm(ActForm):
    """Why this ends for this child. Nothing is chosen beforehand."""

    reason = one_of("Why does this end?", tuple(REASONS.items()), required="Choose why this ends.")
    because = text("Why, for this child", required="Write why this ends for this child.")
    statutory = one_of(
        "Statutory reason", (), "Only for a child who was in a child-in-need episode; the census asks for it."
    )
    written = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    in_bulk = tick("This is one of several that I close now: mark it for audit")


class NoFurtherForm(ActForm):
    """Why nothing further is done after first consideration."""

    because = text("Why, for this child", required="Write why nothing further is done for this child.")


class ReopenForm(ActForm):
    """Why it is looked at again."""

    reason = one_of("Why is this opened again?", tuple(REOPENED.items()), required="Choose why this is opened again.")
    because = text("In your words")


def _people(doing: Doing) -> Mapping[str, Sequence[tuple[str, str]]]:
    """Teams, and workers with those of the reader's own teams first."""
    teams = doing.record.partnership.teams
    names = {team.code: team.name for team in teams}
    own = {*doing.at.actor.teams}
    people = sorted(workers_of(doing.record.contact.authority), key=lambda one: own.isdisjoint(one.teams))
    named = [
        (str(one.pk), f"{one.name}, {', '.join(names.get(code, code) for code in one.teams) or 'no team'}")
        for one in people
    ]
    return {"team": [(team.code, team.name) for team in teams], "worker": [("", "Nobody by name yet"), *named]}


def _allocate(doing: Doing, given: Mapping[str, Any]) -> None:
    allocate(
        journey=doing.child.journey.id,
        team=given["team"],
        worker=UUID(given["worker"]) if given["worker"] else None,
        because=given["because"],
        token=given["token"],
        seen=given["seen"],
        **doing.moments(given),
    )


def _codes(doing: Doing) -> Mapping[str, Sequence[tuple[str, str]]]:
    year = census_year(london_day(doing.at.now))
    codes = [(code.code, f"{code.code}: {code.words}") for code in CLOSURE.in_year(year)]
    return {"statutory": [("", "None: this was no child-in-need episode"), *codes]}


def _close(doing: Doing, given: Mapping[str, Any]) -> None:
    close_journey(
        journey=doing.child.journey.id,
        reason=given["reason"],
        because=given["because"],
        statutory=given["statutory"],
        in_bulk=given["in_bulk"],
        seen=given["seen"],
        read=given["written"],
        **doing.moments(given),
    )


def _ask(doing: Doing, given: Mapping[str, Any]) -> None:
    ask_to_close(
        journey=doing.child.journey.id,
        reason=given["reason"],
        because=given["because"],
        statutory=given["statutory"],
        in_bulk=given["in_bulk"],
        seen=given["seen"],
        read=given["written"],
        **doing.moments(given),
    )


def _shown_to_close(doing: Doing) -> dict[str, Any]:
    """The journey as it was shown, and how much others had written of the child by then."""
    journey = doing.child.journey.id
    written = written_by_others([journey], besides=doing.at.actor.account).get(journey, 0)
    return {**shown_journey(doing), "written": written}


def _ends_unmet(doing: Doing, row: Row | None) -> Sequence[Fact]:
    """What still runs for this child and ends with closing, done or not: whoever closes sees it before they do."""
    place, found = doing.record.partnership, []
    for run in running_clocks([doing.child.journey.id], authority=doing.at.actor.authority):
        rule = rule_in_force(run.clock, run.rule_from, place)
        if any(condition.kind == "journey_closed" for condition in rule.ends):
            unborn = doing.child.unborn
            clock = clock_words(run.clock, run.due_at, now=doing.at.now, overlay=place, unborn=unborn)
            found.append(f"{clock.what}, {clock.by}")
    return [Fact("Ends with this, not met", "; ".join(found))] if found else []


def _not_alone(doing: Doing) -> bool:
    """Whether this person needs somebody else to close this child, and nobody has been asked yet."""
    asked = progress(doing).to_sign is not None
    return not asked and bool(refused_alone(doing.child.journey, by=doing.at.actor, at=doing.at.now))


def _no_further(doing: Doing, given: Mapping[str, Any]) -> None:
    referral = progress(doing).referral
    if referral is None:
        raise UnableToFind
    take_no_further_action(referral=referral.id, because=given["because"], seen=given["seen"], **doing.moments(given))


def _open_referral(doing: Doing) -> bool:
    referral = progress(doing).referral
    return referral is not None and referral.closed_on is None and not referral.no_further_action


def _shown_referral(doing: Doing) -> dict[str, Any]:
    referral = progress(doing).referral
    return {"row": referral.id, "seen": referral.revision} if referral else {}


def _reopen(doing: Doing, given: Mapping[str, Any]) -> None:
    reopen_journey(
        journey=doing.child.journey.id,
        reason=given["reason"],
        because=given["because"],
        seen=given["seen"],
        **doing.moments(given),
    )


ACTS: dict[str, Act] = {
    "allocate": Act(
        label="Allocate",
        button="Allocate",
        lead="Whoever has this child now keeps them until the team, or the person you name, accepts.",
        form=AllocateForm,
        do=_allocate,
        offered=when("allocate", Permission.ALLOCATE),
        initial=shown_journey,
        choices=_people,
        next_words="It stands on the list of the team, and of the person named, until somebody accepts it.",
    ),
    "close": Act(
        census={"CINclosureDate": "happened_at", "ReasonForClosure": "statutory"},
        label="Close",
        button="Close for this child",
        lead="This ends the work for this child alone. A brother or sister is closed on a page of their own.",
        form=CloseForm,
        do=_close,
        offered=when("close_journey", Permission.CLOSE),
        initial=_shown_to_close,
        choices=_codes,
        facts=_ends_unmet,
        next_words="Above the local number of closings a day, a second registered person signs each further one.",
    ),
    "close-together": Act(
        label="Close, with a second signature",
        button="Ask for the second signature",
        lead="You cannot close this child alone. It stays open until another registered person has read the record and "
        "signed.",
        form=CloseForm,
        do=_ask,
        offered=when("ask_to_close", Permission.CLOSE, _not_alone),
        initial=_shown_to_close,
        choices=_codes,
        facts=_ends_unmet,
        next_words="It stands under “Second signatures” for every registered person who may close.",
    ),
    "no-further": Act(
        census={"ReferralNFA": "because"},
        label="Nothing further on the referral",
        button="Record it",
        lead="After first consideration, before any work with this child has begun. By a registered social worker.",
        form=NoFurtherForm,
        do=_no_further,
        offered=when("take_no_further_action", Permission.CLOSE, _open_referral),
        initial=_shown_referral,
        next_words="Close the journey next: a referral with nothing further has no statutory reason.",
    ),
    "reopen": Act(
        census={"CINclosureDate": "reason", "CINreferralDate": "reason"},
        label="Reopen",
        button="Reopen",
        lead="It waits for a decision anew, and its clocks run on from where they began.",
        form=ReopenForm,
        do=_reopen,
        offered=when("reopen_journey", Permission.ADD_INFORMATION),
        initial=shown_journey,
        next_words="It stands in the triage queue again.",
    ),
}
