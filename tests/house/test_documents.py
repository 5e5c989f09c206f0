"""What newcomers read: no link leads nowhere, the README is short, and the words are the house's own."""

from __future__ import annotations

import re
import subprocess
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import pytest

ROOT = Path(__file__).resolve().parents[2]
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
#: Never said on a page (screens' specification, section 0).
NEVER = re.compile(r"\b(NFA|clients?|service users?|hard to engage|inquiry|investigation)\b", re.I)


@cache
def documents() -> list[Path]:
    """Every page of Markdown that is kept in the repository."""
    kept = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.md"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return [ROOT / name for name in kept.stdout.splitlines()]


def headings(page: Path) -> set[str]:
    """The anchors that a page offers."""
    found = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in found}


def test_no_link_leads_nowhere() -> None:
    dead = []
    for page in documents():
        for link in _LINK.findall(page.read_text("utf-8")):
            if re.match(r"[a-z]+:", link):
                continue
            name, _, anchor = unquote(link).partition("#")
            target = (page.parent / name).resolve() if name else page
            if not target.exists() or (anchor and anchor not in headings(target)):
                dead.append(f"{page.relative_to(ROOT)}: {link}")
    assert dead == []
    assert len(documents()) > 20


def test_the_readme_is_short_and_leads_to_every_part_of_the_documents() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    assert len(text.splitlines()) < 100
    for part in ("tour.md", "how-to/install.md", "explanation/", "reference/", "adr/"):
        assert f"docs/{part}" in text, part


@pytest.mark.parametrize("screen", sorted(path.name for path in (ROOT / "src/frontdoor/screens").iterdir()))
def test_a_page_uses_the_words_of_the_house(screen: str) -> None:
    files = [*(ROOT / "src/frontdoor/screens" / screen).rglob("*.html")]
    files += [*(ROOT / "src/frontdoor/screens" / screen).rglob("*.toml")]
    said = {
        f"{file.relative_to(ROOT)}: {found.group()}"
        for file in files
        for found in NEVER.finditer(re.sub(r"{[{%#].*?[%#}]}|<[^>]+>", " ", file.read_text("utf-8"), flags=re.S))
    }
    assert said == set()


def test_each_screen_says_what_it_is_for() -> None:
    folders = [path for path in (ROOT / "src/frontdoor/screens").iterdir() if (path / "__init__.py").exists()]
    assert [path.name for path in folders if not (path / "README.md").exists()] == []


#: A file or folder of the program as a README names it, and the function of it that stands behind.
_NAMED = re.compile(r"`(\w[\w/]*(?:\.py|/))`(?::?\s+`(\w+)\()?")


@cache
def readmes() -> list[Path]:
    """What each room, and each part of a room, says of itself."""
    return [page for page in documents() if page.name == "README.md" and page.is_relative_to(ROOT / "src")]


def meant(page: Path, name: str) -> list[Path]:
    """What a README may mean: something of its own folder and below, of another room, or of the repository."""
    own = [found for found in page.parent.rglob("*") if f"{found.as_posix()}/".endswith(f"/{name.rstrip('/')}/")]
    return own + [found for root in (ROOT / "src/frontdoor", ROOT) if (found := root / name).exists()]


def has(place: Path, function: str) -> bool:
    """Whether a file, or a file of a folder, defines a function; every place has the one without a name."""
    files = [place] if place.is_file() else place.rglob("*.py")
    return not function or any(f"\ndef {function}(" in file.read_text("utf-8") for file in files)


def test_each_room_says_what_it_owns_and_who_uses_it() -> None:
    rooms = [path for path in (ROOT / "src/frontdoor").iterdir() if (path / "__init__.py").exists()]
    assert [room.name for room in rooms if room / "README.md" not in readmes()] == []
    assert len(rooms) > 12


def test_what_a_room_says_of_its_files_is_there() -> None:
    named = [(page, *found) for page in readmes() for found in _NAMED.findall(page.read_text("utf-8"))]
    stale = [
        f"{page.relative_to(ROOT)}: {name} {function}".rstrip()
        for page, name, function in named
        if not any(has(place, function) for place in meant(page, name))
    ]
    assert stale == []
    assert len(named) > 300
