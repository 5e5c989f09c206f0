"""About whom a person is asked where no machine may say whom a register's row means: the evidence, rung by rung.

Rows are weighed by the one engine. Whoever its zones would link or propose is asked about, and whoever shares a number,
or the name and the day of birth. Where somebody behind a wall fits, all who may be meant stand behind that wall: an
open question about the other would say where the hidden one goes to school. Of what adoption sealed nobody is asked.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from frontdoor.rules.identity import Flag, Rung, rungs_of
from frontdoor.rules.matching.evidence import TWINS, Evidence, Zone, score, zone
from frontdoor.rules.matching.weights import NOT_COUNTED, Frequencies
from frontdoor.rules.registers.linking import Compared, Known, described_row, doubt, evidence

#: So many people are asked about for one row, the likeliest first.
AT_MOST = 5


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Somebody whom a row may mean: the evidence, what asks for care, and whether the question stands behind a wall."""

    person: UUID
    weight: float
    rungs: tuple[Rung, ...]
    flags: tuple[str, ...]
    walled: bool


def asked_of(
    row: Compared,
    candidates: Collection[Known],
    *,
    on_roll: Collection[UUID] = (),
    frequencies: Frequencies = NOT_COUNTED,
) -> list[Asked]:
    """Everybody about whom a person is asked for this row, the likeliest first.

    `on_roll` are those whom another row of the same register means already: a pupil stands on a roll once, so that
    they are asked about only where a number agrees.
    """
    fits = [known for known in candidates if (known.hidden or known.sealed) and evidence(row, known)]
    if any(known.sealed for known in fits):
        return []
    found = []
    for known in candidates:
        weighed = score(described_row(row), known.described, frequencies=frequencies)
        if not known.sealed and _is_worth_asking(row, known, weighed, on_roll):
            found.append(_asked(row, known, weighed, walled=known.hidden or bool(fits)))
    return sorted(found, key=lambda one: (-one.weight, one.person))[:AT_MOST]


def _is_worth_asking(row: Compared, known: Known, weighed: Evidence, on_roll: Collection[UUID]) -> bool:
    if weighed.rung("nhs_number") in {"same", "unverified"} or weighed.rung("number") == "same":
        return True
    if known.person in on_roll or weighed.rung("birth") == "different":
        return False
    return zone(weighed) is not Zone.NEW or doubt(row, known) is not None


def _asked(row: Compared, known: Known, weighed: Evidence, *, walled: bool) -> Asked:
    numbers = frozenset({row.nhs_number} - {""})
    two = bool(numbers and known.nhs_numbers and not numbers & known.nhs_numbers)
    flags = {
        Flag.TWO_NUMBERS: two,
        Flag.TWINS: TWINS in weighed.holds,
        Flag.WALL: known.hidden,
    }
    return Asked(
        person=known.person,
        weight=weighed.weight,
        rungs=rungs_of(weighed),
        flags=tuple(str(flag) for flag, true in flags.items() if true),
        walled=walled,
    )
