"""Rules about ethnicity and disability (guide, module 2)."""

from __future__ import annotations

from collections import Counter

from frontdoor.returns.cin_census.census import Child, ChildCharacteristics
from frontdoor.returns.cin_census.checks.rule import At, Found, Place, rule
from frontdoor.returns.cin_census.checks.values import CHARACTERISTICS, IDENTIFIERS, NO, WHETHER_NFA
from frontdoor.rules.codesets import DISABILITY, ETHNICITY


@rule(
    "4220",
    ChildCharacteristics,
    "Ethnicity",
    wrong="Ethnicity is missing or is no code of the list.",
    why="Whether help reaches all communities alike is measured by it.",
    mend="Record what the child or family say; REFU if they refuse, NOBT if not yet asked or unborn.",
)
def rule_4220(record: ChildCharacteristics, at: At) -> bool:
    return record.Ethnicity not in at.period.codes.of(ETHNICITY)


@rule(
    "8540",
    Child,
    "Disability",
    wrong="Disability is missing or is no code of the list, for a child who is born and whose referral went on.",
    why="A disabled child is a child in need by law, and uncounted otherwise.",
    mend="Record each disability in the child's characteristics, or NONE if there is none.",
    needs=(
        CHARACTERISTICS,
        IDENTIFIERS,
        WHETHER_NFA,
    ),
)
def rule_8540(child: Child, at: At) -> Found:
    """The message speaks of invalid codes where the prose asks for presence alone: both are checked."""
    went_on = [episode for episode in child.cin_details if episode.ReferralNFA in NO]
    if child.identifiers.PersonBirthDate is None or not went_on:
        return ()
    rows = child.characteristics.disabilities
    codes = at.period.codes.of(DISABILITY)
    wrong: list[Place] = [(row, "Disability") for row in rows if row.Disability not in codes]
    if not rows:
        wrong.append((child.characteristics, "Disability"))
    if not wrong:
        return ()
    return [*wrong, (child.identifiers, "PersonBirthDate"), *((episode, "ReferralNFA") for episode in went_on)]


@rule(
    "8790",
    ChildCharacteristics,
    "Disability",
    wrong="The child has NONE and also a disability.",
    why="The two contradict each other, and the child would count as both.",
    mend="Remove NONE, or the disability, from the child's characteristics.",
)
def rule_8790(record: ChildCharacteristics, at: At) -> Found:
    rows = record.disabilities
    if len(rows) < 2:
        return ()
    given = {row.Disability for row in rows}
    return [(row, "Disability") for row in rows] if "NONE" in given and len(given) > 1 else ()


@rule(
    "8794",
    ChildCharacteristics,
    "Disability",
    wrong="The same disability is given twice for the child.",
    why="It would be counted twice.",
    mend="Remove the second one from the child's characteristics.",
)
def rule_8794(record: ChildCharacteristics, at: At) -> Found:
    rows = record.disabilities
    if len(rows) < 2:
        return ()
    times = Counter(row.Disability for row in rows)
    return [(row, "Disability") for row in rows if row.Disability is not None and times[row.Disability] > 1]
