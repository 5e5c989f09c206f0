"""Signatures: a registered social worker confirms what others wrote; a manager countersigns where the rule asks."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from frontdoor.access.doors import AtDoor, door
from frontdoor.access.permission import Refused
from frontdoor.journey.actions.countersigning import UnableToSign, confirm_decision, countersign_decision
from frontdoor.journey.decision_queries import waiting_for_signature
from frontdoor.journey.models import Decision
from frontdoor.journey.record_queries import texts_of
from frontdoor.ledger.storage import ChangedSinceShown, UnableToFind
from frontdoor.rules.outcomes import OUTCOMES
from frontdoor.rules.roles import Permission
from frontdoor.rules.steps import UnableToStep
from frontdoor.screens.record.fields import one_of, text
from frontdoor.screens.record.opening import OpenRecord, open_record
from frontdoor.screens.record.unfinished import given_back, let_go, unfinished

#: The narratives of a decision, in the order of the form, as the signer reads them.
READ = {
    "worries": "What is happening, and what are we worried about?",
    "working_well": "What is working well or keeping them safe?",
    "history": "What does the history tell us?",
    "nobody_because": "Nobody told us besides the parents, because",
    "not_known": "What do we still not know?",
    "why_not_wait": "Why not wait?",
    "ordinary_day": "What is an ordinary day like?",
    "own_words": "Their words, or how they showed it",
    "not_heard_because": "Not heard, because",
    "means": "What does this mean for this child?",
    "safe_tonight_because": "Safe tonight? In words",
    "because": "Why, for this child",
    "who_does_what": "Who does what by when, and if that fails",
    "look_again": "What would make us look again?",
}


class ConfirmForm(forms.Form):
    """A registered social worker's confirmation of one child's decision."""

    decision = forms.UUIDField(widget=forms.HiddenInput)
    seen = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    note = text("Anything to add")


class CountersignForm(forms.Form):
    """A manager's second signature on one child's decision; neither answer is chosen beforehand."""

    decision = forms.UUIDField(widget=forms.HiddenInput)
    seen = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    agrees = one_of(
        "Do you agree?", (("yes", "Yes, it counts from now"), ("no", "No: the child waits for another decision"))
    )
    because = text("Because")

    def clean_agrees(self) -> str:
        """Neither is taken for granted."""
        if not self.cleaned_data["agrees"]:
            raise forms.ValidationError("Say whether you agree.")
        return str(self.cleaned_data["agrees"])


@door(Permission.SEE_CHILD, page="decision_signature")
def sign(request: HttpRequest, reference: str) -> HttpResponse:
    """What waits for a signature among the children of this contact, one signature a press."""
    at = cast(AtDoor, request)
    if not (at.actor.may(Permission.DECIDE) or at.actor.may(Permission.COUNTERSIGN)):
        raise Refused("A registered social worker or a manager signs here. Ask your manager who can.")
    record = open_record(at, reference, page="decision_signature")
    waiting = waiting_for_signature([child.journey for child in record.children])
    if at.method != "POST":
        return _page(at, record, waiting)
    form = _form(at.POST.get("what", ""), at)
    chosen = _chosen(form, waiting)
    if not form.is_valid():
        return _page(at, record, waiting, sent=form, of=chosen.id)
    try:
        with transaction.atomic():
            _sign(at, form, chosen.id)
    except ChangedSinceShown:
        again = waiting_for_signature([child.journey for child in record.children])
        return _page(at, record, again, refused="Somebody else signed or changed this while you had it open.")
    except (UnableToSign, UnableToStep, Refused) as refusal:
        return _page(at, record, waiting, sent=form, of=chosen.id, refused=str(refusal))
    let_go(at, record, form=_draft(chosen))
    return redirect("decision:decided", record.reference)


def _draft(decision: Decision) -> str:
    """What the unfinished answer to one decision is called."""
    return f"sign-{decision.id.hex}"


def _form(what: str, at: AtDoor) -> ConfirmForm | CountersignForm:
    return CountersignForm(at.POST) if what == "countersign" else ConfirmForm(at.POST)


def _chosen(form: forms.Form, waiting: list[Decision]) -> Decision:
    """The decision that the press names, if it is one of those shown."""
    for decision in waiting:
        if str(decision.id) == form.data.get("decision"):
            return decision
    raise UnableToFind


def _sign(at: AtDoor, form: ConfirmForm | CountersignForm, decision: UUID) -> None:
    given = form.cleaned_data
    if isinstance(form, CountersignForm):
        countersign_decision(
            decision=decision,
            agrees=given["agrees"] == "yes",
            because=given["because"],
            seen=given["seen"],
            by=at.actor,
            happened_at=at.now,
            recorded_at=at.now,
        )
    else:
        confirm_decision(
            decision=decision,
            note=given["note"],
            seen=given["seen"],
            by=at.actor,
            happened_at=at.now,
            recorded_at=at.now,
        )


def _page(
    at: AtDoor,
    record: OpenRecord,
    waiting: list[Decision],
    *,
    sent: forms.Form | None = None,
    of: UUID | None = None,
    refused: str = "",
) -> HttpResponse:
    texts = texts_of(decision.id for decision in waiting)
    rows = []
    for decision in waiting:
        kind = ConfirmForm if decision.confirmed_at is None else CountersignForm
        initial = {"decision": decision.id, "seen": decision.revision}
        draft = unfinished(at, record, form=_draft(decision))
        kept = given_back(draft.answers, kind(), without=tuple(initial))
        again = sent if sent is not None and decision.id == of else None
        form = again or kind(initial={**initial, **kept}, auto_id=f"{decision.id}-%s")
        written = texts.get(decision.id, {})
        read = [(words, written[question]) for question, words in READ.items() if question in written]
        rows.append((record.child_of(decision.journey_id), decision, form, kind is CountersignForm, read, draft))
    context = {
        "record": record,
        "safety": record.safety,
        "now": at.now,
        "rows": rows,
        "outcomes": OUTCOMES,
        "refused": refused,
        "sent": sent,
        "by": at.actor,
    }
    return render(at, "decision/sign.html", context)
