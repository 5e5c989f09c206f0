"""Counts how often each rung holds, to set `rules/data/matching_weights.toml` beside: `bench.matching.training`.

The households are the simulated city's and the slips a typist's, field by field: neither is what `bench.matching`
tests with. m is counted over two descriptions of one child, u over two children drawn at random. A rung that random
pairs hardly ever reach is printed with the most that it can be. The city has sixteen names a community and few
postcodes, so that u of names and places is far too high for a real register (the authority's own counts stand for u
of an exact name); and it knows neither scripts, nicknames nor second names. The rows are set by hand for that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from frontdoor.rules.matching.described import Arriving, Described, described
from frontdoor.rules.matching.evidence import steps
from frontdoor.rules.matching.weights import weights_on

TODAY = date(2026, 11, 20)
CHILDREN, RANDOM_PAIRS = 20_000, 200_000
#: A typist's slips: how often a field is left out, and how often it is written wrongly.
LEFT_OUT, WRONG = 0.05, 0.06


def main() -> None:
    """Print m and u of every rung, counted beside those in force."""
    from frontdoor.project.django_ready import set_up_django

    set_up_django()
    chance = Random(11)
    people = list(_people(chance))
    same = Counter(_rungs((described(one), described(_again(one, chance))) for one in people))
    folded = [described(one) for one in people]
    apart = Counter(_rungs(tuple(chance.sample(folded, 2)) for _ in range(RANDOM_PAIRS)))  # type: ignore[misc]
    print(f"{len(people):,} children twice, {RANDOM_PAIRS:,} random pairs")
    print(f"{'comparison':<12} {'rung':<11} {'m counted':>10} {'in force':>9}   {'u counted':>10} {'in force':>10}")
    for (comparison, name), rung in weights_on().rungs.items():
        m = same[comparison, name] / max(1, sum(n for key, n in same.items() if key[0] == comparison))
        total = max(1, sum(n for key, n in apart.items() if key[0] == comparison))
        seen = apart[comparison, name]
        u = f"{seen / total:10.6f}" if seen else f"<{1 / total:9.6f}"
        print(f"{comparison:<12} {name:<11} {m:10.4f} {rung.m:9.4f}   {u} {rung.u:10.6f}")


def _people(chance: Random) -> Iterator[Arriving]:
    from frontdoor.simulation.population import families

    for family in families(chance, children=CHILDREN, born_before=TODAY):
        for child in family.children:
            if child.born:
                yield Arriving(
                    given_name=child.given_name, family_name=child.family_name, born=child.born, sex=child.sex,
                    nhs_number=child.nhs_number, postcode=family.postcode, lines=family.lines, school=child.school,
                    telephone=family.telephone,
                )  # fmt: skip


def _again(one: Arriving, chance: Random) -> Arriving:
    """The same child as a typist writes them down a second time."""
    said = {
        "given_name": _word(one.given_name, chance),
        "family_name": _surname(one.family_name, chance),
        "born": _day(one.born, chance),
        "postcode": "" if chance.random() < 0.2 else _moved(one.postcode, chance),
        "sex": one.sex if chance.random() > 0.012 else "MF"[one.sex == "M"],
        "nhs_number": one.nhs_number if chance.random() < 0.3 else "",
        "school": one.school if chance.random() < 0.8 else "Another School",
    }
    return replace(one, **said)  # type: ignore[arg-type]


def _word(word: str, chance: Random) -> str:
    if chance.random() < LEFT_OUT:
        return ""
    return _slip(word, chance) if chance.random() < WRONG else word


def _surname(word: str, chance: Random) -> str:
    if chance.random() < 0.05:
        return chance.choice(("Stepford", "Newname", "Okafor", "Lindqvist"))
    parts = word.split()
    return _word(chance.choice(parts) if len(parts) > 1 and chance.random() < 0.3 else word, chance)


def _slip(word: str, chance: Random) -> str:
    at = chance.randrange(len(word))
    how = chance.randrange(4)
    if how == 0:
        return word[:at] + word[at + 1 :]
    if how == 1:
        return word[:at] + chance.choice("aeiounrstl") + word[at + 1 :]
    if how == 2:
        return word[:at] + chance.choice("aeiounrstl") + word[at:]
    return word[: max(0, at - 1)] + word[at : at + 1] + word[max(0, at - 1) : at] + word[at + 1 :]


def _day(born: date | None, chance: Random) -> date | None:
    if born is None or chance.random() < LEFT_OUT:
        return None
    drawn = chance.random()
    if drawn < 0.012 and born.day <= 12:
        return born.replace(month=born.day, day=born.month)
    if drawn < 0.04:
        return born + timedelta(days=chance.choice((-30, -10, -1, 1, 10, 30)))
    if drawn < 0.055:
        return born.replace(month=1, day=1)
    return born


def _moved(postcode: str, chance: Random) -> str:
    if chance.random() < 0.15:
        return f"PE{chance.randrange(2, 9)} {chance.randrange(1, 9)}ZZ"
    return _slip(postcode, chance) if chance.random() < 0.04 else postcode


def _rungs(pairs: Iterator[tuple[Described, Described]]) -> Iterator[tuple[str, str]]:
    for one, other in pairs:
        for step in steps(one, other):
            yield step.rung.comparison, step.rung.name


if __name__ == "__main__":
    main()
