"""A notification of the police or another agency: the columns it may have, how each is read, what concern it makes.

A file and the API bring the same things in two shapes, so that both are read here. Nothing that was written is lost:
what cannot be read as what it should be is kept as it was written and asked about.
"""

from frontdoor.rules.notifications.columns import COLUMNS, PERSON_COLUMNS, Column, column_by_name
from frontdoor.rules.notifications.concerns import Notification, read_notification
from frontdoor.rules.notifications.messages import UnableToReadMessage, parts_of, text_of
from frontdoor.rules.notifications.reading import Asked, Part, clean

__all__ = [
    "COLUMNS",
    "PERSON_COLUMNS",
    "Asked",
    "Column",
    "Notification",
    "Part",
    "UnableToReadMessage",
    "clean",
    "column_by_name",
    "parts_of",
    "read_notification",
    "text_of",
]
