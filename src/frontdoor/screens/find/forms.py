"""What one can look for."""

from __future__ import annotations

from typing import Any

from django import forms

from frontdoor.people.search import LEAST, is_enough
from frontdoor.screens.record.fields import day, line


class FindForm(forms.Form):
    """A name, or a number. A date of birth and a postcode, or the beginning of one, put those who fit first."""

    given_name = line("First name")
    family_name = line("Surname", "In any order, half of it, as it sounds, in any script.")
    born = day("Date of birth", "If you know it. A year alone: beside the name.")
    postcode = line("Postcode", "Or the beginning: PE1.")
    number = line("Or a number", "NHS number, our own number (FD and digits), or a reference such as FD-26-01234.")

    def clean(self) -> dict[str, Any]:
        """Too few letters find too many people to be read."""
        given = super().clean() or {}
        if not given.get("number") and not self.enough(given):
            self.add_error("family_name", f"Write at least {LEAST} letters of a name, or a number.")
        return given

    @staticmethod
    def enough(given: dict[str, Any]) -> bool:
        """Whether a name, with what stands beside it, finds few enough people to be read."""
        said = {name: given.get(name) or "" for name in ("given_name", "family_name", "postcode")}
        return is_enough(**said, born=given.get("born"))
