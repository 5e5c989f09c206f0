"""What somebody tells the front door, before anybody has judged it.

Every door (public form, professional's form, telephone note, police file, API, out-of-hours) makes one `Concern`
and hands it to `journey.actions.contacts.receive_contact`. Nothing here is required but the worry itself: a concern
needs no name, no date of birth and no address. Empty text means "not given"; it never means "no".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class Answer(StrEnum):
    """Three different answers, and their absence. "No", "not known" and "not asked" are never the same thing."""

    YES = "yes"
    NO = "no"
    NOT_KNOWN = "not_known"
    NOT_ASKED = "not_asked"


class Channel(StrEnum):
    """The way a concern first reached any part of the partnership."""

    WEB_FORM = "web_form"
    TELEPHONE = "telephone"
    EMAIL = "email"
    POLICE = "police"
    API = "api"
    OUT_OF_HOURS = "out_of_hours"


class ReferrerKind(StrEnum):
    """Who is telling us. It decides what may be said back, and never how seriously we listen."""

    PROFESSIONAL = "professional"
    PUBLIC = "public"
    RELATIVE = "relative"
    CHILD = "child"
    ANONYMOUS = "anonymous"


class SubjectKind(StrEnum):
    """Whom a contact can be about. All but the first two are contexts: harm outside the home."""

    CHILD = "child"
    UNBORN = "unborn"
    PEER_GROUP = "peer_group"
    PLACE = "place"
    SCHOOL = "school"
    TRANSPORT = "transport"
    BUSINESS = "business"
    ONLINE_SPACE = "online_space"

    @property
    def is_context(self) -> bool:
        return self not in (SubjectKind.CHILD, SubjectKind.UNBORN)


def keeps_address_from(who: str) -> str:
    """The line of the safety band for somebody who must not learn where a child lives."""
    return f"{who[:1].upper()}{who[1:]} must not learn the address"


@dataclass(frozen=True, kw_only=True)
class GivenAddress:
    """An address as it was given. `keep_from` names who must not learn it; then it stands behind its own wall."""

    lines: str = ""
    postcode: str = ""
    keep_from: str = ""


@dataclass(frozen=True, kw_only=True)
class ConcernedChild:
    """One child, unborn child or context that somebody worries about.

    `label` is what a person with no name is called: "girl about 9, red coat". `born` is a date of birth, `expected`
    the date an unborn child is due; `age_said` is the age in the referrer's own words. `lives_in` is the slug of the
    authority in which the address lies, as far as the door could tell: a contact taken for a neighbour is handed over.
    """

    kind: SubjectKind = SubjectKind.CHILD
    label: str = ""
    given_name: str = ""
    family_name: str = ""
    born: date | None = None
    expected: date | None = None
    age_said: str = ""
    sex: str = "U"
    nhs_number: str = ""
    upn: str = ""
    address: GivenAddress = GivenAddress()
    telephone: str = ""
    language: str = ""
    interpreter: Answer = Answer.NOT_ASKED
    ethnicity: str = ""
    disabilities: tuple[str, ...] = ()
    school: str = ""
    gp: str = ""
    where_now: str = ""
    with_whom: str = ""
    until_when: str = ""
    safe_tonight: Answer = Answer.NOT_ASKED
    safe_tonight_because: str = ""
    seen: Answer = Answer.NOT_ASKED
    spoken_to: Answer = Answer.NOT_ASKED
    own_words: str = ""
    words_told_to: str = ""
    words_in_confidence: bool = False
    ordinary_day: str = ""
    already_done: str = ""
    level_asked: str = ""
    missing_since: datetime | None = None
    police_protection_from: datetime | None = None
    lives_in: str = ""


@dataclass(frozen=True, kw_only=True)
class ConcernedAdult:
    """An adult of the household or around it. Bail, orders and allegations are as the source gave them."""

    given_name: str = ""
    family_name: str = ""
    label: str = ""
    born: date | None = None
    sex: str = "U"
    role: str = ""
    relationship: str = ""
    parental_responsibility: Answer = Answer.NOT_ASKED
    address: GivenAddress = GivenAddress()
    telephone: str = ""
    bail_or_order: str = ""
    may_be_a_risk: bool = False


@dataclass(frozen=True, kw_only=True)
class Referrer:
    """Who told us, how to reach them safely, and whether we may name them."""

    kind: ReferrerKind = ReferrerKind.ANONYMOUS
    source: str = "9"
    name: str = ""
    job: str = ""
    agency: str = ""
    telephone: str = ""
    email: str = ""
    safe_contact: str = ""
    reply_by: str = ""
    may_name: Answer = Answer.NOT_ASKED


@dataclass(frozen=True, kw_only=True)
class PoliceReport:
    """What a police notification carries as the force's own: its grade and result stay theirs."""

    occurrence: str = ""
    attended_at: datetime | None = None
    officer: str = ""
    grade: str = ""
    dash: str = ""
    handling_code: str = ""
    do_not_disclose: str = ""
    encompass_sent: Answer = Answer.NOT_ASKED


@dataclass(frozen=True, kw_only=True)
class Concern:
    """A worry about one or several children, as it arrived.

    `worry` is the only text that must be filled. `saw`, `was_told` and `thinks` keep fact apart from opinion.
    The moments are aware: when the incident was, when the agency knew, when it sent, and when any channel of the
    partnership first had it (`received_at`, from which the clocks run). `begun_at` is when a form was begun: people
    read its reference from then on, so its year is the reference's. `incident_said` is when it happened in the
    referrer's own words, where no date could be made of them. `asked_about` are questions that a machine's message
    leaves open, one a line: what could not be read as it should be, as it was written. `agreement` is agreement to a
    service ("given", "refused", "not_asked", or nothing said), `basis` the agency's own ground for sharing: two
    things, never merged.
    """

    channel: Channel
    received_at: datetime
    worry: str
    worries: tuple[str, ...] = ()
    saw: str = ""
    was_told: str = ""
    thinks: str = ""
    danger_now: Answer = Answer.NOT_ASKED
    children: tuple[ConcernedChild, ...] = ()
    adults: tuple[ConcernedAdult, ...] = ()
    others_in_household: str = ""
    referrer: Referrer = field(default_factory=Referrer)
    incident_at: datetime | None = None
    incident_said: str = ""
    agency_aware_at: datetime | None = None
    agency_sent_at: datetime | None = None
    family_told: Answer = Answer.NOT_ASKED
    family_said: str = ""
    family_may_know: Answer = Answer.NOT_ASKED
    family_why_not: str = ""
    agreement: str = ""
    agreement_by: str = ""
    basis: str = ""
    safety_lines: tuple[str, ...] = ()
    police: PoliceReport | None = None
    asked_about: str = ""
    begun_at: datetime | None = None


#: The worries as coded phrases, shown on a row (two at most). Coded by the person who tells us, never by software.
WORRIES: dict[str, str] = {
    "physical_harm": "Physical harm",
    "injury": "Injury with no clear account",
    "sexual_harm": "Sexual harm",
    "emotional_harm": "Emotional harm",
    "neglect": "Neglect",
    "hunger": "Hunger",
    "home_alone": "Home alone",
    "domestic_abuse": "Domestic abuse, child present",
    "partner_violence": "Partner violence",
    "parent_drugs": "Parent's drug or alcohol use",
    "parent_mind": "Parent's mental ill health",
    "own_mind": "Child's mental health or self-harm",
    "missing": "Missing",
    "sexual_exploitation": "Sexual exploitation",
    "criminal_exploitation": "Criminal exploitation",
    "gangs": "Serious violence or gangs",
    "online": "Harm online",
    "child_on_child": "Harm by another child",
    "honour_based": "Forced marriage, FGM or honour-based abuse",
    "radicalisation": "Drawn into extremism",
    "homeless": "Nowhere to live",
    "private_fostering": "Living away from close family",
    "unborn": "Worry for an unborn child",
    "attendance": "Not in school",
    "needs": "Family asks for help",
    "professional": "A person who works with children",
    "other": "Something else",
}
