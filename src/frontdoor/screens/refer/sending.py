"""The seam to the journey: a concern is stored, or, where the database cannot take it, put into the spool.

Whoever sends a form waits three seconds at most. A storing that takes longer may still finish behind the answer; the
token makes it and the spool's copy one contact.
"""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from django.conf import settings
from django.db import DataError, IntegrityError, transaction

from frontdoor.access.doors import now
from frontdoor.journey.actions.contacts import receive_contact
from frontdoor.ledger import scope
from frontdoor.ledger.scope import Actor
from frontdoor.rules.partnership import all_partnerships
from frontdoor.screens.refer import spool
from frontdoor.screens.refer.envelope import Envelope
from frontdoor.screens.refer.patience import AWAY, within_patience

logger = logging.getLogger(__name__)

#: Several times what storing a concern takes.
ANSWER_SECONDS = 0.2


@dataclass(frozen=True)
class Taken:
    """What may be said after sending: the reference, and whether it is stored already or waits in the spool."""

    reference: str
    stored: bool


def send(envelope: Envelope) -> Taken:
    """Store the concern, or put it into the spool. Raises `spool.UnableToSpool` where neither can be done.

    No answer comes sooner than `ANSWER_SECONDS`: looking for a child who is known takes a millisecond longer than for
    one whom nobody has heard of, and whoever sends must not be able to tell them apart.
    """
    began = time.monotonic()
    try:
        return _send(envelope)
    finally:
        time.sleep(max(0.0, ANSWER_SECONDS - (time.monotonic() - began)))


def _send(envelope: Envelope) -> Taken:
    try:
        return Taken(within_patience(lambda: store(envelope)), stored=True)
    except AWAY as wrong:
        logger.warning("A concern goes to the spool, since the database did not take it: %s", type(wrong).__name__)
    spool.write(envelope, directory=spool_directory(), public_key=public_key())
    return Taken(envelope.reference, stored=False)


def store(envelope: Envelope) -> str:
    """Store the concern through the journey's verb, as a member of the public; gives the reference it has."""
    moment = now()
    actor = Actor(authority=authority_code(envelope.authority), role="public")
    with transaction.atomic(), scope.entering(actor, moment) as acting:
        receipt = receive_contact(concern=envelope.concern, token=envelope.token, by=acting, recorded_at=moment)
    return receipt.reference


def drain() -> spool.Drained:
    """What the job worker calls every few seconds: hand on whatever waits in the spool, in order, each exactly once.

    Raises `DatabaseError` where the database is away again; what was not handed on stays for the next time. What
    cannot be stored is set aside and named in the log, never dropped.
    """
    directory = spool_directory()
    if not spool.waiting(directory):
        return spool.Drained(handed_on=0, set_aside=())
    drained = spool.drain(directory=directory, private_key=spool.private_key_from(private_key_file()), receive=_again)
    for file in drained.set_aside:
        logger.error("A concern in the spool could not be stored and was set aside: %s", file.name)
    return drained


def set_aside() -> tuple[Path, ...]:
    """Concerns that could not be stored, for a person to look at; moved back into the spool they are tried again."""
    return spool.waiting(spool_directory() / spool.SET_ASIDE)


def spool_directory() -> Path:
    return Path(settings.DATA) / "spool"


def private_key_file() -> Path:
    """Where the worker's key lies. In production a place that the web process's account cannot read."""
    named = getattr(settings, "SPOOL_PRIVATE_KEY_FILE", "")
    return Path(named) if named else Path(settings.DATA) / "worker" / spool.PRIVATE_KEY_FILE


def public_key_file() -> Path:
    return Path(settings.DATA) / spool.PUBLIC_KEY_FILE


def public_key() -> X25519PublicKey:
    """The key the web process seals with, from the settings or from its file. Raises `spool.UnableToSpool`."""
    return spool.public_key_from(getattr(settings, "SPOOL_PUBLIC_KEY", "") or public_key_file())


def make_keys() -> None:
    """Make the spool's pair of keys in the data directory, where there is none: for set-up."""
    spool.make_keys(public_file=public_key_file(), private_file=private_key_file())


def authority_code(slug: str) -> str:
    """The three figures by which tables know an authority."""
    return next(code for code, known in all_partnerships().items() if known.slug == slug)


def _again(envelope: Envelope) -> None:
    """Store what waited. What is refused for what it holds must not keep those behind it waiting: it is set aside."""
    try:
        store(envelope)
    except (DataError, IntegrityError, ValueError, LookupError) as wrong:
        logger.exception("A concern of the spool was refused.")
        raise spool.UnableToStore(type(wrong).__name__) from wrong
