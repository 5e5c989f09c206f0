"""Every stored field has a privacy class, and nothing about a person is stored outside the walls."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db.models import Model

from frontdoor.rules.privacy import BEHIND_WALLS, EVERYWHERE, FIELDS, Privacy, classes_of
from tests.house.test_row_security import WITHOUT_A_WALL


def models() -> Iterator[type[Model]]:
    """Every model of ours that is stored."""
    return (model for model in apps.get_models() if model._meta.app_config.name.startswith("frontdoor."))


def columns(model: type[Model]) -> set[str]:
    return {field.name for field in model._meta.get_fields() if getattr(field, "column", None)} - EVERYWHERE


def test_every_field_has_a_class() -> None:
    to_paste = [
        f'paste into rules/privacy.py, with its class: "{model._meta.label}": {{P.<class>: "{" ".join(missing)}"}},'
        for model in models()
        if (missing := sorted(columns(model) - {*classes_of(model._meta.label)}))
    ]
    assert not to_paste, "\n" + "\n".join(to_paste)


def test_no_class_stands_for_a_field_that_is_gone() -> None:
    known = {model._meta.label: columns(model) for model in models()}
    gone = [f"{label}.{name}" for label in FIELDS for name in sorted({*classes_of(label)} - known.get(label, set()))]
    assert gone == []


def test_no_field_has_two_classes() -> None:
    for label, by_class in FIELDS.items():
        listed = [name for names in by_class.values() for name in names.split()]
        assert len(listed) == len({*listed}), label


def test_what_is_about_a_person_stands_behind_a_wall() -> None:
    outside = [
        model._meta.label
        for model in models()
        if BEHIND_WALLS & {*classes_of(model._meta.label).values()} and model._meta.db_table in WITHOUT_A_WALL
    ]
    assert outside == []


def test_an_account_says_of_no_child_anything() -> None:
    assert {*classes_of("access.Account").values()} == {Privacy.WORK, Privacy.STAFF, Privacy.SECRET}


def test_events_and_projections_hold_no_words_and_no_identity() -> None:
    never = {Privacy.WORDS, Privacy.IDENTITY, Privacy.CONTACT, Privacy.SENSITIVE}
    for label in FIELDS:
        if label.startswith("ledger."):
            assert not never & {*classes_of(label).values()}, label
