"""Every component, rendered with invented data: what may and may not stand in the page's own text."""

import gzip
import re
from pathlib import Path

import pytest

from tests.screens.look import specimen

ALL = [*specimen.NAMES, "400", "403", "404", "500", "503"]
STATIC = specimen.LOOK / "static" / "look"


@pytest.mark.parametrize("name", ALL)
def test_no_page_needs_a_script_or_style_of_its_own(name: str) -> None:
    html = specimen.render(name)
    assert not re.findall(r"<script(?![^>]*\bsrc=)", html)
    assert not re.findall(r"<style|\sstyle=|\son[a-z]+=|javascript:", html)
    assert "{{" not in html


@pytest.mark.parametrize("name", ALL)
def test_narratives_leave_as_text(name: str) -> None:
    assert "<script>alert" not in specimen.render(name)


def test_nothing_is_chosen_beforehand() -> None:
    blank = specimen.render("forms").split("With errors")[0].split("Blank")[1]
    assert "<input" in blank
    assert not re.findall(r"\schecked|\sselected", blank)


def test_what_somebody_chose_and_wrote_comes_back() -> None:
    kept = specimen.render("forms").split("With text kept")[1]
    assert re.search(r'value="no"[^>]*\schecked', kept)
    assert "went straight to the toast" in kept


def test_every_error_leads_to_its_field() -> None:
    html = specimen.render("forms")
    links = re.findall(r'href="#(wrong_\w+)"', html)
    assert links
    for link in links:
        assert html.count(f'id="{link}"') == 1, link


def test_what_is_not_there_and_what_may_not_be_seen_are_one_page() -> None:
    assert specimen.render("403") == specimen.render("404")


def test_a_row_says_its_fields_in_the_specified_order() -> None:
    row = re.search(
        r'<li class="fd-row" id="FD-26-01201".*?</li>\s*<li class="fd-row"', specimen.render("triage"), re.DOTALL
    )
    assert row
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", row.group()))
    order = [
        "Red",
        "overdue 40 min: decision",
        "was due 08:20",
        "Waiting 1 h 22 min",
        "first received Sat 02:14",
        "Boy, 3",
        "+1 in household",
        "Domestic abuse, child present",
        "Police, attended",
        "Police protection until",
        "With: out-of-hours",
        "Decide",
    ]
    places = [text.index(part) for part in order]
    assert places == sorted(places)


def test_rating_and_time_have_looks_of_their_own() -> None:
    html = specimen.render("pieces")
    assert "fd-rating--none" in html
    assert ">Not yet rated<" in html
    assert not re.findall(r'class="[^"]*fd-rating[^"]*fd-time|class="[^"]*fd-time[^"]*fd-rating', html)


def test_the_safety_band_is_first_on_the_page_and_printed() -> None:
    html = specimen.render("child")
    assert html.index("Do not ring the house") < html.index("<main")
    css = (STATIC / "frontdoor.css").read_text(encoding="utf-8")
    printed = css[css.index("@media print") :]
    hidden = next(line for line in printed.splitlines() if "display: none" in line)
    assert ".fd-safety" not in hidden


@pytest.mark.parametrize(("page", "most"), [("public_form", 35_000), ("triage", 50_000), ("forms", 50_000)])
def test_first_pages_are_light(page: str, most: int, tmp_path: Path) -> None:
    """The heaviest look of each kind: everything the first page may fetch, each file gzipped as it is sent."""
    html = specimen.render(page)
    specimen.staff(tmp_path)
    places = {"govuk": tmp_path, "look": STATIC, "staff": tmp_path / "staff"}
    asked = set(re.findall(r'"/static/(\w+)/([\w.]+)"', html))
    assert len(asked) >= 4
    sizes = {name: len(gzip.compress((places[folder] / name).read_bytes(), 9)) for folder, name in asked}
    sizes["html"] = len(gzip.compress(html.encode(), 9))
    assert sum(sizes.values()) <= most, sizes
