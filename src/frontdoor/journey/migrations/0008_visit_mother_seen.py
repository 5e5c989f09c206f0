"""Whether the mother was seen, on a visit before the birth: nobody can see the child yet."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("journey", "0007_information_agency"),
    ]

    operations = [
        migrations.AddField(
            model_name="visit",
            name="mother_seen",
            field=models.BooleanField(null=True),
        ),
    ]
