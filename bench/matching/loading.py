"""Puts invented people into a migrated database by COPY, as the verbs would have written them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from bench.matching.people import TODAY, Child

AUTHORITY = "874"
_WALLS = {"authority": AUTHORITY, "agency": "", "compartment": "open", "marking": "", "revision": 1}


def load(people: Iterable[Child]) -> None:
    """Load people, their names, numbers, addresses, keys and forms, and count the names. Indexes are built after."""
    from django.db import connections, transaction

    from frontdoor.people.matching.counting import count_names

    owner = connections["owner"]
    with owner.cursor() as cursor, _bare(cursor, "people_matchkey", "people_matchform", "people_name", "people_person"):
        _copy(cursor, people)
    with owner.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    with transaction.atomic():
        count_names(authority=AUTHORITY)


def is_loaded(people: int) -> bool:
    """Whether so many people are there already, from an earlier run whose database was kept."""
    from django.db import connection, transaction

    from frontdoor.ledger import scope

    with transaction.atomic(), scope.system(AUTHORITY), connection.cursor() as cursor:
        cursor.execute(
            "SELECT people FROM people_namecount WHERE authority = %s AND role = '' AND word = ''", [AUTHORITY]
        )
        return cursor.fetchone() == (people,)


@contextmanager
def _bare(cursor: Any, *tables: str) -> Iterator[None]:
    """The tables without walls and indexes until the block ends."""
    cursor.execute(
        "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE tablename = ANY (%s) "
        "AND indexname NOT IN (SELECT conname FROM pg_constraint)",
        [list(tables)],
    )
    indexes = cursor.fetchall()
    for table in (*tables, "people_identifier", "people_address"):
        cursor.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    for _, name, _ in indexes:
        cursor.execute(f'DROP INDEX "{name}"')
    yield
    for _, _, definition in indexes:
        cursor.execute(definition)
    for table in (*tables, "people_identifier", "people_address"):
        cursor.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")


def _copy(cursor: Any, people: Iterable[Child]) -> None:
    """Lines of COPY's own text format, twenty thousand people at a time; a million of them take minutes otherwise."""
    from frontdoor.people.models import Address, Identifier, MatchForm, MatchKey, Name, Person

    lines = _Lines((Person, Name, Identifier, Address, MatchForm), MatchKey)
    for number, child in enumerate(people, 1):
        lines.add(child)
        if number % 20_000 == 0:
            lines.send(cursor)
    lines.send(cursor)


class _Lines:
    """Rows of every table as text, waiting to be sent."""

    def __init__(self, kinds: Sequence[Any], keys: Any) -> None:
        self.kinds, self.keys = kinds, keys
        self.columns = {kind: [field.column for field in kind._meta.concrete_fields] for kind in (*kinds, keys)}
        self.waiting: dict[Any, list[str]] = {kind: [] for kind in (*kinds, keys)}
        self.number = 0

    def add(self, child: Child) -> None:
        *rows, keys = _rows(child)
        for kind, row in zip(self.kinds, rows, strict=True):
            if row:
                self.waiting[kind].append("\t".join(_text(row.get(column)) for column in self.columns[kind]))
        for key, wall in keys.items():
            self.number += 1
            self.waiting[self.keys].append(f"{self.number:032x}\t{AUTHORITY}\t\t{wall}\t\t1\t{child.id}\t{_text(key)}")

    def send(self, cursor: Any) -> None:
        for kind, lines in self.waiting.items():
            with cursor.cursor.copy(f"COPY {kind._meta.db_table} ({', '.join(self.columns[kind])}) FROM STDIN") as copy:
                copy.write("".join(f"{line}\n" for line in lines))
            lines.clear()


def _text(value: Any) -> str:
    if value is None:
        return "\\N"
    text = str(value)
    return text.replace("\\", "\\\\") if "\\" in text else text


def _rows(child: Child) -> tuple[Any, ...]:
    from frontdoor.people.matching.keeping import ENGINE, Known, Walled, walled_keys
    from frontdoor.people.models import Person
    from frontdoor.rules import names
    from frontdoor.rules.matching.described import Arriving, described, packed

    person: dict[str, Any] = {
        **_WALLS, "id": child.id, "kind": "child", "local_number": f"FD{child.id.int % 10**12:012d}", "label": "",
        "given_name": child.given, "family_name": child.family, "name_to_use": "", "born_on": child.born,
        "born_estimated": False, "age_said": "", "sex": child.sex, "gender": "", "pronouns": "", "language": "",
        "interpreter": "not_asked", "ethnicity": "", "disabilities": "{}", "school": "", "gp": "",
        "provisional": False, "letters_stopped": "", "household": child.household, "added_at": f"{TODAY}T09:00:00Z",
    }  # fmt: skip
    folded = described(
        Arriving(
            given_name=child.given, family_name=child.family, born=child.born, sex=child.sex, nhs_number=child.nhs,
            postcode=child.postcode, lines=child.lines, telephone=child.telephone, household=child.household,
        )
    )  # fmt: skip
    known = Known(
        Person(id=child.id, authority=AUTHORITY),
        folded,
        [Walled(name, None, "open") for name in folded.names],
        [Walled(None, place, "open") for place in folded.places],
    )
    own = {**_WALLS, "person": child.id}
    name = {
        **own, "id": _id(child, "name"), "kind": "legal", "given_name": child.given, "family_name": child.family,
        "key": names.key(child.given, child.family), "family_key": names.family_key(child.family),
    }  # fmt: skip
    number = {**own, "id": _id(child, "nhs"), "kind": "nhs_number", "value": child.nhs, "verified": True,
              "unknown_because": ""}  # fmt: skip
    address = {**own, "id": _id(child, "home"), "lines": child.lines, "postcode": child.postcode, "kind": "home",
               "confidential": False, "keep_from": ""}  # fmt: skip
    form = {**own, "id": _id(child, "form"), "compartment": ENGINE, "form": json.dumps(packed(folded))}
    home = address if child.postcode else None
    return person, name, number if child.nhs else None, home, form, walled_keys(known)


def _id(child: Child, what: str) -> UUID:
    """An id of the same bits as the child's, but for what it is of: quicker than a hash, and as unlike the others."""
    return UUID(int=child.id.int ^ _OF[what])


_OF = {"name": 1, "nhs": 2, "home": 4, "form": 8}
