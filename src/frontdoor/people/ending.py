"""Verbs that end a telephone or a number of somebody: it is somebody else's now, or never was theirs.

Nothing is deleted. A telephone that is no longer safe is shown to nobody from this moment, today's readers included.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from frontdoor.access.sight import Sighted
from frontdoor.ledger.record import record
from frontdoor.ledger.scope import Actor
from frontdoor.people import actions
from frontdoor.people.details import UnableToChange, held
from frontdoor.people.matching import keep_keys
from frontdoor.people.models import Identifier, Telephone
from frontdoor.rules.calendar import london_day
from frontdoor.rules.events.people import PersonDetailsChanged

#: Numbers that others give out and that end here. A number ends only because it was never theirs: a pupil number that a
#: later one replaced stands on as the former one, for which the census asks, and a wrong one is none.
ENDING = ("nhs_number", "upn", "former")
_A_DAY = timedelta(days=1)


@transaction.atomic
def end_telephone(
    *, telephone: UUID, through: Sighted, by: Actor, happened_at: datetime, recorded_at: datetime
) -> Telephone:
    """Say that a number is not to be rung any more: nobody is shown it or found by it from now on."""
    kept = Telephone.locked(telephone)
    found = held(kept.person, through, by)
    if kept.until is not None:
        raise UnableToChange("Somebody ended this number already.")
    kept.change(at=recorded_at, until=london_day(happened_at) - _A_DAY)
    keep_keys([kept.person], authority=found.authority, at=recorded_at)
    fact = PersonDetailsChanged(details=("telephone",))
    record(fact, about=found, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return kept


@transaction.atomic
def end_identifier(
    *, identifier: UUID, through: Sighted, by: Actor, happened_at: datetime, recorded_at: datetime
) -> Identifier:
    """Say that a number that others gave is not this person's: nobody is found by it, and who else it is is asked anew.

    The number that we gave ourselves is for life and is no identifier of this kind.
    """
    kept = Identifier.locked(identifier)
    found = held(kept.person, through, by)
    if kept.until is not None:
        raise UnableToChange("Somebody ended this number already.")
    if kept.kind not in ENDING:
        raise UnableToChange("The case system's own number is put right there, and comes with its next file.")
    kept.change(at=recorded_at, until=london_day(happened_at) - _A_DAY)
    keep_keys([kept.person], authority=found.authority, at=recorded_at)
    actions.match_again(found, at=recorded_at)
    fact = PersonDetailsChanged(details=(kept.kind,))
    record(fact, about=found, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return kept
