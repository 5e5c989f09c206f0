"""Where a concern waits while the database cannot take it: files that only the job worker can read.

The web process knows a public key and can only add; the private half is the worker's. Each file is written once,
whole or not at all, and never changed. The worker drains them in the order in which they came, each exactly once:
the token makes a second storing the same contact, so a file may safely be left until its storing is certain.

Sealed with HPKE (RFC 9180): X25519, HKDF-SHA256, AES-256-GCM.
"""

from __future__ import annotations

import base64
import fcntl
import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from frontdoor.screens.refer.envelope import Envelope, UnableToReadEnvelope, from_bytes, to_bytes

_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
_PURPOSE = b"frontdoor refer spool 1"
_SEALED = ".sealed"
SET_ASIDE = "set-aside"

PUBLIC_KEY_FILE = "spool-public.key"
PRIVATE_KEY_FILE = "spool-private.key"


class UnableToSpool(RuntimeError):
    """The concern could not be put into the spool, so the person must be told, and keep the page."""


class UnableToUnseal(ValueError):
    """A file of the spool cannot be read with this key, or is no envelope."""


class UnableToStore(ValueError):
    """Raised by a receiver for a concern that the database will never take as it is: a person must look at it."""


@dataclass(frozen=True)
class Drained:
    """What a drain did: how many concerns were handed on, and which files were set aside for a person to look at."""

    handed_on: int
    set_aside: tuple[Path, ...]


def write(envelope: Envelope, *, directory: Path, public_key: X25519PublicKey) -> Path:
    """Put a concern into the spool, on the disk before this returns. Raises `UnableToSpool`.

    The name is the moment it was received and a digest of its token, so that names sort in the order of coming and
    the same form sent twice is one file.
    """
    received = envelope.concern.received_at.astimezone(UTC)
    digest = hashlib.sha256(envelope.token.encode()).hexdigest()[:24]
    sealed = _SUITE.encrypt(to_bytes(envelope), public_key, info=_PURPOSE)
    target = directory / f"{received:%Y%m%dT%H%M%S%f}Z-{digest}{_SEALED}"
    try:
        directory.mkdir(mode=0o770, parents=True, exist_ok=True)
        earlier = next(directory.glob(f"*-{digest}{_SEALED}"), None)
        if earlier is not None:
            return earlier
        _write_whole(target, sealed)
    except OSError as wrong:
        raise UnableToSpool(f"The spool at {directory} cannot be written: {wrong.strerror}.") from wrong
    return target


def waiting(directory: Path) -> tuple[Path, ...]:
    """The files that wait, the first come first."""
    return tuple(sorted(directory.glob(f"*{_SEALED}")))


def read(file: Path, *, private_key: X25519PrivateKey) -> Envelope:
    """What one file holds. Raises `UnableToUnseal`."""
    try:
        return from_bytes(_SUITE.decrypt(file.read_bytes(), private_key, info=_PURPOSE))
    except (InvalidTag, ValueError, UnableToReadEnvelope) as wrong:
        raise UnableToUnseal(f"{file.name} cannot be read with the worker's key.") from wrong


def drain(*, directory: Path, private_key: X25519PrivateKey, receive: Callable[[Envelope], object]) -> Drained:
    """Hand everything that waits to `receive`, in order, and remove each file once `receive` has returned.

    `receive` must commit before it returns and must take a token it knows as the contact it already has. What cannot
    be read, or is refused with `UnableToStore`, is set aside, named in the result and never removed. Whatever else is
    raised is raised here, with that file and all later ones left in their places, so that the next drain goes on
    there. Two drains never overlap.
    """
    handed_on, set_aside = 0, []
    with _alone(directory):
        for file in waiting(directory):
            try:
                receive(read(file, private_key=private_key))
            except (UnableToUnseal, UnableToStore):
                set_aside.append(_put_aside(file))
                continue
            file.unlink()
            _settle(directory)
            handed_on += 1
    return Drained(handed_on=handed_on, set_aside=tuple(set_aside))


def make_keys(*, public_file: Path, private_file: Path) -> None:
    """Make a pair of keys where there is none yet; the private one is readable by its owner alone."""
    if private_file.exists():
        private_key = private_key_from(private_file)
    else:
        private_key = X25519PrivateKey.generate()
        _write_whole(private_file, base64.b64encode(private_key.private_bytes_raw()), mode=0o600)
    if not public_file.exists():
        _write_whole(public_file, base64.b64encode(private_key.public_key().public_bytes_raw()), mode=0o644)


def public_key_from(text_or_file: str | Path) -> X25519PublicKey:
    """The web process's key, from a file or as its text (base64 of 32 bytes). Raises `UnableToSpool`."""
    try:
        text = text_or_file.read_text(encoding="ascii") if isinstance(text_or_file, Path) else text_or_file
        return X25519PublicKey.from_public_bytes(base64.b64decode(text, validate=False))
    except (OSError, ValueError) as wrong:
        raise UnableToSpool("The spool has no public key: set FRONTDOOR_SPOOL_PUBLIC_KEY or make a pair.") from wrong


def private_key_from(file: Path) -> X25519PrivateKey:
    """The worker's key. Raises `OSError` or `ValueError`: without it nothing can be drained, and that must be heard."""
    return X25519PrivateKey.from_private_bytes(base64.b64decode(file.read_text(encoding="ascii")))


def _write_whole(target: Path, content: bytes, *, mode: int = 0o640) -> None:
    """Write under another name, force it to the disk, then give it its name; a half-written file never has the name."""
    target.parent.mkdir(mode=0o770, parents=True, exist_ok=True)
    unfinished = target.with_name(f".{target.name}.{os.getpid()}.{os.urandom(4).hex()}")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        unfinished.rename(target)
    finally:
        unfinished.unlink(missing_ok=True)
    _settle(target.parent)


def _settle(directory: Path) -> None:
    """Force the directory itself to the disk, so that a name given or taken away stays so after a power cut."""
    descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _put_aside(file: Path) -> Path:
    aside = file.parent / SET_ASIDE
    aside.mkdir(mode=0o770, exist_ok=True)
    return file.rename(aside / file.name)


@contextmanager
def _alone(directory: Path) -> Iterator[None]:
    directory.mkdir(mode=0o770, parents=True, exist_ok=True)
    with (directory / ".drain.lock").open("wb") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield
