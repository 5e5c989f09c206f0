"""Whether an arriving person stands behind a wall that the typist must not notice.

Runs in system scope. Only restricted and sealed people are looked for here: the typist learns nothing, and nothing is
made twice. The engine finds and weighs them like anybody else; here it is only asked behind which wall they stand.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from frontdoor.ledger import scope
from frontdoor.people.matching.engine import COMPARED, candidates, walls_round
from frontdoor.people.matching.keeping import wide_sight
from frontdoor.people.models import Identifier, Person
from frontdoor.rules import names
from frontdoor.rules.concern import ConcernedChild
from frontdoor.rules.matching.described import Arriving
from frontdoor.rules.matching.evidence import WALLED, Evidence, is_strong
from frontdoor.rules.matching.weights import weights_on


@dataclass(frozen=True)
class Hidden:
    """A person behind a wall whom an arriving child seems to be; `compartment` is the desk the contact goes to."""

    person: UUID
    compartment: str


def arriving_of(child: ConcernedChild) -> Arriving:
    """A child of a concern as the engine compares them."""
    return Arriving(
        given_name=child.given_name,
        family_name=child.family_name,
        born=child.born,
        expected=child.expected,
        sex=child.sex,
        nhs_number=child.nhs_number,
        upn=child.upn,
        postcode=child.address.postcode,
        lines=child.address.lines,
        telephone=child.telephone,
        school=child.school,
    )


def hidden_match(child: ConcernedChild, *, authority: str) -> Hidden | None:
    """The restricted or sealed person that `child` seems to be: by number, by name and birth, or by strong evidence.

    Strong evidence is what would link anybody else without asking: another spelling, a day and month turned round or
    a new home hide nobody from their wall. What adoption sealed is found in the birth name or by its number alone: an
    adopted child in the new name is another person, whatever else agrees.
    """
    if child.kind.is_context:
        return None
    found = candidates(arriving_of(child), authority=authority, most=COMPARED, with_sealed=True)
    with wide_sight(authority):
        for one in found:
            if one.walled and (_by_name(one.evidence) or (_strongly(one.evidence) and not one.sealed)):
                kind = _kind(one.person, authority)
                if kind:
                    return Hidden(one.person, "adoption" if kind == "adoption" else "restricted")
    return None


def _by_name(evidence: Evidence) -> bool:
    """The same valid number, or the same whole name and day of birth."""
    if evidence.rung("nhs_number") == "same":
        return True
    rungs = {evidence.rung("given_name"), evidence.rung("family_name")} - {None}
    return rungs == {"exact"} and evidence.rung("birth") in {"exact", "new_year"}


def _strongly(evidence: Evidence) -> bool:
    return is_strong(evidence, weights_on()) and set(evidence.holds) <= {WALLED}


def _kind(person: UUID, authority: str) -> str:
    """Which wall somebody stands behind. Needs the wider sight.

    People whom the case system restricts and nobody here has met stand behind it from their first day, though no
    manager has named a custodian yet. Whoever only came together with a hidden child is not hidden for that.
    """
    kinds = walls_round(person, authority)
    if kinds:
        return "adoption" if "adoption" in kinds else "restricted"
    if Person.found(person).compartment != "restricted":
        return ""
    return "restricted" if any(one.kind == "case_system" for one in Identifier.of(person=person)) else ""


_WANTED = """
SELECT p.id FROM people_person p
WHERE p.authority = %(authority)s AND (
    p.local_number = %(number)s
    OR EXISTS (SELECT FROM people_identifier i WHERE i.person = p.id AND i.kind = 'nhs_number'
               AND i.value = %(number)s AND i.verified AND i.until IS NULL)
    OR (%(born)s::date IS NOT NULL AND p.born_on = %(born)s::date
        AND EXISTS (SELECT FROM people_name n WHERE n.person = p.id AND n.key = %(key)s))
)
ORDER BY p.id LIMIT 50
"""
#: Every id of one person, as the walls follow them: links that nobody confirmed among them. Which of them is shown,
#: behind which wall any of them stands, and whether an account is barred from one.
_AROUND = """
SELECT same.ids,
    coalesce(
        (SELECT a."to" FROM people_alias a WHERE a.person = %(person)s AND a.confirmed AND a.until IS NULL),
        %(person)s
    ),
    CASE WHEN 'adoption' = ANY (walls.kinds) THEN 'adoption'
        WHEN walls.kinds IS NOT NULL THEN 'restricted' ELSE 'open' END,
    EXISTS (
        SELECT FROM access_bar b
        WHERE b.account_id = %(account)s AND b.person = ANY (same.ids) AND b.lifted_at IS NULL
    )
FROM (SELECT frontdoor_same_people(ARRAY[%(person)s::uuid]) AS ids) AS same, LATERAL (
    SELECT array_agg(kind) AS kinds FROM (
        SELECT r.kind FROM access_restriction r
        WHERE r.authority = %(authority)s AND r.person = ANY (same.ids) AND r.lifted_at IS NULL
        UNION ALL SELECT p.compartment FROM people_person p
        WHERE p.id = ANY (same.ids) AND p.compartment IN ('restricted', 'adoption')
    ) AS every
) AS walls
"""


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Whom somebody must see in an emergency: by a number, or by name and date of birth."""

    number: str = ""
    given_name: str = ""
    family_name: str = ""
    born: date | None = None


def wanted_in_emergency(wanted: Wanted, *, authority: str, account: UUID | None) -> Hidden | None:
    """The one person so described, hidden or not, as they are shown; `compartment` is the strictest of their walls.

    Several records that are read as one person are one. None if there is not exactly one, or if the account is barred
    from any record of theirs: a relative is told nothing else than for nobody.
    """
    number = wanted.number.replace(" ", "").upper()
    key = names.key(wanted.given_name, wanted.family_name)
    if not number and not (key and wanted.born):
        return None
    asked = {"authority": authority, "number": number, "key": key, "born": wanted.born if key else None}
    with scope.system(authority), connection.cursor() as cursor:
        cursor.execute(_WANTED, asked)
        found = [row[0] for row in cursor.fetchall()]
        if not found:
            return None
        cursor.execute(_AROUND, {"person": found[0], "authority": authority, "account": account})
        same, shown, wall, barred = cursor.fetchone()
    return None if barred or not {*found} <= {*same} else Hidden(shown, wall)


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
