"""Which concerns go to the duty manager besides the queue, and are said to have gone there.

There are ordinary reasons, and there are people behind a wall whom the typist must not notice: the same words are said
for all of them, so that the words give nothing away.
"""

from __future__ import annotations

from frontdoor.rules.concern import Answer, Concern

#: Worries that a manager hears of at once, whoever the child is.
WORRIES = frozenset({"professional", "honour_based", "radicalisation", "sexual_harm"})

#: The one reason that is written down and said.
REASON = "needs_manager"


def needs_manager(concern: Concern) -> bool:
    """Whether a manager is told at once: danger now, police protection, or a worry that managers hear of."""
    return (
        concern.danger_now == Answer.YES
        or any(child.police_protection_from for child in concern.children)
        or not WORRIES.isdisjoint(concern.worries)
    )
