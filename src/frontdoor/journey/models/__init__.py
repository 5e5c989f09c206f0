"""The spine's tables, one module a noun."""

from frontdoor.journey.models.contacts import Contact, Journey, OfJourney, Referrer, inside
from frontdoor.journey.models.decisions import (
    Call,
    Decision,
    Disagreement,
    Feedback,
    Gap,
    InformationRequest,
    Lateness,
    Referral,
)
from frontdoor.journey.models.protection import (
    MissingEpisode,
    Order,
    SafetyPlanLine,
    Section47Enquiry,
    StrategyDiscussion,
)
from frontdoor.journey.models.social_work import (
    Assessment,
    Closure,
    Conference,
    HandOver,
    Help,
    Plan,
    Visit,
)

__all__ = [
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
    "InformationRequest",
    "Journey",
    "Lateness",
    "MissingEpisode",
    "OfJourney",
    "Order",
    "Plan",
    "Referral",
    "Referrer",
    "SafetyPlanLine",
    "Section47Enquiry",
    "StrategyDiscussion",
    "Visit",
    "inside",
]
