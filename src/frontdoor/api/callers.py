"""Who comes in by a key: which agency, for which authority, to do what."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.http import HttpRequest
from ninja.security import HttpBearer

from frontdoor.access import doors
from frontdoor.access.actions.keys import WALL, authority_of, hash_of
from frontdoor.access.models import ApiKey
from frontdoor.api.problems import Refusal
from frontdoor.api.throttle import BY_ADDRESS, BY_KEY
from frontdoor.ledger import scope
from frontdoor.ledger.scope import Actor
from frontdoor.rules.partnership import all_partnerships

BAD_KEY = "The key is not good: it is unknown, has run out or was ended. Ask the partnership for a new one."


@dataclass(frozen=True)
class Caller:
    """An agency's machine at the door, and the one reading of the clock."""

    key: str
    purpose: str
    actor: Actor
    now: datetime


class Key(HttpBearer):
    """A key in the Authorization header, as "Bearer frontdoor_874_…"."""

    def authenticate(self, request: HttpRequest, token: str) -> Caller | None:
        """The caller, or None for every key that is not good, whyever it is not."""
        moment = doors.now()
        found = _found(token, moment)
        if found is None:
            address = request.META.get("REMOTE_ADDR", "")
            wait = BY_ADDRESS.wait(address)
            if wait:
                raise Refusal(429, "Too many requests", "Too many bad keys from this address.", wait=wait)
            return None
        wait = BY_KEY.wait(str(found.id))
        if wait:
            raise Refusal(429, "Too many requests", f"Wait {wait} seconds, then go on.", wait=wait)
        actor = Actor(authority=found.authority, role="feed", name="API", agency=found.agency)
        return Caller(str(found.id), found.purpose, actor, moment)


def _found(token: str, moment: datetime) -> ApiKey | None:
    authority = authority_of(token)
    if authority not in all_partnerships():
        return None
    # The key says for which authority it is looked up; only behind this wall do the hashes stand.
    looking = Actor(authority=authority, role="feed", compartments=frozenset({WALL}))
    with transaction.atomic(), scope.acting(looking, moment):
        held = ApiKey.of(hash=hash_of(token), authority=authority)
    return next((one for one in held if one.stopped_at is None and one.expires_at > moment), None)


@contextmanager
def inside(caller: Caller, purpose: str) -> Iterator[Actor]:
    """One transaction as the caller, if the key is good for this purpose."""
    if caller.purpose != purpose:
        raise Refusal(403, "Not with this key", f"This key is for {caller.purpose}, not for {purpose}.")
    with scope.entered(caller.actor, caller.now) as actor:
        yield actor
