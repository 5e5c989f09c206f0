"""What verbs ask of a journey before they do anything: the children of a contact, a claim on a form, who may see."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from frontdoor.access import permission
from frontdoor.access.permission import RefusedSight
from frontdoor.journey.models import Contact, Journey
from frontdoor.ledger import tokens
from frontdoor.ledger.ids import new_id
from frontdoor.ledger.scope import Actor
from frontdoor.rules import steps
from frontdoor.rules.roles import Permission

#: The sender's own reason why an offer ended: nobody else gives it.
WITHDRAWN = "withdrawn"


def claim(token: str, *, journey: Journey, at: datetime) -> tokens.Used:
    """The id of a row to be made from a form; `before` is true if the form was sent before. No token: always new."""
    if not token:
        return tokens.Used(new_id(at), "", before=False)
    return tokens.use(token, authority=journey.authority, record=new_id(at), reference="")


def held(journey: UUID, verb: str, wanted: Permission, *, by: Actor, seen: int | None = None) -> Journey:
    """The journey, held until the transaction ends, if `by` may do this to it now."""
    found = Journey.locked(journey, seen=seen)
    permission.require(by, wanted, about=found)
    steps.require(verb, found.facts())
    return found


def children_of(contact: Contact, verb: str, wanted: Permission, *, by: Actor) -> list[Journey]:
    """All children of a contact, if `by` may do this to each of them now. A contact without any is not shown."""
    journeys = Journey.of(contact_id=contact.id)
    if not journeys:
        raise RefusedSight
    for journey in journeys:
        permission.require(by, wanted, about=journey)
        steps.require(verb, journey.facts())
    return journeys


def adding(by: Actor) -> Permission:
    """What adding to a record asks of somebody: staff may add, an agency may add to what it sent or was asked."""
    return Permission.ADD_INFORMATION if by.may(Permission.ADD_INFORMATION) else Permission.REFER


def let_in(journey: Journey, *, account: UUID | None = None, team: str = "", at: datetime) -> bool:
    """Let an account or a team see a child beside the holder; false if they could already."""
    new_account = account is not None and account != journey.worker and account not in journey.seen_by
    new_team = bool(team) and team != journey.team and team not in journey.seen_by_teams
    fields: dict[str, object] = {}
    if account is not None and new_account:
        fields["seen_by"] = [*journey.seen_by, account]
    if new_team:
        fields["seen_by_teams"] = [*journey.seen_by_teams, team]
    if fields:
        journey.change(at=at, **fields)
    return bool(fields)


def may_take_back(offered_by: UUID | None, by: Actor) -> bool:
    """Whether this person may take an offer back: whoever made it, or a manager who allocates."""
    return (offered_by is not None and offered_by == by.account) or by.may(Permission.ALLOCATE)


def shut_out(journey: Journey, *, account: UUID | None = None, team: str = "", at: datetime) -> None:
    """End the sight that an offer gave."""
    journey.change(
        at=at,
        seen_by=[one for one in journey.seen_by if one != account],
        seen_by_teams=[one for one in journey.seen_by_teams if one != team],
    )
