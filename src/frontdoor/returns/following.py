"""Follow the ledger: judge again each child whom something new was recorded of, whichever door it came through.

Pull, never push: a job asks what stands behind the last position it has judged. A matter begins when a rule is first
broken and ends when it no longer is; nobody ends one by hand. Some rules are broken by the passing of time alone (an
assessment left open), and on 1 April another year begins: so whoever a new day may change is judged anew each day.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from heapq import nlargest
from itertools import islice
from uuid import UUID

from django.db import InterfaceError, OperationalError, connection, transaction

from frontdoor.ledger import scope
from frontdoor.people.aliases import shown_ids
from frontdoor.people.models import Person
from frontdoor.returns.models import Followed, Matter
from frontdoor.returns.now import Found, judged_now
from frontdoor.rules.calendar import london_day
from frontdoor.rules.steps import Stage

log = logging.getLogger(__name__)

#: So many children at most are judged in one transaction: a fifth of a second or so.
AT_ONCE = 200

_HEAD = "SELECT max(position) FROM ledger_seal WHERE authority = %(authority)s"

#: Of whom something was recorded since: where first, where last, and whether a person typed any of it.
_SINCE = """
SELECT e.about, min(s.position), max(s.position), bool_or(e.by_account IS NOT NULL AND e.batch = '')
FROM ledger_seal s JOIN ledger_event e ON e.id = s.event
WHERE s.authority = %(authority)s AND s.position > %(read)s AND s.position <= %(head)s AND e.about IS NOT NULL
GROUP BY e.about ORDER BY min(s.position)
"""

#: Whom a new day may change: who has a matter, and whose work is open.
_AGEING = """
SELECT person FROM returns_matter WHERE authority = %(authority)s AND ended_at IS NULL
UNION SELECT about FROM ledger_standing WHERE authority = %(authority)s AND about IS NOT NULL AND stage <> %(closed)s
ORDER BY 1
"""


@dataclass(frozen=True)
class Caught:
    """What one step came to: children judged, matters that began and ended, and whether nothing is left."""

    children: int = 0
    began: int = 0
    ended: int = 0
    up_to_date: bool = True


@dataclass(slots=True)
class _Met:
    """Where a child who waits was met first and last, and whether a person typed any of it."""

    first: int
    last: int
    typed: bool


class Follower:
    """Follows one authority's ledger. Whoever waits is judged once, as they stand then, however often they were met.

    What is kept is the position up to which everybody was judged; a follower that is killed goes on from there, and
    judging somebody twice changes nothing.
    """

    def __init__(self, authority: str) -> None:
        self.authority = authority
        self._read: int | None = None
        #: The day in London up to which whoever it may change was judged, or waits.
        self._day: date | None = None
        #: In the order in which they were met first.
        self._waiting: dict[UUID, _Met] = {}

    def step(self, *, now: datetime) -> Caught:
        """Judge the children whose turn it is, at most `AT_ONCE`. Safe beside another process that follows."""
        with transaction.atomic(), scope.system(self.authority):
            if self._read is None:
                self._read = self._place(now).position
            self._read_on(self._read)
            self._begin_the_day(now)
            if not self._waiting:
                return Caught()
            # One judges at a time, so that no matter begins twice.
            place = self._place(now)
            turn = self._turn()
            # An id that was joined has nothing of its own any more; whoever it is read as has it.
            caught = judge(sorted({*turn, *shown_ids(turn).values()}), authority=self.authority, now=now)
            left = next((met.first - 1 for key, met in self._waiting.items() if key not in turn), None)
            position = max(place.position, self._read if left is None else left)
            place.change(at=now, position=position, judged_on=self._day if left is None else place.judged_on)
        for key in turn:
            del self._waiting[key]
        return Caught(caught.children, caught.began, caught.ended, up_to_date=not self._waiting)

    def _place(self, now: datetime) -> Followed:
        rows = Followed.objects.select_for_update().filter(authority=self.authority)
        # Who follows from the beginning judges everybody on this day or a later one.
        return rows.first() or Followed.new(at=now, authority=self.authority, position=0, judged_on=london_day(now))

    def _read_on(self, read: int) -> None:
        """Meet those of whom something was sealed since."""
        with connection.cursor() as cursor:
            cursor.execute(_HEAD, {"authority": self.authority})
            head = cursor.fetchone()[0] or 0
            if head <= read:
                return
            cursor.execute(_SINCE, {"authority": self.authority, "read": read, "head": head})
            for key, first, last, typed in cursor.fetchall():
                met = self._waiting.setdefault(key, _Met(first, last, typed))
                met.last, met.typed = last, met.typed or typed
        self._read = head

    def _begin_the_day(self, now: datetime) -> None:
        """Let whoever a new day may change wait as well, behind all of whom something was recorded."""
        today = london_day(now)
        if self._day == today or self._read is None:
            return
        self._day = today
        judged_on = self._place(now).judged_on
        if judged_on is not None and judged_on >= today:
            return
        with connection.cursor() as cursor:
            cursor.execute(_AGEING, {"authority": self.authority, "closed": Stage.CLOSED})
            for (key,) in cursor.fetchall():
                self._waiting.setdefault(key, _Met(self._read + 1, 0, typed=False))

    def _turn(self) -> set[UUID]:
        """Whose turn it is: half of them whoever was typed of, then met, last; the others whoever waits longest.

        So nobody of whom something was recorded just now waits until a long history is judged, and that is judged too.
        """
        if len(self._waiting) <= AT_ONCE:
            return set(self._waiting)
        waiting = self._waiting.items()
        newest = nlargest(AT_ONCE // 2, waiting, key=lambda item: (item[1].typed, item[1].last))
        turn = {key for key, _ in newest}
        oldest = (key for key in self._waiting if key not in turn)
        return turn | set(islice(oldest, AT_ONCE - len(turn)))


def follow(*, authority: str, now: datetime) -> Caught:
    """Judge everybody of whom something was sealed and not yet judged. Safe to run twice, or in two processes."""
    follower = Follower(authority)
    steps = [follower.step(now=now)]
    while not steps[-1].up_to_date:
        steps.append(follower.step(now=now))
    return Caught(*(sum(getattr(one, name) for one in steps) for name in ("children", "began", "ended")))


class UnableToJudge(Exception):
    """A child's records are such that the rules cannot be asked of them. The text is the child's id."""


def judge(people: Sequence[UUID], *, authority: str, now: datetime) -> Caught:
    """Judge these children, begin the matters that are new and end those that are put right. In system scope.

    A child whose records cannot be judged keeps nobody else waiting: the fault is logged, their matters stay as they
    are, and they are tried again with their next fact, or the next day.
    """
    try:
        return _each_or_all(people, authority=authority, now=now)
    except UnableToJudge as wrong:
        log.exception("The census rules could not be asked of %s.", wrong)
        return Caught()


def _each_or_all(people: Sequence[UUID], *, authority: str, now: datetime) -> Caught:
    """All at once, or, where that fails, half and half until the one is found who cannot be judged."""
    try:
        with transaction.atomic():
            return _judge(people, authority=authority, now=now)
    except (OperationalError, InterfaceError):
        # The database is away, or ended a deadlock: the step is tried again. What it refuses is the record's fault.
        raise
    except Exception as wrong:
        if len(people) == 1:
            raise UnableToJudge(str(people[0])) from wrong
    middle = len(people) // 2
    halves = [judge(half, authority=authority, now=now) for half in (people[:middle], people[middle:])]
    return Caught(*(sum(getattr(one, name) for one in halves) for name in ("children", "began", "ended")))


def _judge(people: Sequence[UUID], *, authority: str, now: datetime) -> Caught:
    walls = {
        row.id: row
        for row in Person.objects.filter(authority=authority, pk__in=list(people), kind__in=("child", "unborn"))
    }
    wanted = judged_now(authority, list(walls), now=now)
    standing: dict[UUID, dict[str, Matter]] = {key: {} for key in walls}
    for matter in Matter.objects.filter(authority=authority, person__in=list(walls), ended_at__isnull=True):
        standing[matter.person][matter.rule] = matter
    began = ended = 0
    for key, person in walls.items():
        # One matter a rule, however many fields it flags: it is put right once.
        found = {one.rule: one for one in reversed(wanted[key].found)}
        for rule, matter in standing[key].items():
            # A rule that was not run is not kept.
            if rule not in found and rule not in wanted[key].not_run:
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
