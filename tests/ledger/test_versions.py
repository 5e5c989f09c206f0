"""Versions: what a trigger writes when a row is changed, and that memory writes the same."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pgtrigger
import pytest
from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from frontdoor.documents.models import Narrative
from frontdoor.journey.models import Journey, Referral
from frontdoor.ledger.storage import Kept
from frontdoor.ledger.versions import trackers, versions_of
from frontdoor.people.models import Identifier, OpenStatus, Person
from tests.returns.ten_children import Walker
from tests.returns.test_annex_a_stories import NHS, told
from tests.world import World

#: Each table of which versions are kept, with a column that no version watches (the text of a narrative has none).
KINDS: dict[type[Kept], str] = {
    Person: "match_again_since", Identifier: "verified", OpenStatus: "telephone", Journey: "where_now",
    Referral: "source", Narrative: "text",
}  # fmt: skip


@pytest.fixture
def known(world: World) -> World:
    """A child told about, decided for, with a number and a word of the case system."""
    walker = Walker(world)
    walker.told_of("Ana", born=date(2016, 2, 3), nhs_number=NHS)
    walker.decide("assessment")
    told(world, open_episode=True, plan="protection", plan_since=date(2025, 10, 9), team="North")
    return world


def values_of(field: models.Field[Any, Any]) -> st.SearchStrategy[Any]:
    """A few values that a column may hold, so that some changes say what was said before."""
    if isinstance(field, ArrayField):
        return st.sampled_from([[], ["AUT"], ["AUT", "LD"]])
    few: dict[type[models.Field[Any, Any]], tuple[Any, ...]] = {
        models.DateField: (date(2015, 5, 5), date(2016, 2, 3)),
        models.DateTimeField: (datetime(2026, 3, 2, 9, 1, 2, 345, tzinfo=UTC), datetime(2026, 3, 3, 9, tzinfo=UTC)),
        models.BooleanField: (True, False),
        models.UUIDField: (UUID(int=1), UUID(int=2)),
    }
    nothing = (None,) if field.null else ()
    return st.sampled_from((*few.get(type(field), ("M", "F")), *nothing))


def changes_of(kind: type[Kept], unwatched: str) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Some changes of a row, each of some of its columns."""
    watched = getattr(versions_of(kind), "remembered", ("in_confidence", "exemptions"))
    columns = {name: values_of(kind._meta.get_field(name)) for name in (*watched, unwatched)}  # type: ignore[arg-type]
    return st.lists(st.fixed_dictionaries({}, optional=columns), min_size=1, max_size=4)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_memory_keeps_what_the_triggers_keep(known: World, kind: type[Kept]) -> None:
    @settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(changes_of(kind, KINDS[kind]))
    def same(changes: list[dict[str, Any]]) -> None:
        with transaction.atomic(), known.acting("hub_manager"):
            row = kind._default_manager.order_by("id")[0]
            stored = versions_of(kind).objects.filter(id=row.id).order_by("pgh_id")
            already, kept = stored.count(), []
            for fields in changes:
                former = {name: getattr(row, name) for name in (*fields, "revision")}
                row.change(at=known.now, **fields)
                for tracker in trackers(kind, pgtrigger.Update):
                    version = tracker.version(row, former)
                    if version is not None:
                        kept.append({"pgh_label": tracker.label, "pgh_created_at": known.now, **version})
            assert [{name: one[name] for name in one if name != "pgh_id"} for one in stored.values()][already:] == kept
            transaction.set_rollback(True)

    same()


@pytest.mark.parametrize(
    ("change", "kept"),
    [
        pytest.param({"given_name": "Anna"}, 1, id="another name is a version"),
        pytest.param({"given_name": "Ana"}, 0, id="the same name again is none"),
        pytest.param({"school": "St Jude's"}, 1, id="taking two apart asks whose school it was"),
        pytest.param({"provisional": True}, 0, id="nothing reads whether the name was provisional before"),
    ],
)
def test_what_makes_a_version(known: World, change: dict[str, Any], kept: int) -> None:
    with known.acting("hub_manager"):
        Person.objects.get().change(at=known.now, **change)
        found = list(versions_of(Person).objects.values_list("given_name", "revision"))
    assert len(found) == kept
    assert all(one == ("Ana", 1) for one in found)


def test_a_row_that_was_never_changed_has_no_version(known: World) -> None:
    """So that keeping them costs nothing where most rows are made: on the way in."""
    with known.all_rows():
        assert Person.objects.count() == 1
        assert not versions_of(Person).objects.exists()
    for kind in KINDS.keys() - {Narrative}:
        assert trackers(kind, pgtrigger.Insert) == ()
