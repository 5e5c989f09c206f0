"""Facts with their source: faith, immigration, who knows the child, contact, court orders; and until when one held."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from frontdoor.journey.actions.known_facts import end_fact, record_fact
from frontdoor.journey.known_queries import card_of, holds, words_of
from frontdoor.journey.models import KnownFact
from frontdoor.rules.calendar import london_day
from frontdoor.rules.doubts import about_past
from frontdoor.rules.known_facts import FACTS, PROTECTS
from frontdoor.rules.roles import Permission
from frontdoor.screens.look.formatting import date_words
from frontdoor.screens.record.acts import Act, ActForm, Doing, Row
from frontdoor.screens.record.fields import day, line, one_of, text, tick

LONGEST = 2_000
_KNOWN = tuple((code, words) for code, words in FACTS.items() if code not in PROTECTS)
_AROUND = tuple((code, words) for code, words in FACTS.items() if code in PROTECTS)


class FactForm(ActForm):
    """What is known, who says so, since when."""

    asks = {"since": about_past}

    kind = one_of("What is it about?", _KNOWN, required="Say what it is about.")
    words = text(
        "What is known",
        "The name of a school or practice alone; name and telephone of a health visitor or trusted adult; faith and "
        "status in their own words.",
        longest=LONGEST,
        required="Write what is known.",
    )
    source = line("Who says so")
    since = day("Since")
    in_confidence = tick("It was told in confidence: not to be repeated at home")


class ArrangementForm(ActForm):
    """With whom the child has contact and how, or what a court ordered."""

    asks = {"since": about_past}

    kind = one_of("Which is it?", _AROUND, required="Say whether it is contact or an order.")
    words = text(
        "What was arranged or ordered",
        "“Sees father on Saturdays, with her aunt there.” “Prohibited steps order, family court: no travel abroad.”",
        longest=LONGEST,
        required="Write what was arranged or ordered.",
    )
    source = line("Who says so", "Or which paper: “order seen, dated 3 March 2026”.")
    since = day("Since")
    until = day("Until", "If it says so itself.")
    in_confidence = tick("It was told in confidence: not to be repeated at home")


class EndedForm(ActForm):
    """Until when it held, and how that is known."""

    until = day("Until when did it hold?", required="Say until when it held.")
    because = text("How that is known", longest=LONGEST)


def _fact(doing: Doing, given: Mapping[str, Any]) -> None:
    record_fact(
        journey=doing.child.journey.id,
        kind=given["kind"],
        words=given["words"],
        source=given["source"],
        since=given["since"],
        until=given.get("until"),
        in_confidence=given["in_confidence"],
        token=given["token"],
        **doing.moments(given),
    )


def _ended(doing: Doing, given: Mapping[str, Any]) -> None:
    end_fact(
        fact=given["row"], until=given["until"], because=given["because"], seen=given["seen"], **doing.moments(given)
    )


def _standing(doing: Doing) -> Sequence[Row]:
    """The facts that this person may end, each in its own words."""
    on, may_close = london_day(doing.at.now), doing.at.actor.may(Permission.CLOSE)
    found = [
        fact
        for fact in card_of(doing.child.journey, by=doing.at.actor).standing(*FACTS)
        if may_close or fact.kind not in PROTECTS
    ]
    said = words_of(found, "known_fact")
    return [
        Row(id=fact.id, seen=fact.revision, words=_in_words(fact, said.get(fact.id, "")), open=holds(fact, on=on))
        for fact in found
    ]


def _in_words(fact: KnownFact, said: str) -> str:
    short = said if len(said) <= 60 else f"{said[:57]}…"
    told = short or f"told {date_words(london_day(fact.told_at))}"
    return f"({FACTS[fact.kind].lower()}: {told})"


def _person(doing: Doing) -> bool:
    return doing.child.person is not None


ACTS: dict[str, Act] = {
    "known": Act(
        label="School, GP, health visitor, an adult they trust, faith, immigration",
        button="Keep this",
        lead="It stands on the child’s page with who said it and when. A newer one takes the place of the one before.",
        form=FactForm,
        do=_fact,
        offered=_person,
    ),
    "arrangement": Act(
        label="Contact or a court order",
        button="Keep this",
        lead="It stands beneath the family on the child’s page. An order that protects from somebody belongs on the "
        "safety band too.",
        form=ArrangementForm,
        do=_fact,
        offered=_person,
    ),
    "known-ended": Act(
        label="No longer so",
        button="It no longer holds",
        lead="Nothing is deleted: it reads as ended from that day. What was written wrongly is corrected instead.",
        form=EndedForm,
        do=_ended,
        offered=_person,
        rows=_standing,
    ),
}
