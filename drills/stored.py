"""What is stored after a drill, held against what was acknowledged: nothing lost, nothing doubled, nothing half."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass

from django.db import transaction

from drills.senders import Sent, children_of
from frontdoor.documents.models import Narrative
from frontdoor.journey.models import Contact, Journey, Referrer
from frontdoor.ledger import scope
from frontdoor.ledger.models import Event, Standing
from frontdoor.ledger.rebuilding import compare
from frontdoor.people.models import Person

AUTHORITY = "874"


@dataclass(frozen=True)
class Counted:
    """The figures of a drill; all but the first three must be 0."""

    acknowledged: int
    stored: int
    sendings_without_answer: int
    lost: int
    doubled: int
    half_written: int
    other_reference: int
    clocks_differing: int

    @property
    def sound(self) -> bool:
        """Whether the drill has passed."""
        return not any((self.lost, self.doubled, self.half_written, self.other_reference, self.clocks_differing))

    def data(self) -> dict[str, int]:
        """The figures by name."""
        return asdict(self)


def count(sent: Sent) -> Counted:
    """Read everything that is stored and compare."""
    with transaction.atomic(), scope.system(AUTHORITY):
        contacts = list(Contact.objects.filter(occurrence__startswith=f"{sent.drill}-"))
        half = sum(not _whole(contact) for contact in contacts)
        by_number = Counter(contact.occurrence for contact in contacts)
        references = {contact.occurrence: contact.reference for contact in contacts}
    known = set(sent.acknowledged) | sent.given_up
    other = [one for one, reference in sent.acknowledged.items() if references.get(one, reference) != reference]
    return Counted(
        acknowledged=len(sent.acknowledged),
        stored=len(contacts),
        sendings_without_answer=sent.failures,
        lost=sum(one not in by_number for one in sent.acknowledged),
        doubled=sum(number - 1 for number in by_number.values()) + len(set(by_number) - known),
        half_written=half,
        other_reference=len(other) + len(sent.unequal),
        clocks_differing=len(compare(AUTHORITY).differing),
    )


def _whole(contact: Contact) -> bool:
    """Whether a contact has all that one transaction wrote of it: children, words, events, standing, people."""
    children = children_of(contact.occurrence)
    journeys = [journey.id for journey in Journey.objects.filter(contact=contact)]
    events = Counter(Event.objects.filter(journey__in=journeys).values_list("kind", flat=True))
    return (
        len(journeys) == children == len(contact.subjects)
        and events["contact_received"] == events["contact_entered"] == children
        and Standing.objects.filter(journey__in=journeys).count() == children
        and Narrative.objects.filter(record=contact.id, question="worry").count() == 1
        and Narrative.objects.filter(record__in=journeys, question="own_words").count() == children
        and Referrer.objects.filter(contact=contact).count() == 1
        and Person.objects.filter(household=contact.household).count() == children + 1
        and Event.objects.filter(about__in=contact.subjects, kind="person_added").count() == children
    )
