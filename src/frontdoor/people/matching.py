"""Whether an arriving person stands behind a wall that the typist must not notice.

Runs in system scope. Only restricted and sealed people are looked for here: the typist learns nothing, and nothing is
made twice. Matching everybody else is a search by a person, beside the form and never before it.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from frontdoor.ledger import scope
from frontdoor.rules import names
from frontdoor.rules.concern import ConcernedChild

_HIDDEN = """
SELECT r.person, r.kind FROM access_restriction r
WHERE r.authority = %(authority)s AND r.lifted_at IS NULL AND (
    EXISTS (SELECT FROM people_identifier i WHERE i.person = r.person AND i.authority = %(authority)s
            AND i.kind = 'nhs_number' AND i.value = %(nhs)s AND i.verified)
    OR (%(born)s::date IS NOT NULL AND EXISTS (
        SELECT FROM people_name n JOIN people_person p ON p.id = n.person
        WHERE n.person = r.person AND n.key = %(key)s AND p.born_on = %(born)s::date))
)
ORDER BY r.person LIMIT 1
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
    with scope.system(authority), connection.cursor() as cursor:
        cursor.execute(_HIDDEN, {"authority": authority, "nhs": nhs, "key": key, "born": child.born})
        found = cursor.fetchone()
    if found is None:
        return None
    return Hidden(found[0], "adoption" if found[1] == "adoption" else "restricted")
