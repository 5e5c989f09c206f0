"""A stopped server's files with every migration run, kept between sessions for as long as nothing has changed.

What a migration makes depends on the modules that were loaded while it ran. Their names and contents are written
beside the files; the template is used again only where every one of them, every migration and the server's
version are the same.
"""

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

from frontdoor.project.embedded_server import Running, binaries, start, stop
from frontdoor.project.places import Places, places
from frontdoor.project.preparation import prepare
from tests.harness.environment import ROOT, TEMPLATE_DATABASE

SOURCE = ROOT / "src" / "frontdoor"
KEPT = 3
# A test's database is thrown away: nothing needs to survive a crash of the machine.
QUICK: Mapping[str, str] = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "max_wal_size": "4GB",
    "max_connections": "200",
}


def start_with_template(session: Path) -> Running:
    """Start the session's server, its template database made new or taken from an earlier session."""
    cache = Path(os.environ.get("FRONTDOOR_TEST_CACHE", ROOT / ".data" / "tests"))
    cache.mkdir(parents=True, exist_ok=True)
    found = places(session)
    with (cache / "lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        kept = next((entry for entry in _entries(cache) if _is_current(entry)), None)
        if kept is not None:
            os.utime(kept)
            _copy(kept / "postgres", found.cluster)
        else:
            _build(session)
            _keep(found, cache)
    return start(found, settings=QUICK)


def _build(session: Path) -> None:
    """In a process of its own, so that only what a migration needs is loaded and written down."""
    environment = {**os.environ, "FRONTDOOR_DATA": str(session), "FRONTDOOR_DATABASE": TEMPLATE_DATABASE}
    built = subprocess.run(
        [sys.executable, "-m", "tests.harness.template"],
        cwd=ROOT,
        env={**environment, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
    )
    if built.returncode != 0:
        raise RuntimeError(f"The test template could not be migrated:\n{built.stdout}\n{built.stderr}")


def _migrate_and_write_down(session: Path) -> None:
    began = time.time()
    running = start(places(session), settings=QUICK)
    try:
        prepare(running, database=TEMPLATE_DATABASE)
        import django
        from django.core.management import call_command
        from django.db import connections

        django.setup()
        call_command("migrate", database="owner", verbosity=0, skip_checks=True)
        connections.close_all()
    finally:
        stop(running)
    files = sorted({*_loaded_modules(), *_always_read()})
    if any(path.stat().st_mtime > began for path in files):
        return  # Somebody was typing: this session may use what was made, the next one may not.
    manifest = {"server": _server_version(), "files": {str(path.relative_to(ROOT)): _hash(path) for path in files}}
    (session / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


def _loaded_modules() -> Iterable[Path]:
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == "frontdoor" and getattr(module, "__file__", None):
            yield Path(str(module.__file__))


def _always_read() -> Iterable[Path]:
    yield ROOT / "requirements.lock"
    yield from SOURCE.glob("*/migrations/*.py")
    yield from SOURCE.glob("*/*/migrations/*.py")
    for directory in (SOURCE, ROOT / "partnerships"):
        for kind in ("json", "toml", "sql"):
            yield from directory.rglob(f"*.{kind}")


def _keep(found: Places, cache: Path) -> None:
    manifest = found.data / "manifest.json"
    if not manifest.exists():
        return
    entry = cache / f"{os.geteuid()}-{_hash(manifest)[:16]}"
    shutil.rmtree(entry, ignore_errors=True)
    entry.mkdir()
    _copy(found.cluster, entry / "postgres")
    # Last, since an entry without it is never used.
    shutil.move(manifest, entry / "manifest.json")
    for old in _entries(cache)[KEPT:]:
        shutil.rmtree(old)


def _entries(cache: Path) -> list[Path]:
    mine = [entry for entry in cache.glob(f"{os.geteuid()}-*") if entry.is_dir()]
    return sorted(mine, key=lambda entry: entry.stat().st_mtime, reverse=True)


def _is_current(entry: Path) -> bool:
    try:
        manifest = json.loads((entry / "manifest.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return False
    files: dict[str, str] = manifest["files"]
    if manifest["server"] != _server_version() or any(
        str(path.relative_to(ROOT)) not in files for path in _always_read()
    ):
        return False
    return all((ROOT / name).exists() and _hash(ROOT / name) == known for name, known in files.items())


def _server_version() -> str:
    asked = subprocess.run([binaries() / "postgres", "--version"], capture_output=True, text=True, check=True)
    return asked.stdout.strip()


def _copy(source: Path, target: Path) -> None:
    # cp keeps the owner, which is another account under root, and shares the blocks where the file system can.
    subprocess.run(["cp", "-a", "--reflink=auto", str(source), str(target)], check=True)


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    _migrate_and_write_down(Path(os.environ["FRONTDOOR_DATA"]))
