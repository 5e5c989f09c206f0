"""Learns the weights of the one-child path, without labels, and writes them into `rules/data/matching_weights.toml`.

    python -m bench.matching.training            learn, print what changed, write
    python -m bench.matching.training --look     learn and print alone

Two registers of the same invented children go through `frontdoor people link` with `one_child.toml`: u is counted over
pairs of strangers, m learnt by expectation maximisation; nobody tells the program which rows are one child. Households
are the simulated city's, with more names and postcodes than the city has, and the slips are a typist's, field by field.
Neither is what `bench.matching.people` and `errors` test with. Rungs whose row says `set` keep the m or u that stands
there: what an invented register cannot teach, each with its reason in the file. A rung that too few pairs reached to
teach anything is refused rather than written.
"""

from __future__ import annotations

import argparse
import csv
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from random import Random

from frontdoor.people.linkage.linking import Job, link
from frontdoor.people.linkage.mapping import read_map
from frontdoor.people.linkage.one_child import ROWS_FOR_U
from frontdoor.people.linkage.weights import RungWeight, read_weights
from frontdoor.rules.matching.described import Arriving

HERE = Path(__file__).resolve().parent
RULES = HERE.parents[1] / "src" / "frontdoor" / "rules" / "data" / "matching_weights.toml"
TODAY = date(2026, 11, 20)
CHILDREN = 20_000
#: A typist's slips: how often a field is left out, and how often it is written wrongly.
LEFT_OUT, WRONG = 0.05, 0.06
#: So many pairs must stand on a rung for its share to be taken.
ENOUGH = 15


def main() -> None:
    """Learn, print the weights in force beside those learnt, and write them."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--look", action="store_true", help="print alone")
    look = asked.parse_args().look
    from frontdoor.project.django_ready import set_up_django

    set_up_django()
    with tempfile.TemporaryDirectory(prefix="frontdoor-training-") as place:
        learnt, rows = _learn(Path(place))
    written = _written(RULES.read_text(encoding="utf-8"), learnt, rows)
    if not look:
        RULES.write_text(written, encoding="utf-8")


def _learn(place: Path) -> tuple[Mapping[str, tuple[RungWeight, ...]], int]:
    chance = Random(11)
    people = list(_people(chance))
    files = (place / "register.csv", place / "again.csv")
    _write(files[0], "a", people)
    _write(files[1], "b", (_again(one, chance) for one in people))
    mapping = read_map(HERE / "one_child.toml")
    link(
        Job(inputs=files, mapping=mapping, clusters=place / "clusters.csv", weights_out=place / "learnt.toml"),
        lambda step: print(f"  {step}", flush=True),
    )
    return read_weights(place / "learnt.toml", mapping).comparisons, len(people)


_RUNG = re.compile(r'\{ rung = "(\w+)", +m = ([\d.]+), +u = ([\d.]+),(?: set = "([mu]+)",)?')


def _written(text: str, learnt: Mapping[str, tuple[RungWeight, ...]], people: int) -> str:
    """The file with what was learnt put into the rows that do not say that theirs is set."""
    comparison, lines = "", []
    for line in text.splitlines():
        if line.startswith("comparison = "):
            comparison = line.split('"')[1]
        found = _RUNG.search(line)
        if found and comparison in learnt:
            line = _learnt(line, found, comparison, next(o for o in learnt[comparison] if o.rung == found[1]), people)
        lines.append(line)
    return "\n".join(lines) + "\n"


def _learnt(line: str, found: re.Match[str], comparison: str, rung: RungWeight, people: int) -> str:
    said = found[4] or ""
    for share, pairs, what in ((rung.m, people, "m"), (rung.u, ROWS_FOR_U**2, "u")):
        if what not in said and share * pairs < ENOUGH:
            raise SystemExit(f"{comparison}.{rung.rung}: {what} = {share:.2g} rests on too few pairs. Set it by hand.")
    m = found[2] if "m" in said else f"{rung.m:.4g}"
    u = found[3] if "u" in said else f"{rung.u:.3g}"
    print(f"{comparison:<12} {rung.rung:<10} m {found[2]:>8} -> {m:>8} ({rung.m:.2g})  u {found[3]:>9} -> {u:>9} "
          f"({rung.u:.2g})")  # fmt: skip
    return line.replace(f"m = {found[2]},", f"m = {_plain(m)},").replace(f"u = {found[3]},", f"u = {_plain(u)},")


def _plain(number: str) -> str:
    """A share without an exponent."""
    return f"{float(number):.7f}".rstrip("0")


def _write(path: Path, letter: str, people: Iterable[Arriving]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(("id", "given_name", "family_name", "born", "postcode", "sex", "nhs_number"))
        for number, one in enumerate(people):
            sex = "" if one.sex == "U" else one.sex
            known = (one.given_name, one.family_name, one.born or "", one.postcode, sex, one.nhs_number)
            out.writerow((f"{letter}{number}", *known))


def _people(chance: Random) -> Iterator[Arriving]:
    """The city's children; of two in five households the names come from wider lists, drawn as names are borne."""
    from nicknames import NickNamer

    from frontdoor.simulation.population import families

    english = sorted(NickNamer.default_lookup())
    chance.shuffle(english)
    surnames = sorted({_surname_of(chance) for _ in range(6_000)})
    chance.shuffle(surnames)
    given_sums, surname_sums = _sums(len(english)), _sums(len(surnames))
    for family in families(chance, children=CHILDREN, born_before=TODAY):
        wider = chance.random() < 0.4
        surname = chance.choices(surnames, cum_weights=surname_sums)[0] if wider else ""
        postcode = _postcode(chance)
        for child in family.children:
            if child.born:
                given = chance.choices(english, cum_weights=given_sums)[0].title() if wider else child.given_name
                if chance.random() < 0.25:
                    given = f"{given} {chance.choices(english, cum_weights=given_sums)[0].title()}"
                yield Arriving(
                    given_name=given, family_name=surname or child.family_name, born=child.born, sex=child.sex,
                    nhs_number=child.nhs_number, postcode=postcode,
                )  # fmt: skip


def _sums(number: int) -> list[float]:
    return list(accumulate(1 / (place + 10) ** 0.8 for place in range(number)))


_BEGINNINGS = "Ash Bar Bram Cal Dun El Fal Gar Hal Ing Kel Lam Mar Nor Os Pen Rad Sal Tor Ul Wal Yar Zel Stan".split()
_MIDDLES = "a e i o ber den fer ling mer ner sing ter ver win".split()
_ENDINGS = "by den field ford ham ley man ner rick sen son stone ton wall well wood worth ski vic".split()


def _surname_of(chance: Random) -> str:
    return chance.choice(_BEGINNINGS) + chance.choice(_MIDDLES) + chance.choice(_ENDINGS)


def _postcode(chance: Random) -> str:
    """One of some fifty thousand, in ninety districts."""
    area, number = chance.choice(("PE", "CB", "IP", "NR", "SG")), chance.randrange(1, 19)
    letters = chance.choice("ABDEFGHJLN") + chance.choice("PQRSTUWXYZ")
    return f"{area}{number} {chance.randrange(1, 7)}{letters}"


def _again(one: Arriving, chance: Random) -> Arriving:
    """The same child as a typist writes them down a second time."""
    said = {
        "given_name": _given(one.given_name, chance),
        "family_name": _surname(one.family_name, chance),
        "born": _day(one.born, chance),
        "postcode": "" if chance.random() < 0.2 else _moved(one.postcode, chance),
        "sex": one.sex if chance.random() > 0.012 else "MF"[one.sex == "M"],
        "nhs_number": one.nhs_number if chance.random() < 0.3 else "",
    }
    return replace(one, **said)  # type: ignore[arg-type]


def _given(name: str, chance: Random) -> str:
    """A second name is left out or is another one, a short form stands for the long one, a letter slips."""
    from frontdoor.rules.matching.folding import other_forms

    words = name.split()
    if len(words) > 1 and chance.random() < 0.5:
        words = words[:1] if chance.random() < 0.96 else [words[0], "Zebedee"]
    forms = other_forms(words[0].lower())
    if forms and chance.random() < 0.06:
        words[0] = chance.choice(forms).title()
    return _word(" ".join(words), chance)


def _word(word: str, chance: Random) -> str:
    if chance.random() < LEFT_OUT:
        return ""
    return _slip(word, chance) if chance.random() < WRONG else word


def _surname(word: str, chance: Random) -> str:
    if chance.random() < 0.05:
        return _surname_of(chance)
    parts = word.split()
    if len(parts) > 1 and chance.random() < 0.3:
        return _word(chance.choice(parts), chance)
    if chance.random() < 0.03:
        return f"{word} {_surname_of(chance)}" if chance.random() < 0.8 else f"{parts[0]}-{_surname_of(chance)}"
    return _word(word, chance)


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
    drawn = chance.random()
    if drawn < 0.15:
        # Half of those who move stay in the district, a fifth of them next to where they lived.
        return _postcode(chance) if drawn < 0.08 else postcode[:-3] + _postcode(chance)[-3:]
    return _slip(postcode, chance) if chance.random() < 0.04 else postcode


if __name__ == "__main__":
    main()
