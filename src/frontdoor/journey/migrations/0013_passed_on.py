"""What adoption sealed is opened to nobody by what was opened before; and what somebody passed to the duty manager looks
the same to them whether or not a restricted child is behind it.

If a contact opened that was passed on for an ordinary reason, one that does not open would be a hint.
"""

from importlib import import_module

import django.contrib.postgres.fields
from django.db import migrations, models

from frontdoor.ledger.walls import Wall

PASSED_ON = Wall(table="journey_passedon", own_only="account")

#: As journey.0010 made it, but whoever is sealed is taken out of what was opened, under every id of theirs. And those
#: whom a contact is about that the account passed on within a year (rules.duty_manager.OUT_OF_LISTS) are barred: unless
#: one of them was opened to the account since, or given to it or to its team, or is theirs already. Then the new contact
#: is news to whoever works with the child.
ENTERING = """
CREATE OR REPLACE FUNCTION frontdoor_entering(
    who uuid, authorities text[], desk boolean, at_moment timestamptz,
    OUT bars uuid[], OUT let_in uuid[], OUT opened boolean
)
LANGUAGE plpgsql VOLATILE AS $$
DECLARE
    former text := coalesce(current_setting('frontdoor.system', true), '');
    one text;
    own uuid[];
    granted uuid[];
    hidden uuid[];
    sealed uuid[];
    beside uuid[];
    passed uuid[];
    shown boolean;
BEGIN
    bars := '{}'; let_in := '{}'; opened := false;
    FOREACH one IN ARRAY authorities LOOP
        PERFORM set_config('frontdoor.system', one, true);
        SELECT coalesce(array_agg(b.person), '{}') INTO own FROM access_bar b
            WHERE b.account_id = who AND b.lifted_at IS NULL;
        IF cardinality(own) > 0 THEN own := frontdoor_same_people(own); END IF;
        SELECT coalesce(array_agg(DISTINCT g.person), '{}') INTO granted FROM access_grant g
            WHERE g.account_id = who AND g.since <= at_moment AND g.until > at_moment AND g.person <> ALL (own);
        IF cardinality(granted) > 0 THEN
            granted := frontdoor_same_people(granted);
            SELECT coalesce(array_agg(r.person), '{}') INTO sealed FROM access_restriction r
                WHERE r.lifted_at IS NULL AND r.kind = 'adoption' AND r.custodian_id IS DISTINCT FROM who;
            IF cardinality(sealed) > 0 THEN
                sealed := frontdoor_same_people(sealed);
                SELECT coalesce(array_agg(g.one), '{}') INTO granted FROM unnest(granted) AS g (one)
                    WHERE g.one <> ALL (sealed);
            END IF;
        END IF;
        SELECT coalesce(array_agg(r.person) FILTER (WHERE r.person <> ALL (granted)), '{}'),
               coalesce(bool_or(r.person = ANY (granted) AND r.kind = 'restricted'), false)
            INTO hidden, shown FROM access_restriction r
            WHERE r.lifted_at IS NULL AND r.custodian_id IS DISTINCT FROM who
                AND NOT (desk AND r.kind = 'restricted');
        IF cardinality(hidden) > 0 THEN hidden := frontdoor_same_people(hidden); END IF;
        IF cardinality(granted) > 0 AND NOT desk THEN
            shown := shown OR EXISTS (
                SELECT FROM people_person p WHERE p.id = ANY (granted) AND p.compartment = 'restricted'
            );
        END IF;
        IF shown THEN
            SELECT granted || coalesce(array_agg(DISTINCT s.subject), '{}') INTO beside FROM (
                SELECT unnest(c.subjects) AS subject FROM journey_journey j
                JOIN journey_contact c ON c.id = j.contact_id WHERE j.about = ANY (granted)
            ) AS s;
            SELECT beside || coalesce(array_agg(t.person), '{}') INTO beside
                FROM people_relationship t WHERE t."to" = ANY (beside);
            SELECT hidden || coalesce(array_agg(p.id), '{}') INTO hidden FROM people_person p
                WHERE p.authority = one AND p.compartment = 'restricted' AND p.id <> ALL (beside);
            SELECT hidden || coalesce(array_agg(x.id), '{}') INTO hidden FROM people_context x
                WHERE x.authority = one AND x.compartment = 'restricted' AND x.id <> ALL (beside);
        END IF;
        SELECT coalesce(array_agg(DISTINCT about), '{}') INTO passed FROM journey_passedon k, unnest(k.people) about
            WHERE k.account = who AND k.sent_at > at_moment - interval '365 days' AND NOT (k.people && granted)
                AND NOT EXISTS (
                    SELECT FROM journey_journey j JOIN access_account a ON a.id = who
                    LEFT JOIN journey_allocation g ON g.journey_id = j.id
                    LEFT JOIN journey_handover h ON h.journey_id = j.id AND h.to_kind IN ('worker', 'team')
                    WHERE j.about = ANY (k.people)
                        AND (
                            who IN (j.worker, g.worker, h.to_account) OR who = ANY (j.seen_by)
                            OR ARRAY[j.team, g.team, h."to"] || j.seen_by_teams && a.teams
                        )
                );
        bars := bars || own || hidden || passed; let_in := let_in || granted; opened := opened OR shown;
    END LOOP;
    PERFORM set_config('frontdoor.system', former, true);
END $$;
"""


def _former() -> str:
    return str(import_module("frontdoor.journey.migrations.0010_let_in").ENTERING)


class Migration(migrations.Migration):
    dependencies = [("journey", "0012_waiting")]

    operations = [
        migrations.CreateModel(
            name="PassedOn",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("authority", models.CharField(max_length=3)),
                ("agency", models.CharField(blank=True, max_length=60)),
                ("compartment", models.CharField(default="open", max_length=40)),
                ("marking", models.CharField(blank=True, max_length=20)),
                ("revision", models.PositiveIntegerField(default=1)),
                ("account", models.UUIDField()),
                ("reference", models.CharField(db_collation="C", max_length=24)),
                ("sent_at", models.DateTimeField()),
                (
                    "people",
                    django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["account", "sent_at"], name="passed_on_by_account")],
                "constraints": [
                    models.UniqueConstraint(fields=("authority", "reference"), name="one_passed_on_a_reference")
                ],
            },
        ),
        migrations.RunSQL(PASSED_ON.forward(), PASSED_ON.backward()),
        migrations.RunSQL(ENTERING, _former()),
    ]
