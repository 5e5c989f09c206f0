"""What the worker does every few seconds or every minute, for each authority in turn."""

from __future__ import annotations

import logging
import smtplib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event as Signal

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import DatabaseError, connection, transaction

from frontdoor.access.doors import now as clock
from frontdoor.jobs.demographics import Service, UnableToReach
from frontdoor.jobs.telephony import by_telephone, channels
from frontdoor.journey.actions import watching
from frontdoor.ledger import scope
from frontdoor.ledger.scope import Actor
from frontdoor.outbox.actions import UnableToSend, send_waiting, tell_by_telephone
from frontdoor.outbox.models import Message
from frontdoor.outbox.signs import came_through
from frontdoor.people import tracing
from frontdoor.people.arrivals import identify_arrival
from frontdoor.people.matching.counting import count_names
from frontdoor.people.matching.keeping import keep_missing
from frontdoor.people.queries import arrivals_waiting, traces_waiting
from frontdoor.people.registers import link_arrivals
from frontdoor.returns.making import make_waiting
from frontdoor.rules.partnership import all_partnerships
from frontdoor.rules.roles import ROLES

log = logging.getLogger(__name__)
#: A worker that was away for longer leaves the rest to the next file of each register, which asks all rows anew, and
#: children who came before that to bulk linkage.
ARRIVED_WITHIN = timedelta(days=2)


@dataclass(frozen=True)
class Round:
    """One thing done again and again, `every` so many seconds."""

    name: str
    every: float
    do: Callable[[datetime], object]


def watch(now: datetime) -> None:
    """Record which clocks are due soon or ran out; tell the next on call; pass on what nobody accepted."""
    for authority in all_partnerships():
        for step in (watching.note_due, watching.tell_due, watching.pass_on_unaccepted):
            with transaction.atomic(), scope.system(authority):
                step(authority=authority, now=now)


def link_registers(now: datetime) -> None:
    """Find the rows of agencies' registers that waited for somebody who has come since."""
    for authority in all_partnerships():
        link_arrivals(authority=authority, since=now - ARRIVED_WITHIN, now=now)


def ask_nhs(now: datetime) -> None:
    """Put the questions that wait to the NHS, each outside any transaction; off until a council names the service."""
    if not settings.PDS_URL:
        return
    service = Service(url=settings.PDS_URL, token_file=Path(settings.PDS_TOKEN_FILE))
    for authority in all_partnerships():
        with transaction.atomic(), scope.system(authority):
            waiting = traces_waiting(authority=authority, now=now)
        for trace in waiting:
            with transaction.atomic(), scope.system(authority):
                question = tracing.take_question(trace=trace, now=now)
            if question is not None:
                _put(question, service, authority, now)


def _put(question: tracing.Question, service: Service, authority: str, now: datetime) -> None:
    try:
        answer = service.ask(question, at=now)
    except UnableToReach as wrong:
        log.warning("The NHS Personal Demographics Service could not be reached: %s", wrong)
        with transaction.atomic(), scope.system(authority):
            tracing.put_off(trace=question.trace, wait=wrong.wait, now=now)
        return
    with transaction.atomic(), scope.system(authority):
        tracing.record_answer(trace=question.trace, answer=answer, now=now)


def send_messages(now: datetime) -> None:
    """Hand what waits in the outbox to its service; in a demonstration the outbox page is where it arrives."""
    for authority in all_partnerships():
        with transaction.atomic(), scope.system(authority):
            tell_by_telephone(authority=authority, channels=channels(), at=now)
        sender = Actor(
            authority=authority, role="watcher", name="Outbox", compartments=frozenset().union(*_ALL_COMPARTMENTS)
        )
        send_waiting(by=sender, at=now, send=send)


def identify(now: datetime) -> None:
    """Look for whom each child may be who has just come."""
    for authority in all_partnerships():
        with transaction.atomic(), scope.system(authority):
            waiting = arrivals_waiting(authority=authority, since=now - ARRIVED_WITHIN)
        for person in waiting:
            # Each at its own moment: a file may bring hundreds.
            identify_arrival(person=person, authority=authority, now=clock())


def make_returns(now: datetime) -> None:
    """Make what somebody asked for, one return an authority a round."""
    for authority in all_partnerships():
        make_waiting(authority=authority, now=clock)


_ALL_COMPARTMENTS = [role.compartments for role in ROLES.values()]


def send(message: Message) -> None:
    """Send one message by its own channel."""
    if message.channel == "email":
        by_email(message)
    else:
        by_telephone(message)


def by_email(message: Message) -> None:
    """Send one message by SMTP; without a mail server (a demonstration) the outbox page shows it."""
    if not settings.EMAIL_HOST:
        return
    body = message.body.replace("{site}", settings.SITE)
    mail = EmailMessage(message.subject, body, settings.DEFAULT_FROM_EMAIL, [message.to_address])
    try:
        mail.send()
    except (OSError, smtplib.SMTPException) as wrong:
        raise UnableToSend(f"{type(wrong).__name__}: {wrong}") from wrong


def count(now: datetime) -> None:
    """Count how common names are, so that a common name says less of who somebody is; nobody is left without keys."""
    for authority in all_partnerships():
        made = 1
        while made:
            with transaction.atomic():
                made = keep_missing(authority=authority, at=now)
        with transaction.atomic():
            count_names(authority=authority)


_A_DAY = 86_400.0
ROUNDS = (
    # First, since how common a name is counts in whom an arriving child may be.
    Round("count names", _A_DAY, count),
    Round("watch the clocks", 30.0, watch),
    Round("send messages", 5.0, send_messages),
    Round("identify arrivals", 3.0, identify),
    Round("link registers", 10.0, link_registers),
    Round("ask the NHS", 5.0, ask_nhs),
    Round("make returns", 3.0, make_returns),
)


def run(stop: Signal, rounds: Sequence[Round] = ROUNDS) -> None:
    """Go round until told to stop. A round that meets a database that is away is logged and tried again."""
    due = {one.name: clock().timestamp() for one in rounds}
    while not stop.is_set():
        moment = clock()
        for one in rounds:
            if moment.timestamp() >= due[one.name]:
                _go(one, moment)
                due[one.name] = moment.timestamp() + one.every
        stop.wait(0.5)
    connection.close()


def once(rounds: Sequence[Round] = ROUNDS) -> None:
    """Go round once. A database that is away ends it with its error."""
    for one in rounds:
        one.do(clock())


def _go(one: Round, moment: datetime) -> None:
    try:
        one.do(moment)
        came_through(one.name, clock())
    except DatabaseError:
        log.exception("Could not %s; it is tried again.", one.name)
        connection.close()
