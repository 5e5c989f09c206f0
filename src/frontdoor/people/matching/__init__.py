"""Finding whom an arriving person may be, in system scope; see the README beside this file.

candidates(arriving, authority="874")     whom they may be, best first, each with its evidence and zone
hidden_match(child, authority="874")      whether they stand behind a wall that the typist must not notice
keep_keys([person], authority="874", at=...)   called by every verb that changes what the keys are made from
"""

from frontdoor.people.matching.engine import Scored, candidates, settle
from frontdoor.people.matching.keeping import keep_keys
from frontdoor.people.matching.walled import (
    Hidden,
    Wanted,
    arriving_of,
    hidden_match,
    numbered,
    wanted_in_emergency,
)
from frontdoor.rules.matching.described import Arriving, years_of
from frontdoor.rules.matching.evidence import Evidence, Zone

__all__ = [
    "Arriving", "Evidence", "Hidden", "Scored", "Wanted", "Zone", "arriving_of", "candidates", "hidden_match",
    "keep_keys", "numbered", "settle", "wanted_in_emergency", "years_of",
]  # fmt: skip
