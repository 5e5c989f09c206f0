"""Where somebody lives, how to reach them safely, and the lines of the safety band."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from frontdoor.people.details import LINES, end_safety_line, record_address, record_telephone, set_safety_line
from frontdoor.people.ending import end_telephone
from frontdoor.people.models import SafetyLine, Telephone
from frontdoor.rules.doubts import about_past
from frontdoor.rules.roles import Permission
from frontdoor.screens.details.whose import about, child_of, every_id, whose_choices, whose_field
from frontdoor.screens.record.acts import Act, ActForm, Doing
from frontdoor.screens.record.fields import day, line, one_of, text, tick

KINDS_OF_ADDRESS = (
    ("home", "Home"), ("staying", "Staying there for now"), ("other_parent", "The other parent's home"),
    ("placement", "Placement"), ("refuge", "Refuge"),
)  # fmt: skip


class AddressForm(ActForm):
    """An address, and who must not learn it."""

    asks = {"since": about_past}

    whose = whose_field()
    kind = one_of("What kind of address?", KINDS_OF_ADDRESS, required="Say what kind of address it is.")
    lines = text("Address", "As much of it as is known.", longest=500)
    postcode = line("Postcode", longest=8)
    since = day("Since")
    keep_from = line("Who must not learn it?", "Then it stands behind a wall, and so does any text that says it.")


class TelephoneForm(ActForm):
    """A number and how it is safe to use it."""

    whose = whose_field()
    number = line("Telephone", longest=40)
    safe = line("How is it safe to use it?", "“Text only, after 10:00”.", longest=200)
    confidential = tick("It must be kept from somebody")


class TelephoneEndForm(ActForm):
    """Which number is not to be rung any more."""

    telephone = one_of("Which number is not to be rung any more?", (), required="Choose the number.")


class SafetyForm(ActForm):
    """What everybody must see first."""

    what = one_of("What is it about?", tuple(LINES.items()), required="Say what the line is about.")
    words = line("The line, as it stands on every page", "“Mother: text only, after 10:00”.", longest=200)


class SafetyEndForm(ActForm):
    """Which line no longer holds."""

    safety_line = one_of("Which line no longer holds?", (), required="Choose the line that no longer holds.")


def _address(doing: Doing, given: Mapping[str, Any]) -> None:
    record_address(
        **about(doing, given),
        lines=given["lines"],
        postcode=given["postcode"],
        kind=given["kind"],
        keep_from=given["keep_from"],
        since=given["since"],
        **doing.moments(given),
    )


def _telephone(doing: Doing, given: Mapping[str, Any]) -> None:
    record_telephone(
        **about(doing, given),
        number=given["number"],
        safe=given["safe"],
        confidential=given["confidential"],
        **doing.moments(given),
    )


def _telephone_ended(doing: Doing, given: Mapping[str, Any]) -> None:
    end_telephone(telephone=UUID(given["telephone"]), through=doing.child.journey, **doing.moments(given))


def _telephones(doing: Doing) -> Sequence[tuple[str, str]]:
    """The numbers in use of the child and of who is around, by whose they are and by their last figures alone."""
    people = every_id(doing)
    held = Telephone.objects.filter(person__in=list(people), until__isnull=True).order_by("person", "pk")
    return [
        (str(row.id), f"{people[row.person]}: ends in {row.number[-3:]}{f' ({row.safe})' if row.safe else ''}")
        for row in held
    ]


def _safety(doing: Doing, given: Mapping[str, Any]) -> None:
    set_safety_line(
        person=child_of(doing).id,
        through=doing.child.journey,
        line=given["what"],
        words=given["words"],
        **doing.moments(given),
    )


def _safety_ended(doing: Doing, given: Mapping[str, Any]) -> None:
    end_safety_line(safety_line=UUID(given["safety_line"]), through=doing.child.journey, **doing.moments(given))


def _lines(doing: Doing) -> Sequence[tuple[str, str]]:
    standing = SafetyLine.objects.filter(person=child_of(doing).id, until__isnull=True).order_by("since", "pk")
    return [(str(row.id), row.words) for row in standing]


def _person(doing: Doing) -> bool:
    return doing.child.person is not None


ACTS: dict[str, Act] = {
    "address": Act(
        label="An address",
        button="Keep this address",
        lead="The former address of this kind ends; nothing is overwritten.",
        form=AddressForm,
        do=_address,
        offered=_person,
        choices=whose_choices,
        next_words="It is shown on pressing “Show”, for a purpose, and the look is logged.",
    ),
    "telephone": Act(
        label="A telephone",
        button="Keep this number",
        form=TelephoneForm,
        do=_telephone,
        offered=_person,
        choices=whose_choices,
        next_words="It is shown on pressing “Show”, for a purpose, and the look is logged.",
    ),
    "telephone-ended": Act(
        label="A telephone that is not to be rung any more",
        button="Nobody rings it from now on",
        lead="It is somebody else’s now, or no longer safe. It is kept, and shown to nobody from this moment.",
        form=TelephoneEndForm,
        do=_telephone_ended,
        offered=lambda doing: _person(doing) and bool(_telephones(doing)),
        choices=lambda doing: {"telephone": _telephones(doing)},
    ),
    "safety": Act(
        label="A line of the safety band",
        button="Put it on the band",
        lead="It stands first on every page of this child, and in print.",
        form=SafetyForm,
        do=_safety,
        offered=_person,
    ),
    "safety-ended": Act(
        label="Take a line off the safety band",
        button="Take it off",
        lead="It ends something that protects: a registered social worker or manager does it.",
        form=SafetyEndForm,
        do=_safety_ended,
        offered=lambda doing: _person(doing) and doing.at.actor.may(Permission.CLOSE) and bool(_lines(doing)),
        choices=lambda doing: {"safety_line": _lines(doing)},
    ),
}
