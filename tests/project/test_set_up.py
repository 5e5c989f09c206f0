"""Set-up refuses a machine that cannot work with one sentence, and does nothing twice."""

import ast
import builtins
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from frontdoor.project import set_up


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch) -> Path:
    """An empty checkout with locks, and an installer that only writes down what it was asked."""
    for name in ("requirements.lock", "requirements-check.lock", "pyproject.toml", "package-lock.json"):
        (tmp_path / name).write_text("a==1 \\\n    --hash=sha256:00\n")
    environment = tmp_path / ".venv"
    monkeypatch.setattr(set_up, "ROOT", tmp_path)
    monkeypatch.setattr(set_up, "ENVIRONMENT", environment)
    monkeypatch.setattr(set_up, "PYTHON", environment / "bin" / "python")
    monkeypatch.setattr(set_up, "STAMP", environment / "stamp.json")
    monkeypatch.setattr(set_up, "ASSETS_STAMP", tmp_path / "node_modules" / "stamp")
    monkeypatch.setattr(set_up, "LOG", tmp_path / ".data" / "set-up.log")
    locks = {"run": tmp_path / "requirements.lock", "check": tmp_path / "requirements-check.lock"}
    monkeypatch.setattr(set_up, "LOCKS", locks)
    monkeypatch.setattr(set_up, "works", lambda python: python.exists())
    return tmp_path


@pytest.fixture
def asked(checkout: Path, monkeypatch) -> list[list[str]]:
    """What set-up asked of venv, pip and npm."""
    commands: list[list[str]] = []

    def write_down(command: list[str], environment: object = None) -> None:
        commands.append(command)
        (checkout / ".venv" / "bin").mkdir(parents=True, exist_ok=True)
        (checkout / ".venv" / "bin" / "python").touch()
        (checkout / "node_modules").mkdir(exist_ok=True)

    monkeypatch.setattr(set_up, "logged", write_down)
    return commands


def test_everything_is_installed_once_and_by_hash(asked: list[list[str]]) -> None:
    assert set_up.main(["run"]) == 0
    assert any("--require-hashes" in command for command in asked)
    assert any("ci" in command for command in asked)
    asked.clear()
    assert set_up.main(["run"]) == 0
    assert asked == []


def test_a_changed_lock_is_installed_again(checkout: Path, asked: list[list[str]]) -> None:
    set_up.main(["run"])
    asked.clear()
    (checkout / "requirements.lock").write_text("a==2 \\\n")
    set_up.main(["run"])
    assert any("--require-hashes" in command for command in asked)
    assert not any("ci" in command for command in asked), "the assets' lock did not change"


def test_what_checks_need_holds_what_running_needs(checkout: Path, asked: list[list[str]]) -> None:
    set_up.main(["check"])
    asked.clear()
    set_up.main(["run"])
    assert asked == []


def test_locks_that_differ_are_both_installed(checkout: Path, asked: list[list[str]]) -> None:
    (checkout / "requirements-check.lock").write_text("a==3 \\\n")
    set_up.main(["check"])
    asked.clear()
    set_up.main(["run"])
    assert asked != []


def test_the_real_locks_agree() -> None:
    root = Path(set_up.__file__).resolve().parents[3]
    assert set_up.pins(root / "requirements.lock") <= set_up.pins(root / "requirements-check.lock")


def test_a_failed_installation_is_tried_again(checkout: Path, asked: list[list[str]], monkeypatch) -> None:
    def fail(command: list[str], environment: object = None) -> None:
        raise set_up.SetUpRefused("pip failed (no route). The log says more.")

    with monkeypatch.context() as broken:
        broken.setattr(set_up, "logged", fail)
        assert set_up.main(["run"]) == 1
    assert set_up.main(["run"]) == 0
    assert asked != []


def test_an_old_python_is_told(checkout: Path, monkeypatch, capsys) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    assert set_up.main(["run"]) == 1
    expected = "set-up: Front Door needs Python 3.11 or later, and python3 here is 3.9.\n"
    assert capsys.readouterr().err == expected


def test_a_python_without_venv_is_told(checkout: Path, monkeypatch, capsys) -> None:
    original = builtins.__import__

    def without(name: str, *rest: object, **named: object) -> object:
        if name == "ensurepip":
            raise ImportError(name)
        return original(name, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", without)
    assert set_up.main(["run"]) == 1
    assert "apt-get install -y python3-venv" in capsys.readouterr().err


def test_a_full_disk_is_told(checkout: Path, monkeypatch, capsys) -> None:
    monkeypatch.setattr(set_up.shutil, "disk_usage", lambda _: SimpleNamespace(free=999 * 1024**2))
    assert set_up.main(["run"]) == 1
    assert "999 MB free and set-up needs 1000" in capsys.readouterr().err
    assert not (checkout / ".venv").exists()


def test_a_command_that_fails_ends_with_its_last_words(checkout: Path) -> None:
    set_up.LOG.parent.mkdir()
    with pytest.raises(set_up.SetUpRefused, match=r"sh failed \(no such package\)"):
        set_up.logged(["/bin/sh", "-c", "echo trying; echo no such package; exit 3"])


def test_even_an_old_python_can_read_what_tells_it_so() -> None:
    """Python 3.6 reads the whole file before it runs any of it: nothing in it may be newer, and nothing it works out
    as it defines a function may be unknown to it. There is no such Python here; the grammar says as much as it can.
    """
    source = Path(set_up.__file__).read_text("utf-8")
    tree = ast.parse(source, feature_version=(3, 6))
    futures = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module == "__future__"]
    assert futures == [], "3.6 knows no `annotations` to import"
    for node in ast.walk(tree):
        assert not isinstance(node, ast.NamedExpr | ast.Match | ast.TryStar), ast.dump(node)
        if isinstance(node, ast.FunctionDef):
            assert not node.args.posonlyargs, node.name
            given = [one.annotation for one in (*node.args.args, *node.args.kwonlyargs)]
            for annotation in (*given, node.returns):
                assert annotation is None or isinstance(annotation, ast.Constant | ast.Name), ast.unparse(node)
        if isinstance(node, ast.AnnAssign):
            assert node not in tree.body, "what stands in the module is worked out at once"
        if isinstance(node, ast.JoinedStr):
            assert "=}" not in ast.unparse(node), "3.8 and later"
    imported = {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    assert imported <= {
        "hashlib",
        "json",
        "os",
        "shutil",
        "subprocess",
        "sys",
        "threading",
        "time",
        "ensurepip",
        "venv",
    }


@pytest.mark.parametrize("version", [(3, 6, 15), (3, 10, 12)])
def test_a_wrong_python_is_told_by_the_very_command_that_make_calls(
    version: tuple[int, int, int], tmp_path: Path
) -> None:
    """As a process, with only the word about the version changed: one sentence, status 1, and nothing made."""
    script = Path(set_up.__file__)
    told = f"import sys, runpy; sys.version_info = {version}; sys.argv = ['set_up.py', 'run']; "
    told += f"runpy.run_path({str(script)!r}, run_name='__main__')"
    ended = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, cwd=tmp_path)
    said = f"set-up: Front Door needs Python 3.11 or later, and python3 here is {version[0]}.{version[1]}.\n"
    assert (ended.returncode, ended.stdout, ended.stderr) == (1, "", said)
    assert list(tmp_path.iterdir()) == []
