"""The decision form: written, checked, recorded. Each press sends the whole form, so that nothing typed is lost."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from frontdoor.access.doors import AtDoor, door
from frontdoor.access.permission import Refused
from frontdoor.journey.actions.decisions import UnableToDecide, decide_outcomes
from frontdoor.journey.actions.passing import UnableToPassOn
from frontdoor.journey.decision_queries import decisions_of, oldest_waiting, waiting_for_signature
from frontdoor.ledger.storage import ChangedSinceShown
from frontdoor.rules.outcomes import OUTCOMES
from frontdoor.rules.roles import ROLES, Permission
from frontdoor.rules.steps import UnableToStep
from frontdoor.screens.decision import census, changed, checking, telling
from frontdoor.screens.decision.sheet import ChildSheet, Sheet, as_answers, lay_out
from frontdoor.screens.look.formatting import day_and_time
from frontdoor.screens.record.census import Ask
from frontdoor.screens.record.opening import OpenRecord, open_record
from frontdoor.screens.record.unfinished import keep, let_go, unfinished

PAGE = "decision"


@door(Permission.SEE_CHILD, page=PAGE)
def decide(request: HttpRequest, reference: str) -> HttpResponse:
    """The form; what is pressed says what is done with it."""
    at = cast(AtDoor, request)
    _require_may_write(at)
    record = open_record(at, reference, page=PAGE)
    if at.method != "POST":
        return _opened(at, record)
    data = at.POST.copy()
    keep(at, record, form=PAGE, answers=data)
    copied = at.POST.get("copy", "")
    if copied:
        copy_who_does_what(data, copied)
        return show_form(at, lay_out(record, by=at.actor, data=data), kept=data)
    go = at.POST.get("go", "check")
    sheet = lay_out(record, by=at.actor, data=data)
    if not sheet.children:
        return redirect("decision:decided", record.reference)
    if go == "back":
        asks = census.look(sheet, sheet.chosen, lambda: _decide(at, sheet, sheet.chosen)) if sheet.valid else {}
        return show_form(at, sheet, kept=data, asks=[one for of_child in asks.values() for one in of_child])
    return _judged(at, sheet, data, go)


def _judged(at: AtDoor, sheet: Sheet, data: QueryDict, go: str) -> HttpResponse:
    """To the check page or into the record, if the form may go there; else back, with what is wrong beside it."""
    if sheet.valid:
        if not go.startswith("record") and changed.is_stale(data, sheet.record):
            return _changed(at, sheet, data)
        chosen = _protective(sheet) if go.endswith("protective") else sheet.chosen
        if not chosen:
            sheet.children[0].form.add_error("outcome", "Choose what happens now for at least one child.")
        elif checking.mark_what_is_missing(sheet, chosen, at.now):
            answer = _record if go.startswith("record") else _show_check
            return answer(at, sheet, chosen, data, go)
    return show_form(at, sheet, kept=data, protective=_protective(sheet))


def _require_may_write(at: AtDoor) -> None:
    """Deciding and preparing are two permissions; either opens the form, and the verb asks again."""
    if not (at.actor.may(Permission.DECIDE) or at.actor.may(Permission.PREPARE_DECISION)):
        who = ROLES[at.actor.role].title.lower()
        raise Refused(f"This is not something a {who} does here. Ask your manager who can.")


def _opened(at: AtDoor, record: OpenRecord) -> HttpResponse:
    if all(child.decided for child in record.children):
        return redirect("decision:decided", record.reference)
    kept = unfinished(at, record, form=PAGE).answers
    if kept is not None and changed.is_stale(kept, record):
        return _changed(at, lay_out(record, by=at.actor, data=kept), kept)
    return show_form(at, lay_out(record, by=at.actor, data=kept), fresh=True)


def _protective(sheet: Sheet) -> tuple[ChildSheet, ...]:
    """The children for whom something protective was chosen, whatever else of the form is unfinished."""
    return tuple(
        one
        for one in sheet.children
        if (chosen := one.form.data.get(one.form.add_prefix("outcome"), "")) in OUTCOMES and OUTCOMES[chosen].protects
    )


def copy_who_does_what(data: QueryDict, copied: str) -> None:
    """ "Use what you wrote for …": C9 alone goes from one child to another ("1>2"); no other answer ever does."""
    source, _, target = copied.partition(">")
    if source.isdecimal() and target.isdecimal():
        data[f"child-{target}-who_does_what"] = data.get(f"child-{source}-who_does_what", "")


def show_form(
    at: AtDoor,
    sheet: Sheet,
    *,
    kept: QueryDict | None = None,
    fresh: bool = False,
    protective: tuple[ChildSheet, ...] = (),
    asks: Sequence[Ask] = (),
    conflict: object = None,
    refused: str = "",
    done: str = "",
    status: int = 200,
) -> HttpResponse:
    """The form as it stands: empty, from a draft, or with what was typed and what is wrong with it."""
    context = {
        "sheet": sheet,
        "record": sheet.record,
        "safety": sheet.record.safety,
        "by": at.actor,
        "role": ROLES[at.actor.role].title,
        "now": at.now,
        "bound": kept is not None and not fresh,
        "protective": protective,
        "asks": asks,
        "conflict": conflict,
        "refused": refused,
        "done": done,
        "draft": unfinished(at, sheet.record, form=PAGE),
    }
    return render(at, "decision/form.html", context, status=status)


def _show_check(at: AtDoor, sheet: Sheet, chosen: tuple[ChildSheet, ...], data: QueryDict, go: str) -> HttpResponse:
    asks = census.look(sheet, chosen, lambda: _decide(at, sheet, chosen))
    context = {
        "sheet": sheet,
        "record": sheet.record,
        "safety": sheet.record.safety,
        "by": at.actor,
        "role": ROLES[at.actor.role].title,
        "check": checking.check_page(sheet, chosen, asks, by=at.actor, now=at.now),
        "will_read": telling.who_will_read(sheet, chosen),
        "carried": as_answers(data),
        "record_go": "record_protective" if go.endswith("protective") else "record",
    }
    return render(at, "decision/check.html", context)


def _record(at: AtDoor, sheet: Sheet, chosen: tuple[ChildSheet, ...], data: QueryDict, go: str) -> HttpResponse:
    """Record it by one call of the verb. A refusal, or another person's change, gives the form back as it was typed."""
    try:
        with transaction.atomic():
            _decide(at, sheet, chosen)
    except ChangedSinceShown:
        return _changed(at, sheet, data)
    except (UnableToDecide, UnableToPassOn, UnableToStep) as refusal:
        return show_form(at, sheet, kept=data, refused=str(refusal), protective=_protective(sheet))
    let_go(at, sheet.record, form=PAGE)
    if any(one not in chosen and _written(one, data) for one in sheet.children):
        return _the_rest(at, sheet, chosen, data)
    return redirect("decision:decided", sheet.record.reference)


def _decide(at: AtDoor, sheet: Sheet, chosen: tuple[ChildSheet, ...]) -> None:
    decide_outcomes(
        contact=sheet.record.contact.id,
        family=sheet.family_part,
        children=[one.part for one in chosen],
        seen=sheet.you.cleaned_data["contact_seen"],
        token=sheet.you.cleaned_data["token"],
        by=at.actor,
        happened_at=sheet.decided_at(at.now),
        recorded_at=at.now,
        oldest_waiting=oldest_waiting(authority=at.actor.authority),
    )


def _written(one: ChildSheet, data: QueryDict) -> bool:
    """Whether something was written about this child."""
    hidden = {field.html_name for field in one.form.hidden_fields()}
    return any(data.get(name) for name in data if name.startswith(f"{one.form.prefix}-") and name not in hidden)


def _the_rest(at: AtDoor, sheet: Sheet, recorded: tuple[ChildSheet, ...], data: QueryDict) -> HttpResponse:
    """Some children are decided; what was written about the others stays before its writer, as a form of its own."""
    at.seen.clear()
    record = open_record(at, sheet.record.reference, page=PAGE)
    again = changed.with_what_is_there_now(data, record, at.now)
    again["you-token"] = f"{data['you-token']}-rest"
    names = ", ".join(one.child.first_name for one in recorded)
    done = f"Recorded for {names}. What you wrote about the others is still here, not yet recorded."
    keep(at, record, form=PAGE, answers=again)
    return show_form(at, lay_out(record, by=at.actor, data=again), kept=again, done=done)


def _changed(at: AtDoor, sheet: Sheet, data: QueryDict) -> HttpResponse:
    """Somebody else changed the record while this was written: what they did, and every word of this person's."""
    at.seen.clear()
    record = open_record(at, sheet.record.reference, page=PAGE)
    conflict = changed.conflict(sheet, record, by=at.actor, now=at.now)
    again = changed.with_what_is_there_now(data, record, at.now)
    keep(at, record, form=PAGE, answers=again)
    return show_form(at, lay_out(record, by=at.actor, data=again), kept=again, conflict=conflict, status=409)


@door(Permission.SEE_CHILD, page="decided")
def decided(request: HttpRequest, reference: str) -> HttpResponse:
    """What was decided for each child, by whom, when, and who has the child now."""
    at = cast(AtDoor, request)
    record = open_record(at, reference, page="decided")
    journeys = [child.journey for child in record.children]
    latest = {decision.journey_id: decision for decision in decisions_of(journeys)}
    rows = [
        (child, latest.get(child.journey.id), record.clock(child), record.held_by(child)) for child in record.children
    ]
    context = {
        "record": record,
        "safety": record.safety,
        "now": at.now,
        "rows": rows,
        "waiting": waiting_for_signature(journeys),
        "outcomes": OUTCOMES,
        "questions": checking.QUESTIONS,
        "received": day_and_time(record.contact.received_at, now=at.now),
        "may_protect": at.actor.may(Permission.PROTECT),
        "may_decide": at.actor.may(Permission.DECIDE) or at.actor.may(Permission.PREPARE_DECISION),
    }
    return render(at, "decision/decided.html", context)
