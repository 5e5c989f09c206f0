"""What the NHS Personal Demographics Service answers, as far as it is used here: who it is, and by which NHS number.

Nothing of where somebody lives is read: neither address nor telephone nor practice, whether or not the record is
restricted. Source: NHS England, Personal Demographics Service FHIR API (R4), as the replies state their codes.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from frontdoor.rules import identifiers, names


class Outcome(StrEnum):
    """How a question to the service ended, or that it has not ended yet."""

    WAITING = ""
    FOUND = "found"
    RESTRICTED = "restricted"
    NOT_FOUND = "not_found"
    TOO_MANY = "too_many"
    DIFFERS = "differs"
    ANOTHER_NUMBER = "another_number"
    REFUSED = "refused"
    UNAVAILABLE = "unavailable"


WORDS: dict[Outcome, str] = {
    Outcome.WAITING: "The NHS has been asked; no answer yet",
    Outcome.FOUND: "The NHS knows this person; the number is kept",
    Outcome.RESTRICTED: "The NHS restricts this record; the number is kept, and nothing of where they live",
    Outcome.NOT_FOUND: "The NHS knows nobody like this",
    Outcome.TOO_MANY: "The NHS knows several like this: nothing is kept",
    Outcome.DIFFERS: "The NHS gave somebody of another name or birth: nothing is kept",
    Outcome.ANOTHER_NUMBER: "The NHS gave another number than the one held: somebody must judge, nothing is kept",
    Outcome.REFUSED: "The NHS refused the question: tell whoever keeps this installation",
    Outcome.UNAVAILABLE: "The NHS could not be reached: ask again",
}

#: Of a patient's record: everybody may see it who has business with it. Any other code restricts it.
_UNRESTRICTED = frozenset({"U"})
_NOBODY = frozenset({"RESOURCE_NOT_FOUND", "INVALIDATED_RESOURCE"})


class UnableToReadReply(ValueError):
    """The reply is none of those that the service gives. The text is a sentence."""


@dataclass(frozen=True, kw_only=True)
class Traced:
    """What the service said of one person. Whoever is not found has no number."""

    outcome: Outcome
    nhs_number: str = ""
    names: tuple[tuple[str, str], ...] = ()
    born_on: date | None = None


def read_reply(body: str) -> Traced:
    """Read a reply: a patient, a list of patients, or why there is none.

    A record with any mark of confidentiality but "unrestricted", or with none at all, counts as restricted.
    """
    try:
        said = json.loads(body)
    except (json.JSONDecodeError, RecursionError) as wrong:
        raise UnableToReadReply("The reply is no JSON.") from wrong
    kind = said.get("resourceType") if isinstance(said, dict) else None
    if kind == "Patient":
        return _patient(said)
    if kind == "Bundle":
        return _bundle(said)
    if kind == "OperationOutcome":
        return _without(said)
    raise UnableToReadReply("The reply is neither a patient nor a list of patients.")


def _bundle(said: dict[str, Any]) -> Traced:
    found = [row.get("resource") for row in _list(said.get("entry")) if isinstance(row, dict)]
    if len(found) > 1:
        return Traced(outcome=Outcome.TOO_MANY)
    if not found:
        return Traced(outcome=Outcome.NOT_FOUND)
    if not isinstance(found[0], dict):
        raise UnableToReadReply("An entry of the reply is no patient.")
    return _patient(found[0])


def _without(said: dict[str, Any]) -> Traced:
    codes = {
        str(coding.get("code"))
        for issue in _list(said.get("issue"))
        for coding in _list(_dict(_dict(issue).get("details")).get("coding"))
        if isinstance(coding, dict)
    }
    if "TOO_MANY_MATCHES" in codes:
        return Traced(outcome=Outcome.TOO_MANY)
    if codes & _NOBODY:
        return Traced(outcome=Outcome.NOT_FOUND)
    raise UnableToReadReply("The reply says neither a patient nor why there is none.")


def _patient(said: dict[str, Any]) -> Traced:
    number = said.get("id")
    if not isinstance(number, str) or not identifiers.nhs_number_holds(number):
        raise UnableToReadReply("The reply gives a patient without an NHS number that holds.")
    marks = {str(one.get("code")) for one in _list(_dict(said.get("meta")).get("security")) if isinstance(one, dict)}
    return Traced(
        outcome=Outcome.FOUND if marks and marks <= _UNRESTRICTED else Outcome.RESTRICTED,
        nhs_number=number,
        names=tuple(_names(said)),
        born_on=_day(said.get("birthDate")),
    )


def _names(said: dict[str, Any]) -> list[tuple[str, str]]:
    found = []
    for one in _list(said.get("name")):
        given = " ".join(str(part) for part in _list(_dict(one).get("given")))
        family = str(_dict(one).get("family") or "")
        if given or family:
            found.append((given, family))
    return found


def _day(written: object) -> date | None:
    try:
        return date.fromisoformat(str(written))
    except ValueError:
        return None  # the service also gives a year, or a year and a month, alone: no date of birth


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _dict(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def judged(
    traced: Traced, *, known_as: tuple[tuple[str, str], ...], born_on: date | None, held: frozenset[str]
) -> Outcome:
    """What becomes of an answer: a number is kept where a name or the birth agrees, and no other number is held.

    `known_as` are the person's names here, `held` the NHS numbers that hold. A first name that disagrees beside the
    same day of birth may be a twin's.
    """
    if traced.outcome not in {Outcome.FOUND, Outcome.RESTRICTED}:
        return traced.outcome
    if held and traced.nhs_number not in held:
        return Outcome.ANOTHER_NUMBER
    given = {word for one, _ in known_as for word in names.words(one)}
    theirs = {word for one, _ in traced.names for word in names.words(one)}
    if given and theirs and not given & theirs:
        return Outcome.DIFFERS
    if born_on is not None and traced.born_on is not None and born_on != traced.born_on:
        return Outcome.DIFFERS
    return traced.outcome
