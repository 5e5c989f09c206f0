"""What people write in the city: short, varied, invented; enough to fill a page without meaning anybody."""

from __future__ import annotations

from random import Random

WORRIES: dict[str, tuple[str, ...]] = {
    "domestic_abuse": (
        "Neighbours rang about shouting and banging. Officers found mother upset with a reddened cheek; she would not "
        "say what happened. The children were upstairs and awake.",
        "Father came to the address although bail says he may not. The children heard the argument through the wall.",
    ),
    "missing": (
        "Did not come home after school and does not answer. Third time this month; friends say there is an older man "
        "with a car.",
        "Left by the window at about 22:00. Phone off. Has been found near the bus station before.",
    ),
    "parent_drugs": (
        "Mother seemed very drowsy at the door at midday; the little one was in a wet nappy and the house was cold.",
        "Adult arrested in the home with class A drugs; children present and looked after by a neighbour meanwhile.",
    ),
    "criminal_exploitation": (
        "Found with two phones and cash he could not explain, forty miles from home. Says they belong to a friend.",
    ),
    "neglect": (
        "Came without a coat again and asked for seconds and thirds. Says there is no heating. Clothes not washed.",
        "Third dental appointment not attended; was not brought to the review either. Mother says she forgot.",
        "The oldest collects the younger ones every day and makes their tea. Falls asleep in lessons.",
    ),
    "own_mind": ("Told the nurse that she cannot see the point of things and has cut her arms. Parents do not know.",),
    "sexual_harm": ("Told a teaching assistant that a cousin touches her when he stays over. Frightened to go home.",),
    "parent_mind": ("Mother said at the clinic that she hears voices telling her the baby is not hers.",),
    "injury": ("Bruise to the ear of a baby who does not crawl yet. The account changed between two appointments.",),
    "unborn": ("Booked late, at 28 weeks. Her two older children were removed elsewhere. Partner waits in the car.",),
    "physical_harm": ("Said dad hit him with a belt for breaking a cup. Marks on the back of both legs.",),
    "emotional_harm": ("Is called stupid and useless in front of other parents; has stopped speaking in class.",),
    "hunger": ("Takes food from other children's bags. Says they only eat when mum is paid.",),
    "attendance": ("Attendance is down to 61 per cent since September and nobody answers the door.",),
    "child_on_child": ("Another pupil has been sending her pictures and asking for hers; she is afraid of him.",),
    "home_alone": ("Two small children at the window every evening until ten and no grown-up in the flat.",),
    "needs": ("Family asks for help with a disabled child's nights; parents exhausted.",),
    "homeless": ("Sixteen, asked to leave last night, has slept in a stairwell. Has a bag with him.",),
    "other": ("Something is not right in that house, I hear crying at night and the curtains are never opened.",),
}

ORDINARY_DAYS = (
    "Gets two brothers up and to school, late most days; evenings alone with them until after ten.",
    "Up at seven, breakfast club, school, then at nan's until mum finishes work. Likes the dog there.",
    "On the sofa with the tablet until somebody comes. Eats when dad cooks, which is not every day.",
    "Sleeps in mum's bed because the other room is damp. Plays out until it is dark.",
    "School, then football on Tuesdays, homework at the kitchen table with an aunt.",
)

WORDS = (
    "I do the little ones' tea because there isn't anyone. It's fine. I just get tired.",
    "Don't tell dad where the bus goes from.",
    "I like it best when it is just me and mum.",
    "He shouts and then he is nice and then he shouts.",
    "I don't want to talk about it.",
    "I want to stay at nan's.",
)

MEANS = (
    "Is carrying more than a child of this age should, and has learnt not to ask.",
    "Is watchful at home and settles only when father is away.",
    "Is well, loved and sent to school; this was one bad week.",
    "Goes hungry some days and is ashamed of it.",
)

BECAUSE = (
    "The account from school and the health visitor agree, and the history shows the same worry before.",
    "Parents were open, the school sees the child daily, and what was asked for is in place.",
    "There is reason to suspect significant harm: the injury has no account that fits.",
    "Needs are real and more than one service can meet alone; the family wants the help.",
)


def worry(chance: Random, kind: str) -> str:
    """A worry of this kind, in somebody's words."""
    return chance.choice(WORRIES[kind])
