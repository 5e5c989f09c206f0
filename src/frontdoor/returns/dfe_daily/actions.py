"""Sending the feed: each call is logged before it leaves, and what was accepted is remembered with the answer."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection, transaction

from frontdoor.ledger import scope
from frontdoor.returns.dfe_daily.calling import Answer, Line, call
from frontdoor.returns.dfe_daily.changes import Change, UnableToFeed, calls, changes
from frontdoor.returns.models import WALL, FeedCall, FeedChild
from frontdoor.returns.position import Position

#: The answer to a call that does not fit the interface. One child is enough for it, so that a call is halved to find
#: whose data it is: seven times for one of a hundred. A run does so no more often where nearly all are refused.
MALFORMED, HALVED_AT_MOST = 400, 40

#: Said while no address is set.
OFF = "The daily feed is off: FRONTDOOR_DFE_DAILY_URL and FRONTDOOR_DFE_DAILY_KEY switch it on."


@dataclass
class Sent:
    """What a run came to: children by what became of them, and the calls' answers in order."""

    accepted: int = 0
    refused: int = 0
    left: int = 0
    answers: list[Answer] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        """Whether everything that had changed was accepted."""
        return not self.refused and not self.left


def send(position: Position, *, line: Line, now: Callable[[], datetime], wait: Callable[[float], None]) -> Sent:
    """Send what changed since the last accepted call, at most 100 children a call.

    A refused call does not keep the others back, unless its reason would refuse them too; one that the department could
    not read goes again in halves, until the child whose data do not fit stands alone. A call without an answer may
    have been taken: its children are not remembered as accepted and go again, which changes nothing at the department.
    Refuses with a sentence while the feed is off, or while another run is sending for the same authority.
    """
    if not line.on:
        raise UnableToFeed(OFF)
    with _alone(position.authority):
        return _send(position, line=line, now=now, wait=wait)


@contextmanager
def _alone(authority: str) -> Iterator[None]:
    """One run at a time for an authority: two would send, and remember, the same children twice."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(hashtext('frontdoor dfe daily ' || %s))", [authority])
        if not cursor.fetchone()[0]:
            raise UnableToFeed(f"Another run of the daily feed is sending for {authority}. Wait until it has ended.")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(hashtext('frontdoor dfe daily ' || %s))", [authority])


def _send(position: Position, *, line: Line, now: Callable[[], datetime], wait: Callable[[float], None]) -> Sent:
    waiting = changes(position)
    run, halved = Sent(left=len(waiting)), 0
    batches = deque(calls(waiting))
    while batches:
        batch = batches.popleft()
        logged = _log(position, batch, called_at=now())
        answer = call(line, position.authority, [one.sent for one in batch], wait=wait)
        run.answers.append(answer)
        _keep(position, batch, logged, answer, answered_at=now())
        if answer.status == MALFORMED and len(batch) > 1 and halved < HALVED_AT_MOST:
            halved += 1
            middle = len(batch) // 2
            batches.extendleft((batch[middle:], batch[:middle]))
            continue
        run.left -= len(batch) if answer.status else 0
        run.accepted += len(batch) if answer.accepted else 0
        run.refused += len(batch) if answer.outcome == "refused" else 0
        if answer.stops:
            break
    return run


@transaction.atomic
def _log(position: Position, batch: Sequence[Change], *, called_at: datetime) -> FeedCall:
    with scope.system(position.authority):
        return FeedCall.new(
            at=called_at,
            authority=position.authority,
            compartment=WALL,
            called_at=called_at,
            position=position.number,
            children=len(batch),
            numbers=[one.number for one in batch],
        )


@transaction.atomic
def _keep(
    position: Position, batch: Sequence[Change], logged: FeedCall, answer: Answer, *, answered_at: datetime
) -> None:
    """Write the answer down and, where it was a yes, what the department holds from now on."""
    authority = position.authority
    with scope.system(authority):
        logged.change(
            at=answered_at,
            outcome=answer.outcome,
            answered_at=answered_at if answer.status else None,
            answered_with=answer.status,
            receipt=answer.receipt,
            problem=answer.problem[:200],
        )
        if not answer.accepted:
            return
        for one in batch:
            held = {"content": one.content, "parts": list(one.parts), "call": logged.id, "accepted_at": answered_at}
            if one.row is not None:
                FeedChild.locked(one.row).change(at=answered_at, **held)
            else:
                walls = {"authority": authority, "compartment": WALL}
                FeedChild.new(at=answered_at, **walls, person=one.person, number=one.number, **held)
