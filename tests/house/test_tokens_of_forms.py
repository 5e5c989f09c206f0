"""No form can claim the token of a machine: a notification would be taken for one that came already, and be lost."""

from __future__ import annotations

import inspect
import pkgutil
from importlib import import_module

import pytest
from django import forms

from frontdoor import screens
from frontdoor.journey.actions.notifications import token_of

THEIRS = token_of("police", "35/1001/26")


def every_form() -> set[type[forms.Form]]:
    found: set[type[forms.Form]] = set()
    for module in pkgutil.walk_packages(screens.__path__, f"{screens.__name__}."):
        members = inspect.getmembers(import_module(module.name), inspect.isclass)
        found |= {one for _, one in members if issubclass(one, forms.Form) and one.__module__.startswith("frontdoor.")}
    return found


def test_every_forms_token_refuses_a_machines() -> None:
    with_token = {form for form in every_form() if "token" in form.base_fields}
    assert len(with_token) > 20
    for form in with_token:
        with pytest.raises(forms.ValidationError):
            form.base_fields["token"].clean(THEIRS)
        form.base_fields["token"].clean("01a1f9dd-6ac0-707b-b743-4d2b27a4f4d6")
