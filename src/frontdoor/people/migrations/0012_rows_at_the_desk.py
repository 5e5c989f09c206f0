"""A proposal may ask of a register's row whom it means; what a person said of a row is found when it comes again."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0011_versions")]

    operations = [
        migrations.AddField(model_name="proposal", name="register", field=models.CharField(blank=True, max_length=20)),
        migrations.AddIndex(
            model_name="registerentry",
            index=models.Index(
                condition=models.Q(("not_people", []), _negated=True),
                fields=["authority", "agency", "register", "key"],
                name="entry_said_not",
            ),
        ),
    ]
