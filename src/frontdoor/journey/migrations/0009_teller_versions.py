"""Who told us of a contact, as it stood before each change, and the walls of it."""

import django.contrib.postgres.fields
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from frontdoor.ledger.walls import Wall

WALLS = (
    Wall(table="journey_contactversion", subjects="subjects", append_only=True),
    Wall(table="journey_referrerversion", subjects="subjects", append_only=True),
)


class Migration(migrations.Migration):
    dependencies = [
        ("journey", "0008_visit_mother_seen"),
    ]

    operations = [
        migrations.CreateModel(
            name="ContactVersion",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(editable=False, serialize=False)),
                ("authority", models.CharField(max_length=3)),
                ("agency", models.CharField(blank=True, max_length=60)),
                ("compartment", models.CharField(default="open", max_length=40)),
                ("marking", models.CharField(blank=True, max_length=20)),
                ("revision", models.PositiveIntegerField(default=1)),
                (
                    "subjects",
                    django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None),
                ),
                ("source", models.CharField(max_length=4)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ReferrerVersion",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(editable=False, serialize=False)),
                ("authority", models.CharField(max_length=3)),
                ("agency", models.CharField(blank=True, max_length=60)),
                ("compartment", models.CharField(default="open", max_length=40)),
                ("marking", models.CharField(blank=True, max_length=20)),
                ("revision", models.PositiveIntegerField(default=1)),
                (
                    "subjects",
                    django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None),
                ),
                ("kind", models.CharField(max_length=20)),
                ("name", models.CharField(blank=True, max_length=120)),
                ("telephone", models.CharField(blank=True, max_length=40)),
                ("email", models.CharField(blank=True, max_length=254)),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contact",
            trigger=pgtrigger.compiler.Trigger(
                name="replaced_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."source" IS DISTINCT FROM (NEW."source"))',
                    func='INSERT INTO "journey_contactversion" ("agency", "authority", "compartment", "id", "marking", "pgh_created_at", "pgh_label", "revision", "source", "subjects") VALUES (OLD."agency", OLD."authority", OLD."compartment", OLD."id", OLD."marking", frontdoor_recorded_at(), \'replaced\', OLD."revision", OLD."source", OLD."subjects"); RETURN NULL;',
                    hash="7ba869b9f685fc7a5d50965665512ea0991e2aee",
                    operation="UPDATE",
                    pgid="pgtrigger_replaced_update_ba187",
                    table="journey_contact",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="referrer",
            trigger=pgtrigger.compiler.Trigger(
                name="replaced_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."telephone" IS DISTINCT FROM (NEW."telephone"))',
                    func='INSERT INTO "journey_referrerversion" ("agency", "authority", "compartment", "email", "id", "kind", "marking", "name", "pgh_created_at", "pgh_label", "revision", "subjects", "telephone") VALUES (OLD."agency", OLD."authority", OLD."compartment", OLD."email", OLD."id", OLD."kind", OLD."marking", OLD."name", frontdoor_recorded_at(), \'replaced\', OLD."revision", OLD."subjects", OLD."telephone"); RETURN NULL;',
                    hash="aa070e594c63f9aa48f7f35d32f8af3db92cd491",
                    operation="UPDATE",
                    pgid="pgtrigger_replaced_update_0e53f",
                    table="journey_referrer",
                    when="AFTER",
                ),
            ),
        ),
        *(migrations.RunSQL(wall.forward(), wall.backward()) for wall in WALLS),
    ]
