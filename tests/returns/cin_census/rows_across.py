"""Rows about the authority as a whole."""

from __future__ import annotations

from tests.returns.cin_census.children import child, enquiry, episode, protected, row

_FEW = ("MOB", "HAND", "PC", "INC", "COMM", "LD", "HEAR")

ROWS = (
    row(
        "2883",
        [child(episode("2024-05-01", protected("2024-06-03"))), child(episode("2024-05-01", protected("2024-06-04")))],
        "ChildProtectionPlans.CPPstartDate",
        [
            child(episode("2024-05-01", enquiry("2024-05-10", "2024-06-03"), protected("2024-06-03"))),
            child(episode("2024-05-01", protected("2024-06-04"), conference="2024-06-04")),
        ],
        "two plans, and one conference on an enquiry, one on a transfer in",
    ),
    row(
        "2883",
        child(episode("2024-05-01", enquiry("2024-05-10", "2024-03-29"), protected("2024-06-03"))),
        "ChildProtectionPlans.CPPstartDate",
        child(episode("2024-05-01", protected("2024-03-29"))),
        "only plans and conferences in the year are counted",
    ),
    row(
        "2886Q",
        [child(sex="U"), *(child() for _ in range(48))],
        "ChildIdentifiers.Sex",
        [child(sex="U"), *(child() for _ in range(49))],
        "1 of 49 is more than 2 in 100, 1 of 50 is not",
    ),
    row(
        "2886Q",
        [child(sex=None), child(sex="U", born=None, due="2025-05-01"), *(child() for _ in range(48))],
        "ChildIdentifiers.Sex",
        [child(sex="U", born=None, due="2025-05-01"), child()],
        "an unborn child is counted on neither side",
    ),
    row(
        "2887Q",
        [child(disabled=_FEW), child(disabled=("NONE",))],
        "Disabilities.Disability",
        [child(disabled=_FEW), child(disabled=("VIS",))],
        "seven kinds and NONE are seven; eight are enough",
    ),
    row(
        "2888Q",
        [child(disabled=("LD",)), child(disabled=("NONE", "HEAR")), child(disabled=("VIS", "VIS"))],
        "Disabilities.Disability",
        [child(disabled=("LD",)), child(disabled=("LD", "HEAR"))],
        "one child with two is enough; NONE and a repeated code are no second",
    ),
)
