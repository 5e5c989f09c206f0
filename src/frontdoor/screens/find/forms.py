"""What one can look for."""

from __future__ import annotations

from typing import Any

from django import forms

from frontdoor.people.search import LEAST
from frontdoor.rules import names
from frontdoor.screens.record.fields import day, line


class FindForm(forms.Form):
    """A name, or a number. A date of birth puts those born on that day first."""

    given_name = line("First name")
    family_name = line("Surname", "In any order, with or without accents.")
    born = day("Date of birth", "If you know it.")
    number = line("Or a number", "NHS number, our own number (FD and digits), or a reference such as FD-26-01234.")

    def clean(self) -> dict[str, Any]:
        """Too few letters find too many people to be read."""
        given = super().clean() or {}
        key = names.key(given.get("given_name", ""), given.get("family_name", ""))
        if not given.get("number") and len(key) < LEAST:
            self.add_error("family_name", f"Write at least {LEAST} letters of a name, or a number.")
        return given
