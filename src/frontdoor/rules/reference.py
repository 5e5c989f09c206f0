"""The reference that people read, write down and say on the telephone: FD-26-012-345-678.

It is derived from the token of the form (or the line of the feed) that brought the concern, so that a form can show
it before anything is stored, and a form sent twice shows the same one. Nine digits: two tokens of one authority meet
about once in ten years; the second then keeps its reference with a letter added, and searching finds both.
"""

from __future__ import annotations

import hashlib


def reference_for(token: str, year: int) -> str:
    """The reference of whatever `token` brings in; `year` is the calendar year in London in which it was begun."""
    digits = int.from_bytes(hashlib.sha256(token.encode()).digest()[:8]) % 1_000_000_000
    nine = f"{digits:09d}"
    return f"FD-{year % 100:02d}-{nine[:3]}-{nine[3:6]}-{nine[6:]}"
