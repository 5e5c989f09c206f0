"""Roles: what each may do, and who approves that somebody holds it.

A role gives permissions; sight of a child comes from a relationship (allocated, team, hub duty, a request to one's
agency) and from compartments. A role never opens a restricted record by itself, except the restricted-records desk.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Permission(StrEnum):
    """One thing a person may do. The words after the colon are what the access page prints."""

    REFER = "refer"  # tell the front door about a child
    TAKE_CONTACT = "take_contact"  # type a telephone call, an e-mail, a letter
    SEE_QUEUE = "see_queue"  # see the triage queue
    RATE = "rate"  # look at a concern and rate it
    ADD_INFORMATION = "add_information"
    PREPARE_DECISION = "prepare_decision"  # write a decision for a registered social worker to confirm
    DECIDE = "decide"  # decide what happens now; needs registration
    COUNTERSIGN = "countersign"
    ASK_AGENCIES = "ask_agencies"
    ANSWER_REQUESTS = "answer_requests"
    PROTECT = "protect"  # take a protective step, a strategy discussion too: never refused to whoever may see the child
    ASSESS = "assess"
    AUTHORISE = "authorise"  # authorise an assessment
    VISIT = "visit"
    ALLOCATE = "allocate"
    CLOSE = "close"
    CORRECT = "correct"
    SEE_CHILD = "see_child"
    KNOW_FAMILY = "know_family"  # say that one knows a family: whoever may be shown a child can
    SEE_REFERRER = "see_referrer"  # open the name of a referrer from the public
    FIND_PERSON = "find_person"
    MATCH = "match"  # say whether two records are of one person, join them and take them apart
    DECIDE_SEARCH = "decide_search"  # decide what else to do about somebody whom nobody could name
    RELEASE_FEEDBACK = "release_feedback"
    SEE_FIGURES = "see_figures"
    OPEN_FIGURES = "open_figures"  # open a number to the children behind it
    SEE_WHO_LOOKED = "see_who_looked"
    RESTRICT = "restrict"
    RESTRICTED_DESK = "restricted_desk"
    BREAK_GLASS = "break_glass"
    REVIEW_GLASS = "review_glass"
    MANAGE_ACCOUNTS = "manage_accounts"
    ON_CALL = "on_call"
    SAMPLE = "sample"  # pull decisions into an audit sample
    SIGN_OFF_INTAKE = "sign_off_intake"
    LOAD_FEEDS = "load_feeds"
    SEE_WHO_KNOWS = "see_who_knows"  # see which agencies' registers know a child one works with
    SEE_ACCESS_REQUESTS = "see_access_requests"  # see who asked for access to what is held, about whom, and by when
    ANSWER_ACCESS_REQUESTS = "answer_access_requests"  # say how a request for access was answered, or take more time
    RECORD_AGREEMENTS = "record_agreements"  # record the agreement under which a register is sent
    MAKE_RETURNS = "make_returns"  # ask for statutory returns, and see what they came to as far as walls allow
    TAKE_RETURNS = "take_returns"  # take a return's file away: every child of the authority is in it, behind walls too


class Reach(StrEnum):
    """Whose records a role works with, before any wall is counted."""

    AUTHORITY = "authority"  # every open record of the authority (hub duty)
    RELATIONSHIP = "relationship"  # those allocated to the person or the team
    OWN_AGENCY = "own_agency"  # what the agency sent or was asked
    FIGURES = "figures"  # no record of a child


@dataclass(frozen=True, kw_only=True)
class Role:
    """One role. `compartments` are the walls it stands inside; `staff` must use a second factor."""

    code: str
    title: str
    purpose: str
    approved_by: str
    reach: Reach
    may: frozenset[Permission]
    compartments: frozenset[str] = frozenset({"open"})
    staff: bool = True
    may_be_registered: bool = False


P = Permission
_WORK = {P.SEE_CHILD, P.FIND_PERSON, P.ADD_INFORMATION, P.PROTECT, P.BREAK_GLASS, P.TAKE_CONTACT, P.REFER, P.CORRECT,
         P.SEE_WHO_KNOWS, P.KNOW_FAMILY}  # fmt: skip
_TRIAGE = _WORK | {P.SEE_QUEUE, P.RATE, P.ASK_AGENCIES, P.PREPARE_DECISION, P.SEE_REFERRER}
_DECIDE = {P.DECIDE, P.CLOSE, P.RELEASE_FEEDBACK}
_MANAGE = {P.COUNTERSIGN, P.ALLOCATE, P.SEE_FIGURES, P.OPEN_FIGURES, P.SEE_WHO_LOOKED, P.REVIEW_GLASS, P.AUTHORISE}
_WHO = {P.MATCH, P.DECIDE_SEARCH}
_AGENCY = {P.REFER, P.ANSWER_REQUESTS, P.KNOW_FAMILY}

_ROLES = (
    Role(
        code="school_lead",
        title="School safeguarding lead",
        purpose="Refers pupils, answers the hub's questions and hears what was decided.",
        approved_by="the school's head teacher",
        reach=Reach.OWN_AGENCY,
        may=frozenset(_AGENCY),
        staff=False,
    ),
    Role(
        code="health_visitor",
        title="Health visitor",
        purpose="Refers children and unborn children, answers for the health service.",
        approved_by="the trust's named nurse",
        reach=Reach.OWN_AGENCY,
        may=frozenset(_AGENCY),
        staff=False,
    ),
    Role(
        code="police_officer",
        title="Police officer",
        purpose="Sends notifications, answers for the force, takes part in strategy discussions.",
        approved_by="the force's head of public protection",
        reach=Reach.OWN_AGENCY,
        may=frozenset(_AGENCY),
        staff=False,
    ),
    Role(
        code="probation_officer",
        title="Probation officer",
        purpose="Answers for probation.",
        approved_by="the head of the probation delivery unit",
        reach=Reach.OWN_AGENCY,
        may=frozenset(_AGENCY),
        staff=False,
    ),
    Role(
        code="contact_officer",
        title="Contact officer",
        purpose="Takes concerns by telephone, e-mail and letter, and prepares what others decide.",
        approved_by="the hub manager",
        reach=Reach.AUTHORITY,
        may=frozenset(_TRIAGE | {P.MATCH}),
    ),
    Role(
        code="hub_manager",
        title="Hub manager",
        purpose="Runs the front door: rates, decides, countersigns and answers for its figures.",
        approved_by="the head of service",
        reach=Reach.AUTHORITY,
        may=frozenset(
            _TRIAGE | _DECIDE | _MANAGE | _WHO | {P.ON_CALL, P.SIGN_OFF_INTAKE, P.SAMPLE, P.LOAD_FEEDS, P.MAKE_RETURNS}
        ),
        compartments=frozenset({"open", "hub"}),
        may_be_registered=True,
    ),
    Role(
        code="out_of_hours",
        title="Out-of-hours social worker",
        purpose="Protects children at night and at weekends, alone if need be.",
        approved_by="the head of service",
        reach=Reach.AUTHORITY,
        may=frozenset(_TRIAGE | _DECIDE | {P.VISIT, P.ON_CALL, P.ASSESS, P.MATCH}),
        compartments=frozenset({"open", "hub"}),
        may_be_registered=True,
    ),
    Role(
        code="social_worker",
        title="Social worker",
        purpose="Holds children: visits, assesses, plans.",
        approved_by="the team manager",
        reach=Reach.RELATIONSHIP,
        may=frozenset(_WORK | {P.VISIT, P.ASSESS, P.RELEASE_FEEDBACK}),
        may_be_registered=True,
    ),
    Role(
        code="team_manager",
        title="Team manager",
        purpose="Allocates, authorises, and answers for a team's children.",
        approved_by="the head of service",
        reach=Reach.RELATIONSHIP,
        may=frozenset(_WORK | _DECIDE | _MANAGE | {P.VISIT, P.ASSESS, P.ON_CALL}),
        may_be_registered=True,
    ),
    Role(
        code="exploitation_lead",
        title="Exploitation lead",
        purpose="Holds contexts and children harmed outside the home.",
        approved_by="the head of service",
        reach=Reach.AUTHORITY,
        may=frozenset(_WORK | _DECIDE | {P.SEE_QUEUE, P.ASK_AGENCIES, P.VISIT}),
        compartments=frozenset({"open", "hub", "exploitation"}),
        may_be_registered=True,
    ),
    Role(
        code="restricted_manager",
        title="Restricted-records manager",
        purpose="Holds restricted records and the contacts that reach them.",
        approved_by="the director of children's services",
        reach=Reach.AUTHORITY,
        may=frozenset(
            _TRIAGE | _DECIDE | _MANAGE | _WHO | {P.RESTRICT, P.RESTRICTED_DESK, P.ON_CALL, P.SEE_ACCESS_REQUESTS}
        ),
        compartments=frozenset({"open", "hub", "restricted", "lado"}),
        may_be_registered=True,
    ),
    Role(
        code="adoption_custodian",
        title="Adoption custodian",
        purpose="Alone holds what was sealed when a child was adopted from care.",
        approved_by="the director of children's services",
        reach=Reach.AUTHORITY,
        may=frozenset(_WORK | {P.SEE_QUEUE, P.RATE, P.DECIDE, P.SEE_ACCESS_REQUESTS, P.ON_CALL}),
        compartments=frozenset({"open", "adoption"}),
        may_be_registered=True,
    ),
    Role(
        code="auditor",
        title="Auditor",
        purpose="Reads sampled records and says what they show.",
        approved_by="the head of quality assurance",
        reach=Reach.AUTHORITY,
        may=frozenset({P.SEE_CHILD, P.KNOW_FAMILY, P.SAMPLE, P.SEE_FIGURES, P.OPEN_FIGURES}),
    ),
    Role(
        code="analyst",
        title="Analyst",
        purpose="Makes figures and returns, and sends them.",
        approved_by="the head of performance",
        reach=Reach.FIGURES,
        may=frozenset({P.SEE_FIGURES, P.MAKE_RETURNS, P.TAKE_RETURNS}),
    ),
    Role(
        code="board_member",
        title="Independent board member",
        purpose="Sees figures without any child's data.",
        approved_by="the chair of the improvement board",
        reach=Reach.FIGURES,
        may=frozenset({P.SEE_FIGURES}),
    ),
    Role(
        code="information_governance",
        title="Information governance",
        purpose="Watches who looked, answers requests for access.",
        approved_by="the senior information risk owner",
        reach=Reach.FIGURES,
        may=frozenset(
            {
                P.SEE_WHO_LOOKED,
                P.REVIEW_GLASS,
                P.MANAGE_ACCOUNTS,
                P.RECORD_AGREEMENTS,
                P.SEE_ACCESS_REQUESTS,
                P.ANSWER_ACCESS_REQUESTS,
            }
        ),  # fmt: skip
        compartments=frozenset({"open", "governance"}),
    ),
    Role(
        code="feed",
        title="Feed",
        purpose="A file or another system that brings concerns or open status in; never a person.",
        approved_by="the senior information risk owner",
        reach=Reach.OWN_AGENCY,
        may=frozenset({P.REFER, P.LOAD_FEEDS, P.ANSWER_REQUESTS}),
        staff=False,
    ),
    Role(
        code="public",
        title="Member of the public",
        purpose="Tells us about a child, without signing in.",
        approved_by="nobody: anyone may tell us",
        reach=Reach.OWN_AGENCY,
        may=frozenset({P.REFER}),
        staff=False,
    ),
    Role(
        code="watcher",
        title="Watcher",
        purpose="The periodic job that records which clocks ran out, and tells people.",
        approved_by="nobody: it is a part of the program",
        reach=Reach.FIGURES,
        may=frozenset(),
        staff=False,
    ),
)

ROLES: dict[str, Role] = {role.code: role for role in _ROLES}
