"""One's own unfinished work, and nobody else's: row security gives a draft to its writer alone."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.http import QueryDict

from frontdoor.drafts.models import Draft
from frontdoor.ledger.scope import Actor


def kept(*, form: str, record: UUID | None, by: Actor) -> Draft | None:
    """What this person had typed in this form on this record; None if nothing is kept."""
    if by.account is None:
        return None
    return Draft.objects.filter(authority=by.authority, account=by.account, form=form, record=record).first()


def own(*, form: str, by: Actor) -> list[Draft]:
    """This person's unfinished forms of one kind, the latest first."""
    if by.account is None:
        return []
    return list(Draft.objects.filter(authority=by.authority, account=by.account, form=form).order_by("-saved_at"))


def own_each(*, forms: Collection[str], by: Actor) -> dict[UUID, list[Draft]]:
    """This person's unfinished forms of these kinds, by what each is about: the rows of a list, answered one by one."""
    found: dict[UUID, list[Draft]] = {}
    if by.account is not None:
        for draft in Draft.objects.filter(authority=by.authority, account=by.account, form__in=list(forms)):
            if draft.record is not None:
                found.setdefault(draft.record, []).append(draft)
    return found


def answers_of(draft: Draft) -> QueryDict:
    """What was typed, as the form would have sent it."""
    answers = QueryDict(mutable=True)
    for name, values in draft.answers.items():
        answers.setlist(name, values)
    return answers
