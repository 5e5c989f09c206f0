"""The spine's tables, one module a noun."""

from frontdoor.journey.models.contacts import Contact, Information, Journey, OfJourney, Referrer, inside
from frontdoor.journey.models.decisions import (
    AlsoOutcome,
    Call,
    Decision,
    Disagreement,
    Feedback,
    Gap,
    InformationRequest,
    Lateness,
    Referral,
)
from frontdoor.journey.models.intake import IntakeCount, IntakeSignOff
from frontdoor.journey.models.known_facts import AccessRequest, KnownFact, Paper
from frontdoor.journey.models.protection import (
    Allegation,
    MissingEpisode,
    Order,
    SafetyPlanLine,
    Section47Enquiry,
    StrategyDiscussion,
)
from frontdoor.journey.models.social_work import (
    Allocation,
    Assessment,
    Closure,
    Conference,
    HandOver,
    Help,
    Plan,
    PrivateFostering,
    Visit,
)

__all__ = [
    "AccessRequest",
    "Allegation",
    "AlsoOutcome",
    "Allocation",
    "Assessment",
    "Call",
    "Closure",
    "Conference",
    "Contact",
    "Decision",
    "Disagreement",
    "Feedback",
    "Gap",
    "HandOver",
    "Help",
    "Information",
    "InformationRequest",
    "IntakeCount",
    "IntakeSignOff",
    "Journey",
    "KnownFact",
    "Lateness",
    "MissingEpisode",
    "OfJourney",
    "Order",
    "Paper",
    "Plan",
    "PrivateFostering",
    "Referral",
    "Referrer",
    "SafetyPlanLine",
    "Section47Enquiry",
    "StrategyDiscussion",
    "Visit",
    "inside",
]
