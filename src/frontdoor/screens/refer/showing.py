"""What a page shows: questions with their words, and the answers again for checking. Templates only lay it out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django import forms
from django.forms.boundfield import BoundField

from frontdoor.screens.refer import dates
from frontdoor.screens.refer.answers import Answers, Item, Path, Scope
from frontdoor.screens.refer.forms import blank_form, said_form
from frontdoor.screens.refer.pages import PAGES
from frontdoor.screens.refer.questions import Field, Kind, Page, Step, standing, steps
from frontdoor.screens.refer.walk import Shown
from frontdoor.screens.refer.words import Wording


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question as a template lays it out; `parts` are the bound fields, three for a date."""

    kind: str
    parts: tuple[BoundField, ...]
    label: str
    hint: str
    alone: bool
    field: Field
    hints: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Row:
    """One answer for checking; `change` is what its button asks for."""

    label: str
    answer: str
    change: str


@dataclass(frozen=True, kw_only=True)
class Group:
    """The answers about one child or adult, or those asked once. `remove` is empty where nothing can be removed."""

    heading: str
    rows: tuple[Row, ...]
    empty: tuple[Row, ...]
    remove: str = ""


@dataclass(frozen=True, kw_only=True)
class Listed:
    """One child or adult on the page that lists them."""

    name: str
    change: str
    remove: str


def words_about(step: Step | None, answers: Answers, wording: Wording) -> Wording:
    """The wording with the names of whom this page is about, as far as they were given."""
    scope = step.page.scope if step else Scope.ONCE
    item = answers.item(scope, step.item_id) if step else None
    about_child = item if scope is Scope.CHILD else None
    about_adult = item if scope is Scope.ADULT else None
    return wording.filling(
        child=child_name(about_child, answers, wording),
        adult=adult_name(about_adult, wording),
        reference=answers.reference,
    )


def child_name(item: Item | None, answers: Answers, wording: Wording) -> str:
    """What to call this child in a question: the first name; else "the child", or "child 2" of several."""
    if item is None:
        return wording.word("words", "the_child")
    if item.text("given_name"):
        return item.text("given_name")
    if item.text("kind") == "unborn":
        return wording.word("words", "the_unborn")
    if len(answers.children) < 2:
        return wording.word("words", "the_child")
    return wording.word("words", "the_numbered_child").replace("{number}", str(answers.children.index(item) + 1))


def adult_name(item: Item | None, wording: Wording) -> str:
    if item is None:
        return wording.word("words", "this_adult")
    return item.text("given_name") or item.text("label") or wording.word("words", "this_adult")


def full_name(item: Item, scope: Scope, answers: Answers, wording: Wording) -> str:
    """The name for a heading, with whatever was given of it."""
    if scope is Scope.CHILD and answers.path is Path.CHILD:
        return wording.word("words", "about_you")
    given = " ".join(name for name in (item.text("given_name"), item.text("family_name")) if name)
    short = child_name(item, answers, wording) if scope is Scope.CHILD else adult_name(item, wording)
    found = given or item.text("label") or short
    return found[:1].upper() + found[1:]


def questions_of(shown: Shown, wording: Wording) -> tuple[tuple[Question, ...], forms.Form]:
    """The questions of the page shown, with errors and doubts set beside them, and the form that holds them."""
    step = shown.step
    if step is None:
        raise ValueError("The check has no questions of its own.")
    page, path = step.page, shown.answers.path
    form = shown.form
    if form is None:
        said = shown.answers.about(page.scope, step.item_id)
        made = said_form if shown.errors else blank_form
        form = made(page, path=path, said=said, wording=wording)
    _with_errors(form, shown, page.asked(path), wording)
    alone = len(page.asked(path)) == 1
    return tuple(_question(asked, page, form, wording, alone=alone) for asked in page.asked(path)), form


def _with_errors(form: forms.Form, shown: Shown, asked: tuple[Field, ...], wording: Wording) -> None:
    by_name = {field.name: field for field in asked}
    for doubt in shown.doubts:
        sentence = wording.filling(**doubt.fills).word("doubts", doubt.sentence)
        form.add_error(by_name[doubt.name].parts[0], sentence)
    for name, sentence in shown.errors.items():
        if name in form.fields and name not in form.errors:
            form.add_error(name, sentence)


def _question(asked: Field, page: Page, form: forms.Form, wording: Wording, *, alone: bool) -> Question:
    own = ("pages", page.key, "fields", asked.name)
    named = wording.maybe(*own, "label")
    return Question(
        kind=asked.kind.value,
        parts=tuple(form[part] for part in asked.parts),
        label=wording.label(page, asked),
        hint=wording.maybe(*own, "hint") or (wording.maybe("pages", page.key, "hint") if alone and not named else ""),
        alone=alone and not named,
        field=asked,
        hints={
            code: hint
            for code in asked.choices
            if (hint := wording.maybe("pages", page.key, "choice_hints", asked.name, code))
        },
    )


def listed(answers: Answers, scope: Scope, wording: Wording) -> tuple[Listed, ...]:
    """The children or adults so far, each with its way back to its first page and its way out."""
    first = {step.item_id: step for step in reversed(steps(PAGES, answers)) if step.item_id}
    return tuple(
        Listed(
            name=full_name(item, scope, answers, wording),
            change=f"change:{first[item.id].id}" if item.id in first else "",
            remove=f"remove:{scope.value}:{item.id}",
        )
        for item in answers.items(scope)
    )


def groups_of(answers: Answers, wording: Wording) -> tuple[Group, ...]:
    """Everything that will be sent: what was asked once, then each child, then each adult."""
    kept = standing(PAGES, answers)
    walk = steps(PAGES, answers)
    groups = [_group(wording.word("pages", "check", "once"), "", [s for s in walk if not s.item_id], kept, wording)]
    for scope in (Scope.CHILD, Scope.ADULT):
        for item in kept.items(scope):
            own = [step for step in walk if step.item_id == item.id]
            removable = scope is Scope.ADULT or len(kept.children) > 1
            remove = f"remove:{scope.value}:{item.id}" if removable else ""
            groups.append(_group(full_name(item, scope, kept, wording), remove, own, kept, wording))
    return tuple(groups)


def _group(heading: str, remove: str, walk: list[Step], answers: Answers, wording: Wording) -> Group:
    rows = [row for step in walk for row in _rows(step, answers, words_about(step, answers, wording))]
    return Group(
        heading=heading,
        rows=tuple(row for row in rows if row.answer),
        empty=tuple(row for row in rows if not row.answer),
        remove=remove,
    )


def _rows(step: Step, answers: Answers, wording: Wording) -> Iterator[Row]:
    said = answers.about(step.page.scope, step.item_id)
    title = wording.word("pages", step.page.key, "title") if step.page.fields else ""
    for asked in step.page.asked(answers.path):
        own = ("pages", step.page.key, "fields", asked.name)
        label = wording.maybe(*own, "check") or wording.maybe(*own, "label") or title
        if asked.kind is Kind.DATE:
            answer = _date_in_words(dates.typed_date(asked.name, said), dates.read_date(asked.name, said))
        elif asked.choices:
            found = said.get(asked.name, "")
            codes = (found,) if isinstance(found, str) else found
            answer = "\n".join(wording.choice(step.page, asked, code) for code in codes if code)
        else:
            found = said.get(asked.name, "")
            answer = found if isinstance(found, str) else ", ".join(found)
        yield Row(label=label, answer=answer, change=f"change:{step.id}")


def _date_in_words(typed: str, day: object) -> str:
    return f"{day:%-d %B %Y}" if day else typed
