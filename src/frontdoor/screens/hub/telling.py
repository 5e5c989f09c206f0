"""Telling an agency that knows a child: which one, for what, on what ground. Nothing is chosen beforehand."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms as django_forms
from django.http import HttpRequest, HttpResponse

from frontdoor.access.doors import AtDoor, door
from frontdoor.journey.actions.telling_agencies import UnableToTell, tell_agency
from frontdoor.journey.contact_queries import adults_around
from frontdoor.ledger.storage import UnableToFind
from frontdoor.rules.basis import bases_on
from frontdoor.rules.calendar import london_day
from frontdoor.rules.registers.telling import TELL_FOR
from frontdoor.rules.roles import Permission
from frontdoor.screens.hub import forms
from frontdoor.screens.hub.doing import Form, FormKind, at_record, form_token, moment
from frontdoor.screens.hub.sections import person_name
from frontdoor.screens.record.opening import Child, OpenRecord
from frontdoor.screens.record.who_knows import KnownTo, known_to


class TellForm(django_forms.Form):
    """An agency is told: for what, on what ground, in which words."""

    purpose = forms.one_of("For what are they told?", list(TELL_FOR.items()), "Say for what the agency is told.")
    why = forms.long_text(
        "What do they need to know?", "What lets them search well, and no more.", "Write what they need to know."
    )
    what = forms.long_text("What do we ask for?")
    token = django_forms.UUIDField(widget=django_forms.HiddenInput)


def tell_form(at: AtDoor, record: OpenRecord) -> FormKind:
    """The form with those who know a child of this record, and the grounds in force today."""
    several = len(record.children) > 1
    rows = [
        (f"{child.number}:{row.id}", f"{_line(row)}{f', to be told of {child.first_name}' if several else ''}")
        for child in record.children
        for row in known_of(at, record, child)
    ]
    grounds = [(basis.code, basis.sentence) for basis in bases_on(london_day(at.now))]
    row = forms.one_of("Whom?", rows, "Choose whom to tell.", "" if rows else "No register that we hold knows them.")
    basis = forms.one_of("On what ground?", grounds, "Choose the ground.")
    return type("TellForm", (TellForm,), {"row": row, "basis": basis, "field_order": _ORDER})


_ORDER = ["row", "purpose", "basis", "why", "what", "token"]


def known_of(at: AtDoor, record: OpenRecord, child: Child) -> list[KnownTo]:
    """Who still knows one child of the record, or an adult tied to the child."""
    if child.person is None:
        return []
    names = {child.person.id: child.first_name}
    adults = adults_around([child.person.id], authority=record.contact.authority)
    names |= {adult.id: person_name(adult) for adult, _ in adults}
    rows = known_to(names, at=at, place=record.partnership, record=record.contact.id)
    return [row for row in rows if not row.ended]


def _line(row: KnownTo) -> str:
    return f"{row.agency}: knows {row.about} ({row.knows})"


@door(Permission.ASK_AGENCIES, page="hub-tell")
def tell(request: HttpRequest, reference: str) -> HttpResponse:
    """Tell an agency whose register knows a child, and ask it: a person's decision, with purpose and ground."""

    def act(at: AtDoor, record: OpenRecord, form: Form) -> str:
        said: dict[str, Any] = form.cleaned_data
        number, _, entry = said["row"].partition(":")
        child = record.child(int(number))
        if child is None:
            raise UnableToTell("Choose whom to tell.")
        try:
            tell_agency(
                journey=child.journey.id,
                entry=UUID(entry),
                purpose=said["purpose"],
                basis=said["basis"],
                why=said["why"],
                what=said["what"],
                token=form_token(form),
                **moment(at),
            )
        except UnableToFind as refusal:
            raise UnableToTell("This agency’s register no longer knows them. Look again.") from refusal
        return "told"

    words = {
        "title": "Tell an agency",
        "button": "Tell and ask them",
        "then": "They learn that the child is here, and are asked. Each has its own clock, by the rating.",
    }
    return at_record(request, reference, page="hub-tell", kind=tell_form, words=words, act=act)
