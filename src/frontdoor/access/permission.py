"""May this person do this, to this record? One check, one value that is truthy and can `require()`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from frontdoor.access.sight import Sighted, may_see
from frontdoor.ledger.scope import Actor
from frontdoor.ledger.storage import UnableToFind
from frontdoor.rules.roles import ROLES, Permission


class Refused(Exception):
    """The person may not do this. The text is a sentence for them."""


class RefusedSight(Refused):
    """The person may not see the record: told in the words for a record that does not exist."""

    def __init__(self) -> None:
        super().__init__("There is nothing here under this reference, or you may not see it.")


class WithManager(UnableToFind):
    """What the person sent went to the duty manager, and is not theirs to open. It says no more than its receipt did.

    Whatever takes a record that is not to be found takes this one in the same way.
    """

    def __init__(self, *, reference: str, sent_at: datetime) -> None:
        super().__init__()
        self.reference, self.sent_at = reference, sent_at


@dataclass(frozen=True)
class Ruling:
    """The answer to one permission check."""

    refusal: Refused | None

    def __bool__(self) -> bool:
        return self.refusal is None

    def require(self) -> None:
        """Raise the refusal, if there is one."""
        if self.refusal is not None:
            raise self.refusal


_REGISTERED = frozenset({Permission.DECIDE, Permission.CLOSE})


def may(by: Actor, permission: Permission, *, about: Sighted | None = None) -> Ruling:
    """Whether `by` may do this; with `about`, to this record too.

    Deciding and closing are for registered social workers whose registration is in date; others prepare.
    """
    if about is not None and not may_see(about, by):
        return Ruling(RefusedSight())
    if not by.may(permission):
        who = ROLES[by.role].title.lower()
        return Ruling(Refused(f"This is not something a {who} does here. Ask your manager who can."))
    if permission in _REGISTERED and not by.registered:
        return Ruling(
            Refused("A registered social worker decides this. Write what you propose; one of them will confirm it.")
        )
    return Ruling(None)


def require(by: Actor, permission: Permission, *, about: Sighted | None = None) -> None:
    """Refuse with a sentence unless `by` may do this."""
    may(by, permission, about=about).require()
