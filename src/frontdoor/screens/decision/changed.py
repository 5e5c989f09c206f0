"""Two people on one record: what the other did while this person wrote, and this person's own words, kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from django.http import QueryDict

from frontdoor.journey.record_queries import happened_since
from frontdoor.ledger.scope import Actor
from frontdoor.rules.outcomes import OUTCOMES
from frontdoor.screens.decision.forms import ChildForm
from frontdoor.screens.decision.sheet import Sheet
from frontdoor.screens.look.formatting import day_and_time
from frontdoor.screens.look.shapes import Change, Conflict
from frontdoor.screens.record.opening import OpenRecord

#: The longest that something recorded earlier may have been invisible: its transaction was not finished yet.
_UNSEEN_FOR = timedelta(minutes=2)

#: The event that says what was decided: its outcome stands in the ledger.
_DECIDED = "outcome_decided"


def conflict(sheet: Sheet, record: OpenRecord, *, by: Actor, now: datetime) -> Conflict:
    """What others recorded since the form was opened, child by child, and what was typed for children decided since."""
    journeys = [child.journey.id for child in record.children]
    since = sheet.opened_at
    found = happened_since(journeys, since=since, not_by=by.account)
    if not found:  # recorded a moment before this form was opened, and visible only after
        found = happened_since(journeys, since=since - _UNSEEN_FOR, not_by=by.account)
    changes = []
    for event, sentence, who in found:
        child = next(one for one in record.children if one.journey.id == event.journey)
        outcome = OUTCOMES.get(str(event.data.get("outcome", ""))) if event.kind == _DECIDED else None
        said = f"{outcome.words}: {who}" if outcome else f"{who}, {day_and_time(event.recorded_at, now=now)}"
        changes.append(Change(f"{child.first_name}: {sentence[:1].lower()}{sentence[1:]}", "not yet", said))
    last = found[-1] if found else None
    return Conflict(
        by=last[2] if last else "Somebody else",
        moment=day_and_time(last[0].recorded_at, now=now) if last else day_and_time(now, now=now),
        changes=tuple(changes),
        kept=_kept(sheet, record),
    )


def is_stale(data: QueryDict, record: OpenRecord) -> bool:
    """Whether anything of what was shown with the form has been changed since."""
    shown = {"you-contact_seen": record.contact.revision}
    shown |= {f"child-{child.number}-seen": child.journey.revision for child in record.children}
    return any(str(data.get(name, revision)) != str(revision) for name, revision in shown.items())


def _kept(sheet: Sheet, record: OpenRecord) -> dict[str, str]:
    """What this person wrote about children whom somebody else has decided: their part is no longer on the form."""
    decided = {child.number for child in record.children if child.decided}
    return {
        one.child.first_name: lines
        for one in sheet.children
        if one.child.number in decided and (lines := "\n".join(_lines(one.form)))
    }


def _lines(form: ChildForm) -> Iterator[str]:
    """Each question that has an answer, with the answer in words."""
    for field in form.visible_fields():
        given = field.data if isinstance(field.data, list) else [field.data] if field.data else []
        words = dict(flatten(getattr(field.field, "choices", ())))
        if given:
            yield f"{field.label}: {', '.join(str(words.get(value, value)) for value in given)}"


def flatten(choices: Iterable[tuple[object, object]]) -> Iterator[tuple[object, object]]:
    """Grouped choices as one list."""
    for value, words in choices:
        if isinstance(words, list | tuple):
            yield from flatten(words)
        else:
            yield value, words


def with_what_is_there_now(data: QueryDict, record: OpenRecord, now: datetime) -> QueryDict:
    """The same answers, on top of the record as it is now: the next press is compared with what is shown next."""
    again = data.copy()
    again["you-contact_seen"] = str(record.contact.revision)
    again["you-opened_at"] = now.isoformat()
    for child in record.children:
        again.pop(f"child-{child.number}-seen", None)
        if not child.decided:
            again[f"child-{child.number}-seen"] = str(child.journey.revision)
    return again
