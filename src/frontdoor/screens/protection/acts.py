"""What can be done for one child, each act on a page of its own: plan, check, enquiry, orders, reconvening."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from django import forms

from frontdoor.journey.actions.orders import (
    EMERGENCY_ORDERS,
    POLICE,
    end_emergency_order,
    end_police_protection,
    record_emergency_order,
    record_police_protection,
)
from frontdoor.journey.actions.safety_plans import agree_safety_plan, check_safety_plan, take_safety_step
from frontdoor.journey.actions.section47 import conclude_section47, confirm_section47, start_section47
from frontdoor.journey.actions.strategy_discussions import Meeting, reconvene_strategy_discussion
from frontdoor.journey.models import Order, Section47Enquiry, StrategyDiscussion
from frontdoor.journey.protection_queries import Protection
from frontdoor.ledger.storage import UnableToFind
from frontdoor.rules.discussion import KINDS, SAFETY_STEPS
from frontdoor.rules.doubts import about_coming
from frontdoor.rules.outcomes import ENQUIRY_OUTCOMES
from frontdoor.screens.protection.forms import lines_asked_for, plan_fields, written_lines
from frontdoor.screens.record.acts import Act, ActForm, Doing
from frontdoor.screens.record.fields import YES_NO, day, line, moment, one_of, several_of, text, tick

#: Whether an enquiry is the authority's alone, in the words of the form.
JOINT = (("single", "By social care alone"), ("joint", "Together with the police"))


class PlanForm(ActForm):
    """The lines of a plan, or why none is needed."""

    asks = {"review_on": about_coming}

    no_plan_because = text("No safety plan is needed, because")
    review_on = day("Checked with the family on")
    lines = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        more = self.is_bound and self.data.get("go") == "more"
        self.number = lines_asked_for(self, more=more)
        for number in range(1, self.number + 1):
            for name, field in plan_fields().items():
                field.label = f"{field.label} (line {number})"
                self.fields[f"{name}_{number}"] = field
        if self.is_bound:
            sent: Any = self.data
            sent = sent.copy()
            sent["lines"] = str(self.number)
            self.data = sent
        self.fields["lines"].initial = self.number
        last = ("no_plan_because", "review_on", "happened_at")
        self.order_fields([*(name for name in self.fields if name not in last), *last])


class CheckForm(ActForm):
    """Whether the plan holds."""

    holds = one_of("Does the plan hold?", YES_NO, required="Say whether the plan holds.")
    found_out = text("What you found out")


class StepForm(ActForm):
    """What was done at once."""

    step = one_of("What was done", tuple(SAFETY_STEPS.items()))
    words = text("In words")


class StartForm(ActForm):
    """By whom the enquiry is made."""

    joint = one_of("Who makes the enquiry?", JOINT)
    because = text("Because")


class ConfirmForm(ActForm):
    """A registered social worker's confirmation."""

    note = text("Anything to add")


class ConcludeForm(ActForm):
    """What the enquiry found."""

    outcome = one_of(
        "What did the enquiry find?",
        tuple((row.code, row.words) for row in ENQUIRY_OUTCOMES.values()),
        required="Choose what the enquiry found.",
    )
    because = text("What was found, and why this follows", required="Say what the enquiry found, and why.")


class PoliceForm(ActForm):
    """Who took the child into protection, and how it came to that."""

    officer = line("Officer, number")
    circumstances = text("What happened, and where the child is")


class OrderForm(ActForm):
    """An order and the end that the court wrote."""

    order = one_of("Which order?", tuple(EMERGENCY_ORDERS.items()))
    ends_at = moment("Ends, as the court wrote it", "If nobody knows yet, leave it empty: eight days are counted.")
    court = text("Court, and who applied")


class EndForm(ActForm):
    """Where the child is once it has ended."""

    where_now = text("Where the child is now, and with whom")


class ReconveneForm(ActForm):
    """Who took part now."""

    agencies = several_of("Who was there this time", tuple(KINDS.items()))
    names = text("Their names and roles")
    what_changed = text("What changed")
    countersigns = tick("I sign for what one worker decided alone")


@dataclass(frozen=True, kw_only=True)
class Protecting(Doing):
    """`Doing`, with what protects the child: read once, however many acts ask."""

    state: Protection


def state(doing: Doing) -> Protection:
    """What protects this child now."""
    return cast(Protecting, doing).state


def _enquiry(doing: Doing) -> Section47Enquiry:
    found = state(doing).enquiry
    if found is None:
        raise UnableToFind
    return found


def _order(doing: Doing, kind: str) -> Order:
    wanted = kind == POLICE
    for row in state(doing).orders_in_force:
        if (row.kind == POLICE) == wanted:
            return row
    raise UnableToFind


def _discussion(doing: Doing) -> StrategyDiscussion:
    found = state(doing).to_reconvene
    if found is None:
        raise UnableToFind
    return found


def _plan(doing: Doing, given: Mapping[str, Any]) -> None:
    agree_safety_plan(
        journey=doing.child.journey.id,
        lines=written_lines(dict(given), given["lines"] or 1),
        no_plan_because=given["no_plan_because"],
        review_on=given["review_on"],
        token=given["token"],
        **doing.moments(given),
    )


def _check(doing: Doing, given: Mapping[str, Any]) -> None:
    check_safety_plan(
        journey=doing.child.journey.id,
        holds=given["holds"] == "yes",
        found_out=given["found_out"],
        **doing.moments(given),
    )


def _step(doing: Doing, given: Mapping[str, Any]) -> None:
    take_safety_step(
        journey=doing.child.journey.id,
        step=given["step"],
        words=given["words"],
        token=given["token"],
        **doing.moments(given),
    )


def _start(doing: Doing, given: Mapping[str, Any]) -> None:
    start_section47(
        journey=doing.child.journey.id,
        joint=given["joint"],
        because=given["because"],
        token=given["token"],
        **doing.moments(given),
    )


def _confirm(doing: Doing, given: Mapping[str, Any]) -> None:
    confirm_section47(enquiry=_enquiry(doing).id, note=given["note"], seen=given["seen"], **doing.moments(given))


def _conclude(doing: Doing, given: Mapping[str, Any]) -> None:
    conclude_section47(
        enquiry=_enquiry(doing).id,
        outcome=given["outcome"],
        because=given["because"],
        seen=given["seen"],
        **doing.moments(given),
    )


def _police(doing: Doing, given: Mapping[str, Any]) -> None:
    record_police_protection(
        journey=doing.child.journey.id,
        officer=given["officer"],
        circumstances=given["circumstances"],
        token=given["token"],
        **doing.moments(given),
    )


def _order_made(doing: Doing, given: Mapping[str, Any]) -> None:
    record_emergency_order(
        journey=doing.child.journey.id,
        order=given["order"],
        ends_at=given["ends_at"],
        court=given["court"],
        token=given["token"],
        **doing.moments(given),
    )


def _police_ended(doing: Doing, given: Mapping[str, Any]) -> None:
    end_police_protection(order=_order(doing, POLICE).id, where_now=given["where_now"], **doing.moments(given))


def _order_ended(doing: Doing, given: Mapping[str, Any]) -> None:
    end_emergency_order(order=_order(doing, "epo").id, where_now=given["where_now"], **doing.moments(given))


def _reconvene(doing: Doing, given: Mapping[str, Any]) -> None:
    reconvene_strategy_discussion(
        discussion=_discussion(doing).id,
        meeting=Meeting(agencies=tuple(given["agencies"]), names=given["names"]),
        what_changed=given["what_changed"],
        countersigns=given["countersigns"],
        **doing.moments(given),
    )


def _always(doing: Doing) -> bool:
    return True


def _seen(doing: Doing) -> dict[str, Any]:
    enquiry = state(doing).enquiry
    return {"row": enquiry.id, "seen": enquiry.revision} if enquiry else {}


ACTS: dict[str, Act] = {
    "plan": Act(
        label="Safety plan",
        button="Agree this plan",
        lead="What keeps this child safe from now on: who does what by when, and what happens if it fails.",
        form=PlanForm,
        do=_plan,
        offered=_always,
        next_words="The plan stands on the child's page, and is checked with the family by its own clock.",
    ),
    "check": Act(
        label="Check the safety plan",
        button="Record the check",
        form=CheckForm,
        do=_check,
        offered=lambda doing: bool(state(doing).plan),
    ),
    "step": Act(
        label="Something was done at once",
        button="Record what was done",
        form=StepForm,
        do=_step,
        offered=_always,
    ),
    "enquiry": Act(
        census={"S47ActualStartDate": "happened_at"},
        label="Start a section 47 enquiry",
        button="Start the enquiry",
        lead="It counts from the strategy discussion that began it. Without one it starts now, and the discussion "
        "is asked for.",
        form=StartForm,
        do=_start,
        offered=lambda doing: state(doing).enquiry is None,
        next_words="The child is to be seen, and a conference is due 15 working days from the discussion.",
    ),
    "confirm": Act(
        label="Confirm the section 47 enquiry",
        button="Confirm the enquiry",
        lead="The enquiry goes on meanwhile: a registered social worker confirms it.",
        form=ConfirmForm,
        do=_confirm,
        offered=lambda doing: (enquiry := state(doing).enquiry) is not None and enquiry.confirmed_at is None,
        initial=_seen,
    ),
    "conclude": Act(
        census={"ICPCnotRequired": "outcome", "DateOfInitialCPC": "outcome"},
        label="Conclude the section 47 enquiry",
        button="Conclude the enquiry",
        form=ConcludeForm,
        do=_conclude,
        offered=lambda doing: state(doing).enquiry is not None,
        initial=_seen,
        next_words="A conference, if it follows, is due 15 working days from the discussion that began the enquiry.",
    ),
    "police-protection": Act(
        label="Police protection",
        button="Record police protection",
        lead="72 hours at most, night and day, from the moment the police took the child.",
        form=PoliceForm,
        do=_police,
        offered=_always,
        next_words="A strategy discussion is called at once, and the 72 hours run.",
    ),
    "police-protection-ended": Act(
        label="Police protection ended",
        button="Record that it ended",
        form=EndForm,
        do=_police_ended,
        offered=lambda doing: any(row.kind == POLICE for row in state(doing).orders_in_force),
    ),
    "order": Act(
        label="Emergency order",
        button="Record the order",
        lead="The end that the court wrote is kept as it stands.",
        form=OrderForm,
        do=_order_made,
        offered=_always,
        next_words="A strategy discussion is called at once, and the order's own end is on the clock.",
    ),
    "order-ended": Act(
        label="Emergency order ended",
        button="Record that it ended",
        form=EndForm,
        do=_order_ended,
        offered=lambda doing: any(row.kind != POLICE for row in state(doing).orders_in_force),
    ),
    "reconvene": Act(
        label="Reconvene the strategy discussion",
        button="Record the reconvened discussion",
        lead="With social care, the police and health together, what was missing is put right.",
        form=ReconveneForm,
        do=_reconvene,
        offered=lambda doing: state(doing).to_reconvene is not None,
    ),
}
