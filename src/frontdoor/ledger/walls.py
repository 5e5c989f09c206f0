"""Row security, from one generator: the policies of every table that holds something about a person.

A row may be read by an actor who reads its authority, stands inside its compartment, and is barred from nobody the
row is about; or in system scope of its authority. A row may be written only into the authority one acts for.
Settings are read once a query (a scalar subquery), so that indexes keep working; only leakproof operators stand in
the parts that run before the caller's own conditions.
"""

from __future__ import annotations

from dataclasses import dataclass


def _setting(name: str) -> str:
    return f"nullif(current_setting('frontdoor.{name}', true), '')"


# The casts keep a scalar subquery from being read as a set of rows.
READS = f"(SELECT string_to_array({_setting('reads')}, ','))::text[]"
COMPARTMENTS = f"(SELECT string_to_array({_setting('compartments')}, ','))::text[]"
BARS = f"(SELECT coalesce(string_to_array({_setting('bars')}, ',')::uuid[], '{{}}'::uuid[]))::uuid[]"
AUTHORITY = f"(SELECT {_setting('authority')})"
SYSTEM = f"(SELECT {_setting('system')})"
ACTOR = f"(SELECT {_setting('actor')})"


@dataclass(frozen=True, kw_only=True)
class Wall:
    """How one table is walled.

    `about` names the columns that hold one person each, `subjects` a column that holds several.
    `compartment` is false for tables whose rows have no compartment of their own. `append_only` tables refuse every
    update, delete and truncate, by trigger, whoever asks.
    """

    table: str
    about: tuple[str, ...] = ()
    subjects: str = ""
    compartment: bool = True
    append_only: bool = False
    own_only: str = ""

    def reads(self) -> str:
        """The condition under which a row may be read."""
        within = [f"authority = ANY ({READS})"]
        if self.compartment:
            within.append(f"compartment = ANY ({COMPARTMENTS})")
        within += [f"({column} IS NULL OR {column} <> ALL ({BARS}))" for column in self.about]
        if self.subjects:
            within.append(f"NOT ({self.subjects} && {BARS})")
        if self.own_only:
            within.append(f"{self.own_only}::text = {ACTOR}")
        return f"(authority = {SYSTEM}) OR ({' AND '.join(within)})"

    def forward(self) -> list[str]:
        """The SQL that raises the wall, in order."""
        table, reads, writes = self.table, self.reads(), f"authority = {AUTHORITY}"
        statements = [
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
            f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
            f"CREATE POLICY may_read ON {table} FOR SELECT USING ({reads})",
            f"CREATE POLICY may_insert ON {table} FOR INSERT WITH CHECK ({writes})",
        ]
        if self.append_only:
            statements += [
                f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION frontdoor_refuse_change()",
                f"CREATE TRIGGER append_only_all BEFORE TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION frontdoor_refuse_change()",
            ]
        else:
            statements += [
                f"CREATE POLICY may_update ON {table} FOR UPDATE USING (({reads}) AND {writes}) WITH CHECK ({writes})",
                f"CREATE POLICY may_delete ON {table} FOR DELETE USING (({reads}) AND {writes})",
            ]
        return statements

    def backward(self) -> list[str]:
        """The SQL that takes the wall down again."""
        policies = ("may_read", "may_insert", "may_update", "may_delete")
        return [
            *(f"DROP POLICY IF EXISTS {policy} ON {self.table}" for policy in policies),
            f"DROP TRIGGER IF EXISTS append_only ON {self.table}",
            f"DROP TRIGGER IF EXISTS append_only_all ON {self.table}",
            f"ALTER TABLE {self.table} NO FORCE ROW LEVEL SECURITY",
            f"ALTER TABLE {self.table} DISABLE ROW LEVEL SECURITY",
        ]


FUNCTIONS = """
CREATE OR REPLACE FUNCTION frontdoor_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'History is added to, never changed: % of %', TG_OP, TG_TABLE_NAME;
END $$;

CREATE OR REPLACE FUNCTION frontdoor_recorded_at() RETURNS timestamptz LANGUAGE sql STABLE AS $$
    SELECT nullif(current_setting('frontdoor.recorded_at', true), '')::timestamptz
$$;
"""
