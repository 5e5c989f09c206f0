"""Which concerns go to the duty manager besides the queue, and are said to have gone there.

There are ordinary reasons, and there are people behind a wall whom the typist must not notice: the same words are said
for all of them, so that the words give nothing away.
"""

from __future__ import annotations

from datetime import timedelta

from frontdoor.rules.concern import Answer, Channel, Concern
from frontdoor.rules.roles import Permission, Role

#: Worries that a manager hears of at once, whoever the child is.
WORRIES = frozenset({"professional", "honour_based", "radicalisation", "sexual_harm"})

#: The one reason that is written down and said.
REASON = "needs_manager"

#: Ways by which somebody here types what another person told them.
TYPED = frozenset({Channel.TELEPHONE, Channel.EMAIL, Channel.OUT_OF_HOURS})

#: How long those whom a contact is about stay out of the lists and searches of whoever passed it on. A bound, so that
#: what every page compares does not grow for ever; by its reference a contact stays with the manager for good.
OUT_OF_LISTS = timedelta(days=365)


def needs_manager(concern: Concern) -> bool:
    """Whether a manager is told at once: danger now, police protection, or a worry that managers hear of."""
    return (
        concern.danger_now == Answer.YES
        or any(child.police_protection_from for child in concern.children)
        or not WORRIES.isdisjoint(concern.worries)
    )


def leaves_its_typist(role: Role) -> bool:
    """Whether somebody of this role sees no more of a concern that they typed and passed on, whatever the reason was.

    If what was passed on for an ordinary reason opened, what does not open would be known to stand behind a wall.
    Whoever is on call is the manager to whom it was passed: kept from it, a child would have nobody at night.
    """
    return Permission.ON_CALL not in role.may
