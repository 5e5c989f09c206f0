"""What the census would refuse of a call, should it become a referral: asked before it is saved, never of a blank."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import UUID

from frontdoor.access.sight import visible_to
from frontdoor.journey.actions.contacts import Receipt
from frontdoor.journey.models import Journey
from frontdoor.ledger.scope import Actor
from frontdoor.returns.now import Found
from frontdoor.screens.record.census import Ask, about_these, asks_of, put_beside, tried
from frontdoor.screens.telephone.forms import ChildForm, NoteForm

#: Of the call, and of a child on it.
OF_THE_CALL = {"CINreferralDate": "came_at", "ReferralSource": "caller"}
OF_A_CHILD = {"PersonBirthDate": "born"}


def look(
    form: NoteForm, told: Sequence[ChildForm], take: Callable[[], Receipt], *, by: Actor, now: datetime
) -> tuple[Ask, ...]:
    """Take the call, ask the census, undo it; and put what it would refuse beside what was typed.

    Errors alone, and of answers alone: what is not known yet holds no call up, and neither does anything where a child
    is in danger now. Nothing is said of a record that the typist may not see.
    """
    if form.cleaned_data["danger_now"] == "yes":
        return ()

    def done() -> list[UUID]:
        receipt = take()
        seen = visible_to(Journey.objects.filter(pk__in=receipt.journeys), by)
        return [] if receipt.passed_to_duty_manager else list(seen.values_list("about", flat=True))

    new = tried(done, before=set(), authority=by.authority, now=now, referred=True)
    found = sorted({one for _, one in new if one.is_error})
    asks = _beside(form, OF_THE_CALL, found)
    for child in told:
        if child.cleaned_data["born"] is not None:
            asks += _beside(child, OF_A_CHILD, found)
    return asks


def _beside(form: NoteForm | ChildForm, elements: dict[str, str], found: Sequence[Found]) -> tuple[Ask, ...]:
    asks = asks_of(about_these(found, elements), elements, form=form)
    put_beside(form, asks)
    return asks
