"""The answers as a page carries them: encrypted, so that a shared computer shows nothing, and none can be forged.

AES-256-GCM under a key derived from the secret key. The moment the page was served is inside. A page left open for
more than a day is *stale*: its answers may still be sent, but are not shown again, since somebody else may have come
to that screen; after a week they cannot be opened at all.
"""

from __future__ import annotations

import base64
import binascii
import json
import os
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from frontdoor.screens.refer.answers import Answers, UnableToRead, from_plain, to_plain

SHOWN_FOR = timedelta(hours=24)
SENT_FOR = timedelta(days=7)

#: The most a page may carry, in characters of the sealed text: together with one page of typing it stays below
#: Django's limit for a form (2.5 MB). A form of 40 narratives of 20,000 characters is well within it.
LARGEST = 1_200_000

_SHAPE = b"frontdoor refer answers 1"
_NONCE = 12


class UnableToOpen(ValueError):
    """The answers carried by the page cannot be used; the sentence is for the person who pressed the button."""


class UnableToCarry(ValueError):
    """The page cannot carry more; the sentence says what to do instead."""


@dataclass(frozen=True)
class Opened:
    """The answers, and whether they are too old to be shown to whoever sits at the screen now."""

    answers: Answers
    served_at: datetime
    stale: bool


@dataclass(frozen=True)
class Sealer:
    """Seals with the first of its secrets, opens with any, so that a secret can be changed while forms are open."""

    secrets: Sequence[str]
    randomness: Callable[[int], bytes] = os.urandom

    def seal(self, answers: Answers, *, served_at: datetime) -> str:
        """The answers as text for a hidden field. Raises `UnableToCarry` where there are more than a page can hold."""
        plain = {"served_at": served_at.isoformat(), "answers": to_plain(answers)}
        packed = zlib.compress(json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode())
        nonce = self.randomness(_NONCE)
        sealed = nonce + AESGCM(_key(self.secrets[0])).encrypt(nonce, packed, _SHAPE)
        text = base64.urlsafe_b64encode(sealed).decode()
        if len(text) > LARGEST:
            raise UnableToCarry(
                "This form cannot carry any more text. Send what you have written so far; "
                "then write to us again with the rest, and give the same reference."
            )
        return text

    def open(self, text: str, *, now: datetime) -> Opened:
        """The answers again. Raises `UnableToOpen` for text that this form did not seal, or sealed over a week ago."""
        if len(text) > LARGEST:
            raise UnableToOpen(UNREADABLE)
        plain = json.loads(zlib.decompress(self._opened(text)))
        served_at = datetime.fromisoformat(plain["served_at"])
        if now - served_at > SENT_FOR:
            raise UnableToOpen("This page was open for more than a week, so the earlier answers can no longer be read.")
        try:
            answers = from_plain(plain["answers"])
        except UnableToRead as wrong:
            raise UnableToOpen(UNREADABLE) from wrong
        return Opened(answers=answers, served_at=served_at, stale=now - served_at > SHOWN_FOR)

    def _opened(self, text: str) -> bytes:
        try:
            sealed = base64.b64decode(text.encode(), altchars=b"-_", validate=True)
        except (binascii.Error, ValueError) as wrong:
            raise UnableToOpen(UNREADABLE) from wrong
        for secret in self.secrets:
            try:
                return AESGCM(_key(secret)).decrypt(sealed[:_NONCE], sealed[_NONCE:], _SHAPE)
            except (InvalidTag, ValueError):
                continue
        raise UnableToOpen(UNREADABLE)


UNREADABLE = "The earlier answers that this page carried cannot be read."


def _key(secret: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=_SHAPE).derive(secret.encode())
