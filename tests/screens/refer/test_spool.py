"""The spool: what it takes is on the disk, only the worker reads it, and each comes out once, in order."""

import os
import signal
import stat
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from frontdoor.rules.concern import Channel, Concern, ConcernedChild
from frontdoor.screens.refer import spool
from frontdoor.screens.refer.envelope import Envelope
from tests.world import FRIDAY

PRIVATE = X25519PrivateKey.generate()
PUBLIC = PRIVATE.public_key()


def envelope(number: int, received_at: datetime | None = None) -> Envelope:
    moment = received_at or FRIDAY + timedelta(seconds=number)
    concern = Concern(
        channel=Channel.WEB_FORM,
        received_at=moment,
        worry=f"worry {number} =1+1 <b>",
        children=(ConcernedChild(label="girl"),),
    )
    return Envelope(token=f"token-{number}", reference=f"FD-{number}", authority="peterborough", concern=concern)


def drained(directory: Path, receive: object) -> spool.Drained:
    return spool.drain(directory=directory, private_key=PRIVATE, receive=receive)  # type: ignore[arg-type]


def test_what_goes_in_comes_out_in_the_order_of_its_coming_with_its_own_time(tmp_path: Path) -> None:
    for number in (3, 1, 2):
        spool.write(envelope(number), directory=tmp_path, public_key=PUBLIC)
    received: list[Envelope] = []
    assert drained(tmp_path, received.append) == spool.Drained(handed_on=3, set_aside=())
    assert received == [envelope(1), envelope(2), envelope(3)]
    assert spool.waiting(tmp_path) == ()


def test_the_disk_shows_nothing(tmp_path: Path) -> None:
    file = spool.write(envelope(1), directory=tmp_path, public_key=PUBLIC)
    content = file.read_bytes()
    assert all(word not in content for word in (b"worry", b"girl", b"token-1", b"FD-1", b"peterborough"))
    assert "token-1" not in file.name
    assert stat.S_IMODE(file.stat().st_mode) & 0o007 == 0


def test_the_public_key_opens_nothing(tmp_path: Path) -> None:
    file = spool.write(envelope(1), directory=tmp_path, public_key=PUBLIC)
    with pytest.raises(spool.UnableToUnseal):
        spool.read(file, private_key=X25519PrivateKey.generate())


@pytest.mark.parametrize("at", [0, 31, 40, -1])
def test_a_changed_file_is_set_aside_and_the_others_go_on(tmp_path: Path, at: int) -> None:
    bad = spool.write(envelope(1), directory=tmp_path, public_key=PUBLIC)
    spool.write(envelope(2), directory=tmp_path, public_key=PUBLIC)
    content = bytearray(bad.read_bytes())
    content[at] ^= 1
    bad.write_bytes(content)
    received: list[Envelope] = []
    found = drained(tmp_path, received.append)
    assert received == [envelope(2)]
    assert [file.name for file in found.set_aside] == [bad.name]
    assert found.set_aside[0].read_bytes() == bytes(content), "it is kept for a person to look at"


def test_what_the_database_will_never_take_is_set_aside(tmp_path: Path) -> None:
    for number in (1, 2):
        spool.write(envelope(number), directory=tmp_path, public_key=PUBLIC)

    def receive(found: Envelope) -> None:
        if found.token == "token-1":
            raise spool.UnableToStore("too long")

    found = drained(tmp_path, receive)
    assert (found.handed_on, len(found.set_aside)) == (1, 1)
    assert spool.read(found.set_aside[0], private_key=PRIVATE) == envelope(1)


def test_a_database_that_goes_away_again_leaves_the_rest_in_order(tmp_path: Path) -> None:
    for number in range(1, 5):
        spool.write(envelope(number), directory=tmp_path, public_key=PUBLIC)
    received: list[str] = []

    def receive(found: Envelope) -> None:
        if len(received) == 2:
            raise ConnectionError("gone")
        received.append(found.token)

    with pytest.raises(ConnectionError):
        drained(tmp_path, receive)
    assert len(spool.waiting(tmp_path)) == 2
    received.pop()
    received.append("marked")
    drained(tmp_path, lambda found: received.append(found.token))
    assert received == ["token-1", "marked", "token-3", "token-4"]


def test_a_worker_killed_after_storing_stores_the_same_contact_again(tmp_path: Path) -> None:
    """The file goes only after the storing is certain; the token makes the second storing nothing new."""
    spool.write(envelope(1), directory=tmp_path, public_key=PUBLIC)
    stored: dict[str, Envelope] = {}
    tries = []

    def receive(found: Envelope) -> None:
        stored.setdefault(found.token, found)
        tries.append(found.token)
        if len(tries) == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        drained(tmp_path, receive)
    drained(tmp_path, receive)
    assert tries == ["token-1", "token-1"]
    assert list(stored) == ["token-1"]
    assert spool.waiting(tmp_path) == ()


def test_one_form_sent_fifty_times_at_once_is_one_file_or_one_token(tmp_path: Path) -> None:
    with ThreadPoolExecutor(10) as many:
        list(many.map(lambda _: spool.write(envelope(1), directory=tmp_path, public_key=PUBLIC), range(50)))
    tokens = {spool.read(file, private_key=PRIVATE).token for file in spool.waiting(tmp_path)}
    assert tokens == {"token-1"}
    assert len(spool.waiting(tmp_path)) == 1


def test_a_form_sent_again_later_is_the_file_that_waits_already(tmp_path: Path) -> None:
    first = spool.write(envelope(1), directory=tmp_path, public_key=PUBLIC)
    again = spool.write(envelope(1, FRIDAY + timedelta(minutes=5)), directory=tmp_path, public_key=PUBLIC)
    assert again == first
    assert spool.read(first, private_key=PRIVATE).concern.received_at == envelope(1).concern.received_at


def test_two_drains_at_once_hand_each_on_once(tmp_path: Path) -> None:
    for number in range(20):
        spool.write(envelope(number), directory=tmp_path, public_key=PUBLIC)
    received: list[str] = []

    def receive(found: Envelope) -> None:
        time.sleep(0.002)
        received.append(found.token)

    with ThreadPoolExecutor(3) as several:
        results = list(several.map(lambda _: drained(tmp_path, receive), range(3)))
    assert sum(result.handed_on for result in results) == 20
    assert received == [f"token-{number}" for number in range(20)]


def test_a_full_disk_is_said_and_leaves_nothing_half(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(spool.UnableToSpool, match="No space left"):
        spool.write(envelope(1), directory=tmp_path, public_key=PUBLIC)
    monkeypatch.undo()
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(spool.UnableToSpool):
        spool.write(envelope(1), directory=tmp_path / "file", public_key=PUBLIC)


WRITER = """
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path
from frontdoor.rules.concern import Channel, Concern
from frontdoor.screens.refer import spool
from frontdoor.screens.refer.envelope import Envelope

key, directory, number = spool.public_key_from(Path(sys.argv[1])), Path(sys.argv[2]), 0
while True:
    moment = datetime(2026, 11, 20, tzinfo=timezone.utc) + timedelta(seconds=number)
    concern = Concern(channel=Channel.WEB_FORM, received_at=moment, worry="w")
    envelope = Envelope(token=str(number), reference="r", authority="a", concern=concern)
    spool.write(envelope, directory=directory, public_key=key)
    print(number, flush=True)
    number += 1
"""


@pytest.mark.parametrize("after", [0.0, 0.013, 0.05])
def test_a_writer_killed_at_any_moment_loses_nothing_it_had_acknowledged(tmp_path: Path, after: float) -> None:
    spool.make_keys(public_file=tmp_path / "public", private_file=tmp_path / "private")
    directory = tmp_path / "spool"
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(tmp_path / "public"), str(directory)], stdout=subprocess.PIPE, text=True
    )
    assert writer.stdout is not None
    first = writer.stdout.readline()
    time.sleep(after)
    writer.send_signal(signal.SIGKILL)
    acknowledged = {int(line) for line in [first, *writer.stdout.read().splitlines()]}
    writer.stdout.close()
    writer.wait()
    received: list[Envelope] = []
    key = spool.private_key_from(tmp_path / "private")
    found = spool.drain(directory=directory, private_key=key, receive=received.append)
    assert found.set_aside == (), "nothing is ever half written under its name"
    kept = {int(one.token) for one in received}
    assert acknowledged <= kept
    assert len(received) == len(kept)


def test_keys_are_made_once_and_the_private_one_is_its_owner_s_alone(tmp_path: Path) -> None:
    public, private = tmp_path / "public", tmp_path / "worker" / "private"
    spool.make_keys(public_file=public, private_file=private)
    before = private.read_bytes()
    assert stat.S_IMODE(private.stat().st_mode) == 0o600
    public.unlink()
    spool.make_keys(public_file=public, private_file=private)
    assert private.read_bytes() == before
    file = spool.write(envelope(1), directory=tmp_path / "spool", public_key=spool.public_key_from(public))
    assert spool.read(file, private_key=spool.private_key_from(private)) == envelope(1)


@pytest.mark.parametrize("text", ["", "not a key", "AAAA"])
def test_a_missing_or_wrong_key_is_said(tmp_path: Path, text: str) -> None:
    with pytest.raises(spool.UnableToSpool, match="no public key"):
        spool.public_key_from(text)
    with pytest.raises(spool.UnableToSpool, match="no public key"):
        spool.public_key_from(tmp_path / "absent")


def test_a_file_is_on_the_disk_before_it_has_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    real = SimpleNamespace(fsync=os.fsync, rename=Path.rename)
    monkeypatch.setattr(os, "fsync", lambda descriptor: (done.append("to disk"), real.fsync(descriptor)))
    monkeypatch.setattr(Path, "rename", lambda one, other: (done.append("named"), real.rename(one, other))[1])
    spool.write(envelope(1), directory=tmp_path, public_key=PUBLIC)
    assert done == ["to disk", "named", "to disk"]
