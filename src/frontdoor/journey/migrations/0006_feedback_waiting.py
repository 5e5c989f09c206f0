"""An index of the feedback that waits for a person, in the order in which it was drafted: the outbox counts all of it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("journey", "0005_versions"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="feedback",
            index=models.Index(
                condition=models.Q(
                    ("released_at__isnull", True), ("voided_at__isnull", True), ("withheld_because", "")
                ),
                fields=["authority", "drafted_at"],
                name="feedback_waiting",
            ),
        ),
    ]
