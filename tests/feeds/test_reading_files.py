"""Files as they really arrive, read without a database: every good row once, every bad one by line and reason."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from frontdoor.feeds import police
from frontdoor.feeds.columns import UnableToReadFile, read_header
from frontdoor.feeds.lines import Lines
from frontdoor.feeds.objects import objects
from frontdoor.feeds.report import Report
from frontdoor.feeds.rows import rows
from frontdoor.rules.notifications import Part
from tests.feeds.files import ADULT, CHILD, HEADER, as_csv, row, written
from tests.shared_data import shared


def sent(file: Path) -> tuple[list[list[Part]], Report]:
    report = Report(file.name)
    return list(police._sent(file, report)), report


ENCODINGS = [
    ("utf-8", b"", "plain UTF-8"),
    ("utf-8", b"\xef\xbb\xbf", "Excel puts a mark before it"),
    ("utf-16-le", b"\xff\xfe", "a Windows export"),
    ("utf-16-be", b"\xfe\xff", "the other Windows export"),
    ("iso-8859-1", b"", "an old system"),
]


@pytest.mark.parametrize(("codec", "mark", "because"), ENCODINGS)
def test_names_come_through_in_every_encoding(tmp_path: Path, codec: str, mark: bytes, because: str) -> None:
    text = as_csv([row(CHILD, given_name="Zoë", family_name="Grün")])
    found, report = sent(written(tmp_path, mark + text.encode(codec)))
    assert (found[0][0].get("given_name"), found[0][0].get("family_name")) == ("Zoë", "Grün"), because
    assert report.refused == []


def test_one_wrong_byte_spoils_one_line_and_no_other(tmp_path: Path) -> None:
    texts = [as_csv([row(CHILD, occurrence_number=f"N{n}", given_name="Łucja")]).splitlines()[1] for n in range(3)]
    file = written(tmp_path, "\n".join([",".join(HEADER), *texts]).encode().replace(b"N1,", b"N1\x92,"))
    found, report = sent(file)
    assert [group[0].get("given_name") for group in found][::2] == ["Łucja", "Łucja"]
    assert "1 lines are not UTF-8" in report.notes[-1]
    assert len(found) == 3


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_line_ends_of_every_system(tmp_path: Path, end: str) -> None:
    found, report = sent(written(tmp_path, as_csv([row(CHILD), row(ADULT)], end=end)))
    assert [len(group) for group in found] == [2]
    assert report.refused == []


def test_rows_of_one_occurrence_are_one_notification_wherever_they_stand(tmp_path: Path) -> None:
    rows_of = [row(CHILD), row(CHILD, occurrence_number="35/2/26"), row(ADULT), row(CHILD, given_name="Ben")]
    found, _ = sent(written(tmp_path, as_csv(rows_of)))
    assert sorted(len(group) for group in found) == [1, 3]


def test_blank_lines_and_repeated_rows_are_left_out_and_named(tmp_path: Path) -> None:
    lines = as_csv([row(CHILD), row(CHILD)]).splitlines()
    file = written(tmp_path, "\n".join([lines[0], "", lines[1], "," * (len(HEADER) - 1), " ", lines[2], ""]))
    found, report = sent(file)
    assert [len(group) for group in found] == [1]
    assert [(said.line, said.words) for said in report.repeated] == [(6, "it says what line 3 says.")]


def test_a_missing_column_is_named_in_one_sentence_and_nothing_is_loaded(tmp_path: Path) -> None:
    header = [name for name in HEADER if name not in ("do_not_disclose", "narrative")]
    with pytest.raises(UnableToReadFile) as refused:
        sent(written(tmp_path, as_csv([row(CHILD)], header)))
    assert "lacks the columns narrative, do_not_disclose" in str(refused.value)


def test_further_columns_are_ignored_and_named(tmp_path: Path) -> None:
    found, report = sent(written(tmp_path, as_csv([row(CHILD, shoe_size="4")], [*HEADER, "shoe_size"])))
    assert len(found) == 1
    assert report.notes == ["Columns that nobody reads: shoe_size."]


def test_headings_in_any_case_and_spacing() -> None:
    header = read_header([" Occurrence Number ", "NARRATIVE"], known=("occurrence_number", "narrative"), needed=())
    assert header.values(["7", "text"]) == {"occurrence_number": "7", "narrative": "text"}


BROKEN = [
    ("{good0}\n{bad}\n{good1}\n", "one,two,three", "cells", "a row with too few cells"),
    ("{good0}\n{bad}\n{good1}\n", 'N9,"never closed', "quotation mark", "a mark that swallows the rest of the file"),
    ("{good0}\n{bad}\n{good1}\n", ",".join(["x"] * 90), "cells", "a row with too many cells"),
    (
        "{good0}\n{bad}\n{good1}\n",
        ",2026-11-20T15:10" + "," * (len(HEADER) - 2) + "x",
        "occurrence_number",
        "no number",
    ),
]


@pytest.mark.parametrize(("shape", "bad", "reason", "because"), BROKEN)
def test_a_bad_row_is_named_and_costs_no_other(tmp_path: Path, shape: str, bad: str, reason: str, because: str) -> None:
    good = [as_csv([row(CHILD, occurrence_number=f"G{n}")]).splitlines()[1] for n in (0, 1)]
    text = ",".join(HEADER) + "\n" + shape.format(good0=good[0], good1=good[1], bad=bad)
    found, report = sent(written(tmp_path, text))
    assert [group[0].get("occurrence_number") for group in found] == ["G0", "G1"], because
    assert [said.line for said in report.refused] == [3], because
    assert reason in report.refused[0].words, because


def test_a_narrative_over_many_lines_with_quotation_marks_comes_whole(tmp_path: Path) -> None:
    account = 'She said "go away".\n\nThen, at 21:40,\nhe left; "for good".\n' + "Line, with commas.\n" * 200
    found, report = sent(written(tmp_path, as_csv([row(CHILD, narrative=account), row(CHILD, occurrence_number="2")])))
    assert found[0][0].get("narrative") == account
    assert (len(found), report.refused) == (2, [])


def test_a_mark_not_doubled_is_read_as_well_as_can_be_and_doubted() -> None:
    read = list(rows(["a,b,c\n", '1,"he said "no" twice",3\n', "4,5,6\n"]))
    assert [row.line for row in read] == [1, 2, 3]
    assert "not doubled" in read[1].doubt
    assert "no" in read[1].cells[1]


def test_a_semicolon_file_is_read_too(tmp_path: Path) -> None:
    read = list(rows(["a;b;c;d\n", '1;"2;2";3;4\n']))
    assert read[1].cells == ["1", "2;2", "3", "4"]


def test_zero_bytes_do_not_reach_the_database(tmp_path: Path) -> None:
    file = written(tmp_path, as_csv([row(CHILD, narrative="before\x00after")]))
    assert next(iter(sent(file)[0]))[0].get("narrative") == "before�after"


def test_an_empty_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(UnableToReadFile, match="empty"):
        sent(written(tmp_path, "\n\n"))


ONE, TWO = '{"occurrence_number": "1"}', '{"occurrence_number": "2"}'
JSON = [
    (f"[{ONE}, {TWO}]", ["1", "2"], [], "a list on one line"),
    (f"{ONE}\n{TWO}\n", ["1", "2"], [], "one object a line"),
    (f'{{"notifications": [\n{ONE}\n]}}', ["1"], [], "a list with a name"),
    (f'[\n{ONE},\n{{"occurrence_number": }},\n{TWO}\n]', ["1", "2"], [3], "one broken"),
    (f'[\n{ONE},\n{{"occurrence_number": "oh\n}},\n{TWO}\n]', ["1", "2"], [3], "a text not closed"),
    (f'[\n{{"occurrence_number": "a{{b}}\\"c"}},\nrubbish\n{TWO}]', ['a{b}"c', "2"], [3], "signs in a text"),
    (f"[{ONE},\n{TWO[:-1]}", ["1"], [2], "the end is missing"),
]


@pytest.mark.parametrize(("text", "numbers", "bad", "because"), JSON)
def test_objects_of_a_json_file(tmp_path: Path, text: str, numbers: list[str], bad: list[int], because: str) -> None:
    found = list(objects(written(tmp_path, text, "n.json")))
    assert [one.value["occurrence_number"] for one in found if not one.wrong] == numbers, because
    assert [one.line for one in found if one.wrong] == bad, because


def test_fifty_thousand_rows_with_long_narratives_are_read_in_little_memory(tmp_path: Path) -> None:
    file = tmp_path / "large.csv"
    account = "She heard shouting from upstairs. " * 30
    with file.open("w", encoding="utf-8") as large:
        large.write(",".join(HEADER) + "\n")
        one = as_csv([row(CHILD, occurrence_number="NUMBER", narrative=account)]).splitlines()[1]
        other = as_csv([row(ADULT, occurrence_number="NUMBER", narrative=account)]).splitlines()[1]
        for number in range(25_000):
            if number == 12_500:
                large.write('N,"one bad row\n')
            large.write(one.replace("NUMBER", f"N{number}") + "\n" + other.replace("NUMBER", f"N{number}") + "\n")
    reading = subprocess.run(
        [sys.executable, "-c", READ_IT, str(file)], capture_output=True, text=True, check=True, env=with_this_path()
    )
    told = json.loads(reading.stdout)
    assert told["sent"] == 25_000
    assert told["refused"] == [25_002]
    assert told["megabytes"] <= 300


#: Django and all, as `frontdoor feeds police` reads a file. VmHWM is this program's own high-water mark; ru_maxrss
#: would start at that of the process that forked it, and so measure the test session.
READ_IT = """
import django, json, sys
django.setup()
from pathlib import Path
from frontdoor.feeds import police
from frontdoor.feeds.report import Report
report = Report("large.csv")
sent = sum(1 for _ in police._sent(Path(sys.argv[1]), report))
status = Path("/proc/self/status").read_text(encoding="ascii")
most = int(status.partition("VmHWM:")[2].split()[0]) // 1024
print(json.dumps({"sent": sent, "refused": [said.line for said in report.refused], "megabytes": most}))
"""


def with_this_path() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}


SHARED = ["class_import", "cohort_import"]


def _shared_files() -> Iterator[Path]:
    for folder in SHARED:
        yield from sorted(shared(f"data/imports/{folder}").glob("*.csv"))


@pytest.mark.shared
def test_files_of_others_are_read_row_by_row_or_refused_by_line() -> None:
    for file in _shared_files():
        lines = Lines(file)
        read = list(rows(lines))
        assert read, file.name
        width = len(read[0].cells)
        assert all(row.wrong or len(row.cells) == width for row in read[1:]), file.name
        assert lines.other == 0 or "iso" in file.name
        header = [cell.lower() for cell in read[0].cells]
        assert not header[0].startswith("﻿")
