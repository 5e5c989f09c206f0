"""From what was typed during a call to a concern."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from frontdoor.rules.concern import Answer, Channel, Concern, ConcernedChild, Referrer, ReferrerKind
from frontdoor.rules.partnership import Partnership
from frontdoor.screens.telephone.forms import ChildForm, NoteForm

#: The census's sources of referral (guide 2023-24, 4.4), by who rings and by the kind of agency.
_BY_CALLER = {"relative": "1A", "public": "1D", "child": "1C", "anonymous": "9", "": "10"}
_BY_AGENCY = {
    "school": "2A",
    "early_years": "8",
    "education": "2B",
    "general_practice": "3A",
    "community_health": "3B",
    "hospital": "3E",
    "mental_health": "3F",
    "integrated_care_board": "3F",
    "ambulance": "3F",
    "housing": "4",
    "adult_social_care": "5A",
    "youth_justice": "5B",
    "police": "6",
    "probation": "7",
}


def concern(note: NoteForm, children: Sequence[ChildForm], *, place: Partnership, out_of_hours: bool) -> Concern:
    """The concern that this note tells. Empty answers stay "not asked"; none is made up."""
    told = note.cleaned_data
    return Concern(
        channel=Channel.OUT_OF_HOURS if out_of_hours else Channel.TELEPHONE,
        received_at=told["came_at"],
        worry=told["worry"],
        worries=tuple(told["worries"]),
        danger_now=_answer(told["danger_now"]),
        children=tuple(_child(child) for child in children),
        others_in_household=told["others"],
        referrer=_referrer(note, place),
        family_may_know=_answer(told["family_may_know"]),
        family_why_not=told["family_why_not"],
        safety_lines=("Family must not know we are asking",) if told["family_may_know"] == "no" else (),
    )


def known(children: Sequence[ChildForm]) -> dict[int, UUID]:
    """Who the typist said a child is, by the child's place on the note."""
    chosen = ((number, child.cleaned_data["is_person"]) for number, child in enumerate(children))
    return {number: person for number, person in chosen if person}


def _answer(given: str) -> Answer:
    return Answer(given) if given else Answer.NOT_ASKED


def _child(form: ChildForm) -> ConcernedChild:
    said = form.cleaned_data
    return ConcernedChild(
        label=said["looks"],
        given_name=said["given_name"],
        family_name=said["family_name"],
        born=said["born"],
        age_said=said["age_said"],
        nhs_number=said["nhs_number"],
        where_now=said["where_now"],
        with_whom=said["with_whom"],
        until_when=said["until_when"],
        safe_tonight=_answer(said["safe_tonight"]),
        safe_tonight_because=said["safe_because"],
    )


def _referrer(note: NoteForm, place: Partnership) -> Referrer:
    told = note.cleaned_data
    agency = place.agency_by_code.get(told["caller_agency"])
    caller = told["caller"] or ("professional" if agency else "anonymous")
    source = _BY_CALLER.get(told["caller"], "10")
    if caller == "professional":
        source = _BY_AGENCY.get(agency.kind, "10") if agency else "10"
    return Referrer(
        kind=ReferrerKind(caller),
        source=source,
        name=told["caller_name"],
        agency=told["caller_agency"],
        telephone=told["caller_number"],
        safe_contact=told["safe_contact"],
        may_name=_answer(told["may_name"]),
    )
