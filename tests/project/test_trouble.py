"""What is said where the machine is at fault: one sentence; what is our own fault is shown whole."""

import errno

import psycopg
import pytest
from django.db.utils import OperationalError

from frontdoor.project import command_line
from frontdoor.project.embedded_server import ServerWouldNotStart
from frontdoor.project.refusal import Refusal
from frontdoor.project.trouble import DISK_FULL, sentence


def caused(by: BaseException) -> OperationalError:
    """As Django passes on what its driver raised."""
    wrong = OperationalError(str(by))
    wrong.__cause__ = by
    return wrong


AWAY = psycopg.OperationalError("connection is bad: connection to server on socket failed: No such file or directory")


@pytest.mark.parametrize(
    ("wrong", "begins", "because"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "The disk is full", "a file could not be written"),
        (OSError(errno.EDQUOT, "Quota exceeded"), "The disk is full", "as much as this account may have"),
        (caused(psycopg.errors.DiskFull("could not extend file")), "The disk is full", "PostgreSQL's own word"),
        (
            ServerWouldNotStart("initdb: could not write: No space left on device\nremoving"),
            "The disk is full",
            "initdb",
        ),
        (caused(AWAY), "The database does not answer", "nobody listens"),
        (OSError(errno.EACCES, "Permission denied"), None, "another fault of the machine is shown as it is"),
        (caused(psycopg.errors.UniqueViolation("twice")), None, "ours"),
        (ValueError("No such thing"), None, "ours"),
    ],
)
def test_a_fault_of_the_machine_is_one_sentence(wrong: BaseException, begins: str | None, because: str) -> None:
    said = sentence(wrong)
    assert said is None if begins is None else said is not None and said.startswith(begins), because
    assert said is None or "\n" not in said


def test_a_command_ends_with_the_sentence_and_hides_nothing_else(monkeypatch, capsys) -> None:
    from frontdoor.project.commands import ledger

    def full(_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    def ours(_: object) -> int:
        raise ValueError("ours")

    monkeypatch.setattr(ledger, "run", full)
    assert command_line.main(["ledger", "verify"]) == 1
    assert capsys.readouterr().err == f"frontdoor: {DISK_FULL}\n"
    monkeypatch.setattr(ledger, "run", ours)
    with pytest.raises(ValueError, match="ours"):
        command_line.main(["ledger", "verify"])


def test_a_server_that_finds_no_room_is_refused_in_the_same_words(monkeypatch, tmp_path) -> None:
    from frontdoor.project import at_hand

    def no_room(_: object) -> None:
        raise ServerWouldNotStart("PostgreSQL would not start: PANIC: could not write: No space left on device")

    monkeypatch.setattr(at_hand, "is_embedded", lambda: True)
    monkeypatch.setattr(at_hand, "start", no_room)
    with pytest.raises(Refusal) as refused, at_hand.database_at_hand():
        pass
    assert str(refused.value) == DISK_FULL
