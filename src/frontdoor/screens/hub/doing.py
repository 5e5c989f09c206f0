"""The pages of a record's actions: a form each, and one action of the journey."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast
from uuid import uuid4

from django import forms as django_forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from frontdoor.access.doors import AtDoor, door
from frontdoor.drafts import queries as drafts
from frontdoor.drafts.actions import let_go
from frontdoor.journey.actions.calls import UnableToLogCall, log_call
from frontdoor.journey.actions.correcting import UnableToCorrect
from frontdoor.journey.actions.disagreements import UnableToDisagree
from frontdoor.journey.actions.handovers import UnableToHandOver, hand_over
from frontdoor.journey.actions.information import add_information
from frontdoor.journey.actions.information_requests import UnableToRequest, request_information
from frontdoor.journey.actions.lateness import UnableToExplain
from frontdoor.journey.actions.linking import UnableToLink, link_contact
from frontdoor.journey.actions.rating import acknowledge_contact, declare_danger
from frontdoor.journey.actions.strategy_discussions import call_strategy_discussion
from frontdoor.journey.actions.telling_agencies import UnableToTell
from frontdoor.journey.record_queries import contact_by_reference
from frontdoor.ledger.storage import ChangedSinceShown, UnableToFind
from frontdoor.rules.concern import Answer
from frontdoor.rules.roles import Permission
from frontdoor.screens.hub import forms
from frontdoor.screens.look.shapes import Conflict
from frontdoor.screens.record.census import Ask, CensusAsks, asks_of, put_beside
from frontdoor.screens.record.changed import changed_since
from frontdoor.screens.record.fields import with_answer
from frontdoor.screens.record.opening import OpenRecord, open_record
from frontdoor.screens.record.unfinished import given_back

#: Refusals that a person answers by changing what they wrote.
_REFUSALS = (
    UnableToLogCall,
    UnableToHandOver,
    UnableToRequest,
    UnableToLink,
    UnableToExplain,
    UnableToDisagree,
    UnableToCorrect,
    UnableToTell,
)
Form = Any
Done = Callable[[AtDoor, OpenRecord, Form], str]
FormKind = type[django_forms.Form]
#: A form whose choices depend on the record.
MadeForm = Callable[[AtDoor, OpenRecord], FormKind]


def at_record(
    request: HttpRequest, reference: str, *, page: str, kind: FormKind | MadeForm, words: dict[str, str], act: Done
) -> HttpResponse:
    """Show a form on a record; when it is sent, do the one thing it is for, and go back to the record."""
    at = cast(AtDoor, request)
    record = open_record(at, reference, page=page)
    kind = kind if isinstance(kind, type) else kind(at, record)
    more: dict[str, Any] = {"record": record} if issubclass(kind, forms.AboutChildren) else {}
    draft = drafts.kept(form=page, record=record.contact.id, by=at.actor)
    if at.method != "POST":
        begun = {"token": str(uuid4()), "seen": record.contact.revision, "opened_at": at.now.isoformat()}
        answers = drafts.answers_of(draft) if draft else None
        kept = given_back(answers, kind(**more), without=("token", "seen", "opened_at"))
        return _page(at, record, kind(initial={**begun, **kept}, **more), page, words)
    form = kind(at.POST, **more)
    if not form.is_valid():
        return _page(at, record, form, page, words, status=422)
    try:
        done = act(at, record, form)
    except CensusAsks as asked:
        asks = asks_of(asked.found, getattr(form, "census", {}), form=form, reference=record.reference)
        put_beside(form, asks)
        return _page(at, record, form, page, words, asks=asks)
    except ChangedSinceShown:
        return _changed(at, record, form, page, words)
    except _REFUSALS as refusal:
        return _page(at, record, form, page, words, refusal=str(refusal), status=409)
    let_go(form=page, record=record.contact.id, by=at.actor)
    if not at.actor.may(Permission.SEE_CHILD):  # an agency that disagrees has no page of the record
        return redirect(f"{reverse('agency:requests')}?done={done}")
    return redirect(f"{reverse('hub:record', args=[reference])}?done={done}")


def _changed(at: AtDoor, record: OpenRecord, form: Form, page: str, words: dict[str, str]) -> HttpResponse:
    """Somebody else was quicker: what they did, above what this person wrote, ready to be sent again."""
    found = changed_since(
        [child.journey.id for child in record.children],
        since=form.cleaned_data.get("opened_at") or record.contact.entered_at,
        by=at.actor,
        now=at.now,
    )
    data = with_answer(at.POST, "seen", str(record.contact.revision))
    again = type(form)(with_answer(data, "opened_at", at.now.isoformat()))
    return _page(at, record, again, page, words, conflict=found, status=409)


def _page(
    at: AtDoor,
    record: OpenRecord,
    form: django_forms.Form,
    page: str,
    words: dict[str, str],
    *,
    conflict: Conflict | None = None,
    refusal: str = "",
    status: int = 200,
    asks: tuple[Ask, ...] = (),
) -> HttpResponse:
    context = {
        "reference": record.reference,
        "safety": record.safety,
        "children": record.children,
        "form": form,
        "refusal": refusal,
        "conflict": conflict,
        "asks": asks,
        "draft_url": reverse("drafts:save", args=[page, record.contact.id]),
        "held_by": record.held_by(record.children[0]),
        **words,
    }
    return render(at, "hub/form.html", context, status=status)


def form_token(form: Form, part: object = "") -> str:
    """The form's token, one for each child it is about: sent twice, it does its thing once."""
    return f"{form.cleaned_data['token']}{f':{part}' if part else ''}"


def moment(at: AtDoor) -> dict[str, Any]:
    """Who does it and when: now, as the door read it."""
    return {"by": at.actor, "happened_at": at.now, "recorded_at": at.now}


@door(Permission.ADD_INFORMATION, page="hub-add")
def add(request: HttpRequest, reference: str) -> HttpResponse:
    """Something more became known."""

    def act(at: AtDoor, record: OpenRecord, form: Form) -> str:
        said = form.cleaned_data
        add_information(
            contact=record.contact.id,
            text=said["text"],
            children=[child.journey.id for child in form.chosen],
            given_by=said["given_by"],
            harm_possible=Answer(said["harm_possible"] or "not_asked"),
            in_confidence=said["in_confidence"],
            exemptions=said["exemptions"],
            token=form_token(form),
            **moment(at),
        )
        return "added"

    words = {
        "title": "Add information",
        "button": "Add it",
        "then": "It stands with the worry from now on. A worker who has a child of this record is told to read it.",
    }
    return at_record(request, reference, page="hub-add", kind=forms.AddForm, words=words, act=act)


@door(Permission.ASK_AGENCIES, page="hub-ask")
def ask(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask agencies about one child or several."""

    def act(at: AtDoor, record: OpenRecord, form: Form) -> str:
        said = form.cleaned_data
        for child in form.chosen:
            request_information(
                journey=child.journey.id,
                agencies=said["agencies"],
                why=said["why"],
                what=said["what"],
                hub_only=said["hub_only"],
                token=form_token(form, child.number),
                **moment(at),
            )
        return "asked"

    words = {
        "title": "Ask agencies",
        "button": "Ask them",
        "then": "Each agency has its own clock, by the rating. Nothing held, and a refusal with a reason, are answers.",
    }
    return at_record(request, reference, page="hub-ask", kind=forms.AskForm, words=words, act=act)


@door(Permission.PROTECT, page="hub-strategy")
def strategy(request: HttpRequest, reference: str) -> HttpResponse:
    """Call a strategy discussion: never refused to anybody who may see the child."""

    def act(at: AtDoor, record: OpenRecord, form: Form) -> str:
        call_strategy_discussion(
            journeys=[child.journey.id for child in form.chosen],
            because=form.cleaned_data["because"],
            token=form_token(form),
            **moment(at),
        )
        return "called"

    words = {
        "title": "Strategy discussion",
        "button": "Call a strategy discussion now",
        "then": "It is called at once and its clock runs. Whoever is missing from it is named.",
    }
    return at_record(request, reference, page="hub-strategy", kind=forms.StrategyForm, words=words, act=act)


@door(Permission.ADD_INFORMATION, page="hub-hand-over")
def hand_over_children(request: HttpRequest, reference: str) -> HttpResponse:
    """Offer children to somebody else, each for itself."""

    def act(at: AtDoor, record: OpenRecord, form: Form) -> str:
        said = form.cleaned_data
        to_kind, _, to = said["to"].partition(":")
        for child in form.chosen:
            hand_over(
                journey=child.journey.id,
                to_kind=to_kind,
                to=to,
                to_words=said["to_words"],
                because=said["because"],
                plan=said["plan"],
                token=form_token(form, child.number),
                **moment(at),
            )
        return "offered"

    words = {
        "title": "Hand over",
        "button": "Offer it",
        "then": "Child, clock and name stay where they are until a named person accepts.",
    }
    return at_record(request, reference, page="hub-hand-over", kind=forms.HandOverForm, words=words, act=act)


@door(Permission.ADD_INFORMATION, page="hub-danger")
def danger(request: HttpRequest, reference: str) -> HttpResponse:
    """A child is in danger now."""

    def act(at: AtDoor, record: OpenRecord, form: Form) -> str:
        declare_danger(contact=record.contact.id, because=form.cleaned_data["because"], **moment(at))
        return "danger"

    words = {
        "title": "Danger now",
        "button": "A child is in danger now",
        "then": "The person on call is told at once and must answer. Ring 999 yourself: this does not.",
    }
    return at_record(request, reference, page="hub-danger", kind=forms.DangerForm, words=words, act=act)


@door(Permission.ADD_INFORMATION, page="hub-link")
def link(request: HttpRequest, reference: str) -> HttpResponse:
    """Link another report of the same incident; each keeps its own words."""

    def act(at: AtDoor, record: OpenRecord, form: Form) -> str:
        said = form.cleaned_data
        try:
            other = contact_by_reference(said["to"].strip().upper(), by=at.actor)
        except UnableToFind as refusal:
            raise UnableToLink(str(refusal)) from refusal
        link_contact(contact=record.contact.id, to=other.id, because=said["because"], seen=said["seen"], **moment(at))
        return "linked"

    words = {
        "title": "Link a report",
        "button": "Link them",
        "then": "Both stay records of their own, with their own children, clocks and answers to give.",
    }
    return at_record(request, reference, page="hub-link", kind=forms.LinkForm, words=words, act=act)


@door(Permission.ADD_INFORMATION, page="hub-call")
def call(request: HttpRequest, reference: str) -> HttpResponse:
    """Log a call, in two lines."""

    def act(at: AtDoor, record: OpenRecord, form: Form) -> str:
        said = form.cleaned_data
        for child in form.chosen:
            log_call(
                journey=child.journey.id,
                direction=said["direction"],
                with_kind=said["with_kind"],
                with_whom=said["with_whom"],
                words=said["words"],
                told=said["told"],
                token=form_token(form, child.number),
                **moment(at),
            )
        return "logged"

    words = {"title": "Log a call", "button": "Log it", "then": "It stands under what was said and sent."}
    return at_record(request, reference, page="hub-call", kind=forms.CallForm, words=words, act=act)


@door(Permission.ADD_INFORMATION, page="hub-acknowledge")
def acknowledge(request: HttpRequest, reference: str) -> HttpResponse:
    """Tell whoever told us that it has arrived."""

    def act(at: AtDoor, record: OpenRecord, form: Form) -> str:
        acknowledge_contact(contact=record.contact.id, means=form.cleaned_data["means"], **moment(at))
        return "acknowledged"

    words = {
        "title": "Acknowledge to who told us",
        "button": "Record that they were told",
        "then": "A registered social worker’s stops the clock. Never say whether a child is known.",
    }
    return at_record(request, reference, page="hub-acknowledge", kind=forms.AcknowledgeForm, words=words, act=act)
