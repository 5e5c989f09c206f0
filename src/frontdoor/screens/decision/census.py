"""What the census would refuse of a decision, child by child, said on the check page: nothing is held up by it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from frontdoor.access.permission import Refused, RefusedSight
from frontdoor.journey.actions.decisions import UnableToDecide
from frontdoor.journey.actions.passing import UnableToPassOn
from frontdoor.ledger.storage import ChangedSinceShown
from frontdoor.people.aliases import shown_id
from frontdoor.rules.steps import UnableToStep
from frontdoor.screens.decision.sheet import ChildSheet, Sheet
from frontdoor.screens.record.census import Ask, about_these, asks_of, put_beside, standing, tried

#: What a decision begins and ends stands under "What happens now". What else is wrong with a child who enters the
#: census by it was there before: it stands on the worklist.
ELEMENTS = dict.fromkeys(
    ("CINreferralDate", "ReferralSource", "ReferralNFA", "CINclosureDate", "S47ActualStartDate")
    + ("AssessmentActualStartDate", "DateOfInitialCPC"),
    "outcome",
)


def look(sheet: Sheet, chosen: Sequence[ChildSheet], decide: Callable[[], object]) -> dict[int, tuple[Ask, ...]]:
    """Try the decision, undo it, and put what the census would newly refuse beside each child's outcome.

    Gives what there is to say by the child's number on the form. What the verb itself refuses it says when it is
    recorded, and then nothing is said of the census.
    """
    record = sheet.record
    people = [one.child.journey.about for one in chosen]

    def done() -> list[UUID]:
        decide()
        return people

    authority = record.contact.authority
    before = standing(people, authority=authority, now=record.now)
    try:
        new = tried(done, before=before, authority=authority, now=record.now)
    except RefusedSight:
        raise
    except (ChangedSinceShown, Refused, UnableToDecide, UnableToPassOn, UnableToStep):
        return {}
    every: dict[int, tuple[Ask, ...]] = {}
    for one in chosen:
        own = shown_id(one.child.journey.about)
        found = about_these((matter for key, matter in new if key == own), ELEMENTS)
        asks = asks_of(found, ELEMENTS, form=one.form, reference=record.reference)
        put_beside(one.form, asks)
        every[one.child.number] = asks
    return every
