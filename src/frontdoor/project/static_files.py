"""Collects, compresses and names the static files by their content, and only when one of them changed."""

import hashlib
from pathlib import Path


def finish_static_files() -> None:
    """Bring STATIC_ROOT up to date; where nothing changed since the last time, only look."""
    from django.conf import settings
    from django.core.management import call_command

    stamp = Path(settings.STATIC_ROOT) / "finished"
    now = _fingerprint()
    if stamp.exists() and stamp.read_text(encoding="utf-8") == now:
        return
    stamp.unlink(missing_ok=True)
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(now, encoding="utf-8")


def _fingerprint() -> str:
    from django.contrib.staticfiles.finders import get_finders

    known = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list(["CVS", ".*", "*~"]):
            found = Path(storage.path(name)).stat()
            known.update(f"{name} {found.st_size} {found.st_mtime_ns}\n".encode())
    return known.hexdigest()
