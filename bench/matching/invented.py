"""Two registers of invented children, made in seconds: a large one, and a smaller one that repeats some with errors.

Everything follows from a hash of the child's number, so that two runs make the same files. The errors are made here
and nowhere else; no weight was set from them. The number in an id is who it is: `a17` and `b17` are one child.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

#: Of the smaller register, the share of children whom the larger one does not know; half of them have a sibling there.
STRANGERS = 0.3

_MACROS = """
create macro pick(i, salt, n) as cast(hash(cast(i as bigint) * 1000 + salt) % n as integer);
create macro u(i, salt) as pick(i, salt, 1000003) / 1000003.0;
create macro drawn(i, salt, n) as cast(floor(30 * pow((n + 30) / 30.0, u(i, salt)) - 30) as integer);
create macro syllable(k, salt) as 'bdfghjklmnprstvz'[1 + pick(k, salt, 16)] || 'aeiou'[1 + pick(k, salt + 1, 5)];
create macro named(k, salt) as syllable(k, salt) || syllable(k, salt + 2)
    || case when pick(k, salt + 4, 3) > 0 then syllable(k, salt + 5) else '' end
    || ['n', 'r', 's', 'ley', 'son', 'ska', 'wicz'][1 + pick(k, salt + 7, 7)];
create macro home(h) as ['PE', 'CB', 'NG', 'LE', 'MK'][1 + pick(h, 50, 5)] || (1 + pick(h, 51, 18)) || ' '
    || (1 + pick(h, 52, 6)) || 'ABDEFGHJLN'[1 + pick(h, 53, 10)] || 'PQRSTUWXYZ'[1 + pick(h, 54, 10)];
create macro child(i, h) as {
    'given_name': named(drawn(i, 1, 3000), 11), 'family_name': named(drawn(h, 2, 40000), 61),
    'born': date '2008-11-20' + pick(i, 3, 6570), 'postcode': home(h)};
create macro cut(t, i, salt) as 1 + pick(i, salt, greatest(1, length(t) - 2));
create macro slip(t, p, kind) as case kind
    when 0 then t[:p] || t[p + 2:]
    when 1 then t[:p] || t[p:]
    when 2 then t[:p] || 'e' || t[p + 2:]
    else t[:p - 1] || t[p + 1] || t[p] || t[p + 2:] end;
create macro slipped(t, i, salt) as slip(t, cut(t, i, salt), pick(i, salt + 1, 4));
create macro other_day(born, i) as cast(case
    when u(i, 31) < 0.33 and day(born) <= 12 then make_date(year(born), day(born), month(born))
    when u(i, 31) < 0.66 then born + 1 + pick(i, 32, 9)
    else born + interval 1 year end as date);
"""


def make(place: Path, *, large: int, small: int) -> tuple[Path, Path]:
    """Write `large.csv` and `small.csv`, with the columns id, given_name, family_name, born, postcode.

    Names are drawn as they are borne: the commonest by under one child in a hundred. Of the children in both
    registers 7 in 100 have a slip of the pen in the first name, 6 in the surname (one letter left out, doubled,
    replaced, or swapped with the next), 6 another day of birth, 18 moved, 6 have no postcode, 1.5 their names in each
    other's place and 1 no first name.
    """
    files = place / "large.csv", place / "small.csv"
    known = round(small * (1 - STRANGERS))
    step = large // known
    with duckdb.connect() as con:
        con.execute("set enable_progress_bar=false").fetchall()
        for macro in _MACROS.strip().split(";\n"):
            con.execute(macro).fetchall()
        con.execute(
            f"copy (select 'a' || i as id, c.* from (select i, child(i, i // 2) as c from range({large}) t(i)))"  # noqa: S608
            f" to '{files[0]}' (header)"
        ).fetchall()
        con.execute(
            "copy (select 'b' || i as id,"  # noqa: S608
            " case when u(i, 20) < 0.015 then c.family_name when u(i, 21) < 0.01 then null"
            " when u(i, 22) < 0.07 then slipped(c.given_name, i, 40) else c.given_name end as given_name,"
            " case when u(i, 20) < 0.015 then c.given_name when u(i, 23) < 0.06 then slipped(c.family_name, i, 42)"
            " else c.family_name end as family_name,"
            " case when u(i, 24) < 0.06 then other_day(c.born, i) else c.born end as born,"
            " case when u(i, 25) < 0.06 then null when u(i, 25) < 0.24 then home(-i - 1) else c.postcode end"
            f" as postcode from (select i, child(i, i // 2) as c from range(0, {known * step}, {step}) t(i)"
            f" union all select {large} + i, child({large} + i, case when i % 2 = 0 then i * 3 else {large} + i end)"
            f" from range({small - known}) t(i))) to '{files[1]}' (header)"
        ).fetchall()
    return files
