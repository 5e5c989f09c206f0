"""Invented people and worries for the specimen pages: long names, long narratives, odd ages, nothing known."""

from datetime import UTC, date, datetime, timedelta

from frontdoor.screens.look.charts import Point
from frontdoor.screens.look.formatting import time_state
from frontdoor.screens.look.shapes import (
    Action,
    Change,
    Clock,
    Conflict,
    Counter,
    Frame,
    Link,
    QueueRow,
    TimelineEntry,
)

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)

FRAME = Frame(
    home_url="#",
    navigation=(
        Link("Triage", "#", current=True),
        Link("Hub", "#"),
        Link("Hand-overs", "#"),
        Link("Where the time goes", "#"),
    ),
    place="Peterborough",
    name="Ngozi Featherstonehaugh",
    role="hub manager",
    sign_out_url="#",
    know_family_url="#",
    find_url="#",
)

LONG_NAME = "Wolfeschlegelsteinhausenbergerdorff-Papadopoulos"
NARRATIVE = (
    "She came in without a coat again and went straight to the toast. When I asked about the weekend she said they "
    "had been “camping at Uncle’s” and then would not say more. <script>alert('x')</script> =1+1\n\nHer brother told "
    "the caretaker that nobody was in on Saturday night. "
) * 6


def _clock(minutes_left: int, what: str, by: str, *, soon: bool = False) -> Clock:
    due = NOW + timedelta(minutes=minutes_left)
    return Clock(time_state(due_at=due, now=NOW, soon_from=NOW if soon else None), what, by)


def _row(number: int, **given: object) -> QueueRow:
    base: dict[str, object] = {
        "reference": f"FD-26-{number:05d}",
        "url": "#",
        "rating": None,
        "waiting": "Waiting 1 h 22 min",
        "first_received": "first received Sat 02:14 by out-of-hours",
        "more": "",
        "statuses": (),
        "held_by": "",
        "held_since": "",
        "action": Link("Look and rate", "#"),
        "why_here": "Not yet rated; first look is due soonest.",
    }
    return QueueRow(**(base | given))  # type: ignore[arg-type]


ROWS = (
    _row(
        1201,
        rating="red",
        clock=_clock(-40, "decision", "was due 08:20"),
        children="Boy, 3 · girl, 5 months",
        more="+1 in household not named",
        worries=("Domestic abuse, child present",),
        source="Police, attended Fri 22:40, sent Sat 06:05",
        statuses=("Police protection until Mon 22:10", "Under 1", "3rd contact in 90 days, 2 closed"),
        held_by="out-of-hours",
        held_since="since 06:40",
        action=Link("Decide", "#"),
        why_here="Danger now: a child under police protection.",
    ),
    _row(
        1198,
        clock=_clock(-728, "first look", "was due Sun 20:52"),
        children="Name not known (girl, about 9)",
        waiting="Waiting 13 h 8 min",
        first_received="first received Sun 19:52 by contact centre",
        worries=("Hunger", "Left alone at home"),
        source="Member of the public, telephoned Sun 19:52",
        statuses=("Link not confirmed",),
    ),
    _row(
        1204,
        clock=_clock(12, "first look", "by 09:12", soon=True),
        children="Unborn, due 4 Feb 2027",
        more="mother 16",
        waiting="Waiting 29 min",
        first_received="first received 08:31 today by hub",
        worries=("Exploitation, adult of concern",),
        source="Midwifery, sent 08:31 today",
        statuses=("Open to Family Safeguarding 2, Adaeze Whitcombe-Harrington", "Unborn"),
    ),
    _row(
        1203,
        clock=_clock(20, "first look", "by 09:20", soon=True),
        children=f"Kacper {LONG_NAME}, 15",
        waiting="Waiting 58 min",
        first_received="first received 08:02 today by police file",
        worries=("Missing from home, second time this week",),
        source="Police, reported 07:10 today, sent 08:02 today",
        statuses=("Missing now", "Looked after by Lincolnshire"),
    ),
    _row(
        1199,
        clock=_clock(48, "first look", "by 09:48"),
        children="Girl, 16",
        worries=("Partner violence",),
        source="Police, attended Sat 23:15, sent 06:05 today",
        statuses=("Police grade: high", "1 other report of this"),
    ),
    _row(
        1187,
        rating="amber",
        clock=_clock(130, "decision", "by 11:10", soon=True),
        children="Ava Nowak, 14 · Oskar Nowak, 11",
        waiting="Waiting 2 d 17 h",
        first_received="first received Fri 15:48 by hub",
        worries=("Neglect", "not in school since 9 Nov"),
        source="Secondary school, sent Fri 15:48",
        statuses=("New information since rated",),
        held_by="Tom Brightwater",
        held_since="since Fri 16:20",
        action=Link("Decide", "#"),
    ),
    _row(
        1190,
        rating="amber",
        clock=_clock(360, "decision", "by 15:00"),
        children="Reuben Oyelaran, 7",
        waiting="Waiting 18 h 40 min",
        first_received="first received Sun 14:20 by out-of-hours",
        worries=("Injury with no clear account",),
        source="Emergency department, sent Sun 14:20",
        statuses=("Open to Assessment 1",),
        held_by="Marguerite Ashdown-Villanueva",
        held_since="since Sun 15:05",
        action=Link("Decide", "#"),
    ),
    _row(
        1183,
        rating="green",
        clock=_clock(480, "decision", "by 17:00"),
        children="Place: Central Park (no child named)",
        waiting="Waiting 1 d 21 h",
        first_received="first received Sat 11:03 by web form",
        worries=("Older young people giving out vapes",),
        source="Shopkeeper, sent Sat 11:03",
        held_by="exploitation lead",
        held_since="since 08:50",
        action=Link("Decide", "#"),
    ),
    _row(
        1179,
        rating="green",
        clock=_clock(480, "decision", "by 17:00"),
        children="Mia Iqbal, 4",
        waiting="Waiting 2 d 20 h",
        first_received="first received Fri 12:30 by hub",
        worries=("Family asks for help with behaviour",),
        source="Nursery, sent Fri 12:30",
        action=Link("Decide", "#"),
    ),
    _row(
        1160,
        rating="blue",
        clock=_clock(900, "decision", "by Tue 09:00"),
        children="Leo Da Silva, 9 · Inês Da Silva, 6 · Tomás Da Silva, 2",
        waiting="Waiting 2 d 22 h",
        first_received="first received Fri 10:12 by e-mail",
        worries=("Request for information",),
        source="Cafcass, sent Fri 10:12",
        action=Link("Decide", "#"),
    ),
)

COUNTERS = (
    Counter("63", "waiting", "#"),
    Counter("41", "not yet rated", "#"),
    Counter("7", "overdue", "#", strong=True),
    Counter("2 d 14 h", "oldest", "#"),
    Counter("60", "since Friday’s close", "#"),
)
ON_DUTY = ("manager ext 4410", "police ext 4417", "health ext 4421", "education ext 4425", "out of hours 01632 960001")
CHIPS = (
    Link("Peterborough", "#", current=True),
    Link("Every channel", "#"),
    Link("Grouped by household and incident", "#", current=True),
)

SAFETY = (
    "Do not ring the house",
    "Mother: text only, after 10:00",
    "Father must not learn the address",
    "Interpreter: Lithuanian, not family",
)

TIMELINE = (
    TimelineEntry("Not in school, ninth day", "Fri 20 Nov", "Fri 15:48", "Fri 15:49", source="Secondary school"),
    TimelineEntry(
        "Visit: seen, seen alone",
        "Wed 4 Nov 16:30",
        "",
        "Wed 18:02",
        "Bedroom seen; two mattresses, no heating",
        own_words="Don’t tell dad where the bus goes from.",
        url="#",
    ),
    TimelineEntry(
        "Rated green",
        "Tue 3 Nov 09:10",
        "",
        "Tue 3 Nov 09:10",
        voided_by="wrong child; see Rated amber, Tue 3 Nov 09:31",
    ),
    TimelineEntry(
        "Was not brought: dental appointment", "21 Oct", "2 Nov by health visitor", "2 Nov", "Third this year."
    ),
)

CONFLICT = Conflict(
    by="Tom Brightwater",
    moment="Mon 23 Nov 08:58 (2 min ago)",
    changes=(Change("Rating", "not yet rated", "amber"), Change("With", "nobody", "Tom Brightwater")),
    kept={"What is happening, and what are we worried about?": NARRATIVE[:400]},
)

ACTIONS = (
    Action("Add information", "#"),
    Action("Ask agencies", "#"),
    Action("Strategy discussion", "#"),
    Action("Decide", "#", strong=True),
    Action("Hand over", "#"),
)
MORE = (
    Action("Change rating", "#"),
    Action("Link a report", "#"),
    Action("Log a call", "#", post=True),
    Action("Say why late", "#"),
    Action("Disagree", "#"),
    Action("Correct", "#"),
)

POINTS = tuple(
    Point(f"{day} {month}", value, f"{value:g} h", outside=value > 60)
    for day, month, value in (
        (31, "Aug", 22),
        (7, "Sep", 31),
        (14, "Sep", 27),
        (21, "Sep", 25),
        (28, "Sep", 33),
        (5, "Oct", 29),
        (12, "Oct", 41),
        (19, "Oct", 71.5),
        (26, "Oct", 38),
        (2, "Nov", 30),
        (9, "Nov", 26),
        (16, "Nov", 24),
        (23, "Nov", 21),
    )
)
