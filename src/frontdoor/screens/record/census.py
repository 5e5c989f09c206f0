"""What the census would refuse of what a form says, set beside the fields that say it, before anything is saved.

The rules are those of the file and of the worklist (`returns.now`). Here stands only which field of a form an element
of the census comes from, and what is done with what was found: the person may save it all the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django import forms
from django.db import transaction

from frontdoor.people.aliases import shown_id
from frontdoor.returns.cin_census.checks import rules_of
from frontdoor.returns.cin_census.checks.years import NEWEST
from frontdoor.returns.now import Found, matters_now
from frontdoor.screens.record.mending import mended_at

#: For an element of the census ("CINclosureDate") the field of the form that says it.
Elements = Mapping[str, str]

#: What the census says of whom.
Standing = set[tuple[UUID, Found]]


@dataclass(frozen=True, kw_only=True)
class Ask:
    """One rule that would be broken: its sentences, the fields of the form it is about, and where to look."""

    rule: str
    kind: str
    wrong: str
    message: str
    fields: tuple[str, ...]
    url: str

    @property
    def here(self) -> bool:
        """Whether a field of this form says what is wrong."""
        return bool(self.fields)


class CensusAsks(Exception):
    """What would be saved breaks rules of the census that nothing broke before. The person may save it anyway."""

    def __init__(self, found: Sequence[Found]) -> None:
        super().__init__("The census would ask about this.")
        self.found = tuple(found)


def standing(people: Iterable[UUID], *, authority: str, now: datetime, referred: bool = False) -> Standing:
    """What the census would say of these children as it stands, whichever of their records it was written on.

    `referred` asks as if each of them were referred by what is known now (`returns.now`).
    """
    keys = list(dict.fromkeys(shown_id(key) for key in people))
    by_child = matters_now(authority, keys, now=now, referred=referred) if keys else {}
    return {(key, one) for key, found in by_child.items() for one in found}


def tried(
    do: Callable[[], Iterable[UUID]], *, before: Standing, authority: str, now: datetime, referred: bool = False
) -> Standing:
    """Do it, ask the census of the people it was done to, and undo it all: what would be broken that was not before."""
    with transaction.atomic():
        after = standing(do(), authority=authority, now=now, referred=referred)
        transaction.set_rollback(True)
    return after - before


def asked_first(
    do: Callable[[], object], *, of: Iterable[UUID], elements: Elements, authority: str, now: datetime
) -> None:
    """Do it. Where the census would then refuse what it took before, the caller's transaction is to keep nothing of it.

    A query about what no field of the form says holds nobody up: it stands on the worklist. Of nobody nothing is asked.
    """
    people = tuple(of)
    before = standing(people, authority=authority, now=now)
    do()
    new = sorted({one for _, one in standing(people, authority=authority, now=now) - before})
    if any(one.is_error for one in new) or about_these(new, elements):
        raise CensusAsks(new)


def about_these(found: Iterable[Found], elements: Elements) -> list[Found]:
    """Those of rules that are about an element which the form says, not only touched by it."""
    rules = {rule.code: rule for rule in rules_of(NEWEST)}
    return sorted(one for one in found if not elements.keys().isdisjoint(rules[one.rule].fields))


def asks_of(found: Sequence[Found], elements: Elements, *, form: forms.Form, reference: str = "") -> tuple[Ask, ...]:
    """What was found, a rule at a time, each with its fields of this form; `reference` is where the rest is mended.

    The fields are those that the rule is about; where the form has none of these, those that touch it.
    """
    rules = {rule.code: rule for rule in rules_of(NEWEST)}
    asks = []
    for code in dict.fromkeys(one.rule for one in found):
        of_rule = [one for one in found if one.rule == code]
        flagged = (*rules[code].fields, *(one.field for one in of_rule))
        own, touched = ([elements[one] for one in names if one in elements] for names in (rules[code].fields, flagged))
        fields = tuple(dict.fromkeys(own or touched))
        elsewhere = mended_at(of_rule[0].table, reference) if reference else ""
        asks.append(
            Ask(
                rule=code,
                kind="Error" if of_rule[0].is_error else "Query",
                wrong=rules[code].wrong,
                message=of_rule[0].message,
                fields=fields,
                url=f"#{form[fields[0]].auto_id}" if fields else elsewhere,
            )
        )
    return tuple(asks)


def put_beside(form: forms.Form, asks: Sequence[Ask]) -> None:
    """Let each field that an ask is about show it (`look/components/fields.html`)."""
    for name in form.fields:
        form.fields[name].asks = [one for one in asks if name in one.fields]  # type: ignore[attr-defined]
