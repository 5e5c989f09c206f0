"""Whether an arriving person stands behind a wall that the typist must not notice.

Runs in system scope. Only restricted and sealed people are looked for here: the typist learns nothing, and nothing is
made twice. Matching everybody else is a search by a person, beside the form and never before it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from frontdoor.access.models import Restriction
from frontdoor.ledger import scope
from frontdoor.ledger.storage import in_memory
from frontdoor.people.models import Identifier, Name, Person
from frontdoor.rules import names
from frontdoor.rules.concern import ConcernedChild

# The second and third parts are people whom the case system restricts and nobody here has met: behind the wall from
# their first day, though no manager has named a custodian yet.
_HIDDEN = """
SELECT person, kind FROM (
    SELECT r.person, r.kind FROM access_restriction r
    WHERE r.authority = %(authority)s AND r.lifted_at IS NULL AND (
        EXISTS (SELECT FROM people_identifier i WHERE i.person = r.person AND i.authority = %(authority)s
                AND i.kind = 'nhs_number' AND i.value = %(nhs)s AND i.verified)
        OR (%(born)s::date IS NOT NULL AND EXISTS (
            SELECT FROM people_name n JOIN people_person p ON p.id = n.person
            WHERE n.person = r.person AND n.key = %(key)s AND p.born_on = %(born)s::date)))
    UNION ALL
    SELECT p.id, 'restricted' FROM people_identifier i JOIN people_person p ON p.id = i.person
    WHERE i.authority = %(authority)s AND i.kind = 'nhs_number' AND i.value = %(nhs)s AND i.verified
        AND p.compartment = 'restricted' AND EXISTS (
            SELECT FROM people_identifier c WHERE c.person = p.id AND c.kind = 'case_system')
    UNION ALL
    SELECT p.id, 'restricted' FROM people_name n JOIN people_person p ON p.id = n.person
    WHERE n.authority = %(authority)s AND n.key = %(key)s AND p.born_on = %(born)s::date
        AND p.compartment = 'restricted' AND EXISTS (
            SELECT FROM people_identifier c WHERE c.person = p.id AND c.kind = 'case_system')
) AS found
ORDER BY person LIMIT 1
"""


@dataclass(frozen=True)
class Hidden:
    """A person behind a wall whom an arriving child seems to be; `compartment` is the desk the contact goes to."""

    person: UUID
    compartment: str


def hidden_match(child: ConcernedChild, *, authority: str) -> Hidden | None:
    """The restricted or sealed person that `child` seems to be: same valid NHS number, or same name and birth."""
    key = names.key(child.given_name, child.family_name)
    nhs = child.nhs_number.replace(" ", "")
    if not nhs and not (key and child.born):
        return None
    if in_memory():
        return _hidden_in_memory(nhs, key, child.born, authority)
    with scope.system(authority), connection.cursor() as cursor:
        cursor.execute(_HIDDEN, {"authority": authority, "nhs": nhs, "key": key, "born": child.born})
        found = cursor.fetchone()
    return None if found is None else _hidden(found[0], found[1])


def _hidden(person: UUID, kind: str) -> Hidden:
    return Hidden(person, "adoption" if kind == "adoption" else "restricted")


def _hidden_in_memory(nhs: str, key: str, born: date | None, authority: str) -> Hidden | None:
    """The same question under `bulk()`, where the rows are not in the database yet."""
    in_force = (row for row in Restriction.of(authority=authority) if row.lifted_at is None)
    for row in sorted(in_force, key=lambda row: row.person):
        same_number = any(
            number.kind == "nhs_number" and number.value == nhs and number.verified
            for number in Identifier.of(person=row.person)
        )
        same_name = born is not None and any(name.key == key for name in Name.of(person=row.person))
        if same_number or (same_name and Person.found(row.person).born_on == born):
            return _hidden(row.person, row.kind)
    return None


_WANTED = """
SELECT p.id, coalesce(r.kind, '') FROM people_person p
LEFT JOIN access_restriction r ON r.person = p.id AND r.authority = p.authority AND r.lifted_at IS NULL
WHERE p.authority = %(authority)s AND (
    p.local_number = %(number)s
    OR EXISTS (SELECT FROM people_identifier i WHERE i.person = p.id AND i.kind = 'nhs_number'
               AND i.value = %(number)s AND i.verified)
    OR (%(born)s::date IS NOT NULL AND p.born_on = %(born)s::date
        AND EXISTS (SELECT FROM people_name n WHERE n.person = p.id AND n.key = %(key)s))
)
ORDER BY p.id LIMIT 2
"""


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Whom somebody must see in an emergency: by a number, or by name and date of birth."""

    number: str = ""
    given_name: str = ""
    family_name: str = ""
    born: date | None = None


def wanted_in_emergency(wanted: Wanted, *, authority: str) -> Hidden | None:
    """The one person so described, hidden or not; `compartment` is the wall. None if there is not exactly one."""
    number = wanted.number.replace(" ", "").upper()
    key = names.key(wanted.given_name, wanted.family_name)
    if not number and not (key and wanted.born):
        return None
    asked = {"authority": authority, "number": number, "key": key, "born": wanted.born if key else None}
    with scope.system(authority), connection.cursor() as cursor:
        cursor.execute(_WANTED, asked)
        found = cursor.fetchall()
    if len(found) != 1:
        return None
    return Hidden(found[0][0], found[0][1] or "open")


_NUMBERED = """
SELECT p.id, p.compartment FROM people_person p
WHERE p.authority = %(authority)s AND (
    p.id IN (SELECT i.person FROM people_identifier i WHERE i.authority = %(authority)s AND i.kind = 'case_system'
             AND i.value = %(number)s AND i.until IS NULL)
    OR p.local_number = %(number)s)
ORDER BY p.id LIMIT 2
"""
_NHS_NUMBERED = """
SELECT p.id, p.compartment FROM people_identifier i JOIN people_person p ON p.id = i.person
WHERE i.authority = %(authority)s AND i.kind = 'nhs_number' AND i.value = %(nhs)s AND i.verified AND i.until IS NULL
ORDER BY p.id LIMIT 2
"""


def numbered(*, local_number: str, nhs_number: str, authority: str) -> Hidden | None:
    """The one person with this number of the case system, or else with this NHS number, hidden or not.

    Two people of one NHS number are a mistake that a person puts right: then it says nobody.
    """
    asked = {"authority": authority, "number": local_number.upper(), "nhs": nhs_number.replace(" ", "")}
    with scope.system(authority), connection.cursor() as cursor:
        for wanted, query in ((asked["number"], _NUMBERED), (asked["nhs"], _NHS_NUMBERED)):
            if wanted:
                cursor.execute(query, asked)
                found = cursor.fetchall()
                if found:
                    return Hidden(found[0][0], found[0][1]) if len(found) == 1 else None
    return None
