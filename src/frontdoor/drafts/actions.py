"""Unfinished work: kept while somebody types, given back to that person alone, gone when the form is sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import ProgrammingError, transaction

from frontdoor.drafts.models import Draft
from frontdoor.ledger.ids import new_id
from frontdoor.ledger.scope import Actor
from frontdoor.ledger.storage import UnableToFind

#: Never kept, whatever a form is called: what proves who sent it.
NEVER_KEPT = frozenset({"csrfmiddlewaretoken", "draft_revision", "password"})

#: PostgreSQL's word where a row that stands already may not be seen (insufficient_privilege).
BEHIND_A_WALL = "42501"


class UnableToKeepDraft(Exception):
    """A draft belongs to somebody who signed in. The text is a sentence."""


def keep(
    *,
    form: str,
    record: UUID | None,
    answers: Mapping[str, Sequence[str]],
    about: UUID | None = None,
    compartment: str = "open",
    seen: int | None = None,
    by: Actor,
    saved_at: datetime,
) -> None:
    """Keep what somebody has typed so far in a form on a record, in place of what they had typed before.

    `about` and `compartment` are the record's, so that a wall raised meanwhile hides the draft too: from then on
    there is nothing here for its writer to add to.
    """
    if by.account is None:
        raise UnableToKeepDraft("Sign in to keep what you are writing.")
    kept = {_text(name): [_text(one) for one in values] for name, values in answers.items() if name not in NEVER_KEPT}
    row = Draft(
        id=new_id(saved_at),
        authority=by.authority,
        account=by.account,
        form=form,
        record=record,
        about=about,
        compartment=compartment,
        answers=kept,
        seen=seen,
        saved_at=saved_at,
    )
    _put(row)


def _put(row: Draft) -> None:
    try:
        with transaction.atomic():
            Draft.objects.bulk_create(
                [row],
                update_conflicts=True,
                unique_fields=["account", "form", "record"],
                update_fields=["answers", "seen", "saved_at", "about", "compartment", "authority"],
            )
    except ProgrammingError as wrong:
        if getattr(wrong.__cause__, "sqlstate", None) == BEHIND_A_WALL:
            raise UnableToFind from wrong
        raise


def _text(typed: str) -> str:
    """What was typed without zero bytes, which no database holds: a draft is kept whatever else is in it."""
    return typed.replace("\0", "")


def let_go(*, form: str, record: UUID | None, by: Actor) -> None:
    """The form was sent, or its writer gave it up: nothing unfinished stays."""
    if by.account is not None:
        Draft.objects.filter(account=by.account, form=form, record=record).delete()
