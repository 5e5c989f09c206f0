"""Reading: what a file may hold, and what a hostile or broken one gets instead of harm."""

from __future__ import annotations

import time
import tracemalloc
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from frontdoor.returns.cin_census import reader
from frontdoor.returns.cin_census.census import Child, records, shown
from frontdoor.returns.cin_census.reader import UnableToRead, read
from frontdoor.returns.cin_census.validation import validate
from tests.returns.cin_census.files import HEADER, child, message, written


def children(folder: Path, text: str | bytes) -> list[Child]:
    return list(read(written(folder, text)).children)


def refusal(folder: Path, text: str | bytes) -> str:
    """The sentence that a file gets, in little time and memory."""
    file = written(folder, text)
    tracemalloc.start()
    began = time.process_time()
    with pytest.raises(UnableToRead) as unable:
        list(read(file).children)
    assert time.process_time() - began < 2
    assert tracemalloc.get_traced_memory()[1] < 64 * 1024**2
    tracemalloc.stop()
    sentence = str(unable.value)
    assert sentence.endswith(".")
    return sentence


def test_a_file_is_read_as_it_stands(tmp_path: Path) -> None:
    reading = read(written(tmp_path, message(child("A1"), child("A2"))))
    assert (reading.header.LEA, reading.header.ReferenceDate) == ("874", date(2025, 3, 31))
    first, second = reading.children
    assert (first.identifiers.LAchildID, second.identifiers.LAchildID) == ("A1", "A2")
    (episode,) = second.cin_details
    assert episode.assessments[0].AssessmentFactors == ["4A"]
    assert episode.section47s[0].DateOfInitialCPC == date(2024, 5, 20)
    assert [held.CPPreviewDate for held in episode.cp_plans[0].reviews] == [date(2024, 8, 1), date(2025, 1, 20)]
    assert not reading.unread
    assert not reading.unknown


def test_rows_count_within_their_table_over_the_whole_file(tmp_path: Path) -> None:
    _, second = children(tmp_path, message(child("A1"), child("A2")))
    (episode,) = second.cin_details
    assert [row.row for row in second.characteristics.disabilities] == list(range(8, 16))
    assert [held.row for held in episode.cp_plans[0].reviews] == [2, 3]
    assert {one.row for one in records(second)} == {1, 2, 3, *range(8, 16)}


def test_a_group_of_reviews_without_a_date_is_a_review_without_one(tmp_path: Path) -> None:
    text = message(child()).replace("<Reviews><CPPreviewDate>2024-08-01</CPPreviewDate>", "<Reviews/><Reviews>")
    (one,) = children(tmp_path, text)
    assert [held.CPPreviewDate for held in one.cin_details[0].cp_plans[0].reviews] == [None, date(2025, 1, 20)]


def test_a_namespace_an_encoding_and_comments_make_no_difference(tmp_path: Path) -> None:
    text = message(child(), before='<?xml version="1.0" encoding="utf-16"?><!-- made today -->')
    text = text.replace("<Message>", '<Message xmlns="https://www.example.org/census">').replace(
        "<Sex>F", "<Sex>F<!-- ? -->"
    )
    (one,) = children(tmp_path, text.encode("utf-16"))
    assert (one.identifiers.LAchildID, one.identifiers.Sex) == ("A1", "F")


@pytest.mark.parametrize("text", ["01/06/2015", "2015-6-1", "2015-02-30", "2015-W23-1", "20150601", "x" * 500])
def test_what_is_no_date_counts_as_missing_and_is_kept(tmp_path: Path, text: str) -> None:
    reading = read(written(tmp_path, message(child()).replace("2015-06-01", text)))
    (one,) = reading.children
    assert one.identifiers.PersonBirthDate is None
    (unread,) = reading.unread
    assert (unread.child.LAchildID, unread.element, unread.text) == ("A1", "PersonBirthDate", text[:40])


def test_a_block_of_a_later_year_is_read_and_kept(tmp_path: Path) -> None:
    block = (
        "<PreProceedingsandFGDM><PPStartDate>2026-09-09</PPStartDate><PPOutcome>A</PPOutcome></PreProceedingsandFGDM>"
    )
    (one,) = children(tmp_path, message(child()).replace("</CINdetails>", f"{block}</CINdetails>"))
    (kept,) = one.cin_details[0].pre_proceedings
    assert (shown(kept, "PPStartDate"), kept.PPOutcome) == ("2026-09-09", "A")


def test_unknown_elements_are_passed_over_and_counted(tmp_path: Path) -> None:
    reading = read(written(tmp_path, message(child(inside="<Pet><Name>Rex</Name></Pet>"), child(inside="<Pet/>"))))
    assert len(list(reading.children)) == 2
    assert reading.unknown == {"Child/Pet": 2}


BOMB = (
    "<!DOCTYPE Message ["
    + '<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY {name} "{("&" + before + ";") * 10}">' for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
)


def test_entities_that_multiply_are_not_read(tmp_path: Path) -> None:
    text = message(child("&i;"), before=BOMB + "]>")
    assert "document type" in refusal(tmp_path, text)


def test_nothing_outside_the_file_is_opened(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the safe address")
    text = message(child("&s;"), before=f'<!DOCTYPE Message [<!ENTITY s SYSTEM "file://{secret}">]>')
    assert "document type" in refusal(tmp_path, text)
    assert "the safe address" not in refusal(tmp_path, text)


def test_a_document_type_elsewhere_is_not_fetched(tmp_path: Path) -> None:
    text = message(child(), before='<!DOCTYPE Message SYSTEM "http://127.0.0.1:9/census.dtd">')
    assert "document type" in refusal(tmp_path, text)


@pytest.mark.parametrize("deep", [300, 100_000])
def test_deep_nesting_is_refused(tmp_path: Path, deep: int) -> None:
    assert "deeper than any census" in refusal(tmp_path, message(child(inside="<a>" * deep + "</a>" * deep)))


def test_a_text_without_end_is_refused(tmp_path: Path) -> None:
    assert "longer than 4 MB" in refusal(tmp_path, message(child("A" * 12_000_000)))


@pytest.mark.parametrize(
    ("inside", "told"),
    [
        ("<ReferralNFA>true</ReferralNFA>", ("CINdetails", "ReferralNFA", "true")),
        ("<CINreferralDate>2024-06-01</CINreferralDate>", ("CINdetails", "CINreferralDate", "2024-06-01")),
    ],
)
def test_what_stands_twice_is_told(tmp_path: Path, inside: str, told: tuple[str, str, str]) -> None:
    """Two answers in one record, of which a program would take either: no report may pass over one in silence."""
    report = validate(written(tmp_path, message(child()).replace("</CINdetails>", f"{inside}</CINdetails>")), "2024-25")
    found = [one for one in report.issues() if one.rule == "twice"]
    assert [(one.table, one.field, one.value) for one in found] == [told]
    assert report.status == 1


@pytest.mark.parametrize("module", ["ChildIdentifiers", "ChildCharacteristics"])
def test_a_second_module_of_who_the_child_is_is_told(tmp_path: Path, module: str) -> None:
    report = validate(written(tmp_path, message(child(inside=f"<{module}/>"))), "2024-25")
    assert [(one.rule, one.table, one.field) for one in report.issues()] == [("twice", module, module)]


def test_a_factor_outside_its_group_is_a_factor(tmp_path: Path) -> None:
    group = "<FactorsIdentifiedAtAssessment><AssessmentFactors>4A</AssessmentFactors></FactorsIdentifiedAtAssessment>"
    alone = message(child()).replace(group, "<AssessmentFactors>21</AssessmentFactors>")
    (only,) = read(written(tmp_path, alone)).children
    assert only.cin_details[0].assessments[0].AssessmentFactors == ["21"]
    assert validate(tmp_path / "census.xml", "2024-25").spots.keys() == {"8873Q"}, "not as 2 and 1"


def test_a_child_without_end_is_refused(tmp_path: Path) -> None:
    assert "longer than 4 MB" in refusal(tmp_path, message(child(inside="<a/>" * 2_000_000)))


def test_a_file_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MOST_BYTES", 100_000)
    assert "larger than" in refusal(tmp_path, message(*(child(f"A{at}") for at in range(200))))


@pytest.mark.parametrize(
    "inside",
    [
        "<CINdetails/>",
        "<unheardOf/>",
        "<CINdetails><CINreferralDate>x</CINreferralDate></CINdetails>",
        "<ChildIdentifiers/>",
    ],
)
def test_a_file_that_is_small_and_holds_too_much_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, inside: str
) -> None:
    """A million empty elements are a few megabytes on a disk and gigabytes in a report that names each."""
    monkeypatch.setattr(reader, "MOST_RECORDS", 1000)
    assert "more than 1,000 records" in refusal(tmp_path, message(child(inside=inside * 1000)))
    assert "more than 1,000 records" in refusal(tmp_path, message("<Child/>" * 1001))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "it is empty"),
        ("LAchildID,UPN\nA1,\n", "it is not XML"),
        (b"PK\x03\x04\x00\x00", "it is not XML"),
        (message(child())[:-60], "after 0 children: it breaks off"),
        (message(child())[:-4], "after 1 child: it breaks off"),
        (message(child(), child("A2"))[:-800], "after 1 child: it breaks off"),
        (message(child("A&B")), "a lone &"),
        (message(child()) + "<more/>", "after its end"),
        (message(child("é")).encode("latin-1"), "encoding"),
        (message(child(inside="<a b=1/>")), "well-formed"),
        (message(child("&nbsp;")), "entity"),
        (message(child("\x00")), "encoding"),
        (f"<Other>{child()}</Other>", 'begins with "Other"'),
        ("<Message><Children/></Message>", "no child"),
        (f"<Message><Children>{child()}</Children>{HEADER}</Message>", "header after"),
    ],
)
def test_what_is_no_census_gets_a_sentence(tmp_path: Path, text: str | bytes, says: str) -> None:
    assert says in refusal(tmp_path, text)


def test_a_file_that_is_not_there_gets_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UnableToRead, match="cannot be opened: No such file"):
        read(tmp_path / "none.xml")
    with pytest.raises(UnableToRead, match="cannot be opened: Is a directory"):
        read(tmp_path)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_damage_brings_it_down(tmp_path: Path, data: st.DataObject) -> None:
    """Bytes cut out, doubled or changed anywhere: the file is judged, or it is unreadable with a sentence."""
    whole = bytearray(message(child("A1"), child("A2")).encode())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(whole) - 1))
        upto = data.draw(st.integers(at, min(len(whole), at + 200)))
        other = data.draw(
            st.sampled_from((b"", b"<", b"&", b"]]>", b"<![CDATA[", b"\xff", b"</Child>", b"<Child>", b"0"))
        )
        whole[at:upto] = other + (bytes(whole[at:upto]) * 2 if data.draw(st.booleans()) else b"")
    report = validate(written(tmp_path, bytes(whole)), "2024-25")
    assert report.status in {0, 1, 2}
    if report.unreadable:
        assert len(report.not_run) == 109
        assert report.unreadable.endswith(".")
    assert all("itself failed" not in one.why for one in report.not_run)
    assert all(issue.message for issue in report.issues())
