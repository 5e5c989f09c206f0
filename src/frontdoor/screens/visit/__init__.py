"""A visit on a telephone: planned, recorded for each child separately, added to later, never edited."""
