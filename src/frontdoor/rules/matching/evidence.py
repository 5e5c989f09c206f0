"""The evidence that two descriptions are of one person: a ladder of each comparison, weights that add up, and a zone.

Nothing is relative to the best hit. The zone says what may be done without asking; what forbids it is said in
sentences (`Evidence.holds`), so that a person reads why they are asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from frontdoor.rules.matching import facts_compared as facts
from frontdoor.rules.matching import names_compared as names
from frontdoor.rules.matching.described import Described, NameWords
from frontdoor.rules.matching.folding import no_name
from frontdoor.rules.matching.weights import NOT_COUNTED, Frequencies, Step, Weights, weights_on

Key = TypeVar("Key")


class Zone(StrEnum):
    """What becomes of an arriving person beside a known one."""

    LINKED = "linked"
    PROPOSED = "proposed"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Every rung that counts, in the order of the comparisons, and why nothing may be linked without asking.

    `names` says that whoever arrives has a first name, and the record that is known has none yet.
    """

    steps: tuple[Step, ...]
    holds: tuple[str, ...]
    names: bool = False

    @property
    def weight(self) -> float:
        """The sum of the rungs' weights."""
        return total(self.steps)

    def rung(self, comparison: str) -> str | None:
        """The rung of one comparison; None where one side says nothing."""
        return next((step.rung.name for step in self.steps if step.rung.comparison == comparison), None)


#: Rungs on which first names are the same person's beyond the doubt that twins raise.
_SAME_GIVEN = frozenset({"exact", "part", "nickname", "sound", "typo"})
_SAME_FAMILY = frozenset({"exact", "part", "ending", "sound", "typo"})
_SAME_BIRTH = frozenset({"exact", "new_year", "swapped", "digit", "default"})
#: One first name of several, the same, says too little by itself below this weight: Muhammad, Maria, Md.
_SAYS_ENOUGH = 4.0

TWINS = "First names differ while the birth and the family or the address agree: twins look like this."
NUMBERS = "Two different NHS numbers stand."
WALLED = "A restriction or an adoption stands on this record."
JUDGED = "Somebody judged that they are not the same."
FEW = "Fewer than three things agree."
BIRTHS = "The dates of birth disagree."
NO_NAME = "No first name agrees."
UNNAMED = "One of the two has no first name."


def steps(
    one: Described, other: Described, *, frequencies: Frequencies = NOT_COUNTED, weights: Weights | None = None
) -> list[Step]:
    """The rungs on which `one` and `other` stand. Symmetrical: it does not matter who arrived first."""
    scale = weights or weights_on()
    return [*_names(one, other, frequencies, scale), *_facts(one, other, scale)]


def total(steps: Sequence[Step]) -> float:
    """The sum of the rungs' weights."""
    return sum([step.weight for step in steps])


def score(
    one: Described,
    other: Described,
    *,
    frequencies: Frequencies = NOT_COUNTED,
    weights: Weights | None = None,
    judged_apart: bool = False,
) -> Evidence:
    """The evidence that `one` and `other` are the same person, with what forbids to link them without asking."""
    found = steps(one, other, frequencies=frequencies, weights=weights)
    return explained(one, other, found, frequencies=frequencies, judged_apart=judged_apart)


def explained(
    one: Described,
    other: Described,
    found: Sequence[Step],
    *,
    frequencies: Frequencies = NOT_COUNTED,
    judged_apart: bool = False,
) -> Evidence:
    """Rungs already worked out, with what forbids to link the two without asking."""
    holds = tuple(_holds(one, other, found, frequencies, judged_apart))
    return Evidence(tuple(found), holds, names=_has_name(one) and not _has_name(other))


def _has_name(one: Described) -> bool:
    return any(not no_name(name.given) for name in one.names)


def zone(evidence: Evidence, *, weights: Weights | None = None) -> Zone:
    """Linked automatically only with strong evidence and nothing that forbids it; proposed to a person; or new."""
    scale = weights or weights_on()
    if is_strong(evidence, scale) and not evidence.holds:
        return Zone.LINKED
    if JUDGED in evidence.holds:
        return Zone.NEW
    same_number = evidence.rung("nhs_number") in {"same", "unverified"} or evidence.rung("number") == "same"
    if _are_siblings(evidence) and not same_number:
        return Zone.NEW
    return Zone.PROPOSED if evidence.weight >= scale.proposed or same_number else Zone.NEW


def is_strong(evidence: Evidence, scale: Weights) -> bool:
    """Whether the weight is enough to link; more is asked where no place and no number agrees."""
    agrees = evidence.rung("nhs_number") == "same" or evidence.rung("number") == "same"
    if agrees or evidence.rung("postcode") == "same" or evidence.rung("contact"):
        return evidence.weight >= scale.linked
    apart = evidence.rung("postcode") is not None
    return evidence.weight >= (scale.linked_apart if apart else scale.linked_unplaced)


def _are_siblings(evidence: Evidence) -> bool:
    """First name and birth both differ: a brother or sister shares everything else."""
    return evidence.rung("given_name") in {"different", "clash"} and evidence.rung("birth") in {"different", "year"}


def _names(one: Described, other: Described, frequencies: Frequencies, scale: Weights) -> list[Step]:
    """The rungs of the pair of names that agree best; a former name or an alias may be that pair.

    A surname noted by itself does not hide that the first names beside it disagree.
    """
    found = [_pair(mine, theirs, frequencies, scale) for mine in one.names for theirs in other.names]
    if len(found) <= 1:
        return found[0] if found else []
    whole = [pair for pair in found if pair and pair[0].rung.comparison == "given_name"]
    return max(whole or [pair for pair in found if pair], key=total, default=[])


def _pair(mine: NameWords, theirs: NameWords, frequencies: Frequencies, scale: Weights) -> list[Step]:
    written = _in_order(mine, theirs, frequencies, scale)
    if len(written) < 2:
        return written
    if _differs(written) and _may_be_turned(mine, theirs):
        turned = scale.steps["order", "swapped"]
        ways = [
            _in_order(NameWords(mine.family, mine.given, mine.kind), theirs, frequencies, scale),
            _in_order(mine, NameWords(theirs.family, theirs.given, theirs.kind), frequencies, scale),
        ]
        best = max(ways, key=total)
        if not _differs(best) and total(best) + turned.weight > total(written) + 2:
            return [*best, turned]
    written.append(scale.steps["order", "written"])
    return written


def _may_be_turned(mine: NameWords, theirs: NameWords) -> bool:
    """Whether it is worth looking at the names the other way round: the initials fit crosswise."""
    return not (
        {word[0] for word in mine.given}.isdisjoint([word[0] for word in theirs.family])
        or {word[0] for word in mine.family}.isdisjoint([word[0] for word in theirs.given])
    )


def _differs(found: Sequence[Step]) -> bool:
    return any(step.rung.name == "different" for step in found)


def _in_order(mine: NameWords, theirs: NameWords, frequencies: Frequencies, scale: Weights) -> list[Step]:
    former = mine.kind == "former" or theirs.kind == "former"
    found = []
    # A name that is absent is no disagreement.
    if not no_name(mine.given) and not no_name(theirs.given):
        rung, word = names.given(mine.given, theirs.given)
        found.append(_name_step(scale.steps["given_name", rung], "given", word, former, frequencies))
    if mine.family and theirs.family:
        rung, word = names.family(mine.family, theirs.family)
        found.append(_name_step(scale.steps["family_name", rung], "family", word, former, frequencies))
    return found


def _name_step(step: Step, role: str, word: str, former: bool, frequencies: Frequencies) -> Step:
    """A rung of names, weighed by how common the shared word is where the ladder says so."""
    rung = step.rung
    if not rung.term or not word or not frequencies.people:
        return Step(rung, step.weight, former) if former else step
    shares = [share for part in word.split("+") if (share := frequencies.share(role, part)) is not None]
    return Step(rung, rung.weight_of(min(shares) if shares else None), former)


def _facts(one: Described, other: Described, scale: Weights) -> list[Step]:
    postcode, house = facts.postcode(one.places, other.places)
    found = (
        ("birth", facts.birth(one, other)),
        ("sex", facts.sex(one, other)),
        ("postcode", postcode),
        ("house", house),
        ("nhs_number", facts.nhs_number(one, other)),
        ("number", facts.number(one, other)),
        ("contact", None if postcode == "same" else facts.contact(one, other)),
        ("school", facts.school(one, other)),
    )
    return [scale.steps[comparison, name] for comparison, name in found if name]


def _holds(
    one: Described, other: Described, found: Sequence[Step], frequencies: Frequencies, judged_apart: bool
) -> list[str]:
    at = {step.rung.comparison: step.rung.name for step in found}
    same_family = at.get("family_name") in _SAME_FAMILY
    same_place = at.get("postcode") == "same" or "contact" in at
    same_birth = at.get("birth") in _SAME_BIRTH
    same_given = at.get("given_name") in _SAME_GIVEN and not _may_be_another(one, other, found, at, frequencies)
    same_number = _same_number(at)
    holds = []
    if "given_name" in at and not same_given and same_birth and (same_family or same_place):
        holds.append(TWINS)
    elif not same_given and not ("given_name" not in at and same_number):
        holds.append(NO_NAME if "given_name" in at or not one.names or not other.names else UNNAMED)
    if at.get("birth") in {"different", "year", "age_apart"}:
        holds.append(BIRTHS)
    agree = sum((same_given, same_family, same_birth, same_place)) + 2 * same_number
    if agree < 3:
        holds.append(FEW)
    if facts.two_nhs_numbers(one, other):
        holds.append(NUMBERS)
    if one.walled or other.walled:
        holds.append(WALLED)
    if judged_apart:
        holds.append(JUDGED)
    return holds


def _same_number(at: dict[str, str]) -> bool:
    return at.get("nhs_number") == "same" or at.get("number") == "same"


def _may_be_another(
    one: Described, other: Described, found: Sequence[Step], at: dict[str, str], frequencies: Frequencies
) -> bool:
    """Whether first names that nearly agree may yet be two children's.

    Jack is short for John, and John's brother; Francesca is Francesco's sister; Muhammad and Muhammad Ali bear the
    name that every brother bears; Jaydon and Kaydon are one letter apart, as twins' names are, and a slip of the pen
    only where a number says that they are one child's.
    """
    rung = at.get("given_name")
    if rung == "exact":
        return False
    if rung == "nickname" or at.get("sex") == "different":
        return True
    if rung == "part":
        weight = next(step.weight for step in found if step.rung.comparison == "given_name")
        pairs = [(mine.given, theirs.given) for mine in one.names for theirs in other.names]
        shared = [pair for pair in pairs if frozenset(pair[0]) & frozenset(pair[1])]
        return weight < _SAYS_ENOUGH or not any(names.rest_agrees(*pair) for pair in shared)
    if rung == "sound":
        # Muhammad and Roman Mohammed are brothers: only the name that stands first is compared by its sound.
        heads = [(mine, theirs) for a in one.names for b in other.names for mine in _heads(a) for theirs in _heads(b)]
        return not any(names.alike(*pair) == "sound" and names.surely_one_name(*pair) for pair in heads)
    if not _same_number(at):
        return True
    words = [(mine, theirs) for a in one.names for b in other.names for mine in _firsts(a) for theirs in _firsts(b)]
    return not any(names.alike(*pair) == "typo" and _is_slip(*pair, frequencies) for pair in words)


def _heads(name: NameWords) -> set[str]:
    return {*name.given[:1], "".join(name.given), *name.family[:1]} - {""}


def _firsts(name: NameWords) -> set[str]:
    return {*name.given, "".join(name.given), *name.family[:1]} - {""}


#: A word borne by fewer than this share of people may be a slip of the pen; below so many letters it is not taken so.
_SLIPS = 0.00004
_LONG_ENOUGH = 6


def _is_slip(one: str, other: str, frequencies: Frequencies) -> bool:
    shares = [share for word in (one, other) if (share := frequencies.share("given", word)) is not None]
    if not shares:
        return min(len(one), len(other)) >= _LONG_ENOUGH
    return min(shares) < _SLIPS


@dataclass(frozen=True, slots=True)
class Settled(Generic[Key]):
    """Whom an arriving person is linked to without asking, if anybody, and whom a person is asked about, best first."""

    linked: Key | None
    proposed: tuple[Key, ...]


def settled(found: Sequence[tuple[Key, Evidence]], *, weights: Weights | None = None) -> Settled[Key]:
    """What follows from all candidates together.

    One who agrees in both names, birth and postcode stands before all who agree in less. Where several could be
    linked, nobody is: a person says which. A record without a first name is given one by whoever arrives with the same
    surname, birth and postcode, while no second child of that birth is known there.
    """
    zones = [(key, evidence, zone(evidence, weights=weights)) for key, evidence in found]
    linked = [(key, evidence) for key, evidence, where in zones if where is Zone.LINKED]
    linked = linked or [one for one in found if _gives_a_name(one, found, weights or weights_on())]
    whole = [key for key, evidence in linked if agrees_wholly(evidence)]
    asked = tuple(key for key, _, where in zones if where is not Zone.NEW)
    if len(whole) == 1:
        return Settled(whole[0], ())
    if len(linked) == 1:
        return Settled(linked[0][0], tuple(key for key in asked if key != linked[0][0]))
    return Settled(None, asked)


def _gives_a_name(one: tuple[Key, Evidence], found: Sequence[tuple[Key, Evidence]], scale: Weights) -> bool:
    """Whether all agrees but a first name that the known record lacks, and nobody else was born there that day.

    A twin looks so too, once one of the two is known and has no name yet. That is why the other way round, where
    whoever arrives has no name, nobody is linked: callers leave names out every day, registers hardly ever.
    """
    key, evidence = one
    agrees = evidence.rung("family_name") == "exact" and evidence.rung("birth") in {"exact", "new_year"}
    there = evidence.rung("postcode") == "same" and evidence.rung("house") != "different"
    if not (evidence.names and agrees and there and evidence.rung("sex") != "different"):
        return False
    if evidence.holds != (UNNAMED,) or not is_strong(evidence, scale):
        return False
    return not any(_same_birth_there(other) for another, other in found if another != key)


def _same_birth_there(evidence: Evidence) -> bool:
    near = evidence.rung("family_name") in _SAME_FAMILY or evidence.rung("postcode") == "same"
    return evidence.rung("birth") in _SAME_BIRTH and (near or evidence.rung("contact") is not None)


def agrees_wholly(evidence: Evidence) -> bool:
    """Whether both names, the birth and the postcode are the same."""
    return (
        evidence.rung("given_name") == evidence.rung("family_name") == "exact"
        and evidence.rung("birth") in {"exact", "new_year"}
        and evidence.rung("postcode") == "same"
    )
