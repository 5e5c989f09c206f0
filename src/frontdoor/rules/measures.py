"""The hand-offs of "where the time goes": what each asks, what starts and stops it, and what counts.

Each hand-off is a wait. It begins at its start and ends at its stop; until then it is open and counts at its age. A
wait that ends without its stop (declined, withdrawn, closed) counts at the length it had: closing never shortens a
figure. A period counts every wait that was open at any time in it, so that ending an old one late changes no length.

Lengths are in clock hours, night and day; beside them stands working time, the hours in which the front door was open.
A wait began in hours if the door was open at that moment; what happened before we were told is parted by the moment
of receipt. Figures count children: each child (or group, or place) once for each contact about them, unless a row says
otherwise. `how` says where the two moments are read; `performance` computes, and the reference page prints these rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from frontdoor.rules.clocks.local import SHAPES
from frontdoor.rules.clocks.rule import BEGINS, On, on
from frontdoor.rules.outcomes import OUTCOMES

#: A wait counts as recorded late if what ended it was written down later than this after it happened.
RECORDED_LATE = timedelta(hours=24)

#: The periods that can be asked for, in whole weeks before the present one.
PERIODS = (13, 4, 52)

#: Counts from 1 to this are never shown in anything that leaves (DfE statistics: 1 to 5 suppressed).
SMALLEST_SHOWN = 6


@dataclass(frozen=True)
class Moments:
    """Two moments that the concern states; counted by when it was received, open or overdue never.

    "received" is the moment of receipt itself.
    """

    start: str
    stop: str


@dataclass(frozen=True)
class ByClock:
    """The runs of a clock: from its start to what stops it, as the clock's own row says."""

    clock: str


@dataclass(frozen=True)
class Between:
    """From the first of some events to the first of others on the same journey; what came earlier took no time.

    `ends` end the wait without its stop, unless the journey was reopened after. With `only_if_stopped` nobody counts
    as waiting, since the step need not come. `clock` says what is overdue, if a clock runs at all.
    """

    start: tuple[On, ...]
    stop: tuple[On, ...]
    ends: tuple[On, ...] = (on("journey_closed"),)
    only_if_stopped: bool = False
    clock: str = ""


@dataclass(frozen=True)
class Answers:
    """The hub's enquiries of one child: requests made before the decision.

    Part "answers" runs from the first request to the last answer; part "decision" from the last answer before the
    decision (or, while undecided, the last of all, once none is waited for) to the decision.
    """

    part: str


How = Moments | ByClock | Between | Answers


@dataclass(frozen=True, kw_only=True)
class HandOff:
    """One hand-off. `waiting` says whom the line "waiting now" counts; empty where nobody can be waiting."""

    code: str
    name: str
    waiting: str
    question: str
    starts: str
    stops: str
    leaves_out: str = ""
    how: How
    source: str
    in_force_from: date = BEGINS

    @property
    def clock(self) -> str:
        """The clock that says what is overdue; empty where none runs."""
        if isinstance(self.how, Answers):
            return "agency_return" if self.how.part == "answers" else "referral_decision"
        return "" if isinstance(self.how, Moments) else self.how.clock


_FIRST_LOOK = next(shape for shape in SHAPES if shape.id == "first_look").stops
_TAKEN = tuple(
    code for code, row in OUTCOMES.items() if row.accepted_by or row.code in ("strategy_discussion", "accommodation")
)
_LEFT = tuple(code for code in OUTCOMES if code not in _TAKEN)
_ANSWERING = ("team", "worker", "early_help", "other_authority", "adult_social_care")
_CLOSED = on("journey_closed")
_OFSTED = "Ofsted 2023: initial delays between the contact centre and the front door"

_ROWS = (
    HandOff(
        code="knew",
        name="Incident → agency knew",
        waiting="",
        question="How long until somebody who works with the child knew?",
        starts="when it happened, as whoever told us says",
        stops="when their agency knew, as they say",
        how=Moments("incident_at", "aware_at"),
        source="Domestic abuse and neglect become known late; local, no national number",
    ),
    HandOff(
        code="sent",
        name="Agency knew → sent",
        waiting="",
        question="How long did the agency keep it?",
        starts="when the agency knew",
        stops="when the agency sent it",
        how=Moments("aware_at", "sent_at"),
        source="Working Together: refer immediately; no national number",
    ),
    HandOff(
        code="received",
        name="Sent → first received",
        waiting="",
        question="How long was it on its way to us?",
        starts="when the agency sent it",
        stops="when any of our channels first had it, before anybody typed it",
        how=Moments("sent_at", "received"),
        source=_OFSTED,
    ),
    HandOff(
        code="first_look",
        name="First received → first look",
        waiting="for a first look",
        question="How long until a person here looked at it?",
        starts="first receipt by any channel, or word that a child is in danger",
        stops="the first rating, decision or protective step: each shows that a person has looked",
        how=ByClock("first_look"),
        source=_OFSTED,
    ),
    HandOff(
        code="rated",
        name="First look → rated",
        waiting="for a rating after the first look",
        question="How long until it had a rating, once somebody had looked?",
        starts="the first look",
        stops="the first rating",
        leaves_out="A child decided without any rating counts up to the decision.",
        how=Between(_FIRST_LOOK, (on("contact_rated"),), (_CLOSED, on("outcome_decided"))),
        source="Local practice; no national number",
    ),
    HandOff(
        code="asked",
        name="Rated → agencies asked",
        waiting="",
        question="How long until agencies were asked, where they were?",
        starts="the first rating",
        stops="the first request to an agency",
        leaves_out="Children for whom no agency was asked are not counted, and nobody counts as waiting.",
        how=Between((on("contact_rated"),), (on("information_requested"),), only_if_stopped=True),
        source="Ofsted 2023: delays in commencing and concluding hub enquiries",
    ),
    HandOff(
        code="answered",
        name="Agencies asked → last answer",
        waiting="for agencies to answer",
        question="How long until the last agency had answered?",
        starts="the first request about the child before the decision",
        stops="the last answer; that nothing is held, and a refusal, are answers",
        leaves_out="A part, or asking for time, is no answer. Where every request is withdrawn, it counts until then.",
        how=Answers("answers"),
        source="Ofsted 2023: delays in commencing and concluding hub enquiries",
    ),
    HandOff(
        code="concluded",
        name="Last answer → decision",
        waiting="for us: every agency has answered",
        question="How long did we take once the agencies had answered?",
        starts="the last answer before the decision",
        stops="the decision",
        leaves_out="Children for whom no agency answered before the decision are not counted here.",
        how=Answers("decision"),
        source="Ofsted 2023: delays in commencing and concluding hub enquiries",
    ),
    HandOff(
        code="decided",
        name="First received → decision",
        waiting="for a decision",
        question="How long, in all, until somebody decided what happens now?",
        starts="first receipt by any channel",
        stops="the decision; a proposal that waits for a signature is none",
        how=ByClock("referral_decision"),
        source="Keeping Children Safe in Education 2025 paragraph 62; Working Together: one working day",
    ),
    HandOff(
        code="told",
        name="Decision → referrer told",
        waiting="for the referrer to be told",
        question="How long until whoever told us heard what we decided?",
        starts="the decision",
        stops="the first of those who told us, or answered, is told",
        leaves_out="Where a member of the public, a relative or nobody by name told us, the child is not counted.",
        how=ByClock("feedback_professional"),
        source="8 of 14 front-door inspections 2022-25 criticise missing feedback",
    ),
    HandOff(
        code="accepted",
        name="Decision → accepted by team",
        waiting="for a team or worker to accept",
        question="How long until somebody by name had the child?",
        starts="the decision that a team, a worker or another service must take the child",
        stops="the first acceptance by a named person; out-of-hours for the night is not counted",
        leaves_out="A later decision that nobody need take the child ends it. Overdue: offered, not accepted in time.",
        how=Between(
            (on("outcome_decided", outcome=_TAKEN),),
            (on("allocation_accepted"), on("handover_accepted", to_kind=_ANSWERING)),
            (_CLOSED, on("outcome_decided", outcome=_LEFT)),
            clock="handover_accepted",
        ),
        source="Ofsted 2023: late first visits; Children Act 1989 s47(1)",
    ),
    HandOff(
        code="seen",
        name="Decision → child seen",
        waiting="to be seen",
        question="How long until a social worker saw the child?",
        starts="the decision to assess or accommodate, or the start of a section 47 enquiry, whichever came first",
        stops="the first visit at which the child was seen",
        leaves_out="A visit at which the child was not seen ends nothing. An unborn child counts from the birth.",
        how=ByClock("initial_sw_visit"),
        source="Ofsted 2023 priority action on visits",
    ),
    HandOff(
        code="safety_plan",
        name="Strategy discussion → safety plan",
        waiting="for a safety plan",
        question="How long was a child at risk without a plan that keeps them safe?",
        starts="the first strategy discussion held, or the start of a section 47 enquiry",
        stops="a safety plan agreed for this child, or the reason written why none is needed",
        how=Between(
            (on("strategy_discussion_held"), on("section47_started")),
            (on("safety_plan_agreed"), on("safety_plan_not_needed")),
            (_CLOSED, on("outcome_decided", closes=True)),
        ),
        source="Ofsted 2024 paragraph 3: interim safety plans while risk is assessed",
    ),
    HandOff(
        code="help",
        name="Decision → help started",
        waiting="for help to start",
        question="How long until anything changed for the child?",
        starts="the decision for early help, assessment, accommodation or a strategy discussion",
        stops="the first help given",
        how=ByClock("help_started"),
        source="Delays in children and families receiving the support they need",
    ),
)

#: The hand-offs in the order in which a child passes through them.
HAND_OFFS: dict[str, HandOff] = {row.code: row for row in _ROWS}
