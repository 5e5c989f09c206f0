"""What England decides, and how long it takes: the shares and paces of the city's casework.

Sources: DfE children in need statistics 2024-25; ADCS Safeguarding Pressures phase 9 (2023-24) for contacts.
"""

from __future__ import annotations

#: Of a hundred children in contacts that are not already somebody's: what is decided.
OUTCOMES = {
    "red": (("strategy_discussion", 0.6), ("assessment", 0.25), ("early_help", 0.05), ("advice", 0.1)),
    "amber": (("strategy_discussion", 0.125), ("assessment", 0.25), ("early_help", 0.26), ("advice", 0.225),
              ("nothing_more", 0.14)),
    "green": (("assessment", 0.05), ("early_help", 0.16), ("advice", 0.43), ("nothing_more", 0.34),
              ("request_answered", 0.02)),
    "blue": (("advice", 0.355), ("nothing_more", 0.515), ("request_answered", 0.13)),
}  # fmt: skip

FACTORS = ("3B", "4B", "8B", "10A", "13A", "15A", "17A", "1B", "5A")

#: Working days from start to end of assessments, by eighths of the national distribution.
PACE = ((1, 8), (8, 17), (17, 26), (26, 34), (34, 42), (42, 44), (46, 52), (53, 70))
PACE_SHARES = (0.12, 0.17, 0.16, 0.2, 0.2, 0.06, 0.045, 0.045)
