"""The people of the tour, all invented: two children, and those who stand around them for one afternoon."""

from __future__ import annotations

from frontdoor.access.models import Account
from tests.screens.refer.walks import Walk
from tests.world import World

#: Who they are: role, name, agency, team, registration.
STAFF = {
    "school": ("school_lead", "Sunita Larkfield", "school_larkfield", "", ""),
    "health": ("health_visitor", "Hannah Osei", "community_health", "", ""),
    "manager": ("hub_manager", "Helen Marsh", "council", "", "SW200001"),
    "night": ("out_of_hours", "Olu Adeyemi", "council", "", "SW200002"),
}

#: What the school types, page by page. The second child is asked about on the same pages again.
REFERRAL: Walk = {
    "start": {"who": "professional"},
    "danger": {"danger_now": "no"},
    "agency": {"agency_type": "school", "agency": "Larkfield Primary School"},
    "worry": {
        "worry": "Nadia came to school for the third morning without breakfast or a coat. Today she has a bruise the "
        "shape of a hand on her left arm. She says she fell, then that she must not say."
    },
    "kinds": {"worries": ["injury", "hunger"]},
    "know": {
        "saw": "The bruise, at 9:05 today. No coat on three mornings.",
        "was_told": "“He gets cross when the money is gone.”",
        "thinks": "She is afraid to go home.",
    },
    "when": {"incident_said": "last night, she says"},
    "aware": {},
    "child_kind": {"kind": "child"},
    "child_name": {"given_name": "Nadia", "family_name": "Lindqvist-Okafor"},
    "child_age": {"born_day": "4", "born_month": "2", "born_year": "2019"},
    "child_sex": {"sex": "F"},
    "child_home": {"address": "2 Invented Row", "postcode": "PE1 1XB", "keep_from": "Her mother’s former partner"},
    "child_now": {"where_now": "in class", "with_whom": "her teacher", "until_when": "3:15pm"},
    "child_tonight": {"safe_tonight": "not_known"},
    "child_seen": {"seen": "yes", "spoken_to": "yes"},
    "child_words": {
        "own_words": "I make toast for Bo because nobody is up. I must not say about my arm.",
        "words_told_to": "Her teacher, this morning",
        "words_in_confidence": ["yes"],
    },
    "child_day": {"ordinary_day": "Up at six, alone. Gets her brother dressed. School. Television until she sleeps."},
    "child_done": {"already_done": "Breakfast club since October. Two calls home, no answer."},
    "child_level": {"level_asked": "4"},
    "child_school": {"school": "Larkfield Primary School", "gp": "Riverside Surgery"},
    "child_language": {"language": "English", "interpreter": "no"},
    "household": {"others_in_household": "Her mother, her brother Bo who is 3, and a man who stays at weekends"},
    "family": {"family_told": "no"},
    "family_not_told": {
        "family_may_know": "no",
        "why_not": "more_risk",
        "family_why_not": "She is afraid of what happens if he hears of it.",
    },
    "agreement": {"agreement": "not_asked"},
    "basis": {"basis": "public_task"},
    "contact": {"reply_by": "telephone", "safe_contact": "School office until 17:00"},
    "you": {"name": "Sunita Larkfield", "job": "Safeguarding lead", "telephone": "01632 960777"},
    "may_name": {"may_name": "yes"},
}


def account(world: World, who: str) -> Account:
    """The account of one of the people of the tour."""
    role, name, agency, team, registration = STAFF[who]
    facts = {"name": name, "agency": agency, "teams": [team] if team else [], "registration": registration}
    return world._account(f"tour-{who}@874", role, "874", facts)
