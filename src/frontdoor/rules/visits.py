"""What a visit can be for and what can be answered about it. Nothing is answered until somebody answers it."""

from __future__ import annotations

#: Why somebody came. A return interview, a core group or a private fostering visit is no visit under a plan.
PURPOSES = {
    "section47": "Section 47 enquiry",
    "plan": "A plan",
    "assessment": "An assessment",
    "return_interview": "A return interview",
    "private_fostering": "Private fostering",
    "other": "Something else",
}

#: Whether the child was seen alone.
ALONE = {"yes": "Yes", "no": "No, because", "baby": "A baby"}

#: Whether the mother of an unborn child was seen alone.
MOTHER_ALONE = {"yes": "Yes", "no": "No, because"}

#: Whether the place where the child sleeps was seen.
BEDROOM = {"seen": "Seen", "not_seen": "Not seen", "refused": "Refused"}

#: Whether the child can stay there tonight.
CAN_STAY = {"yes": "Yes, because", "no": "No: whom I rang"}

#: Clocks that a visit stops: by when somebody is to be seen. What merely repeats another clock is left out.
VISIT_CLOCKS = frozenset(
    {"initial_sw_visit", "mother_visit", "cp_visit", "cin_visit", "private_fostering_visit", "private_fostering_next"}
)
