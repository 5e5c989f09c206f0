"""The one command can be followed by a newcomer, starts at once, and refuses with a sentence."""

import subprocess
import sys

import pytest

from frontdoor.project import command_line
from frontdoor.project.commands import manage
from frontdoor.project.refusal import Refusal


def test_help_names_every_command_and_loads_no_django() -> None:
    asked = [sys.executable, "-X", "importtime", "-m", "frontdoor", "--help"]
    shown = subprocess.run(asked, capture_output=True, text=True, check=True)
    for noun in ("run", "reset", "doctor", "clocks", "migrate", "serve", "work", "manage"):
        assert f"    {noun} " in shown.stdout
    assert " django" not in shown.stderr


def test_without_a_command_it_shows_its_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert command_line.main([]) == 2
    assert "commands:" in capsys.readouterr().out


def test_an_unknown_command_is_told_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        command_line.main(["dance"])
    assert ended.value.code == 2
    assert "doctor" in capsys.readouterr().err


def test_a_refusal_is_one_sentence_and_status_1(monkeypatch, capsys: pytest.CaptureFixture[str]) -> None:
    def refuse(arguments: object) -> int:
        raise Refusal("The disk is full.")

    monkeypatch.setattr(manage, "run", refuse)
    assert command_line.main(["manage", "check"]) == 1
    assert capsys.readouterr().err == "frontdoor: The disk is full.\n"
