"""Where the program keeps its own things on this machine: data, the embedded server's cluster, its socket.

Reading a place changes nothing on disk, so that settings may ask for one before anything has been started.
"""

import hashlib
import os
import pwd
import stat
from dataclasses import dataclass
from pathlib import Path

# A Unix socket's address holds 108 bytes with its closing zero (sys/un.h); the server adds its own file name.
LONGEST_SOCKET_PATH = 107
SOCKET_FILE = ".s.PGSQL.5432"
DROPPED_USER = "nobody"


@dataclass(frozen=True, slots=True)
class Places:
    """The directories of one installation.

    ``data`` is what the person names; ``server`` is where the embedded server lives, which is the same place
    unless the server's user cannot reach it; ``sockets`` is where it listens.
    """

    data: Path
    server: Path
    sockets: Path

    @property
    def cluster(self) -> Path:
        """The server's own data directory (PGDATA)."""
        return self.server / "postgres"

    @property
    def server_log(self) -> Path:
        """What the server says while it runs."""
        return self.server / "postgres.log"

    @property
    def binaries_copy(self) -> Path:
        """Where the server's programs are copied to when its user cannot reach the environment."""
        return self.server / "binaries"

    @property
    def pointer(self) -> Path:
        """A file in the data directory naming the server's place, once that has been chosen."""
        return self.data / "server-place"

    @property
    def elsewhere(self) -> bool:
        """Whether the server lives outside the data directory."""
        return self.server != self.data


def checkout() -> Path:
    """The directory that holds pyproject.toml; for an installed package, the working directory."""
    above = Path(__file__).resolve().parents[3]
    return above if (above / "pyproject.toml").exists() else Path.cwd()


def data_directory() -> Path:
    """FRONTDOOR_DATA, or ``.data`` in the checkout."""
    named = os.environ.get("FRONTDOOR_DATA")
    return Path(named).expanduser().resolve() if named else checkout() / ".data"


def places(data: Path | None = None) -> Places:
    """Find the installation's places.

    A place once chosen is kept (its name stands in the pointer file), so that data does not seem to vanish when
    somebody changes the permission of a directory above it.
    """
    data = data_directory() if data is None else data.resolve()
    pointer = data / "server-place"
    if pointer.exists():
        server = Path(pointer.read_text(encoding="utf-8").strip())
    elif os.geteuid() == 0 and not reachable_by(pwd.getpwnam(DROPPED_USER), data):
        server = Path("/var/lib") / f"frontdoor-{_short_name(data)}"
    else:
        server = data
    return Places(data=data, server=server, sockets=_socket_directory(server))


def reachable_by(user: pwd.struct_passwd, path: Path) -> bool:
    """Whether every directory above ``path`` that exists lets ``user`` pass through to it."""
    for directory in path.absolute().parents:
        if not directory.exists():
            continue
        found = directory.stat()
        if found.st_uid == user.pw_uid:
            allowed = stat.S_IXUSR
        elif found.st_gid == user.pw_gid:
            allowed = stat.S_IXGRP
        else:
            allowed = stat.S_IXOTH
        if not found.st_mode & allowed:
            return False
    return True


def shut_to_the_server(found: Places) -> bool:
    """Whether the server, which root starts as another account, could not pass through root's own data directory."""
    if os.geteuid() != 0 or found.elsewhere or not found.data.exists():
        return False
    return not reachable_by(pwd.getpwnam(DROPPED_USER), found.cluster)


def _socket_directory(server: Path) -> Path:
    inside = server / "run"
    if len(os.fsencode(inside / SOCKET_FILE)) <= LONGEST_SOCKET_PATH:
        return inside
    return Path("/tmp") / f"frontdoor-{os.geteuid()}-{_short_name(server)}"  # noqa: S108 - made 0700 and checked


def _short_name(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]
