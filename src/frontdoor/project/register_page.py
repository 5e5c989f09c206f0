"""The reference page of agencies' registers: who may send one, its columns, and what becomes of a row."""

from __future__ import annotations

import csv
import io

from frontdoor.rules.registers import COLUMNS, REGISTERS, SENSITIVE
from frontdoor.rules.registers.linking import BECAUSE

_BEFORE = """# Agencies' registers

Loaded with `frontdoor feeds register FILE --kind KIND --agency CODE`, in full (`--full`) or by change (`--changes`).
A register says **that** an agency knows a person and whom to ask, never **what** it knows. It is loaded under a
recorded agreement and impact assessment, and shown, while they are in force, to those who work with the child: on the
child's page and the record, as "Who knows this child". Each look is logged.

**A file** is CSV with a header. Headings may be in any case and order. Letters may be UTF-8, UTF-16 or ISO-8859-1, with
or without a byte-order mark; cells may be parted by commas, semicolons or tabs. Files of the school census (pupils on
roll) and class or cohort lists are read as they are: the column "Also read" says which of their headings mean what.
Every other column is read by nobody, and the report names it. No address is read.

**Not kept** is a number whose check fails, a date that cannot be, a headline that is none of the codes: each is named
by line, and the row is loaded without it. **Not loaded** are rows that could be anybody (no name; neither a date of
birth nor a number that holds), that cannot be read, or that say otherwise than an earlier row of the same number: each
is named by line and reason. A row that repeats another is left out and named.

**A full file** ends whoever no longer stands in it, on the day it is loaded; nothing is deleted. Nothing is ended while
a row of the file cannot be read at all, and a file that lacks more than half of the rows that are known is refused: it
may be cut short. **A file of changes** ends the rows that carry `ended_on`, and leaves all others as they are.

**Loaded again**, a file changes nothing. Rows are stored in batches, each whole or not at all; a load that was killed
is finished by running it again.

"""


def registers() -> str:
    """The page."""
    text = _BEFORE + "## Columns\n\n| Column | Holds | Also read | Needed | Longest |\n|---|---|---|---|---|\n"
    for column in COLUMNS:
        also = ", ".join(f"`{heading}`" for heading in column.means)
        longest = f"{column.limit} letters" if column.limit else ""
        text += f"| `{column.name}` | {column.words} | {also} | {'yes' if column.needed else ''} | {longest} |\n"
    text += "\nColumns marked *needed* must stand in the header, even where all their cells are empty.\n\n"
    text += "## Registers\n\n| Register | Kind | Sent by agencies of the kind | Headlines |\n|---|---|---|---|\n"
    for register in REGISTERS.values():
        headlines = "; ".join(f"`{code}` {words.lower()}" for code, words in register.headlines.items())
        sent_by = ", ".join(sorted(kind.replace("_", " ") for kind in register.sent_by))
        text += f"| {register.words} | `{register.code}` | {sent_by} | {headlines} |\n"
    text += f"\nNever a register, whatever is agreed: {', '.join(SENSITIVE.values())}. The hub may ask them.\n\n"
    text += "## Whom a row is about\n\nThe first of these that fits one person and no other; a row that fits nobody is "
    text += (
        "kept, and asked again when somebody arrives. Nobody behind a wall is found, nobody with another NHS number, "
    )
    text += "and no brother or sister born on the same day.\n\n"
    text += "".join(f"- {words}\n" for code, words in BECAUSE.items() if code != "worker")
    text += '\nUntil a worker says that it is right, the page reads "Link not confirmed".\n\n'
    return text + "## Example\n\n```csv\n" + example() + "```\n"


def example() -> str:
    """A child and an adult of the household, as a file."""
    names = [column.name for column in COLUMNS if column.example or column.name == "relationship"]
    child = {column.name: column.example for column in COLUMNS if column.name != "relationship"}
    adult = {"row_number": "A-1018", "person": "adult", "given_name": "Mo", "family_name": "Example",
             "household": "H-88", "relationship": "mother"}  # fmt: skip
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, names, restval="", extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows([child, adult])
    return text.getvalue()
