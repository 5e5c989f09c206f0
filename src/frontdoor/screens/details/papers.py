"""Papers that belong to the child, and requests for access to what is held."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from frontdoor.journey.actions.access_requests import (
    prepare_access_answer,
    record_access_request,
)
from frontdoor.journey.actions.papers import record_paper
from frontdoor.journey.known_queries import card_of
from frontdoor.journey.models import AccessRequest
from frontdoor.rules.calendar import london_day
from frontdoor.rules.doubts import about_past
from frontdoor.rules.known_facts import ASKERS, CHILD_ASKED, EXEMPTIONS, PAPERS
from frontdoor.screens.look.formatting import date_words
from frontdoor.screens.record.acts import Act, ActForm, Doing, Row
from frontdoor.screens.record.fields import YES_NO, day, line, one_of, several_of, text

LONGEST = 2_000


class PaperForm(ActForm):
    """What the paper is, who supplied it, where it is."""

    asks = {"dated": about_past}

    kind = one_of("What kind of paper is it?", tuple(PAPERS.items()), required="Say what kind of paper it is.")
    title = line("What it is", "As you would ask for it: “Speech therapy report”.")
    dated = day("The date on it")
    supplied_by = line("Who supplied it")
    confidence = one_of("Was it given in confidence?", YES_NO, required="Say whether it was given in confidence.")
    held_where = line("Where it is held", "The system and folder, or the cabinet.")
    exemptions = several_of(
        "If somebody asks for access, why might it have to be withheld?",
        tuple(EXEMPTIONS.items()),
        "Candidates only: it is decided when somebody asks.",
    )


class AccessForm(ActForm):
    """Who asks, and for what."""

    asked_by_kind = one_of("Who asks?", tuple(ASKERS.items()), required="Say who asks.")
    asked_by_name = line("Their name")
    wanted = text("What they ask for, in their words", longest=LONGEST)
    asked_child = one_of(
        "If it is not the child: was the child asked?",
        tuple(CHILD_ASKED.items()),
        "A child who understands what is asked decides for themself.",
    )


class PreparedForm(ActForm):
    """What information governance needs for the answer."""

    words = text(
        "What is held and where, and what may have to be withheld",
        "Which papers, in which system; what was told in confidence, and by whom; who else is named in it.",
        longest=LONGEST,
        required="Write what is held and where.",
    )


def _paper(doing: Doing, given: Mapping[str, Any]) -> None:
    record_paper(
        journey=doing.child.journey.id,
        kind=given["kind"],
        title=given["title"],
        supplied_by=given["supplied_by"],
        held_where=given["held_where"],
        in_confidence=given["confidence"] == "yes",
        dated=given["dated"],
        exemptions=given["exemptions"],
        token=given["token"],
        **doing.moments(given),
    )


def _access(doing: Doing, given: Mapping[str, Any]) -> None:
    record_access_request(
        journey=doing.child.journey.id,
        asked_by_kind=given["asked_by_kind"],
        asked_by_name=given["asked_by_name"],
        wanted=given["wanted"],
        child_asked=given["asked_child"] or "not_asked",
        token=given["token"],
        **doing.moments(given),
    )


def _prepared(doing: Doing, given: Mapping[str, Any]) -> None:
    prepare_access_answer(request=given["row"], words=given["words"], seen=given["seen"], **doing.moments(given))


def _requests(doing: Doing) -> Sequence[Row]:
    return [_row(one, one.answered_at is None) for one in card_of(doing.child.journey, by=doing.at.actor).requests]


def _row(one: AccessRequest, waits: bool) -> Row:
    asked = date_words(london_day(one.asked_at))
    words = f"({ASKERS[one.asked_by_kind].lower()}, asked {asked})"
    return Row(id=one.id, seen=one.revision, words=words, open=waits)


def _person(doing: Doing) -> bool:
    return doing.child.person is not None


ACTS: dict[str, Act] = {
    "paper": Act(
        label="A paper",
        button="Enter this paper",
        lead="The paper stays where it is held. Here stands that it exists, so that it can be found and asked for.",
        form=PaperForm,
        do=_paper,
        offered=_person,
    ),
    "access": Act(
        label="A request for access",
        button="Keep this request",
        lead="However it was made, it counts from the day it reached anybody here. It is answered by information "
        "governance, never by printing a page.",
        form=AccessForm,
        do=_access,
        offered=_person,
        next_words="One calendar month runs from the day it was made.",
    ),
    "access-prepared": Act(
        label="What is held, for the request",
        button="Give it to information governance",
        lead="Information governance reads this, decides what is given, and says how the request was answered.",
        form=PreparedForm,
        do=_prepared,
        offered=_person,
        rows=_requests,
        next_words="Information governance answers. You can write more until it has.",
    ),
}
