"""What can be decided for a child: one main outcome, and any number of "also".

Each row says its group on the form, the flag of the Standard Safeguarding Dataset it sets (SSD contact_outcome), what
it means for the census, whether it protects (then it starts at once and is never refused), whether it ends our part,
and whether it waits for somebody else to accept. Sources: CIN census guide 2023-24 sections 4.1-4.13, SSD, Children
Act 1989, the Care and Support pathways named in each row.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """One main outcome. `accepted_by` is who must accept a hand-over before the sender is free of it ("" = nobody).

    `annex_a` are the lists of Annex A in which the child stands from the decision on; later steps add their own.
    """

    code: str
    words: str
    group: str
    protects: bool
    ends: bool
    accepted_by: str
    referral: bool
    ssd: str
    census: str
    annex_a: tuple[int, ...]
    clock: str
    source: str
    in_force_from: date = date(2024, 4, 1)

    @property
    def chosen_by(self) -> str:
        """Who may choose it: what protects is anybody's to start, what ends our part is decided and countersigned."""
        if self.protects:
            return "anyone who decides or prepares, at once; a registered social worker confirms"
        countersigned = "; a manager countersigns a third closing in 12 months" if self.ends else ""
        return f"a registered social worker; others propose{countersigned}"


@dataclass(frozen=True, kw_only=True)
class Also:
    """Something set beside the main outcome, by whoever decides or prepares, at once: it waits for no signature.

    `quiet` ones are kept from the family. No "also" makes a referral or a row of Annex A of its own.
    """

    code: str
    words: str
    quiet: bool
    compartment: str
    ssd: str
    clock: str
    source: str
    in_force_from: date = date(2024, 4, 1)


_OUTCOMES = (
    Outcome(
        code="strategy_discussion",
        words="Strategy discussion now",
        group="Protect",
        protects=True,
        ends=False,
        accepted_by="",
        referral=True,
        ssd="CP_ENQUIRY_FLAG",
        census="Referral; section 47 if one begins",
        annex_a=(1, 3),
        clock="strategy_discussion",
        source="Children Act 1989 s47; CIN guide 4.12",
    ),
    Outcome(
        code="accommodation",
        words="Somewhere safe to stay today (section 20)",
        group="Protect",
        protects=True,
        ends=False,
        accepted_by="",
        referral=True,
        ssd="NEW_REFERRAL_FLAG",
        census="Referral",
        annex_a=(1, 3),
        clock="initial_sw_visit",
        source="Children Act 1989 s20; homeless 16-17, unaccompanied or abandoned children",
    ),
    Outcome(
        code="assessment",
        words="Assessment (section 17)",
        group="Assess",
        protects=True,
        ends=False,
        accepted_by="team",
        referral=True,
        ssd="NEW_REFERRAL_FLAG",
        census="Referral and assessment",
        annex_a=(1, 3),
        clock="assessment",
        source="Children Act 1989 s17; CIN guide 4.9",
    ),
    Outcome(
        code="allocated_worker",
        words="Information to the worker who has this child",
        group="Pass to",
        protects=True,
        ends=False,
        accepted_by="worker",
        referral=False,
        ssd="EXISTING_REFERRAL_FLAG",
        census="None: new information on an open child is not a referral",
        annex_a=(1,),
        clock="open_child_response",
        source="CIN guide 4.1",
    ),
    Outcome(
        code="transfer_in_conference",
        words="Transfer-in conference",
        group="Protect",
        protects=True,
        ends=False,
        accepted_by="team",
        referral=True,
        ssd="OLA_CP_FLAG",
        census="Referral on the day of notice",
        annex_a=(1, 3),
        clock="transfer_in_cpc",
        source="CIN guide 4.8",
    ),
    Outcome(
        code="early_help",
        words="Early help",
        group="Help",
        protects=False,
        ends=False,
        accepted_by="early_help",
        referral=False,
        ssd="OTHER_OUTCOMES_EXIST_FLAG",
        census="None",
        annex_a=(1,),
        clock="handover_accepted",
        source="Working Together 2023 chapter 3",
    ),
    Outcome(
        code="private_fostering",
        words="Private fostering notice",
        group="Assess",
        protects=True,
        ends=False,
        accepted_by="team",
        referral=False,
        ssd="PRIVATE_FOSTERING_FLAG",
        census="Only if also in need",
        annex_a=(1,),
        clock="private_fostering_visit",
        source="Children (Private Arrangements for Fostering) Regulations 2005, regulation 4",
    ),
    Outcome(
        code="other_authority",
        words="Another authority",
        group="Pass to",
        protects=False,
        ends=False,
        accepted_by="other_authority",
        referral=False,
        ssd="OTHER_OUTCOMES_EXIST_FLAG",
        census="None",
        annex_a=(1,),
        clock="handover_accepted",
        source="Children Act 1989 s47(1), s27: done when a named person there accepts",
    ),
    Outcome(
        code="adult_social_care",
        words="Adult social care",
        group="Pass to",
        protects=False,
        ends=False,
        accepted_by="adult_social_care",
        referral=False,
        ssd="OTHER_OUTCOMES_EXIST_FLAG",
        census="None",
        annex_a=(1,),
        clock="handover_accepted",
        source="Care Act 2014 s9, s58",
    ),
    Outcome(
        code="request_answered",
        words="A court, Cafcass or another authority asked, and was answered",
        group="Nothing more",
        protects=False,
        ends=True,
        accepted_by="",
        referral=False,
        ssd="OTHER_OUTCOMES_EXIST_FLAG",
        census="None",
        annex_a=(1,),
        clock="",
        source="CIN guide 4.1",
    ),
    Outcome(
        code="advice",
        words="Advice and information",
        group="Nothing more",
        protects=False,
        ends=True,
        accepted_by="",
        referral=False,
        ssd="ADVICE_FLAG",
        census="None for a contact",
        annex_a=(1,),
        clock="",
        source="CIN guide 4.1",
    ),
    Outcome(
        code="nothing_more",
        words="Nothing more is needed",
        group="Nothing more",
        protects=False,
        ends=True,
        accepted_by="",
        referral=False,
        ssd="NFA_FLAG",
        census="None for a contact",
        annex_a=(1,),
        clock="",
        source="CIN guide 4.1",
    ),
)

_ALSO = (
    Also(
        code="lado",
        words="Allegation about a person who works with children",
        quiet=True,
        compartment="lado",
        ssd="OTHER_OUTCOMES_EXIST_FLAG",
        clock="lado",
        source="Working Together 2023; KCSIE part 4",
    ),
    Also(
        code="missing",
        words="Missing: return interview",
        quiet=False,
        compartment="open",
        ssd="MISSING_FLAG",
        clock="rhi_offer",
        source="DfE statutory guidance on missing children, January 2014",
    ),
    Also(
        code="exploitation",
        words="Exploitation: National Referral Mechanism",
        quiet=False,
        compartment="open",
        ssd="OTHER_OUTCOMES_EXIST_FLAG",
        clock="nrm_rg",
        source="Modern Slavery Act 2015 s52",
    ),
    Also(
        code="prevent",
        words="Prevent",
        quiet=True,
        compartment="hub",
        ssd="OTHER_OUTCOMES_EXIST_FLAG",
        clock="",
        source="Counter-Terrorism and Security Act 2015 s26, s36",
    ),
    Also(
        code="honour_based",
        words="FGM, forced marriage or honour-based abuse",
        quiet=True,
        compartment="hub",
        ssd="OTHER_OUTCOMES_EXIST_FLAG",
        clock="fgm_report",
        source="FGM Act 2003 s5B; Forced Marriage (Civil Protection) Act 2007",
    ),
    Also(
        code="adoption_enquiry",
        words="Adoption enquiry",
        quiet=False,
        compartment="open",
        ssd="NON_AGENCY_ADOPTION_FLAG",
        clock="",
        source="Adoption and Children Act 2002 s44",
    ),
    Also(
        code="context",
        words="A place, group or online space",
        quiet=False,
        compartment="open",
        ssd="OTHER_OUTCOMES_EXIST_FLAG",
        clock="",
        source="Working Together 2023 chapter 3: harm outside the home",
    ),
)

OUTCOMES: dict[str, Outcome] = {row.code: row for row in _OUTCOMES}
ALSO: dict[str, Also] = {row.code: row for row in _ALSO}

GROUPS = ("Protect", "Assess", "Help", "Pass to", "Nothing more")

#: Said to everyone when a quiet "also" is set, at once, on the safety band.
QUIET_LINE = "Family must not know we are asking"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What an enquiry or an assessment came to: its flag in the dataset, and the stage that follows."""

    code: str
    words: str
    ssd: str
    source: str
    in_force_from: date = date(2024, 4, 1)


_SSD_ENQUIRY = "SSD s47e_s47_outcome_json; CIN guide 4.12"
_SSD_ASSESSMENT = "SSD cina_assessment_outcome_json; CIN guide 4.9"

_ENQUIRY = (
    Finding(
        code="conference", words="Initial child protection conference", ssd="CP_CONFERENCE_FLAG", source=_SSD_ENQUIRY
    ),
    Finding(
        code="continue_single",
        words="No conference: the assessment goes on",
        ssd="NFA_CONTINUE_SINGLE_FLAG",
        source=_SSD_ENQUIRY,
    ),
    Finding(code="services", words="Services are provided", ssd="PROV_OF_SERVICES_FLAG", source=_SSD_ENQUIRY),
    Finding(code="short_breaks", words="Short-break care", ssd="PROV_OF_SB_CARE_FLAG", source=_SSD_ENQUIRY),
    Finding(code="legal_action", words="Legal action", ssd="LEGAL_ACTION_FLAG", source=_SSD_ENQUIRY),
    Finding(code="monitor", words="Watched for a time, by whom is said", ssd="MONITOR_FLAG", source=_SSD_ENQUIRY),
    Finding(code="no_further_action", words="No further action", ssd="NFA_FLAG", source=_SSD_ENQUIRY),
    Finding(code="other", words="Something else", ssd="OTHER_OUTCOMES_EXIST_FLAG", source=_SSD_ENQUIRY),
)

_ASSESSMENT = (
    Finding(code="services", words="Services are provided", ssd="PROV_OF_SERVICES_FLAG", source=_SSD_ASSESSMENT),
    Finding(code="short_breaks", words="Short-break care", ssd="PROV_OF_SB_CARE_FLAG", source=_SSD_ASSESSMENT),
    Finding(
        code="strategy_discussion",
        words="Strategy discussion or section 47 enquiry",
        ssd="STRATEGY_DISCUSSION_FLAG",
        source=_SSD_ASSESSMENT,
    ),
    Finding(
        code="looked_after", words="The child should be looked after", ssd="CLA_REQUEST_FLAG", source=_SSD_ASSESSMENT
    ),
    Finding(code="private_fostering", words="Private fostering", ssd="PRIVATE_FOSTERING_FLAG", source=_SSD_ASSESSMENT),
    Finding(code="legal_action", words="Legal action", ssd="LEGAL_ACTION_FLAG", source=_SSD_ASSESSMENT),
    Finding(code="specialist", words="Specialist assessment", ssd="SPECIALIST_ASSESSMENT_FLAG", source=_SSD_ASSESSMENT),
    Finding(
        code="other_agency",
        words="Passed to another agency",
        ssd="REFERRAL_TO_OTHER_AGENCY_FLAG",
        source=_SSD_ASSESSMENT,
    ),
    Finding(code="no_further_action", words="No further action", ssd="NFA_FLAG", source=_SSD_ASSESSMENT),
    Finding(
        code="no_further_action_after_enquiry",
        words="No further action: the section 47 enquiry ended",
        ssd="NFA_S47_END_FLAG",
        source=_SSD_ASSESSMENT,
    ),
    Finding(code="other", words="Other actions", ssd="OTHER_ACTIONS_FLAG", source=_SSD_ASSESSMENT),
)

ENQUIRY_OUTCOMES: dict[str, Finding] = {row.code: row for row in _ENQUIRY}
ASSESSMENT_OUTCOMES: dict[str, Finding] = {row.code: row for row in _ASSESSMENT}
