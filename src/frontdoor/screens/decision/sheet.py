"""The decision form as it lies before somebody: the record beside each question, and what they typed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from uuid import uuid4

from django.http import QueryDict

from frontdoor.journey.decision_queries import (
    Closing,
    EarlierContact,
    Said,
    closings_within_year,
    earlier_contacts,
    known_of,
    latest_said,
    unanswered,
    who_told,
)
from frontdoor.ledger.scope import Actor
from frontdoor.rules.basis import Basis, bases_on
from frontdoor.rules.calendar import london_day
from frontdoor.rules.concern import WORRIES
from frontdoor.rules.decision import ChildPart, FamilyPart, Known
from frontdoor.rules.outcomes import OUTCOMES
from frontdoor.screens.decision.forms import ChildForm, FamilyForm, YouForm
from frontdoor.screens.look.formatting import date_words, day_and_time
from frontdoor.screens.look.naming import child_line, source_name
from frontdoor.screens.record.fields import shown
from frontdoor.screens.record.opening import Child, OpenRecord


@dataclass(frozen=True, kw_only=True)
class ChildSheet:
    """One child's part: the record's own words beside the questions, and the form."""

    child: Child
    form: ChildForm
    levels: dict[str, str]
    known: Known
    said: tuple[Said, ...]
    days: tuple[Said, ...]
    closings: tuple[Closing, ...]

    @property
    def unborn(self) -> bool:
        """Whether nobody can be asked for words or an ordinary day yet: the child is not born."""
        return self.child.unborn

    @property
    def level_asked(self) -> str:
        """The level that the referrer asked for: by its local name where they gave a number, else in their words."""
        asked = self.child.journey.level_asked
        return self.levels.get(asked, asked)

    @property
    def closed_before(self) -> str:
        """ "closed twice in 12 months; last said: …": stands beside C10."""
        if not self.closings:
            return ""
        times = {1: "once", 2: "twice"}.get(len(self.closings), f"{len(self.closings)} times")
        last = self.closings[0].look_again
        return f"closed {times} in 12 months; last said: {last or 'nothing was written'}"

    @cached_property
    def part(self) -> ChildPart:
        """What was written about this child, as the verb takes it. The form must have been found valid."""
        given = self.form.cleaned_data
        safe = given["safe_tonight"]
        outcome = OUTCOMES.get(given["outcome"])
        to = given["pass_to_authority"] if outcome and outcome.accepted_by == "other_authority" else ""
        return ChildPart(
            journey=self.child.journey.id,
            outcome=given["outcome"],
            also=tuple(given["also"]),
            because=given["because"],
            ordinary_day=given["ordinary_day"],
            own_words=given["own_words"],
            words_told_to=given["words_told_to"],
            words_in_confidence=given["words_in_confidence"],
            not_heard_because=given["not_heard_because"],
            means=given["means"],
            safe_tonight=safe,
            safe_tonight_because=given[f"safe_because_{safe}"] if safe else "",
            level_decided=given["level_decided"],
            who_does_what=given["who_does_what"],
            look_again=given["look_again"],
            pass_to=given["pass_to_team"] if outcome and outcome.accepted_by == "team" else to,
            allegation=given["allegation"],
            fgm_found=given["fgm_found"],
            seen=given["seen"],
        )


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """The whole form for the children of a contact who wait for a decision."""

    record: OpenRecord
    you: YouForm
    family: FamilyForm
    children: tuple[ChildSheet, ...]
    history: tuple[EarlierContact, ...]
    bases: tuple[Basis, ...]
    waits_for: str

    @cached_property
    def valid(self) -> bool:
        """Whether every answer is of a shape and a code that the form offers."""
        return all([self.you.is_valid(), self.family.is_valid(), *(one.form.is_valid() for one in self.children)])

    @property
    def forms(self) -> list[object]:
        """Every form, in the order of the page."""
        return [self.you, self.family, *(one.form for one in self.children)]

    @property
    def chosen(self) -> tuple[ChildSheet, ...]:
        """The children for whom something was chosen."""
        return tuple(one for one in self.children if one.form.cleaned_data.get("outcome"))

    @property
    def opened_at(self) -> datetime:
        """When the form was shown to this person; when the contact came in, where the form does not say."""
        self.you.is_valid()
        opened: datetime = self.you.cleaned_data.get("opened_at") or self.record.contact.entered_at
        return opened

    def decided_at(self, now: datetime) -> datetime:
        """When it was decided: now, unless the moment that stood there was changed."""
        given, opened = self.you.cleaned_data["decided_at"], self.you.cleaned_data["opened_at"]
        same = shown(given) == shown(opened)
        return now if same else given

    @cached_property
    def family_part(self) -> FamilyPart:
        """What was written about the family, as the verb takes it. The form must have been found valid."""
        given = dict(self.family.cleaned_data)
        given["basis"] = given["basis"] or self.bases[0].code
        given["history_read"] = tuple(
            earlier.contact.id for earlier in self.history if str(earlier.contact.id) in given["history_read"]
        )
        given["sources"] = tuple(given["sources"])
        part = FamilyPart(**given)
        if part.family_knows != "yes":
            part = replace(part, family_told_who="", family_told_when="", family_view="")
        if part.family_knows != "no":
            part = replace(part, family_why_not="", family_why_not_words="")
        return part


def lay_out(record: OpenRecord, *, by: Actor, data: QueryDict | None) -> Sheet:
    """The form for the children of this record who wait, with what was typed (`data`) or empty.

    A child who was on the form when it was shown stays on it, even if somebody else has decided since: what was
    typed is read, and the verb says what has changed.
    """
    waiting = [
        child for child in record.children if not child.decided or (data and f"child-{child.number}-seen" in data)
    ]
    journeys = [child.journey for child in waiting]
    history = tuple(earlier_contacts(record.contact, journeys, by=by))
    bases = bases_on(london_day(record.now))
    waits_for = _waits_for(record, waiting)
    family = FamilyForm(
        data,
        prefix="family",
        history=[(str(earlier.contact.id), history_line(earlier, record)) for earlier in history],
        sources=_sources(record, waiting),
        bases=bases,
        initial={"not_known": waits_for},
    )
    return Sheet(
        record=record,
        you=YouForm(data, prefix="you", initial=_opening(record)),
        family=family,
        children=tuple(_child_sheet(child, record, history, data) for child in waiting),
        history=history,
        bases=bases,
        waits_for=waits_for,
    )


def _child_sheet(
    child: Child, record: OpenRecord, history: tuple[EarlierContact, ...], data: QueryDict | None
) -> ChildSheet:
    about = child.journey.about
    return ChildSheet(
        child=child,
        form=ChildForm(
            data,
            prefix=f"child-{child.number}",
            partnership=record.partnership,
            initial={"seen": child.journey.revision},
        ),
        levels={str(level.number): level.name for level in record.partnership.levels},
        known=known_of(child.journey, earlier=history, at=record.now),
        said=tuple(latest_said(about, "own_words")),
        days=tuple(latest_said(about, "ordinary_day", number=1)),
        closings=tuple(closings_within_year(about, at=record.now)),
    )


def _opening(record: OpenRecord) -> dict[str, object]:
    """What stands in the form when it is opened: facts alone. The token makes one decision of a form sent twice."""
    return {
        "decided_at": shown(record.now),
        "opened_at": record.now.isoformat(),
        "token": f"decision-{uuid4()}",
        "contact_seen": record.contact.revision,
    }


def history_line(earlier: EarlierContact, record: OpenRecord) -> str:
    """One earlier contact: when, from whom, about what, and what was decided for whom."""
    contact = earlier.contact
    source = source_name(
        referrer_kind=contact.referrer_kind,
        agency=contact.referrer_agency,
        source=contact.source,
        partnership=record.partnership,
    )
    about = {person.id: person for person in earlier.about}
    decided = []
    for journey in earlier.journeys:
        person = about.get(journey.about)
        name = getattr(person, "name_to_use", "") or getattr(person, "given_name", "") or journey.label
        outcome = OUTCOMES[journey.outcome].words if journey.outcome in OUTCOMES else "not decided yet"
        decided.append(f"{name or child_line(kind=journey.kind, on=london_day(record.now))}: {outcome}")
    worries = ", ".join(WORRIES.get(code, code) for code in contact.worries) or "worry not coded"
    day = date_words(london_day(contact.received_at))
    return f"{day} · {source} · {worries} · {'; '.join(decided)}"


def _sources(record: OpenRecord, children: Iterable[Child]) -> list[tuple[str, str]]:
    """Who told us, as the record has it. The children's own words count as theirs."""
    waiting = list(children)
    told = who_told(record.contact, [child.journey for child in waiting])
    named = [(one.agency or one.words, record.agency_name(one.agency) if one.agency else one.words) for one in told]
    if record.contact.referrer_kind != "professional":
        named.insert(0, ("referrer", record.source))
    own = [
        (f"child_{child.number}", f"{child.first_name}, in their own words or behaviour")
        for child in waiting
        if latest_said(child.journey.about, "own_words", number=1)
    ]
    return [(code[:60], words) for code, words in [*named, *own]]


def _waits_for(record: OpenRecord, children: Iterable[Child]) -> str:
    """Who has been asked and has not answered, one a line: filled in under F5."""
    lines = []
    for request in unanswered([child.journey for child in children]):
        child = record.child_of(request.journey_id)
        asked = day_and_time(request.asked_at, now=record.now)
        state = {"part": "answered in part", "hold": "on hold, advice needed"}.get(request.state, "not answered")
        lines.append(f"{record.agency_name(request.to_agency)}, about {child.first_name}: asked {asked}, {state}.")
    return "\n".join(lines)


def as_answers(data: QueryDict) -> dict[str, list[str]]:
    """What was sent, as a draft keeps it; nothing of the sending itself."""
    return {name: list(data.getlist(name)) for name in data if name not in _OF_THE_SENDING}


_OF_THE_SENDING = frozenset({"csrfmiddlewaretoken", "go", "copy", "draft_revision"})
