"""Visits of the children of one contact: planned, recorded at the door or after, read again, added to."""

from __future__ import annotations

from typing import cast
from uuid import uuid4

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from frontdoor.access.doors import AtDoor, door, signed_in
from frontdoor.access.looks import Seen
from frontdoor.journey.actions.visits import add_to_visit, plan_visit, record_visit
from frontdoor.journey.visit_queries import OutingMade, outings_made, planned_visits, words_of
from frontdoor.ledger.storage import UnableToFind
from frontdoor.people.queries import ShownAddress, show_address
from frontdoor.rules.calendar import london_day
from frontdoor.rules.roles import Permission
from frontdoor.rules.visits import ALONE, BEDROOM, CAN_STAY, PURPOSES
from frontdoor.screens.record.opening import Child, OpenRecord, open_record
from frontdoor.screens.record.unfinished import given_back, keep, let_go, unfinished
from frontdoor.screens.visit.forms import AdditionForm, PlanForm
from frontdoor.screens.visit.sheet import VisitSheet, lay_out
from frontdoor.screens.visit.words import QUESTIONS, clock_of_seeing

#: The form's name among the drafts.
FORM = "visit"


@signed_in(page="visit_unlock")
@require_POST
def unlock(request: HttpRequest) -> HttpResponse:
    """The password again, after the page was covered. Throttled like signing in; shows nothing of any child."""
    adapter = get_adapter(request)
    right = adapter.reauthenticate(request.user, request.POST.get("password", ""))
    return HttpResponse(status=204 if right else 403)


@never_cache
@door(Permission.PROTECT, page="visits")
def visits(request: HttpRequest, reference: str) -> HttpResponse:
    """What is planned and what was done, and whose clock is still open."""
    at = cast(AtDoor, request)
    record = open_record(at, reference, page="visits")
    journeys = [child.journey for child in record.children]
    context = {
        "record": record,
        "safety": record.safety,
        "now": at.now,
        "planned": [(visit, record.child_of(visit.journey_id)) for visit in planned_visits(journeys)],
        "made": [(outing, _who_was_seen(outing, record)) for outing in reversed(outings_made(journeys))],
        "clocks": [(child, record.clock(child)) for child in record.children],
        "purposes": PURPOSES,
    }
    return render(at, "visit/visits.html", context)


def _who_was_seen(outing: OutingMade, record: OpenRecord) -> list[tuple[Child, bool | None, bool]]:
    """Of each child whether they were seen; before the birth whether the mother was, which the last part says."""
    found = []
    for visit in outing.visits:
        child = record.child_of(visit.journey_id)
        mother = visit.seen is None and (visit.mother_seen is not None or child.unborn)
        found.append((child, visit.mother_seen if mother else visit.seen, mother))
    return found


@never_cache
@door(Permission.PROTECT, page="visit_plan")
def plan(request: HttpRequest, reference: str) -> HttpResponse:
    """Plan a visit: which children, why, when. A plan stops no clock."""
    at = cast(AtDoor, request)
    record = open_record(at, reference, page="visit_plan")
    people = [child for child in record.children if not child.is_context]
    choices = [(str(child.number), child.line) for child in people]
    form = PlanForm(at.POST or None, children=choices, initial={"token": f"plan-{uuid4()}"})
    if at.method == "POST" and form.is_valid():
        given = form.cleaned_data
        plan_visit(
            journeys=[child.journey.id for child in people if str(child.number) in given["children"]],
            purpose=given["purpose"],
            planned_for=given["planned_for"],
            token=given["token"],
            by=at.actor,
            happened_at=at.now,
            recorded_at=at.now,
        )
        return redirect("visit:visits", record.reference)
    return render(at, "visit/plan.html", {"record": record, "safety": record.safety, "form": form, "now": at.now})


@never_cache
@door(Permission.PROTECT, page="visit_record")
def record_one(request: HttpRequest, reference: str) -> HttpResponse:
    """The page at the door. Nothing that protects waits for an answer; only what cannot be read is asked again."""
    at = cast(AtDoor, request)
    record = open_record(at, reference, page="visit_record")
    if at.method != "POST":
        return _page(at, lay_out(record, data=unfinished(at, record, form=FORM).answers), plain=True)
    sheet = lay_out(record, data=at.POST)
    keep(at, record, form=FORM, answers=at.POST)
    if asked := at.POST.get("show", ""):
        return _page(at, sheet, addresses=_addresses(at, record, asked), plain=True)
    if not sheet.valid:
        return _page(at, sheet)
    if not sheet.visited:
        return _page(at, sheet, nothing=True)
    record_visit(
        outing=sheet.as_outing(at.now),
        children=[one.visited(at.now) for one in sheet.visited],
        token=sheet.outing.cleaned_data["token"],
        by=at.actor,
        happened_at=at.now,
        recorded_at=at.now,
    )
    let_go(at, record, form=FORM)
    latest = outings_made([child.journey for child in record.children])[-1]
    return redirect("visit:one", record.reference, latest.number)


def _addresses(at: AtDoor, record: OpenRecord, asked: str) -> dict[int, list[ShownAddress]]:
    """The address of one child, for this visit; the look is logged with its purpose."""
    child = record.child(int(asked)) if asked.isdecimal() else None
    if child is None:
        raise UnableToFind
    about = child.journey.about
    at.seen.append(Seen(page="visit_address", person=about, record=record.contact.id, purpose="visit"))
    return {child.number: show_address(about, purpose="visit", on=london_day(at.now))}


def _page(
    at: AtDoor,
    sheet: VisitSheet,
    *,
    addresses: dict[int, list[ShownAddress]] | None = None,
    plain: bool = False,
    nothing: bool = False,
) -> HttpResponse:
    context = {
        "sheet": sheet,
        "record": sheet.record,
        "safety": sheet.record.safety,
        "now": at.now,
        "by": at.actor,
        "addresses": addresses or {},
        "bound": sheet.outing.is_bound and not plain,
        "nothing": nothing,
        "draft": unfinished(at, sheet.record, form=FORM),
    }
    return render(at, "visit/record.html", context)


@never_cache
@door(Permission.PROTECT, page="visit")
def one(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """One visit as it was recorded, child by child, with what was added since; and a place to add more."""
    at = cast(AtDoor, request)
    record = open_record(at, reference, page="visit")
    made = outings_made([child.journey for child in record.children])
    outing = next((found for found in made if found.number == number), None)
    if outing is None:
        raise UnableToFind
    sent: AdditionForm | None = None
    if at.method == "POST":
        sent = AdditionForm(at.POST)
        if sent.is_valid():
            visit = next(
                (v for v in outing.visits if record.child_of(v.journey_id).number == sent.cleaned_data["child"]), None
            )
            if visit is None:
                raise UnableToFind
            add_to_visit(
                visit=visit.id,
                text=sent.cleaned_data["text"],
                token=sent.cleaned_data["token"],
                by=at.actor,
                happened_at=at.now,
                recorded_at=at.now,
            )
            let_go(at, record, form=_addition(outing, sent.cleaned_data["child"]))
            return redirect("visit:one", record.reference, number)
    return render(at, "visit/one.html", _one(at, record, outing, sent))


def _addition(outing: OutingMade, child: int) -> str:
    """What an unfinished addition to one child's part of a visit is called."""
    return f"visit-{outing.number}-addition-{child}"


def _one(at: AtDoor, record: OpenRecord, outing: OutingMade, sent: AdditionForm | None) -> dict[str, object]:
    words = words_of(outing.visits)
    rows = []
    for visit in outing.visits:
        child = record.child_of(visit.journey_id)
        again = sent is not None and str(sent.data.get("child")) == str(child.number)
        draft = unfinished(at, record, form=_addition(outing, child.number))
        initial = {"token": f"addition-{uuid4()}", "child": child.number}
        kept = given_back(draft.answers, AdditionForm(), without=tuple(initial))
        form = sent if again else AdditionForm(initial={**initial, **kept}, auto_id=f"child-{child.number}-%s")
        rows.append((child, visit, words.get(visit.id, []), form, clock_of_seeing(record, child), draft))
    return {
        "record": record,
        "safety": record.safety,
        "now": at.now,
        "outing": outing,
        "rows": rows,
        "sent": sent,
        "questions": QUESTIONS,
        "purposes": PURPOSES,
        "alone": ALONE,
        "bedroom": BEDROOM,
        "can_stay": CAN_STAY,
    }
