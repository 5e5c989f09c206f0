"""Whose word it is what stands of a child (school, birth, language, ethnicity…), and since when.

Nothing stands on a page without where it comes from.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from frontdoor.journey.models import Contact, KnownFact
from frontdoor.people.models import Person
from frontdoor.rules.coming_apart import DETAILS
from frontdoor.rules.concern import ReferrerKind
from frontdoor.rules.partnership import Partnership
from frontdoor.screens.look.formatting import moment_words
from frontdoor.screens.look.naming import source_name

#: What is said where neither a source nor the contact that brought it can be shown to this reader.
NOT_KNOWN = "who said so is not recorded"

#: What a column says that holds nothing anybody said.
NOTHING: tuple[object, ...] = ("", None, False, [], "U", "not_asked")
#: What somebody says for the first time when a child is born whom a contact brought unborn.
_WITH_THE_BIRTH = frozenset({"birth", "sex"})


def said_by(
    kind: str,
    person: Person,
    *,
    facts: Iterable[KnownFact],
    contacts: Iterable[Contact],
    place: Partnership,
    now: datetime,
) -> str:
    """ "said by the mother, Fri 20 Nov 16:52 (3 h ago)" for a school, birth or language on `person`; or nothing.

    `facts` are what is known of the child with its source, `contacts` those about the child. What nobody recorded
    with a source came with the contact that brought the person here. Whoever is no professional leaves no trace, not
    even of that.
    """
    if not any(getattr(person, name) not in NOTHING for name in DETAILS[kind] if name != "kind"):
        return ""
    told = max((fact for fact in facts if fact.kind == kind), key=lambda fact: fact.told_at, default=None)
    if told is not None:
        return f"said by {told.source}, {moment_words(told.told_at, now=now)}"
    if kind in _WITH_THE_BIRTH and person.kind == "child" and person.expected_on is not None:
        return "said when the birth was recorded"
    brought = [one for one in contacts if one.entered_at is not None and one.entered_at >= person.added_at]
    first = min(brought, key=lambda one: (one.entered_at, one.id), default=None)
    if first is None:
        return NOT_KNOWN
    when = moment_words(first.received_at, now=now)
    if first.referrer_kind != ReferrerKind.PROFESSIONAL:
        return f"came with the concern, {when}"
    source = source_name(
        referrer_kind=first.referrer_kind, agency=first.referrer_agency, source=first.source, partnership=place
    )
    return f"said by {source}, {when}"
