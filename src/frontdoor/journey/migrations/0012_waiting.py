"""What the queue reads of all that waits, and of the rows it shows, as functions.

A function keeps its plan for the session: to plan so many joins behind walls takes longer than to read the rows. It
sees what its caller sees. The joins stand in the order in which they are made, one row to one, and the plan is the same
whatever is asked, so that neither is looked for again.
"""

from django.db import migrations

#: The columns of a row, in order: those of the contact, then those of one of its children.
COLUMNS = """
    contact uuid, reference text, channel text, source text, referrer_kind text, referrer_agency text,
    received_at timestamptz, incident_at timestamptz, attended_at timestamptz, sent_at timestamptz, worries text[],
    police_grade text, contact_household uuid, incident uuid, others_not_named boolean,
    journey uuid, about uuid, kind text, label text, worker uuid, team text, held_since timestamptz, compartment text,
    stage text, name text, family_name text, born_on date, expected_on date, died_on date, age_said text, sex text,
    provisional boolean, household uuid, context_name text, rating text, danger_now boolean, clock text,
    due_at timestamptz, plan text, looked_after_by text, open_episode boolean, open_team text, open_worker text,
    protected_until timestamptz, missing_now boolean, contacts_before bigint, closed_before bigint,
    team_elsewhere text, plan_elsewhere boolean, link_open boolean
"""

FACTS = """
    SELECT c.id, c.reference::text, c.channel::text, c.source::text, c.referrer_kind::text, c.referrer_agency::text,
        c.received_at, c.incident_at, c.attended_at, c.sent_at, c.worries::text[],
        c.police_grade::text, c.household, c.incident, c.others_not_named,
        j.id, j.about, j.kind::text, j.label::text, j.worker, j.team::text,
        CASE WHEN j.worker IS NOT NULL OR j.team <> '' THEN j.held_since END, j.compartment::text,
        s.stage::text,
        coalesce(nullif(shown.name_to_use, ''), nullif(shown.given_name, ''), nullif(p.name_to_use, ''),
            p.given_name, '')::text,
        coalesce(nullif(shown.family_name, ''), p.family_name, '')::text, coalesce(shown.born_on, p.born_on),
        coalesce(shown.expected_on, p.expected_on), coalesce(shown.died_on, p.died_on),
        coalesce(p.age_said, '')::text, coalesce(nullif(shown.sex, 'U'), p.sex, 'U')::text,
        coalesce(p.provisional, false), p.household, coalesce(x.name, '')::text, s.rating::text, s.danger_now,
        s.next_clock::text, s.next_due_at,
        coalesce(o.plan, '')::text, coalesce(o.looked_after_by, '')::text, coalesce(o.open_episode, false),
        coalesce(o.team, '')::text, coalesce(o.worker, '')::text, protected.until, missing.now,
        others.contacts, others.closed, others.team::text, others.plan, EXISTS (
            SELECT FROM people_proposal y
            WHERE y.person = j.about AND y.authority = of_authority AND y.state = ANY (open_links))
    FROM ledger_standing s
    JOIN journey_journey j ON j.id = s.journey AND j.authority = of_authority
    JOIN journey_contact c ON c.id = j.contact_id AND c.authority = of_authority
    LEFT JOIN people_person p ON p.id = j.about AND p.authority = of_authority
    LEFT JOIN people_context x ON x.id = j.about AND x.authority = of_authority
    LEFT JOIN people_alias l ON l.person = j.about AND l.authority = of_authority AND l.confirmed AND l.until IS NULL
    CROSS JOIN LATERAL (SELECT coalesce(l."to", j.about) AS id OFFSET 0) AS child
    LEFT JOIN people_person shown ON shown.id = l."to" AND shown.authority = of_authority
    LEFT JOIN LATERAL (
        SELECT array_agg(a.person) || child.id AS ids FROM people_alias a
        WHERE a."to" = child.id AND a.authority = of_authority AND a.confirmed AND a.until IS NULL
    ) AS same ON true
    LEFT JOIN LATERAL (
        SELECT * FROM people_openstatus s1 WHERE s1.person = ANY (same.ids) AND s1.authority = of_authority
        ORDER BY s1.as_at DESC LIMIT 1
    ) AS o ON true
    LEFT JOIN LATERAL (
        SELECT max(r.ends_at) AS until FROM journey_order r
        WHERE r.journey_id = j.id AND r.authority = of_authority AND r.kind = 'police_protection'
            AND r.ended_at IS NULL AND r.voided_at IS NULL AND r.ends_at > at_moment
    ) AS protected ON true
    LEFT JOIN LATERAL (
        SELECT count(*) FILTER (WHERE m.returned_at IS NULL) > 0
            OR (j.missing_since IS NOT NULL AND count(*) = 0) AS now
        FROM journey_missingepisode m
        WHERE m.journey_id = j.id AND m.authority = of_authority AND m.voided_at IS NULL
    ) AS missing ON true
    LEFT JOIN LATERAL (
        SELECT count(*) FILTER (WHERE c2.received_at > many_since AND c2.received_at <= c.received_at) AS contacts,
            count(*) FILTER (
                WHERE c2.received_at > many_since AND c2.received_at <= c.received_at AND s2.stage = 'closed'
            ) AS closed,
            min(j2.team) FILTER (WHERE j2.team <> '' AND s2.stage <> 'closed' AND s2.stage <> 'contact') AS team,
            count(*) FILTER (WHERE s2.stage = 'plan') > 0 AS plan
        FROM journey_journey j2
        JOIN journey_contact c2 ON c2.id = j2.contact_id AND c2.authority = of_authority
        JOIN ledger_standing s2 ON s2.journey = j2.id AND s2.authority = of_authority
        WHERE j2.about = ANY (same.ids) AND j2.id <> j.id AND j2.authority = of_authority
    ) AS others ON true
"""
IN_ORDER = "ORDER BY c.id, array_position(c.subjects, j.about), j.id"
KEPT_PLAN = """LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan
    SET join_collapse_limit = 1 SET enable_hashjoin = off SET enable_mergejoin = off"""

#: Everything that nobody has decided, in the stages in which a contact itself may still wait: protection may begin
#: before anybody decides. They stand written out, since the planner knows of each how many rows it has.
WAITING = f"""
CREATE FUNCTION frontdoor_waiting(
    of_authority text, at_moment timestamptz, many_since timestamptz, open_links text[]
) RETURNS TABLE ({COLUMNS}) {KEPT_PLAN} AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY {FACTS} WHERE s.authority = of_authority AND s.stage IN ('contact', 'strategy_discussion', 'section47') AND j.outcome = '' {IN_ORDER};
END $$
"""

#: The same of these journeys, whether they wait or not.
STANDING = f"""
CREATE FUNCTION frontdoor_standing(
    of_authority text, at_moment timestamptz, many_since timestamptz, open_links text[], journeys uuid[]
) RETURNS TABLE ({COLUMNS}) {KEPT_PLAN} AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY {FACTS} WHERE s.authority = of_authority AND s.journey = ANY (journeys) {IN_ORDER};
END $$
"""

#: What the rows of a page say beyond their place: by journey when its clock is due soon and whether something is new
#: since it was rated, by incident how many other reports there are, by account who it is. Clocks are asked for journey
#: by journey: with ANY, the planner also reads every clock that runs anywhere, to intersect the two.
DETAILS = """
CREATE FUNCTION frontdoor_row_details(
    of_authority text, journeys uuid[], clocks text[], incidents uuid[], workers uuid[], news text[]
) RETURNS TABLE (says text, id uuid, soon_at timestamptz, number bigint, name text)
LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    SELECT 'soon', r.journey, r.soon_at, NULL::bigint, NULL::text
    FROM unnest(journeys, clocks) AS shown (journey, clock)
    JOIN ledger_clockrun r ON r.journey = shown.journey AND r.clock = shown.clock
    WHERE r.authority = of_authority AND r.stopped_at IS NULL AND r."limit" = 'by'
    UNION ALL
    SELECT 'new', e.journey, NULL, NULL, NULL FROM ledger_event e
    WHERE e.authority = of_authority AND e.journey = ANY (journeys)
    GROUP BY e.journey
    HAVING max(e.recorded_at) FILTER (WHERE e.kind = ANY (news))
        > max(e.recorded_at) FILTER (WHERE e.kind = 'contact_rated')
    UNION ALL
    SELECT 'reports', c.incident, NULL, count(*) - 1, NULL FROM journey_contact c
    WHERE c.authority = of_authority AND c.incident = ANY (incidents) GROUP BY c.incident
    UNION ALL
    SELECT 'name', a.id, NULL, NULL, a.name::text FROM access_account a WHERE a.id = ANY (workers);
END $$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("journey", "0011_national_duties"),
        ("people", "0008_walls_of_matching"),
        ("ledger", "0002_walls"),
        ("access", "0002_walls"),
    ]

    operations = [
        migrations.RunSQL(WAITING, "DROP FUNCTION frontdoor_waiting"),
        migrations.RunSQL(STANDING, "DROP FUNCTION frontdoor_standing"),
        migrations.RunSQL(DETAILS, "DROP FUNCTION frontdoor_row_details"),
    ]
