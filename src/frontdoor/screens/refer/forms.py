"""Forms made from pages: they look at shapes and codes only. What an answer means is not their business."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict

from frontdoor.screens.refer.answers import Path, Said
from frontdoor.screens.refer.questions import Field, Kind, Page
from frontdoor.screens.refer.words import Wording

# Characters that are no part of any writing: controls other than tab and line feed, and halves of pairs.
_NOT_WRITING = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


class PlainText(forms.CharField):
    """Text as it was typed: line ends made one kind, control characters left out, nothing else touched."""

    def __init__(self, *, longest: int, sentence: str, one_line: bool) -> None:
        super().__init__(required=False, strip=one_line)
        self.longest = longest
        self.sentence = sentence

    def to_python(self, value: Any) -> str:
        text = str(value or "").replace("\r\n", "\n").replace("\r", "\n")
        text = _NOT_WRITING.sub("", text)
        return text.strip() if self.strip else text

    def validate(self, value: str) -> None:
        super().validate(value)
        if len(value) > self.longest:
            filled = self.sentence.replace("{length}", f"{len(value):,}").replace("{limit}", f"{self.longest:,}")
            raise forms.ValidationError(filled)


def form_for(page: Page, *, path: Path, data: QueryDict, wording: Wording) -> forms.Form:
    """The form that reads what was posted for this page."""
    form = forms.Form(data)
    for asked in page.asked(path):
        for part, longest in asked.limits.items():
            form.fields[part] = _field(asked, longest, page, wording)
    return form


def blank_form(page: Page, *, path: Path, said: Mapping[str, Said], wording: Wording) -> forms.Form:
    """The form as it is first shown: with what this person said before, and nothing chosen for them."""
    form = forms.Form(
        initial={name: list(found) if isinstance(found, tuple) else found for name, found in said.items()}
    )
    for asked in page.asked(path):
        for part, longest in asked.limits.items():
            form.fields[part] = _field(asked, longest, page, wording)
    return form


def said_form(page: Page, *, path: Path, said: Mapping[str, Said], wording: Wording) -> forms.Form:
    """The form as if what was said before had been posted just now, so that an error can stand beside it."""
    data = QueryDict(mutable=True)
    for name, found in said.items():
        data.setlist(name, [found] if isinstance(found, str) else list(found))
    return form_for(page, path=path, data=data, wording=wording)


def said_by(form: forms.Form, page: Page, path: Path) -> dict[str, Said]:
    """What the form holds, errors or not: a bad code is dropped, all text is kept."""
    form.is_valid()
    said: dict[str, Said] = {}
    for asked in page.asked(path):
        for part in asked.parts:
            said[part] = _one_said(form, asked, part)
    return said


def errors_of(form: forms.Form) -> Mapping[str, str]:
    """The first error of each field, in words."""
    return {name: str(found[0]) for name, found in form.errors.items()}


def _one_said(form: forms.Form, asked: Field, part: str) -> Said:
    if part in form.cleaned_data:
        found = form.cleaned_data[part]
        return tuple(found) if asked.kind is Kind.MANY else str(found)
    raw = form.data.get(part, "")
    field = form.fields[part]
    if isinstance(field, PlainText):
        return field.to_python(raw)
    return () if asked.kind is Kind.MANY else ""


def _field(asked: Field, longest: int, page: Page, wording: Wording) -> forms.Field:
    if asked.kind in (Kind.ONE, Kind.LIST, Kind.MANY):
        pairs = [(code, wording.choice(page, asked, code)) for code in asked.choices]
        made = forms.MultipleChoiceField if asked.kind is Kind.MANY else forms.ChoiceField
        return made(
            choices=pairs, required=False, error_messages={"invalid_choice": wording.word("errors", "unknown_choice")}
        )
    one_line = asked.kind is not Kind.TEXT
    sentence = wording.word("errors", "too_long_a_line" if one_line else "too_long")
    return PlainText(longest=longest, sentence=sentence, one_line=one_line)
