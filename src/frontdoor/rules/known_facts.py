"""What stands on a child's card and comes from somebody: kinds of fact, of paper, of request for access.

A fact is never filled in by the program. It says who told it and since when it holds; the newest of a kind that can
hold only once stands, and those before it are its history.
"""

from __future__ import annotations

#: Kinds of fact about a child, as the page of the child calls them.
FACTS = {
    "school": "School or early years",
    "gp": "GP practice",
    "faith": "Faith",
    "immigration": "Immigration",
    "health_visitor": "Health visitor",
    "trusted_adult": "An adult they trust",
    "contact": "Contact with somebody",
    "order": "Court order",
}
#: Of these one holds at a time: a newer one takes its place.
ONE_AT_A_TIME = frozenset({"school", "gp", "faith", "immigration", "health_visitor"})
#: These stand on the person by their plain name too, as a contact gives them: a child is found by their school.
ON_THE_PERSON = frozenset({"school", "gp"})
#: Details that stand on the person alone, what they say in their columns: who said so, and when, is a fact of its own.
SAID_OF = {
    "name_to_use": "Name to use",
    "birth": "Date of birth",
    "sex": "Sex (census)",
    "gender": "Gender and pronouns",
    "language": "Language and interpreter",
    "ethnicity": "Ethnicity",
    "disabilities": "Disability",
}
#: The longest name of a school or practice.
NAME_LONGEST = 120
#: Ending or correcting one of these ends something that protects: a registered social worker does it.
PROTECTS = frozenset({"contact", "order"})

#: Kinds of paper that belong to a child.
PAPERS = {
    "identity": "Birth certificate, passport or another proof of who they are",
    "court": "Court paper or order",
    "health": "Health report or letter",
    "school": "School report or plan",
    "police": "Police paper",
    "social_care": "Another authority's report or assessment",
    "family": "Something the child or family gave us",
    "other": "Another paper",
}

#: Why a paper may have to be kept from somebody who asks for access: candidates, decided when somebody asks.
EXEMPTIONS = {
    "third_party": "It says who somebody else is",
    "serious_harm": "Reading it could seriously harm somebody (Data Protection Act 2018 schedule 3 part 3)",
    "child_abuse_data": "It says that a child was or may be abused (schedule 3 part 5)",
    "crime": "Reading it could harm the prevention of crime (schedule 2 part 1)",
}

#: Who asks to see what is held about a child.
ASKERS = {
    "child": "The child",
    "parent": "Somebody with parental responsibility",
    "representative": "Somebody acting for them, such as a solicitor",
    "other": "Somebody else",
}
#: Whether the child, if old enough to understand, was asked about somebody else's request.
CHILD_ASKED = {
    "agrees": "Yes, and they agree",
    "against": "Yes, and they do not want it",
    "not_able": "No: they cannot understand it yet",
    "not_asked": "Not asked yet",
}
#: How a request for access ended.
ACCESS_ANSWERS = {
    "given": "Everything was given",
    "part": "Given, with parts withheld",
    "refused": "Refused",
    "nothing_held": "Nothing is held",
    "withdrawn": "Withdrawn by whoever asked",
}
#: These say why in words.
SAY_WHY = frozenset({"part", "refused"})
