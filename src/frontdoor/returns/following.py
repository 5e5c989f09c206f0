"""Follow the ledger: judge again each child whom something new was recorded of, whichever door it came through.

Pull, never push: a job asks what stands behind the last position it has judged. A matter begins when a rule is first
broken and ends when it no longer is; nobody ends one by hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from frontdoor.ledger import scope
from frontdoor.people.aliases import shown_ids
from frontdoor.people.models import Person
from frontdoor.returns.models import Followed, Matter
from frontdoor.returns.now import Found, matters_now

#: So many events at most are followed in one transaction; the next goes on from there.
AT_ONCE = 500

#: While much is left, so many of the newest facts are judged ahead of their turn, of the last so many events.
AHEAD, OF_THE_LAST = 50, 2000

_SINCE = """
SELECT s.position, e.about FROM ledger_seal s JOIN ledger_event e ON e.id = s.event
WHERE s.authority = %(authority)s AND s.position > %(position)s ORDER BY s.position LIMIT %(most)s
"""

#: The newest facts since the last look ahead: those that a person recorded first, then whatever came last.
_NEWEST = """
SELECT newest.position, newest.about FROM (
    SELECT s.position, e.about, e.by_account IS NOT NULL AND e.batch = '' AS typed
    FROM ledger_seal s JOIN ledger_event e ON e.id = s.event
    WHERE s.authority = %(authority)s AND s.position > %(position)s ORDER BY s.position DESC LIMIT %(last)s
) AS newest WHERE newest.about IS NOT NULL ORDER BY newest.typed DESC, newest.position DESC LIMIT %(most)s
"""

#: Whom of these people something was recorded of further on.
_LATER = """
SELECT DISTINCT e.about FROM ledger_event e JOIN ledger_seal s ON s.event = e.id
WHERE e.authority = %(authority)s AND e.about = ANY (%(met)s) AND s.position > %(position)s
"""


@dataclass(frozen=True)
class Caught:
    """What one step came to: children judged, matters that began and ended, and whether nothing is left."""

    children: int = 0
    began: int = 0
    ended: int = 0
    up_to_date: bool = True


@transaction.atomic
def follow(*, authority: str, now: datetime) -> Caught:
    """Judge the children whom the next events of the ledger are about. Safe to run twice, or in two processes."""
    with scope.system(authority):
        place = Followed.objects.select_for_update().filter(authority=authority).first() or Followed.new(
            at=now, authority=authority, position=0
        )
        with connection.cursor() as cursor:
            cursor.execute(_SINCE, {"authority": authority, "position": place.position, "most": AT_ONCE})
            rows = cursor.fetchall()
        if not rows:
            return Caught()
        position = ahead = rows[-1][0]
        met = {row[1] for row in rows if row[1] is not None}
        if len(rows) == AT_ONCE:
            newest = _newest(authority=authority, position=max(position, place.ahead))
            ahead = max([place.ahead, *newest.values()])
            met = (met - _met_later(met, authority=authority, position=position)) | newest.keys()
        # An id that was joined has nothing of its own any more; whoever it is read as has it.
        about = sorted({*met, *shown_ids(met).values()})
        caught = judge(about, authority=authority, now=now)
        place.change(at=now, position=position, ahead=ahead)
    return Caught(caught.children, caught.began, caught.ended, up_to_date=len(rows) < AT_ONCE)


def _newest(*, authority: str, position: int) -> dict[UUID, int]:
    """Of whom something was recorded last, and where: nobody who types now waits until a long history is judged."""
    asked: dict[str, Any] = {"authority": authority, "position": position, "last": OF_THE_LAST, "most": AHEAD}
    with connection.cursor() as cursor:
        cursor.execute(_NEWEST, asked)
        found = cursor.fetchall()
    return {about: place for place, about in reversed(found)}


def _met_later(met: set[UUID], *, authority: str, position: int) -> set[UUID]:
    """Whoever is met again further on is judged there: a year that is followed at once judges each child once.

    The newest are judged ahead besides, so that a fact just recorded of a child met again later is not left till then.
    """
    with connection.cursor() as cursor:
        cursor.execute(_LATER, {"authority": authority, "met": list(met), "position": position})
        return {row[0] for row in cursor.fetchall()}


def judge(people: Sequence[UUID], *, authority: str, now: datetime) -> Caught:
    """Judge these children, begin the matters that are new and end those that are put right. In system scope."""
    walls = {
        row.id: row
        for row in Person.objects.filter(authority=authority, pk__in=list(people), kind__in=("child", "unborn"))
    }
    wanted = matters_now(authority, list(walls), now=now)
    standing: dict[UUID, dict[str, Matter]] = {key: {} for key in walls}
    for matter in Matter.objects.filter(authority=authority, person__in=list(walls), ended_at__isnull=True):
        standing[matter.person][matter.rule] = matter
    began = ended = 0
    for key, person in walls.items():
        # One matter a rule, however many fields it flags: it is put right once.
        found = {one.rule: one for one in reversed(wanted.get(key, ()))}
        for rule, matter in standing[key].items():
            if rule not in found:
                matter.change(at=now, ended_at=now)
                ended += 1
        for rule, one in found.items():
            if rule not in standing[key]:
                _begin(person, one, now=now)
                began += 1
    return Caught(len(walls), began, ended)


def _begin(person: Person, one: Found, *, now: datetime) -> None:
    Matter.new(
        at=now,
        authority=person.authority,
        agency=person.agency,
        compartment=person.compartment,
        person=person.id,
        number=person.local_number,
        rule=one.rule,
        is_error=one.is_error,
        table=one.table,
        field=one.field,
        found_at=now,
    )
