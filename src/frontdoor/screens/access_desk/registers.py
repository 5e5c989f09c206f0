"""Agencies' registers: under which agreement and assessment each is sent, until when, and when a file last came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from frontdoor.access.doors import AtDoor, door
from frontdoor.people.models import RegisterAgreement
from frontdoor.people.register_agreements import Sent, UnableToAgree, end_agreement, record_agreement
from frontdoor.rules.basis import bases_on
from frontdoor.rules.calendar import london_day
from frontdoor.rules.partnership import Partnership, for_authority
from frontdoor.rules.registers import REGISTERS
from frontdoor.rules.roles import Permission
from frontdoor.screens.access_desk.forms import NewAgreement
from frontdoor.screens.look.formatting import date_words, day_and_time


@dataclass(frozen=True, kw_only=True)
class AgreementRow:
    """One agreement in words. `ends` says that it can be ended now."""

    id: UUID
    agency: str
    register: str
    purpose: str
    papers: str
    standing: str
    last_file: str
    ends: bool


@door(Permission.RECORD_AGREEMENTS, page="registers")
def registers(request: HttpRequest) -> HttpResponse:
    """Every agreement of the authority, and a form for a new one."""
    at = cast(AtDoor, request)
    today, place = london_day(at.now), for_authority(at.actor.authority)
    grounds = [(basis.code, basis.sentence) for basis in bases_on(today)]
    form = NewAgreement(at.POST or None, agencies=_senders(place), grounds=grounds)
    status = 200
    if at.method == "POST":
        status = 422
        if form.is_valid():
            said = dict(form.cleaned_data)
            sent = Sent(agency=said.pop("agency"), register=said.pop("register"))
            try:
                record_agreement(sent=sent, **said, by=at.actor, recorded_at=at.now)
            except UnableToAgree as refusal:
                form.add_error(None, str(refusal))
            else:
                return redirect("access_desk:registers")
    rows = [_row(one, place, at, today) for one in RegisterAgreement.of(authority=at.actor.authority)]
    return render(at, "access_desk/registers.html", {"form": form, "rows": rows[::-1]}, status=status)


def _senders(place: Partnership) -> list[tuple[str, str]]:
    """The agencies that may send any register."""
    kinds = {kind for register in REGISTERS.values() for kind in register.sent_by}
    return [(agency.code, agency.name) for agency in place.agencies if agency.kind in kinds]


def _row(one: RegisterAgreement, place: Partnership, at: AtDoor, today: date) -> AgreementRow:
    agency = place.agency_by_code.get(one.agency)
    standing = (
        f"ended {date_words(one.ends_on)}" if one.ends_on < today
        else f"from {date_words(one.starts_on)}" if one.starts_on > today
        else f"in force until {date_words(one.ends_on)}"
    )  # fmt: skip
    return AgreementRow(
        id=one.id,
        agency=agency.name if agency else one.agency,
        register=REGISTERS[one.register].words,
        purpose=one.purpose,
        papers=f"agreement {one.agreement}, assessment {one.assessment}",
        standing=standing,
        last_file=day_and_time(one.loaded_at, now=at.now) if one.loaded_at else "none yet",
        ends=one.ends_on >= today,
    )


@require_POST
@door(Permission.RECORD_AGREEMENTS, page="end_register")
def end(request: HttpRequest, agreement: UUID) -> HttpResponse:
    """End an agreement now: nothing that was sent under it is shown any more. One that has ended stays as it is."""
    at = cast(AtDoor, request)
    yesterday = london_day(at.now) - timedelta(days=1)
    if RegisterAgreement.found(agreement).ends_on > yesterday:
        end_agreement(agreement=agreement, ends_on=yesterday, by=at.actor, recorded_at=at.now)
    return redirect("access_desk:registers")
