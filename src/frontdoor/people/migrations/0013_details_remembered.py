"""What details of a person said before each change: whose it was is asked when two people are taken apart."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0012_rows_at_the_desk"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="person",
            name="replaced_update",
        ),
        migrations.AddField(
            model_name="personversion",
            name="age_said",
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddField(
            model_name="personversion",
            name="born_estimated",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="personversion",
            name="gender",
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddField(
            model_name="personversion",
            name="gp",
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddField(
            model_name="personversion",
            name="household",
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name="personversion",
            name="interpreter",
            field=models.CharField(default="not_asked", max_length=12),
        ),
        migrations.AddField(
            model_name="personversion",
            name="label",
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddField(
            model_name="personversion",
            name="language",
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddField(
            model_name="personversion",
            name="letters_stopped",
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name="personversion",
            name="name_to_use",
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddField(
            model_name="personversion",
            name="pronouns",
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name="personversion",
            name="school",
            field=models.CharField(blank=True, max_length=120),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="person",
            trigger=pgtrigger.compiler.Trigger(
                name="replaced_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."age_said" IS DISTINCT FROM (NEW."age_said") OR OLD."born_estimated" IS DISTINCT FROM (NEW."born_estimated") OR OLD."born_on" IS DISTINCT FROM (NEW."born_on") OR OLD."died_on" IS DISTINCT FROM (NEW."died_on") OR OLD."disabilities" IS DISTINCT FROM (NEW."disabilities") OR OLD."ethnicity" IS DISTINCT FROM (NEW."ethnicity") OR OLD."expected_on" IS DISTINCT FROM (NEW."expected_on") OR OLD."family_name" IS DISTINCT FROM (NEW."family_name") OR OLD."gender" IS DISTINCT FROM (NEW."gender") OR OLD."given_name" IS DISTINCT FROM (NEW."given_name") OR OLD."gp" IS DISTINCT FROM (NEW."gp") OR OLD."household" IS DISTINCT FROM (NEW."household") OR OLD."interpreter" IS DISTINCT FROM (NEW."interpreter") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."label" IS DISTINCT FROM (NEW."label") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."letters_stopped" IS DISTINCT FROM (NEW."letters_stopped") OR OLD."name_to_use" IS DISTINCT FROM (NEW."name_to_use") OR OLD."pronouns" IS DISTINCT FROM (NEW."pronouns") OR OLD."school" IS DISTINCT FROM (NEW."school") OR OLD."sex" IS DISTINCT FROM (NEW."sex"))',
                    func='INSERT INTO "people_personversion" ("age_said", "agency", "authority", "born_estimated", "born_on", "compartment", "died_on", "disabilities", "ethnicity", "expected_on", "family_name", "gender", "given_name", "gp", "household", "id", "interpreter", "kind", "label", "language", "letters_stopped", "marking", "name_to_use", "pgh_created_at", "pgh_label", "pronouns", "revision", "school", "sex") VALUES (OLD."age_said", OLD."agency", OLD."authority", OLD."born_estimated", OLD."born_on", OLD."compartment", OLD."died_on", OLD."disabilities", OLD."ethnicity", OLD."expected_on", OLD."family_name", OLD."gender", OLD."given_name", OLD."gp", OLD."household", OLD."id", OLD."interpreter", OLD."kind", OLD."label", OLD."language", OLD."letters_stopped", OLD."marking", OLD."name_to_use", frontdoor_recorded_at(), \'replaced\', OLD."pronouns", OLD."revision", OLD."school", OLD."sex"); RETURN NULL;',
                    hash="3c4be8edf6fc66669ae4b8887538bb7c454cbbd0",
                    operation="UPDATE",
                    pgid="pgtrigger_replaced_update_7c242",
                    table="people_person",
                    when="AFTER",
                ),
            ),
        ),
    ]
