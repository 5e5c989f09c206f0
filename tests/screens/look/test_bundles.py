"""One style sheet and one script for every staff page: nothing left out, nothing that reaches too far."""

import re
from pathlib import Path

import pytest

from frontdoor.screens.look import bundles
from tests.screens.look import specimen

SCREENS = specimen.LOOK.parent


def test_it_is_made_once_and_again_the_same(tmp_path: Path) -> None:
    first = specimen.staff(tmp_path)
    before = [path.stat().st_mtime_ns for path in first]
    assert specimen.staff(tmp_path) == first
    assert [path.stat().st_mtime_ns for path in first] == before


def test_every_room_is_in_it_the_look_first(tmp_path: Path) -> None:
    style, script = (path.read_text(encoding="utf-8") for path in specimen.staff(tmp_path))
    order = [
        style.index(part)
        for part in (
            ".govuk-button{",
            ".fd-header{",
            ".fd-counters{",
            ".fdc__status{",
            ".fdi__sum",
            ".fd-visit__child{",
            ".fdw{",
        )
    ]
    assert order == sorted(order)
    for part in ("data-live", "data-draft-url", "data-hide-page", "data-shown-for", "form.fd-visit"):
        assert part in script


@pytest.mark.parametrize(
    ("written", "sent", "because"),
    [
        ("/* why */\n.a > .b { color: red; }\n", ".a>.b{color:red}\n", "comments and spaces are not fetched"),
        ('.a::before { content: ": "; }', '.a::before{content: ": "}\n', "words stay as they are"),
        (".a :is(i, b) { top: calc(1rem + 2px) }", ".a :is(i,b){top:calc(1rem + 2px)}\n", "other spaces stay"),
    ],
)  # fmt: skip
def test_a_style_sheet_means_the_same_in_one_line(tmp_path: Path, written: str, sent: str, because: str) -> None:
    room = tmp_path / "room" / "static" / "room"
    room.mkdir(parents=True)
    (room / "room.css").write_text(written, encoding="utf-8")
    (tmp_path / "govuk.css").write_text("", encoding="utf-8")
    made = bundles.prepare(screens=tmp_path, govuk=tmp_path / "govuk.css", target=tmp_path)[0]
    assert made.read_text(encoding="utf-8") == "\n" + sent, because


def test_a_rule_begins_with_a_class_of_its_room() -> None:
    """A rule for `p` or `h2` alone would change every page."""
    faults = []
    for path in SCREENS.glob("*/static/*/*.css"):
        if path.parent.name == "look":
            continue
        text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        for selectors in re.findall(r"([^{}]+){[^{}]*}", text):
            parts = re.split(r",(?![^(]*\))", selectors.strip())
            faults += [
                f"{path.name}: {part}"
                for part in map(str.strip, parts)
                if not re.match(r"\.|:is\(\.|html:has\(\.", part)
            ]
    assert faults == []


def test_no_page_brings_a_file_of_its_own() -> None:
    bases = {"base.html", "public.html"}
    found = [path for path in SCREENS.glob("*/templates/**/*.html") if path.name not in bases]
    assert len(found) > 100
    assert [path.name for path in found if "static(" in path.read_text(encoding="utf-8")] == []
