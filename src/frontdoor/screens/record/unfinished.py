"""Unfinished forms about one contact, kept on the server for their writer alone: while they write, on every press."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse

from frontdoor.access.doors import AtDoor
from frontdoor.drafts import actions, queries
from frontdoor.screens.look.formatting import clock_time
from frontdoor.screens.record.opening import OpenRecord


@dataclass(frozen=True, kw_only=True)
class Unfinished:
    """Where a form saves itself, and what its writer had typed when they left; `answers` is None if nothing is kept."""

    url: str
    answers: QueryDict | None
    saved_at: str


def unfinished(at: AtDoor, record: OpenRecord, *, form: str) -> Unfinished:
    """What this person had typed in this form about this contact."""
    draft = queries.kept(form=form, record=record.contact.id, by=at.actor)
    return Unfinished(
        url=reverse("drafts:save", args=[form, record.contact.id]),
        answers=queries.answers_of(draft) if draft else None,
        saved_at=clock_time(draft.saved_at) if draft else "",
    )


def keep(at: AtDoor, record: OpenRecord, *, form: str, answers: QueryDict) -> None:
    """Keep what was sent, for a browser without scripts too."""
    contact = record.contact
    actions.keep(
        form=form,
        record=contact.id,
        answers=dict(answers.lists()),
        about=next(iter(contact.subjects), None),
        compartment=contact.compartment,
        by=at.actor,
        saved_at=at.now,
    )


def let_go(at: AtDoor, record: OpenRecord, *, form: str) -> None:
    """The form was recorded: nothing unfinished stays."""
    actions.let_go(form=form, record=record.contact.id, by=at.actor)
