"""What of GOV.UK Frontend is served: no font, no crown, no crest, and little enough for a telephone."""

import gzip
from pathlib import Path

import pytest

from frontdoor.screens.look import assets
from tests.screens.look.specimen import ROOT

NODE_MODULES = ROOT / "node_modules"


def test_only_the_named_files_are_written_and_a_second_time_changes_nothing(tmp_path: Path) -> None:
    first = assets.prepare(node_modules=NODE_MODULES, target=tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(assets.TAKEN)
    before = {path: path.stat().st_mtime_ns for path in first}
    assert assets.prepare(node_modules=NODE_MODULES, target=tmp_path) == first
    assert {path: path.stat().st_mtime_ns for path in first} == before


def test_nothing_of_the_typeface_or_the_royal_marks_is_left(tmp_path: Path) -> None:
    for path in assets.prepare(node_modules=NODE_MODULES, target=tmp_path):
        text = path.read_text(encoding="utf-8").lower()
        for word in ("@font-face", "gds transport", "crest", "crown", "url(", "sourcemappingurl", "accordion"):
            assert path.name.endswith(".js") or word not in text, word
        assert "sourcemappingurl" not in text


def test_rules_that_share_a_selector_keep_the_part_that_is_used() -> None:
    css = (
        "@font-face{src:url(a.woff)}.govuk-header,.govuk-body{color:red}"
        "@media print{.govuk-tabs{top:0}.govuk-hint{top:1px}}"
    )
    assert assets.trimmed(css) == ".govuk-body{color:red}@media print{.govuk-hint{top:1px}}"


def test_a_later_package_that_brings_a_mark_in_another_way_is_refused() -> None:
    with pytest.raises(assets.UnableToPrepareAssets, match="crest"):
        assets.trimmed(".royal-crest{color:red}")


def test_a_missing_package_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(assets.UnableToPrepareAssets, match="npm ci"):
        assets.prepare(node_modules=tmp_path, target=tmp_path / "ready")


def test_the_style_sheet_is_light(tmp_path: Path) -> None:
    assets.prepare(node_modules=NODE_MODULES, target=tmp_path)
    assert len(gzip.compress((tmp_path / assets.STYLE).read_bytes(), 9)) <= 11_000
