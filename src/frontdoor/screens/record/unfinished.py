"""Unfinished forms about a contact or one child of it, kept on the server for their writer alone, while they write."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
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
    return unfinished_about(at, record.contact.id, form=form)


def unfinished_about(at: AtDoor, about: UUID, *, form: str) -> Unfinished:
    """What this person had typed in this form about a contact, or about one child of it: a journey."""
    draft = queries.kept(form=form, record=about, by=at.actor)
    return Unfinished(
        url=reverse("drafts:save", args=[form, about]),
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


def given_back(answers: QueryDict | None, form: forms.Form, *, without: Collection[str]) -> dict[str, Any]:
    """What had been typed, as the first values of a form like this one; `without` are the page's own marks."""
    if answers is None:
        return {}
    several = {name for name, field in form.fields.items() if isinstance(field, forms.MultipleChoiceField)}
    return {
        name: answers.getlist(name) if name in several else answers.get(name)
        for name in answers
        if name in form.fields and name not in without
    }
