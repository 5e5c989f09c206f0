"""Raise the walls of this room's tables."""

from django.db import migrations

from frontdoor.ledger.walls import Wall

WALLS = (
    Wall(table="journey_contact", subjects="subjects"),
    Wall(table="journey_referrer", subjects="subjects"),
    Wall(table="journey_decision", about=("about",)),
    Wall(table="journey_allegation", about=("about",)),
    Wall(table="journey_alsooutcome", about=("about",)),
    Wall(table="journey_privatefostering", about=("about",)),
    Wall(table="journey_referral", about=("about",)),
    Wall(table="journey_informationrequest", about=("about",)),
    Wall(table="journey_feedback", about=("about",)),
    Wall(table="journey_disagreement", about=("about",)),
    Wall(table="journey_lateness", about=("about",)),
    Wall(table="journey_call", about=("about",)),
    Wall(table="journey_gap", about=("about",)),
    Wall(table="journey_strategydiscussion", about=("about",)),
    Wall(table="journey_safetyplanline", about=("about",)),
    Wall(table="journey_section47enquiry", about=("about",)),
    Wall(table="journey_order", about=("about",)),
    Wall(table="journey_missingepisode", about=("about",)),
    Wall(table="journey_handover", about=("about",)),
    Wall(table="journey_visit", about=("about",)),
    Wall(table="journey_assessment", about=("about",)),
    Wall(table="journey_conference", about=("about",)),
    Wall(table="journey_plan", about=("about",)),
    Wall(table="journey_help", about=("about",)),
    Wall(table="journey_closure", about=("about",)),
    Wall(table="journey_information", about=("about",)),
    Wall(table="journey_allocation", about=("about",)),
    Wall(table="journey_journey", about=("about",)),
    Wall(table="journey_intakecount"),
    Wall(table="journey_intakesignoff"),
)


class Migration(migrations.Migration):
    dependencies = [("journey", "0001_initial"), ("ledger", "0002_walls")]

    operations = [
        *(migrations.RunSQL(wall.forward(), wall.backward()) for wall in WALLS),
    ]
