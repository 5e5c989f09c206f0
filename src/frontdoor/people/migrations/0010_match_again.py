"""When something by which a child is matched became known after they came."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0009_arrivals"),
    ]

    operations = [
        migrations.AddField(
            model_name="person",
            name="match_again_since",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(
                condition=models.Q(("match_again_since__isnull", False)),
                fields=["authority"],
                name="person_to_match_again",
            ),
        ),
    ]
