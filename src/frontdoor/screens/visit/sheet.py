"""The visit page as it lies before somebody at a door: who is there to be seen, and what they typed."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID, uuid4

from frontdoor.journey.actions.visit_texts import ChildWords
from frontdoor.journey.actions.visits import ChildVisited, Outing
from frontdoor.journey.models import Visit
from frontdoor.journey.visit_queries import planned_visits
from frontdoor.screens.record.fields import shown
from frontdoor.screens.record.opening import Child, OpenRecord
from frontdoor.screens.visit.forms import BeforeBirthForm, OutingForm, VisitedForm

#: The answers of a form that are words, under the names under which they are kept.
_WORDS = tuple(field.name for field in fields(ChildWords))


@dataclass(frozen=True, kw_only=True)
class VisitedSheet:
    """One child's part."""

    child: Child
    form: VisitedForm | BeforeBirthForm
    planned: tuple[Visit, ...]

    def visited(self, at: datetime) -> ChildVisited:
        """What was answered about this child, as the verb takes it: the visit planned nearest to now is made."""
        given = self.form.cleaned_data
        words = {name: given[name] for name in _WORDS if name in given}
        if given["alone"] == "baby":
            words["alone_because"] = given["baby"]
        seen = {"yes": True, "no": False}.get(given["seen"])
        return ChildVisited(
            journey=self.child.journey.id,
            planned=self._nearest(at),
            seen=None if self.child.unborn else seen,
            mother_seen=seen if self.child.unborn else None,
            alone=given["alone"],
            where=given["where"],
            bedroom=given["bedroom"],
            interpreter=given["interpreter"],
            interpreter_is_family=given["interpreter_is_family"],
            can_stay=given["can_stay"],
            next_try_at=given["next_try_at"],
            next_visit_at=given["next_visit_at"],
            agreed_with_family=given["agreed_with_family"],
            words=ChildWords(**words),
        )

    def _nearest(self, at: datetime) -> UUID | None:
        if not self.planned:
            return None
        return min(self.planned, key=lambda visit: abs((visit.planned_for or at) - at)).id


@dataclass(frozen=True, kw_only=True)
class VisitSheet:
    """The whole page: the outing once, and a part for each child who can be seen."""

    record: OpenRecord
    outing: OutingForm
    children: tuple[VisitedSheet, ...]

    @cached_property
    def valid(self) -> bool:
        """Whether every answer is of a shape and a code that the page offers."""
        return all([self.outing.is_valid(), *(one.form.is_valid() for one in self.children)])

    @property
    def forms(self) -> list[object]:
        """Every form, in the order of the page."""
        return [self.outing, *(one.form for one in self.children)]

    @property
    def visited(self) -> tuple[VisitedSheet, ...]:
        """The children about whom something was written."""
        return tuple(one for one in self.children if one.form.written)

    def as_outing(self, now: datetime) -> Outing:
        """Why, when and whether the parents knew, as the verb takes it."""
        given = self.outing.cleaned_data
        return Outing(
            purpose=given["purpose"],
            arrived_at=given["arrived_at"],
            left_at=given["left_at"] or now,
            who_came=given["who_came"],
            parents_knew=given["parents_knew"],
            parents_knew_because=given["parents_knew_because"],
        )


def lay_out(record: OpenRecord, *, data: Any = None) -> VisitSheet:
    """The page for the children of this record, with what was typed (`data`) or empty."""
    people = [child for child in record.children if not child.is_context]
    planned = planned_visits([child.journey for child in people])
    initial = {"token": f"visit-{uuid4()}", "arrived_at": shown(record.now)}
    return VisitSheet(
        record=record,
        outing=OutingForm(data, prefix="outing", now=record.now, initial=initial),
        children=tuple(
            VisitedSheet(
                child=child,
                form=(BeforeBirthForm if child.unborn else VisitedForm)(data, prefix=f"child-{child.number}"),
                planned=tuple(visit for visit in planned if visit.journey_id == child.journey.id),
            )
            for child in people
        ),
    )
