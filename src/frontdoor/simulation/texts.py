"""What people write in the city: short, varied, invented; enough to fill a page without meaning anybody.

What is said fits the age of the child, unborn children included (-1 year), and brothers and sisters stand in it only
where there are any.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from frontdoor.simulation.ages import UNBORN


@dataclass(frozen=True)
class Said:
    """One text: of children from which to which age in full years it may be said, and whether it needs siblings."""

    text: str
    youngest: int = 0
    oldest: int = 17
    siblings: bool = False


WORRIES: dict[str, tuple[Said, ...]] = {
    "domestic_abuse": (
        Said("Neighbours rang about shouting and banging. Officers found mother upset with a reddened cheek; she would "
             "not say what happened. A child was upstairs and awake."),
        Said("Father came to the address although bail says he may not. The argument was heard through the wall."),
        Said("Officers came to an argument at the flat. Mother is expecting; her partner had pushed her against a "
             "door.", UNBORN, UNBORN),
    ),
    "missing": (
        Said("Did not come home after school and does not answer. Third time this month; friends say there is an older "
             "man with a car.", 11),
        Said("Left by the window at about 22:00. Phone off. Has been found near the bus station before.", 11),
        Said("Did not come out of school with the others; was found two hours later in the park, alone.", 7, 10),
    ),
    "parent_drugs": (
        Said("Mother seemed very drowsy at the door at midday; the little one was in a wet nappy and the house was "
             "cold.", 0, 2),
        Said("Adult arrested in the home with class A drugs; a neighbour looked after the child meanwhile."),
        Said("Mother, who is expecting, says that she used heroin again last week.", UNBORN, UNBORN),
    ),
    "criminal_exploitation": (
        Said("Found with two phones and cash that nobody could explain, forty miles from home. Says they belong to a "
             "friend.", 11),
    ),
    "neglect": (
        Said("Came without a coat again and asked for seconds and thirds. Says there is no heating. Clothes not "
             "washed.", 4),
        Said("Third dental appointment not attended; was not brought to the review either. Mother says she forgot.", 2),
        Said("Collects the younger ones every day and makes their tea. Falls asleep in lessons.", 9, 17, siblings=True),
        Said("Weight has fallen two centiles since the last visit. Bottles were made with too little powder.", 0, 0),
        Said("Left in the buggy for most of the day; nappy rash that is not treated. No toys in the room.", 0, 2),
        Said("Nothing is ready for the baby: no cot, no heating, and three antenatal appointments missed.", UNBORN,
             UNBORN),
    ),
    "own_mind": (
        Said("Told the nurse about not seeing the point of things, and has cut both arms. Parents do not know.", 11),
        Said("Wakes screaming most nights and has begun to wet the bed again; will not be parted from mother.", 4, 10),
    ),
    "sexual_harm": (
        Said("Told a teaching assistant that a cousin touches her when he stays over. Frightened to go home.", 5),
    ),
    "parent_mind": (
        Said("Mother said at the clinic that she hears voices telling her the baby is not hers.", 0, 1),
        Said("Mother has not left her room for a week; the child was brought by a neighbour.", 2),
        Said("Mother says at each appointment that she does not want the baby and cannot sleep.", UNBORN, UNBORN),
    ),
    "injury": (
        Said("Bruise to the ear of a baby who does not crawl yet. The account changed between two appointments.", 0, 0),
        Said("Burn to the hand, three days old. Two adults give two accounts of it.", 1),
    ),
    "unborn": (
        Said("Booked late, at 28 weeks. Two older children were removed elsewhere. Partner waits in the car.", UNBORN,
             UNBORN),
    ),
    "physical_harm": (
        Said("Said dad hit him with a belt for breaking a cup. Marks on the back of both legs.", 4),
        Said("Was slapped hard in the face by the mother’s partner in the supermarket queue.", 1),
    ),
    "emotional_harm": (
        Said("Is called stupid and useless in front of other parents; has stopped speaking in class.", 5),
    ),
    "hunger": (Said("Takes food from other children’s bags. Says they only eat when mum is paid.", 4),),
    "attendance": (Said("Attendance is down to 61 per cent since September and nobody answers the door.", 5),),
    "child_on_child": (
        Said("Another pupil has been sending pictures and asking for some back; is afraid of him.", 11),
        Said("Is pushed to the ground and searched for money by two older pupils every week.", 6, 10),
    ),
    "home_alone": (
        Said("Stands at the window every evening until ten and there is no grown-up in the flat.", 3, 12),
        Said("Cries for hours in the evening; the neighbour has seen both grown-ups leave.", 0, 2),
    ),
    "needs": (
        Said("Family asks for help with a disabled child’s nights; parents exhausted."),
        Said("Parents who both have a learning disability ask who will help when the baby comes.", UNBORN, UNBORN),
    ),
    "homeless": (
        Said("Sixteen or so, asked to leave last night, has slept in a stairwell. Has a bag there.", 15),
        Said("The family was put out of the flat on Monday and sleeps on a friend’s floor."),
        Said("Mother, who is expecting, sleeps in a car since Monday.", UNBORN, UNBORN),
    ),
    "other": (
        Said("Something is not right in that house, I hear crying at night and the curtains are never opened."),
        Said("She is expecting and I see different men come and go all night.", UNBORN, UNBORN),
    ),
}  # fmt: skip

#: What is worried about instead, where nobody could be worried about a child of this age in the first way.
INSTEAD = ("neglect", "domestic_abuse", "parent_drugs", "parent_mind")

ORDINARY_DAYS = (
    Said("Gets two brothers up and to school, late most days; evenings alone with them until after ten.", 9, 17, True),
    Said("Up at seven, breakfast club, school, then at nan's until mum finishes work. Likes the dog there.", 5, 11),
    Said("On the sofa with the tablet until somebody comes. Eats when dad cooks, which is not every day.", 5),
    Said("Sleeps in mum's bed because the other room is damp. Plays out until it is dark.", 5, 12),
    Said("School, then football on Tuesdays, homework at the kitchen table with an aunt.", 7),
    Said("Nursery in the mornings, then with nan. Naps on the sofa; bed when mum is back from work.", 2, 4),
    Said("In the cot or the bouncer for much of the day; is held to be fed, and settles at once.", 0, 1),
)

#: A child's own words; the youngest have none.
WORDS = (
    Said("I do the little ones' tea because there isn't anyone. It's fine. I just get tired.", 8, 17, True),
    Said("Don't tell dad where the bus goes from.", 8),
    Said("I like it best when it is just me and mum.", 4, 12),
    Said("He shouts and then he is nice and then he shouts.", 6),
    Said("I don't want to talk about it.", 5),
    Said("I want to stay at nan's.", 3, 12),
    Said("Mummy cried.", 2, 4),
)

#: What a mother says before the birth.
MOTHERS = (
    "I see the midwife every week now. My mum will be there when I come home.",
    "I have not had anything since I knew. It is hard at night.",
    "He does not know yet. I want to tell him myself, with somebody there.",
)

MEANS = (
    Said("Is carrying more than a child of this age should, and has learnt not to ask.", 7),
    Said("Is watchful at home and settles only when father is away.", 1),
    Said("Is well and loved; this was one bad week.", 0),
    Said("Goes hungry some days and is ashamed of it.", 6),
    Said("Depends wholly on grown-ups who are not always able to notice.", 0, 4),
    Said("Is not born yet; what is agreed now decides to whom the baby comes home.", UNBORN, UNBORN),
)

BECAUSE = (
    "The account from school and the health visitor agree, and the history shows the same worry before.",
    "Parents were open, the school sees the child daily, and what was asked for is in place.",
    "There is reason to suspect significant harm: the injury has no account that fits.",
    "Needs are real and more than one service can meet alone; the family wants the help.",
)


def fitting(said: Sequence[Said], age: int, *, siblings: bool) -> list[Said]:
    """Those that may be said of a child of this age."""
    return [one for one in said if one.youngest <= age <= one.oldest and (siblings or not one.siblings)]


def said(chance: Random, of: Sequence[Said], age: int, *, siblings: bool = False) -> str:
    """One of these texts that may be said of a child of this age; empty if there is none."""
    found = fitting(of, age, siblings=siblings)
    return chance.choice(found).text if found else ""


def worry(chance: Random, kind: str, age: int, *, siblings: bool) -> tuple[str, str]:
    """A worry in somebody's words, and its kind: the one wanted, or one that can be had of a child of this age."""
    if not fitting(WORRIES[kind], age, siblings=siblings):
        kind = chance.choice(INSTEAD)
    return kind, said(chance, WORRIES[kind], age, siblings=siblings)


def not_heard(age: int) -> str:
    """Why a child was not heard before a decision."""
    return "Not spoken to yet; the school will ask tomorrow." if age > 4 else "Too young to say it in words."
