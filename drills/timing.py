"""S5: does the time of an answer tell whether somebody is known? Asked of sign-in and of the public form, in turns.

Known and unknown are tried in strict alternation, in random order within each pair. Told apart means: a sign test finds
a side slower with p < .01, and the median difference is more than a millisecond.
"""

from __future__ import annotations

import math
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import uuid4

from django.conf import settings
from django.db import connections, transaction
from django.test import Client

from drills.stored import AUTHORITY
from frontdoor.access.actions.restrictions import restrict_person
from frontdoor.access.demonstration import CAST, ensure_cast
from frontdoor.access.doors import now
from frontdoor.access.models import Account
from frontdoor.journey.actions.contacts import receive_contact
from frontdoor.journey.models import Journey
from frontdoor.ledger import scope
from frontdoor.ledger.scope import Actor
from frontdoor.rules.concern import Answer, Channel, Concern, ConcernedChild, Referrer, ReferrerKind
from frontdoor.rules.roles import ROLES
from frontdoor.screens.refer import sending
from frontdoor.screens.refer.envelope import Envelope

#: An address rests after ten wrong passwords: each is tried less often.
TRIES = 8
HIDDEN = ConcernedChild(given_name="Hidden", family_name="Child", born=date(2018, 3, 4), nhs_number="9990000018")


@dataclass(frozen=True)
class Told:
    """How far two kinds of answer lie apart in time."""

    pairs: int
    median_difference_ms: float
    median_ms: float
    p: float

    @property
    def sound(self) -> bool:
        """Whether time tells nothing."""
        return self.p >= 0.01 or abs(self.median_difference_ms) <= 1.0


def compare(known: Callable[[], object], unknown: Callable[[], object], *, pairs: int, seed: int) -> Told:
    """Try both, `pairs` times, in random order within each pair."""
    chance = random.Random(seed)  # noqa: S311 - a drill
    for one in (known, unknown, known, unknown):
        one()  # fills caches
    differences, took = [], []
    for _ in range(pairs):
        times: dict[bool, float] = {}
        for is_known in chance.sample([True, False], 2):
            began = time.perf_counter()
            (known if is_known else unknown)()
            times[is_known] = (time.perf_counter() - began) * 1000
        differences.append(times[True] - times[False])
        took += times.values()
    return Told(pairs, round(_median(differences), 2), round(_median(took), 1), round(_sign_test(differences), 4))


def _median(values: list[float]) -> float:
    return sorted(values)[len(values) // 2]


def _sign_test(differences: list[float]) -> float:
    """The chance that so many differences point one way if none were meant to; exact, both sides."""
    number, larger = len(differences), sum(one > 0 for one in differences)
    extreme = max(larger, number - larger)
    return min(1.0, 2 * sum(math.comb(number, k) for k in range(extreme, number + 1)) / 2**number)


def sign_in(*, pairs: int, seed: int) -> Told:
    """A wrong password for an address that has an account, and for one that has none."""
    # Plain names of files: hashed ones need the finished static files, which only a web server has.
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STATIC_ROOT.mkdir(exist_ok=True)
    with transaction.atomic():
        ensure_cast()
    Account.objects.bulk_create(
        Account(id=uuid4(), email=f"known{n}@example.org", role="auditor", authority=AUTHORITY, name="Known",
                agency="council", password=Account.objects.get(email=CAST[0].email).password)
        for n in range(pairs // TRIES + 2)
    )  # fmt: skip
    tried = {"known": 0, "unknown": 0}

    def wrong(kind: str) -> None:
        address = f"{kind}{tried[kind] // TRIES}@example.org"
        tried[kind] += 1
        place = f"10.0.{tried[kind] // 250}.{tried[kind] % 250}"
        answer = Client(REMOTE_ADDR=place).post("/sign-in/", {"login": address, "password": "not the password"})
        if answer.status_code != 200:
            raise RuntimeError(f"{address}: {answer.status_code}")

    return compare(lambda: wrong("known"), lambda: wrong("unknown"), pairs=pairs, seed=seed)


def public_form(*, pairs: int, seed: int) -> Told:
    """The public form about a restricted child, which nobody may notice, and about a child nobody has heard of."""
    _hide()
    number = 0

    def send(child: ConcernedChild) -> None:
        nonlocal number
        number += 1
        given = _concern(child)
        sending.send(Envelope(token=f"S5 {uuid4()}", reference=f"FD-{number}", authority="peterborough", concern=given))

    def unknown() -> None:
        send(ConcernedChild(given_name=f"New{number}", family_name="Child", born=date(2018, 3, 4)))

    return compare(lambda: send(HIDDEN), unknown, pairs=pairs, seed=seed)


def _concern(child: ConcernedChild) -> Concern:
    return Concern(
        channel=Channel.WEB_FORM,
        received_at=now(),
        worry="Outside at night in pyjamas.",
        danger_now=Answer.NO,
        children=(child,),
        referrer=Referrer(kind=ReferrerKind.PUBLIC, source="1D", name="Nosy Neighbour"),
    )


def _hide() -> None:
    """Make the child known and restrict the record."""
    at = now()
    keeper = Account.objects.get(email=next(one.email for one in CAST if one.role == "restricted_manager"))
    feed = Actor(authority=AUTHORITY, role="contact_officer", agency="council")
    manager = Actor(
        authority=AUTHORITY, role=keeper.role, account=keeper.id, compartments=ROLES[keeper.role].compartments
    )
    with transaction.atomic(), scope.entering(feed, at) as by:
        receipt = receive_contact(concern=_concern(HIDDEN), token=f"S5 {uuid4()}", by=by, recorded_at=at)
    with transaction.atomic(), scope.system(AUTHORITY):
        person = Journey.objects.get(pk=receipt.journeys[0]).about
    at += timedelta(milliseconds=1)
    with transaction.atomic(), scope.entering(manager, at) as by:
        restrict_person(person=person, custodian=keeper.id, by=by, happened_at=at, recorded_at=at)
    connections.close_all()
