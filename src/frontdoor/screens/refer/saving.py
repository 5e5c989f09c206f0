"""Save and come back: a form put aside for a week, opened again by its reference and a code sent by e-mail.

This is the one thing about the form that needs the database before it is sent. What is kept is sealed with the code
as a part of its key, so that the table alone, or the program's secret alone, opens nothing.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F

from frontdoor.drafts.models import SavedForm
from frontdoor.ledger import scope
from frontdoor.ledger.ids import new_id
from frontdoor.ledger.scope import Actor
from frontdoor.outbox.models import Message
from frontdoor.rules.partnership import all_partnerships
from frontdoor.screens.refer.answers import Answers
from frontdoor.screens.refer.patience import within_patience
from frontdoor.screens.refer.sealing import SENT_FOR, Sealer, UnableToOpen
from frontdoor.screens.refer.sending import authority_code

TRIES = 5
#: Codes that go to one address within an hour: nobody fills another's mailbox from a form that needs no account.
CODES_AN_HOUR = 5
_CODE_DIGITS = 8


class UnableToSend(ValueError):
    """So many codes went to this address within the hour that another would be somebody's nuisance."""


class UnableToReopen(ValueError):
    """No saved form opens with this reference and code: one sentence for every reason, so that it tells nothing."""


@dataclass(frozen=True)
class Saved:
    """A form put aside: until when it can be opened."""

    until: datetime


def put_aside(answers: Answers, *, email: str, subject: str, body: str, at: datetime) -> Saved:
    """Keep the answers, and have a code sent; a form saved before is replaced, and its code with it.

    `body` holds "{code}" where the code is to stand. Raises `UnableToSend`, or one of `patience.AWAY`.
    """
    code = f"{secrets.randbelow(10**_CODE_DIGITS):0{_CODE_DIGITS}d}"
    sealed = _sealer(answers.reference, code).seal(answers, served_at=at)
    until = at + SENT_FOR
    authority = authority_code(answers.authority)

    def keep() -> None:
        with transaction.atomic(), scope.acting(Actor(authority=authority, role="public"), at):
            sent = Message.objects.filter(authority=authority, to_account=None, to_address__iexact=email, reference="")
            if sent.filter(queued_at__gt=at - timedelta(hours=1)).count() >= CODES_AN_HOUR:
                raise UnableToSend
            SavedForm.objects.filter(authority=authority, reference=answers.reference).delete()
            SavedForm.objects.create(
                id=new_id(at),
                authority=authority,
                reference=answers.reference,
                code_hash=_digest(answers.reference, code),
                sealed=sealed.encode(),
                saved_at=at,
                expires_at=until,
            )
            Message.new(
                at=at,
                authority=authority,
                channel="email",
                to_address=email,
                subject=subject,
                body=body.replace("{code}", f"{code[:4]} {code[4:]}"),
                queued_at=at,
            )

    within_patience(keep)
    return Saved(until=until)


def reopen(*, authority: str, reference: str, code: str, at: datetime) -> Answers:
    """The answers of the saved form. Raises `UnableToReopen`, or one of `patience.AWAY`.

    Every try counts, the right one too; after five the form can only be opened by saving it again.
    """
    named = "".join(reference.split()).upper()
    digits = "".join(letter for letter in code if letter.isdigit())
    found = within_patience(lambda: _found(authority_code(authority), named, at))
    right = hmac.compare_digest(found.code_hash if found else "", _digest(named, digits))
    if found is None or not right:
        raise UnableToReopen
    try:
        return _sealer(named, digits).open(bytes(found.sealed).decode(), now=at).answers
    except UnableToOpen as wrong:
        raise UnableToReopen from wrong


def forget_all(at: datetime) -> int:
    """Remove every form that can no longer be opened, and say how many; what the worker calls once an hour."""
    gone = 0
    for authority in all_partnerships():
        with transaction.atomic(), scope.acting(Actor(authority=authority, role="public"), at):
            gone += SavedForm.objects.filter(authority=authority, expires_at__lte=at).delete()[0]
    return gone


def _found(authority: str, reference: str, at: datetime) -> SavedForm | None:
    """The form of this reference, if it may be tried once more; the try is counted first."""
    with transaction.atomic(), scope.acting(Actor(authority=authority, role="public"), at):
        of_reference = SavedForm.objects.filter(authority=authority, reference=reference)
        counted = of_reference.filter(expires_at__gt=at, tries__lt=TRIES).update(tries=F("tries") + 1)
        return of_reference.first() if counted else None


def _digest(reference: str, code: str) -> str:
    key = f"frontdoor refer code 1|{settings.SECRET_KEY}"
    return hmac.new(key.encode(), f"{reference}|{code}".encode(), hashlib.sha256).hexdigest()


def _sealer(reference: str, code: str) -> Sealer:
    return Sealer([f"{settings.SECRET_KEY}|{reference}|{code}"])
