"""Raise the ledger's walls, make history append-only, and queue each event for its seal."""

from django.db import migrations

from frontdoor.ledger.walls import FUNCTIONS, Wall

WALLS = (
    Wall(table="ledger_event", about=("about",), append_only=True),
    Wall(table="ledger_seal", compartment=False, append_only=True),
    Wall(table="ledger_unsealed", compartment=False),
    Wall(table="ledger_token", compartment=False, append_only=True),
    Wall(table="ledger_clockrun", about=("about",)),
    Wall(table="ledger_standing", about=("about",)),
)

QUEUE = """
CREATE FUNCTION frontdoor_queue_for_seal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO ledger_unsealed (event, authority) SELECT id, authority FROM added;
    RETURN NULL;
END $$;
CREATE TRIGGER queue_for_seal AFTER INSERT ON ledger_event REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION frontdoor_queue_for_seal();
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]

    operations = [
        migrations.RunSQL(FUNCTIONS, "DROP FUNCTION frontdoor_recorded_at(); DROP FUNCTION frontdoor_refuse_change();"),
        *(migrations.RunSQL(wall.forward(), wall.backward()) for wall in WALLS),
        migrations.RunSQL(
            QUEUE, "DROP TRIGGER queue_for_seal ON ledger_event; DROP FUNCTION frontdoor_queue_for_seal();"
        ),
    ]
