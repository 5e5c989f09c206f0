"""Verbs of the agreements under which agencies send their registers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from frontdoor.access import permission
from frontdoor.ledger.record import record
from frontdoor.ledger.scope import Actor
from frontdoor.people.models import RegisterAgreement
from frontdoor.people.who_knows import agreement_in_force
from frontdoor.rules.basis import bases_on
from frontdoor.rules.events.registers import RegisterAgreed, RegisterAgreementEnded
from frontdoor.rules.partnership import for_authority
from frontdoor.rules.registers import REGISTERS, cannot_send
from frontdoor.rules.roles import Permission


class UnableToAgree(Exception):
    """The agreement cannot stand so. The text is a sentence for the person who reads it."""


class UnableToLoadRegister(Exception):
    """The register may not be loaded. The text is a sentence for the person who reads it."""


@dataclass(frozen=True, kw_only=True)
class Sent:
    """Whose register it is, and which."""

    agency: str
    register: str


@transaction.atomic
def record_agreement(
    *,
    sent: Sent,
    purpose: str,
    basis: str,
    agreement: str,
    assessment: str,
    starts_on: date,
    ends_on: date,
    by: Actor,
    recorded_at: datetime,
) -> RegisterAgreement:
    """Record under what agreement and impact assessment an agency sends a register, for what, until when.

    It says for what, on what ground, and where both papers are kept. A sensitive service is refused whatever it signed.
    """
    permission.require(by, Permission.RECORD_AGREEMENTS)
    refusal = _cannot(sent, by) or _unsaid(purpose, basis, agreement, assessment, starts_on, ends_on)
    if refusal:
        raise UnableToAgree(refusal)
    kept = RegisterAgreement.new(
        at=recorded_at,
        authority=by.authority,
        agency=sent.agency,
        register=sent.register,
        purpose=purpose.strip(),
        basis=basis,
        agreement=agreement.strip(),
        assessment=assessment.strip(),
        starts_on=starts_on,
        ends_on=ends_on,
        recorded_by=by.account,
        recorded_at=recorded_at,
    )
    fact = RegisterAgreed(agency=sent.agency, register=sent.register, basis=basis, starts_on=starts_on, ends_on=ends_on)
    record(fact, about=kept, by=by, happened_at=recorded_at, recorded_at=recorded_at)
    return kept


def _cannot(sent: Sent, by: Actor) -> str:
    agency = for_authority(by.authority).agency_by_code.get(sent.agency)
    if agency is None:
        return f'There is no agency "{sent.agency}" in {by.authority}.'
    return cannot_send(sent.register, agency=agency.name, kind=agency.kind)


def _unsaid(purpose: str, basis: str, agreement: str, assessment: str, starts_on: date, ends_on: date) -> str:
    if not purpose.strip():
        return "Say for what purpose the register is sent."
    if basis not in {one.code for one in bases_on(starts_on)}:
        grounds = ", ".join(one.code for one in bases_on(starts_on))
        return f'"{basis}" is no ground in force on {starts_on.isoformat()}. Grounds are {grounds}.'
    if not agreement.strip():
        return "Give the reference of the information sharing agreement."
    if not assessment.strip():
        return "Give the reference of the data protection impact assessment."
    if ends_on < starts_on:
        return "The agreement ends before it starts."
    return ""


@transaction.atomic
def end_agreement(*, agreement: UUID, ends_on: date, by: Actor, recorded_at: datetime) -> RegisterAgreement:
    """End an agreement on an earlier day. From the day after, nothing is loaded and nothing of it is shown."""
    permission.require(by, Permission.RECORD_AGREEMENTS)
    kept = RegisterAgreement.locked(agreement)
    if ends_on >= kept.ends_on:
        raise UnableToAgree(f"It ends on {kept.ends_on.isoformat()} in any case. Record a new one to go on.")
    kept.change(at=recorded_at, ends_on=ends_on)
    fact = RegisterAgreementEnded(agency=kept.agency, register=kept.register, ends_on=ends_on)
    record(fact, about=kept, by=by, happened_at=recorded_at, recorded_at=recorded_at)
    return kept


def agreed(sent: Sent, *, by: Actor, on: date) -> RegisterAgreement:
    """The agreement in force under which this register is sent. Refuses where there is none, saying what to do."""
    agency = for_authority(by.authority).agency_by_code[sent.agency]
    refusal = cannot_send(sent.register, agency=agency.name, kind=agency.kind)
    if refusal:
        raise UnableToLoadRegister(refusal)
    found = agreement_in_force(authority=by.authority, agency=sent.agency, register=sent.register, on=on)
    if found is None:
        raise UnableToLoadRegister(
            f"There is no agreement with an impact assessment in force on {on.isoformat()} under which {agency.name} "
            f"sends the register {REGISTERS[sent.register].words.lower()}: nothing was loaded."
        )
    return found
