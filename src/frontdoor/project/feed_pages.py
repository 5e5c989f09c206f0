"""The reference pages of what arrives from other systems: the columns of notifications and of open status."""

from __future__ import annotations

import csv
import io
import json

from frontdoor.rules import open_status
from frontdoor.rules.concern import WORRIES
from frontdoor.rules.notifications import COLUMNS, Column

_SORTS = {
    "text": "text",
    "code": "one line",
    "answer": "yes, no, not known",
    "moment": "date and time",
    "date": "date",
    "list": "codes with semicolons",
}

_BEFORE = """# Police notifications

Loaded with `frontdoor feeds police FILE`, or sent to `/api/v1/notifications`. The same fields in both, and any other
agency may use them too.

**A file** is CSV with a header, or JSON: a list of objects, or one object after another. Headings may be in any case
and order. Letters may be UTF-8, UTF-16 or ISO-8859-1, with or without a byte-order mark; cells may be parted by commas,
semicolons or tabs. Each row is about one person; rows with the same occurrence number are one notification and make
**one contact**, wherever they stand. What is said once may stand in every row or in one.

**A message** is one object: what is said once, `children` and `adults`, each a list of objects.

**Nothing is lost.** All text is kept letter by letter: markup, and cells that begin with `=`, `+`, `-` or `@`, are
text. What cannot be read as it should be (a day that does not exist, a date in the future, a birth before 1900, a child
of forty, an unknown code, a name of 500 letters) is taken, kept as it was written and asked about, by line.

**Not loaded** are rows of which it cannot be told what belongs where: too few or too many cells, a quotation mark never
closed, no occurrence number. Each is named by its line and the reason; all others are loaded. A row that repeats
another is left out and named.

**Sent again** with the same content, a notification changes nothing. With other content under the same number it adds
to the same contact: the account as information, further children and adults, police protection, danger.

**Dates** are `2026-11-20` or `20/11/2026`; moments `2026-11-20T21:40` or `20/11/2026 21:40`, in London unless an offset
is written. If a child is in danger now, ring as well: no file is read by a person at once.

Columns marked *needed* must stand in a file's header, even if all cells are empty: the file is refused otherwise, since
a misspelt heading would drop what protects somebody. In a message only `occurrence_number` is needed.

"""


def notifications() -> str:
    """The page about notifications."""
    text = _BEFORE
    for about, title in (
        ("notification", "Said once"),
        ("child or adult", "Of each person"),
        ("child", "Of a child"),
        ("adult", "Of an adult"),
    ):
        text += f"## {title}\n\n| Column | Holds | Read as | Needed | Longest |\n|---|---|---|---|---|\n"
        text += "".join(_row(column) for column in COLUMNS if column.about == about) + "\n"
    text += f"## Worries\n\n{', '.join(f'`{code}`' for code in WORRIES)}.\n\n"
    return text + "## Example\n\n```csv\n" + _example_csv() + "```\n\n```json\n" + _example_json() + "\n```\n"


def _row(column: Column) -> str:
    needed = "yes" if column.required or column.protects else ""
    longest = f"{column.limit} letters" if column.limit else ""
    return f"| `{column.name}` | {column.words} | {_SORTS[column.sort]} | {needed} | {longest} |\n"


def _examples(about: tuple[str, ...]) -> dict[str, str]:
    return {column.name: column.example for column in COLUMNS if column.about in about and column.example}


def _example_csv() -> str:
    """Two rows of one occurrence, with the columns that are needed and a few more."""
    names = [column.name for column in COLUMNS if column.required or column.protects or column.name in _SHOWN]
    child = {**_examples(("notification", "child or adult", "child")), "police_protection_from": ""}
    adult = {**_examples(("notification", "adult")), "person": "adult", "given_name": "Alex", "family_name": "Example"}
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, names, restval="", extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows([child, adult])
    return text.getvalue()


_SHOWN = ("given_name", "family_name", "date_of_birth", "seen", "words", "relationship")


def _example_json() -> str:
    once = _examples(("notification",))
    child = {name: value for name, value in _examples(("child or adult", "child")).items() if name != "person"}
    adult = {**_examples(("adult",)), "given_name": "Alex", "family_name": "Example"}
    return json.dumps({**once, "children": [child], "adults": [adult]}, indent=2, ensure_ascii=False)


def status() -> str:
    """The page about open status."""
    text = "# Open status\n\nWhat the authority's own case system says of a person, loaded at least hourly with "
    text += "`frontdoor feeds status FILE` or sent to `/api/v1/status`. Headings are those of the Standard "
    text += "Safeguarding Dataset where it has the fact. An episode, plan or period of care is open while its start is "
    text += "there and its end is not; send a person once more when the last one has ended.\n\n"
    text += "A person is found by the case system's number, else by NHS number; an unknown one is made provisional. An "
    text += "event is written when a fact changed. A status over 2 hours old says so; over 24 it says whom to ring.\n\n"
    text += "| Column | Holds | Of the dataset | Needed |\n|---|---|---|---|\n"
    for column in open_status.COLUMNS:
        of_ssd, needed = "yes" if column.of_ssd else "", "yes" if column.needed else ""
        text += f"| `{column.name}` | {column.words} | {of_ssd} | {needed} |\n"
    return text
