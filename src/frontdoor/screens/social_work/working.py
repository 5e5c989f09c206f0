"""One person at work for one child: where the child stands, read once, and which verbs the table and the role allow."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from frontdoor.journey.progress_queries import Progress
from frontdoor.rules.roles import Permission
from frontdoor.rules.steps import allows
from frontdoor.screens.record.acts import Doing

Offered = Callable[[Doing], bool]


@dataclass(frozen=True, kw_only=True)
class Working(Doing):
    """`Doing`, with where the child stands."""

    progress: Progress


def progress(doing: Doing) -> Progress:
    """Where the child stands."""
    return cast(Working, doing).progress


def when(verb: str, permission: Permission, also: Offered = lambda doing: True) -> Offered:
    """Offered where the step table allows the verb now, the role has the permission, and `also` holds."""
    return lambda doing: doing.at.actor.may(permission) and allows(verb, progress(doing).facts) and also(doing)


def shown_journey(doing: Doing) -> dict[str, Any]:
    """The journey as it was shown, for verbs that refuse one that has changed."""
    return {"row": doing.child.journey.id, "seen": doing.child.journey.revision}
