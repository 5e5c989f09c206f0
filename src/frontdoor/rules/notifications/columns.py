"""The columns of a notification, once: the reader, the API's document and the reference page are made from this table.

Columns that protect somebody (`protects`) must stand in a file's header, even where all their cells are empty: a
misspelt heading would otherwise drop what must not be disclosed, or a child's police protection, without a word.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

#: Longest values that a row of ours holds. A longer one is kept whole beside it, as a question.
NAME, PLACE, SHORT, NUMBER = 120, 200, 20, 40


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column: its heading, what stands in it, of what sort, and how many letters our own row holds of it.

    `sort` is "text", "code" (one line), "answer" (yes, no, not known), "moment", "date", or "list" (codes with
    semicolons between). `about` is "notification" for what is said once, otherwise of whom it is said.
    """

    name: str
    words: str
    sort: str = "text"
    about: str = "notification"
    limit: int = 0
    required: bool = False
    protects: bool = False
    example: str = ""


def _said_once() -> Iterable[Column]:
    yield Column(
        name="occurrence_number", sort="code", limit=60, required=True, example="35/10482/26",
        words="Your own number of the occurrence. All rows with one number are one notification.",
    )  # fmt: skip
    yield Column(
        name="submitted", sort="moment", required=True, example="2026-11-20T23:40",
        words="When the officer sent it to your desk.",
    )  # fmt: skip
    yield Column(name="incident", sort="moment", words="When it happened.", example="2026-11-20T21:15")
    yield Column(
        name="attended", sort="moment", words="When somebody of your agency was there.", example="2026-11-20T21:40"
    )
    yield Column(name="officer", sort="code", limit=NAME, words="Who attended, with number.", example="PC 1234 Hill")
    yield Column(name="grade", sort="code", limit=SHORT, words="Your grade, as you write it.", example="2")
    yield Column(
        name="dash", sort="code", limit=SHORT, example="high",
        words="The result of the DASH checklist, as you write it. The checklist itself is not sent.",
    )  # fmt: skip
    yield Column(
        name="danger_now", sort="answer", words="Whether a child is in danger now. Ring as well.", example="no"
    )
    yield Column(
        name="worries", sort="list", words="Codes of the worries (page Outcomes), semicolons between.",
        example="domestic_abuse",
    )  # fmt: skip
    yield Column(
        name="narrative", required=True, words="What happened, in your words, of any length. Kept letter by letter.",
        example="Called by a neighbour who heard shouting.",
    )  # fmt: skip
    yield Column(
        name="handling_code", sort="code", limit=SHORT, protects=True, words="Your handling code.", example="P"
    )
    yield Column(
        name="do_not_disclose", protects=True, example="Caller lives next door.",
        words="What the family must not learn from us. Stands behind the hub's wall, never beside the narrative.",
    )  # fmt: skip
    yield Column(
        name="encompass_sent", sort="answer", words="Whether Operation Encompass told the school.", example="yes"
    )


def _of_everybody() -> Iterable[Column]:
    both = "child or adult"
    yield Column(
        name="person", sort="code", about=both, required=True, example="child",
        words="Who the row is about: child, unborn, adult, or a context (peer_group, place, school, transport, "
        "business, online_space). Empty where the row names nobody.",
    )  # fmt: skip
    yield Column(name="given_name", sort="code", about=both, limit=NAME, words="Given names.", example="Ana")
    yield Column(name="family_name", sort="code", about=both, limit=NAME, words="Family name.", example="Example")
    yield Column(
        name="label", sort="code", about=both, limit=NAME, example="girl about 9, red coat",
        words="What somebody without a name is called.",
    )  # fmt: skip
    yield Column(name="date_of_birth", sort="date", about=both, words="Date of birth.", example="2019-05-04")
    yield Column(name="sex", sort="code", about=both, words="M, F or U (not known).", example="F")
    yield Column(name="address", about=both, words="Address, lines in one cell.", example="1 Any Road")
    yield Column(name="postcode", sort="code", about=both, limit=8, words="Postcode.", example="PE1 1AA")
    yield Column(
        name="keep_address_from", sort="code", about=both, limit=PLACE, protects=True,
        words="Who must not learn this address. Given, the address stands behind its own wall.", example="father",
    )  # fmt: skip
    yield Column(name="telephone", sort="code", about=both, limit=NUMBER, words="Telephone.", example="07700 900100")


def _of_children() -> Iterable[Column]:
    yield Column(name="age", sort="code", about="child", limit=60, words="Age as it was said.", example="about 9")
    yield Column(name="expected", sort="date", about="child", words="Of an unborn child: the day it is due.")
    yield Column(
        name="nhs_number", sort="code", about="child", limit=NUMBER, words="NHS number, if you have it.",
        example="999 000 0018",
    )  # fmt: skip
    yield Column(name="school", sort="code", about="child", limit=NAME, words="School or nursery.")
    yield Column(name="language", sort="code", about="child", limit=60, words="Language spoken at home.")
    yield Column(name="interpreter", sort="answer", about="child", words="Whether an interpreter is needed.")
    yield Column(name="seen", sort="answer", about="child", words="Whether you saw the child.", example="yes")
    yield Column(
        name="spoken_to", sort="answer", about="child", words="Whether you spoke with the child.", example="yes"
    )
    yield Column(
        name="words", about="child", words="What the child said, in the child's own words.", example="I hid upstairs."
    )
    yield Column(name="where_left", sort="code", about="child", limit=PLACE, words="Where you left the child.")
    yield Column(name="left_with", sort="code", about="child", limit=PLACE, words="With whom.", example="grandmother")
    yield Column(
        name="police_protection_from", sort="moment", about="child", protects=True,
        words="When police protection of this child began. Starts its 72 hours.",
    )  # fmt: skip


def _of_adults() -> Iterable[Column]:
    yield Column(
        name="role", sort="code", about="adult", limit=NUMBER, example="suspect",
        words="The adult's part in it: victim, suspect, witness, carer, in your words.",
    )  # fmt: skip
    yield Column(
        name="relationship", sort="code", about="adult", limit=NUMBER, words="What they are to the children.",
        example="mother's partner",
    )  # fmt: skip
    yield Column(
        name="bail_or_order", about="adult", protects=True, example="Bail, not to go to 1 Any Road, until 4 December",
        words="Bail conditions or an order that binds them, with its end. Stands behind the hub's wall.",
    )  # fmt: skip
    yield Column(
        name="may_be_a_risk", sort="answer", about="adult", words="Whether they may be a risk to a child.",
        example="yes",
    )  # fmt: skip


COLUMNS: tuple[Column, ...] = (*_said_once(), *_of_everybody(), *_of_children(), *_of_adults())

#: Those said of one person.
PERSON_COLUMNS: tuple[Column, ...] = tuple(column for column in COLUMNS if column.about != "notification")

column_by_name: dict[str, Column] = {column.name: column for column in COLUMNS}
