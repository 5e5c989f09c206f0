"""What was asked of agencies: an answer that came by telephone or letter, a reminder, a request taken back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from frontdoor.journey.actions.information_requests import (
    ANSWERS,
    WAITING,
    record_answer,
    remind_agency,
    withdraw_request,
)
from frontdoor.journey.record_queries import texts_of
from frontdoor.rules.roles import Permission
from frontdoor.screens.look.formatting import day_and_time
from frontdoor.screens.look.shapes import Fact
from frontdoor.screens.record.acts import Act, ActForm, Doing, Row
from frontdoor.screens.record.answering import AnswerForm, answered, asked_facts
from frontdoor.screens.record.fields import line, text
from frontdoor.screens.social_work.working import progress, when


class TypedAnswerForm(AnswerForm):
    """An answer that somebody gave by telephone, letter or in a meeting."""

    answered_by_name = line("Who answered, by name and role")


class WithdrawForm(ActForm):
    """Why nobody waits any more."""

    because = text("Why is the answer not needed any more?")


def _requests(doing: Doing) -> Sequence[Row]:
    agency = doing.record.agency_name
    return [
        Row(id=one.id, seen=one.revision, words=agency(one.to_agency), open=one.state in WAITING)
        for one in progress(doing).requests
    ]


def standing(doing: Doing) -> Iterator[Fact]:
    """How each request stands."""
    for one in progress(doing).requests:
        state = "taken back" if one.state == "withdrawn" else ANSWERS.get(one.state, "no answer yet").lower()
        reminded = f", reminded {one.reminders} times" if one.reminders else ""
        asked_at = day_and_time(one.asked_at, now=doing.at.now)
        yield Fact(f"Asked: {doing.record.agency_name(one.to_agency)}", f"{state}{reminded}", f"asked {asked_at}")


def _asked(doing: Doing, given: Mapping[str, Any]) -> None:
    record_answer(
        request=given["row"],
        **answered(given),
        answered_by_name=given["answered_by_name"],
        seen=given["seen"],
        **doing.moments(given),
    )


def _remind(doing: Doing, given: Mapping[str, Any]) -> None:
    remind_agency(request=given["row"], seen=given["seen"], **doing.moments(given))


def _withdraw(doing: Doing, given: Mapping[str, Any]) -> None:
    withdraw_request(request=given["row"], because=given["because"], seen=given["seen"], **doing.moments(given))


def _facts(doing: Doing, row: Row | None) -> Sequence[Fact]:
    asked = next((one for one in progress(doing).requests if row and one.id == row.id), None)
    return asked_facts(asked, texts_of([asked.id]), now=doing.at.now) if asked else ()


ACTS: dict[str, Act] = {
    "answer": Act(
        label="Record an answer from",
        button="Record the answer",
        lead="That nothing is held is an answer. So is a refusal, with its reason.",
        form=TypedAnswerForm,
        do=_asked,
        offered=when("record_answer", Permission.ASK_AGENCIES),
        rows=_requests,
        facts=_facts,
        next_words="The agency’s clock stops, unless it gave a part or asked for time.",
    ),
    "remind": Act(
        label="Remind",
        button="I have reminded them",
        form=ActForm,
        do=_remind,
        offered=when("remind_agency", Permission.ASK_AGENCIES),
        rows=_requests,
        next_words="Its clock runs on from when it was asked.",
    ),
    "take-back": Act(
        label="Take back what was asked of",
        button="Take it back",
        form=WithdrawForm,
        do=_withdraw,
        offered=when("withdraw_request", Permission.ASK_AGENCIES),
        rows=_requests,
        next_words="Nobody waits for this answer any more.",
    ),
}
