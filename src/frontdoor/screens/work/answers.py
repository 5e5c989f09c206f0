"""Answering one row of a list: the answer is taken, or the list comes back with why not and with what was written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect

from frontdoor.access.doors import AtDoor
from frontdoor.access.permission import Refused, RefusedSight
from frontdoor.drafts import queries as drafts
from frontdoor.drafts.actions import let_go
from frontdoor.ledger.storage import ChangedSinceShown
from frontdoor.rules.steps import UnableToStep

#: What unfinished answers to a row of a list are called; the record of each is the row.
UNFINISHED = ("row-answer", "row-accept")
NOT_UNDERSTOOD = "That was not understood. Nothing was changed."


@dataclass(frozen=True, kw_only=True)
class NotTaken:
    """Why an answer was not taken, which row it was about, and what was sent with it.

    `texts` are the answers in words, each with its question: a row that has left the list gives them back too. `kept`
    is what the reader had typed about other rows and not sent, by row.
    """

    words: str = ""
    row: str = ""
    sent: Mapping[str, str] = field(default_factory=dict)
    texts: tuple[tuple[str, str], ...] = ()
    status: int = 200
    kept: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def of(self, row: object) -> Mapping[str, str]:
        """What was sent about this row, or typed and not sent yet."""
        return self.sent if str(row) == self.row else self.kept.get(str(row), {})


#: A page to which nobody has sent anything yet.
NOTHING_SENT = NotTaken()


def with_unfinished(at: AtDoor, refusal: NotTaken) -> NotTaken:
    """The page's rows with what this person had begun to answer before they left."""
    kept = {
        str(row): {name: str(value) for draft in of_row for name, value in drafts.answers_of(draft).items()}
        for row, of_row in drafts.own_each(forms=UNFINISHED, by=at.actor).items()
    }
    return replace(refusal, kept=kept)


def take_answer(
    at: AtDoor,
    form: forms.Form,
    do: Callable[[dict[str, Any]], object],
    *,
    row: str,
    page: Callable[[AtDoor, NotTaken], HttpResponse],
    done: Callable[[dict[str, Any]], str],
    refusals: tuple[type[Exception], ...] = (),
    changed: str = "",
) -> HttpResponse:
    """Do what the form says about one row and go to `done`, or show `page` again with what was refused and written.

    `row` is the field that names the row; `changed` what is said when somebody else was there before.
    """
    understood: tuple[type[Exception], ...] = (UnableToStep, Refused, *refusals)
    if not form.is_valid():
        return page(at, _not_taken(form, row, _wrong(form), 422))
    try:
        do(form.cleaned_data)
    except RefusedSight:
        raise
    except ChangedSinceShown as refusal:
        return page(at, _not_taken(form, row, changed or str(refusal), 409))
    except understood as refusal:
        return page(at, _not_taken(form, row, str(refusal), 409))
    for unfinished in UNFINISHED:
        let_go(form=unfinished, record=form.cleaned_data[row], by=at.actor)
    return redirect(done(form.cleaned_data))


def _wrong(form: forms.Form) -> str:
    """What is wrong with something a person writes; of what a page itself sends, that it was not understood."""
    said = [error for name, _ in _written(form) for error in form.errors.get(name, [])]
    return f"{said[0]} Nothing was changed." if said else NOT_UNDERSTOOD


def _written(form: forms.Form) -> list[tuple[str, str]]:
    """The fields in which a person writes words, with their questions."""
    return [
        (name, str(one.label))
        for name, one in form.fields.items()
        if type(one) is forms.CharField and not isinstance(one.widget, forms.HiddenInput)
    ]


def _not_taken(form: forms.Form, row: str, words: str, status: int) -> NotTaken:
    sent = {name: str(form.data.get(name, "")) for name in form.fields}
    return NotTaken(
        words=words,
        row=sent[row],
        sent=sent,
        texts=tuple((label, sent[name]) for name, label in _written(form) if sent[name].strip()),
        status=status,
    )
