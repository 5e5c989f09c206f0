"""The columns of a register's file, once: the reader and the reference page are made from this table.

Files arrive in shapes that agencies already have. A heading of the school census or of a class list is read as the
column that it means (`MEANS`); every other column of such a file is read by nobody, and the report names it.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class RegisterColumn:
    """One column: its heading, what stands in it, headings of other files that mean it, and its longest value."""

    name: str
    words: str
    means: tuple[str, ...] = ()
    needed: bool = False
    limit: int = 0
    example: str = ""


COLUMNS: tuple[RegisterColumn, ...] = (
    RegisterColumn(
        name="row_number", limit=60, means=("pupilonrolltableid",), example="P-1017",
        words="Your own number of the row, by which it is followed from file to file. Without it: the NHS number, the "
        "UPN, or name and date of birth.",
    ),
    RegisterColumn(name="person", words="child or adult; a child if empty.", example="child"),
    RegisterColumn(
        name="given_name", limit=120, needed=True, means=("forename", "child_first_name"), example="Ana",
        words="Given names.",
    ),
    RegisterColumn(
        name="family_name", limit=120, needed=True, means=("surname", "child_last_name"), example="Example",
        words="Family name.",
    ),
    RegisterColumn(
        name="date_of_birth", needed=True, means=("dob", "child_date_of_birth"), example="2019-05-04",
        words="Date of birth.",
    ),
    RegisterColumn(name="nhs_number", means=("child_nhs_number",), words="NHS number.", example="999 000 0018"),
    RegisterColumn(name="upn", words="Unique pupil number."),
    RegisterColumn(
        name="household", limit=60, example="H-88",
        words="Your own number of the household: rows with the same one live together. An adult without date of birth "
        "and number is found through a child of the household.",
    ),
    RegisterColumn(
        name="relationship", limit=40, words="Of an adult: what they are to the children.", example="mother"
    ),
    RegisterColumn(
        name="headline", example="on_roll",
        words="One of the codes below. Anything else is not kept: the row says that you know the person, never what.",
    ),
    RegisterColumn(
        name="held_at", limit=120, means=("nativeid", "child_school_urn"), example="Larkfield Primary School",
        words="Which of your schools, surgeries or teams knows the person, where the file is of several.",
    ),
    RegisterColumn(
        name="named_contact", limit=120, example="Sam School, safeguarding lead", words="Whom to ask, by name or job."
    ),
    RegisterColumn(name="contact_telephone", limit=40, words="Their telephone at work.", example="01632 960150"),
    RegisterColumn(name="contact_email", limit=120, words="Their e-mail at work."),
    RegisterColumn(name="last_seen", words="The day somebody of yours last saw the person.", example="2026-11-19"),
    RegisterColumn(name="ended_on", words="With --changes: the day you ceased to know the person."),
    RegisterColumn(
        name="adult_1_name", limit=120, means=("parent_1_name",),
        words="In a file with one row a child: an adult of the household, given names first.",
    ),
    RegisterColumn(
        name="adult_1_relationship", limit=40, means=("parent_1_relationship",), words="What they are to the child."
    ),
    RegisterColumn(name="adult_2_name", limit=120, means=("parent_2_name",), words="A second adult."),
    RegisterColumn(
        name="adult_2_relationship", limit=40, means=("parent_2_relationship",), words="What they are to the child."
    ),
)  # fmt: skip

column_by_name: dict[str, RegisterColumn] = {column.name: column for column in COLUMNS}
#: The column that a heading means, for every heading that is read.
MEANS: dict[str, str] = {heading: column.name for column in COLUMNS for heading in (column.name, *column.means)}
