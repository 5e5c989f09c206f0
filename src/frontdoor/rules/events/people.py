"""Who somebody is, and what stands around them."""

from __future__ import annotations

from dataclasses import dataclass

from frontdoor.rules.events.base import LedgerEvent, event


@event
@dataclass(frozen=True, kw_only=True)
class PersonAdded(LedgerEvent):
    """A person was added."""

    sentence = "A person was added"
    kind_of_person: str
    named: bool


@event
@dataclass(frozen=True, kw_only=True)
class PersonNamed(LedgerEvent):
    """A person was given a name."""

    sentence = "A person was given a name"


@event
@dataclass(frozen=True, kw_only=True)
class PersonDetailsChanged(LedgerEvent):
    """Details of the person changed."""

    sentence = "Details of the person changed"
    details: tuple[str, ...]


@event
@dataclass(frozen=True, kw_only=True)
class AddressChanged(LedgerEvent):
    """The address changed."""

    sentence = "The address changed"
    confidential: bool


@event
@dataclass(frozen=True, kw_only=True)
class RelationshipRecorded(LedgerEvent):
    """A relationship was recorded."""

    sentence = "A relationship was recorded"
    relationship: str


@event
@dataclass(frozen=True, kw_only=True)
class SafetyLineSet(LedgerEvent):
    """A safety line was set."""

    sentence = "A safety line was set"
    line: str


@event
@dataclass(frozen=True, kw_only=True)
class PersonRestricted(LedgerEvent):
    """The record was restricted."""

    sentence = "The record was restricted"
    custodian: str


@event
@dataclass(frozen=True, kw_only=True)
class RestrictionLifted(LedgerEvent):
    """The restriction was lifted."""

    sentence = "The restriction was lifted"


@event
@dataclass(frozen=True, kw_only=True)
class ChildBorn(LedgerEvent):
    """The child was born."""

    sentence = "The child was born"
    births: int = 1
    mother_fit: str = ""


@event
@dataclass(frozen=True, kw_only=True)
class PregnancyEnded(LedgerEvent):
    """The pregnancy ended."""

    sentence = "The pregnancy ended"
    ended: str


@event
@dataclass(frozen=True, kw_only=True)
class ChildDied(LedgerEvent):
    """The child died."""

    sentence = "The child died"


@event
@dataclass(frozen=True, kw_only=True)
class LettersStopped(LedgerEvent):
    """Letters, notices and feedback were stopped."""

    sentence = "Letters, notices and feedback were stopped"
    reason: str


@event
@dataclass(frozen=True, kw_only=True)
class LettersReleased(LedgerEvent):
    """Letters, notices and feedback were released."""

    sentence = "Letters, notices and feedback were released"


@event
@dataclass(frozen=True, kw_only=True)
class AdoptedFromCare(LedgerEvent):
    """The former record was sealed."""

    sentence = "The former record was sealed"


@event
@dataclass(frozen=True, kw_only=True)
class StatusLoaded(LedgerEvent):
    """What the authority's case system says changed."""

    sentence = "What the authority's case system says changed"
    facts: tuple[str, ...]


@event
@dataclass(frozen=True, kw_only=True)
class DemographicsAsked(LedgerEvent):
    """A worker asked the NHS who the person is."""

    sentence = "The NHS was asked who the person is"


@event
@dataclass(frozen=True, kw_only=True)
class DemographicsAnswered(LedgerEvent):
    """The NHS answered who the person is, or could not. Says how it ended, never what was answered."""

    sentence = "The NHS answered who the person is"
    outcome: str


@event
@dataclass(frozen=True, kw_only=True)
class WallMoved(LedgerEvent):
    """The wall around a journey was moved, by a person who may."""

    sentence = "The wall around the record was moved"
    compartment: str


@event
@dataclass(frozen=True, kw_only=True)
class MatchProposed(LedgerEvent):
    """Somebody may be a person who is known already."""

    sentence = "They may be somebody who is known already"
    proposal: str
    flags: tuple[str, ...]


@event
@dataclass(frozen=True, kw_only=True)
class MatchJudged(LedgerEvent):
    """A named person said whether two records are of one person."""

    sentence = "It was said whether two records are of one person"
    proposal: str
    verdict: str
    second: bool


@event
@dataclass(frozen=True, kw_only=True)
class PersonLinked(LedgerEvent):
    """The program linked somebody to a person who is known already; nobody has confirmed it yet."""

    sentence = "Linked to a known person, not confirmed"
    joining: str


@event
@dataclass(frozen=True, kw_only=True)
class LinkConfirmed(LedgerEvent):
    """A person confirmed a link."""

    sentence = "The link was confirmed"
    joining: str


@event
@dataclass(frozen=True, kw_only=True)
class PeopleMerged(LedgerEvent):
    """Two records are read as one person from now on."""

    sentence = "Two records were joined"
    joining: str
    how: str
    kept: bool


@event
@dataclass(frozen=True, kw_only=True)
class PeopleUnmerged(LedgerEvent):
    """Two records are read apart again."""

    sentence = "Two records were taken apart"
    joining: str
    kept: bool


@event
@dataclass(frozen=True, kw_only=True)
class FactAssigned(LedgerEvent):
    """A fact recorded while two were read as one went to whom it is of; `came` is written with them, its contrary with
    the other.
    """

    sentence = "A fact recorded while two records were joined was given to whom it is of"
    what: str
    came: bool


@event
@dataclass(frozen=True, kw_only=True)
class SearchDecided(LedgerEvent):
    """A manager decided what else to do to find out who somebody is."""

    sentence = "A manager decided how to find out who this is"
    step: str


@event
@dataclass(frozen=True, kw_only=True)
class HouseholdChanged(LedgerEvent):
    """With whom somebody lives changed."""

    sentence = "With whom they live changed"
    change: str
