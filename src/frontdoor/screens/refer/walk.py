"""One press of a button: what was typed, what the button asks for, and which page comes next. No request, no clock."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from django import forms
from django.http import QueryDict

from frontdoor.screens.refer.answers import Answers, Said, Scope
from frontdoor.screens.refer.doubts import Doubt, doubts, signature
from frontdoor.screens.refer.forms import errors_of, form_for, said_by
from frontdoor.screens.refer.pages import PAGES, START
from frontdoor.screens.refer.questions import (
    Step,
    UnableToFind,
    after,
    before,
    first_unvisited,
    standing,
    step_named,
    steps,
)
from frontdoor.screens.refer.words import Wording

WORRY = Step(next(page for page in PAGES if page.key == "worry"))

ITEMS = (Scope.CHILD, Scope.ADULT)

#: As many children, or adults, as one form takes; more than any family has, and few enough to walk in a moment.
MOST = 40

#: Finds the authority of a postcode: a slug, another word for elsewhere, or nothing where it is not known.
Finder = Callable[[str], str]


@dataclass(frozen=True, kw_only=True)
class Press:
    """What arrives with a press: the page it was pressed on, the button, and what was typed.

    `asked` stands for the doubts already shown on this page. `returning` is true on a page opened from the check.
    """

    step: Step | None
    button: str
    words: tuple[str, ...]
    asked: str
    returning: bool
    data: QueryDict


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What is shown next. Without a step it is the check; `send` says that there is nothing more to ask."""

    answers: Answers
    step: Step | None = None
    returning: bool = False
    form: forms.Form | None = None
    errors: Mapping[str, str] = field(default_factory=dict)
    doubts: tuple[Doubt, ...] = ()
    asked: str = ""
    send: bool = False
    save: bool = False


def pressed(data: QueryDict) -> Press:
    """Read the hidden fields. A page or button that does not exist is read as the start, and as going on."""
    button, *words = data.get("go", "next").split(":")
    key = data.get("page", START.key)
    try:
        step = None if key in ("check", "saving") else step_named(PAGES, key, data.get("item", ""))
    except UnableToFind:
        step = Step(START)
    return Press(
        step=step,
        button=button,
        words=tuple(words),
        asked=data.get("asked", ""),
        returning=data.get("returning", "") == "yes",
        data=data,
    )


def turn(press: Press, answers: Answers, *, wording: Wording, find: Finder, today: date) -> Shown:
    """What one press makes of the answers, and what is shown next."""
    if press.button == "send":
        return _sending(answers, wording)
    if press.step is None or not _belongs(press.step, answers):
        return _moved(press, answers, press.step)
    form = form_for(press.step.page, path=answers.path, data=press.data, wording=wording)
    said = said_by(form, press.step.page, answers.path)
    if press.button in ("next", "check", "add"):
        stopped = _asked_again(press, answers, form, said, today, wording)
        if stopped is not None:
            return stopped
    return _moved(press, with_found_out(answers, press.step, said, find), press.step)


def with_typed(press: Press, answers: Answers, *, wording: Wording, find: Finder) -> Answers:
    """The answers with what was typed on this page, asked about or not: nobody's words are lost to a check."""
    if press.step is None or not _belongs(press.step, answers):
        return answers
    form = form_for(press.step.page, path=answers.path, data=press.data, wording=wording)
    return with_found_out(answers, press.step, said_by(form, press.step.page, answers.path), find)


def with_found_out(answers: Answers, step: Step, said: Mapping[str, Said], find: Finder) -> Answers:
    """The answers with this page's, and whose the postcode is if the page asked for a child's."""
    found = dict(said)
    if step.page.scope is Scope.CHILD and "postcode" in said:
        postcode = said["postcode"]
        slug = find(postcode) if isinstance(postcode, str) else ""
        found["lives_in"] = slug
        found["lives_in_another"] = "yes" if slug and slug != answers.authority else ""
    return answers.with_said(step.page.scope, step.item_id, found).having_visited(step.id)


def may_add(answers: Answers, scope: Scope) -> bool:
    return len(answers.items(scope)) < MOST


def _belongs(step: Step, answers: Answers) -> bool:
    """Whether this form has the page at all, for a child or adult who is still on it."""
    if answers.path not in step.page.paths:
        return False
    if step.page.scope is Scope.ONCE:
        return True
    return answers.item(step.page.scope, step.item_id) is not None


def _asked_again(
    press: Press, answers: Answers, form: forms.Form, said: Mapping[str, Said], today: date, wording: Wording
) -> Shown | None:
    """The same page once more, if an answer cannot be taken or is asked about for the first time."""
    if press.step is None:
        return None
    page = press.step.page
    errors = dict(errors_of(form))
    if press.step == WORRY and not str(said.get("worry", "")).strip() and press.button == "next":
        errors["worry"] = wording.word("errors", "worry")
    found = doubts(page.asked(answers.path), said, adult=page.scope is Scope.ADULT, today=today)
    asked = signature(found, said)
    if not errors and (not found or asked == press.asked):
        return None
    return Shown(
        answers=answers,
        step=press.step,
        returning=press.returning,
        form=form,
        errors=errors,
        doubts=found,
        asked=asked,
    )


def _moved(press: Press, answers: Answers, step: Step | None) -> Shown:
    match press.button, press.words:
        case "save", _:
            return Shown(answers=answers, step=step, returning=press.returning, save=True)
        case "back", _ if press.returning and step is not None:
            return _checking(answers)
        case "back", _:
            return Shown(answers=answers, step=before(PAGES, answers, step) or Step(START), returning=False)
        case "check", _:
            return _checking(answers)
        case "resume", (key, *about) if key != "check":
            return replace(_changing(answers, key, about[0] if about else ""), returning=False)
        case "change", (key, *about):
            return _changing(answers, key, about[0] if about else "")
        case "add", (scope,) if scope in ITEMS and may_add(answers, Scope(scope)):
            more, item = answers.with_another(Scope(scope))
            first = next(one for one in steps(PAGES, more) if one.item_id == item.id)
            return Shown(answers=more, step=first, returning=press.returning or step is None)
        case "remove", (scope, item_id) if scope in ITEMS:
            return Shown(answers=answers.without(Scope(scope), item_id), step=step, returning=press.returning)
    return _going_on(press, answers, step)


def _going_on(press: Press, answers: Answers, step: Step | None) -> Shown:
    if step is None:
        return _checking(answers)
    following = first_unvisited(PAGES, answers) if press.returning else after(PAGES, answers, step)
    if following is None:
        return _checking(answers)
    return Shown(answers=answers, step=following, returning=press.returning)


def _checking(answers: Answers) -> Shown:
    """The check. Every page that stands now counts as shown, so that a change comes straight back here."""
    seen = frozenset(step.id for step in steps(PAGES, answers))
    return Shown(answers=replace(answers, visited=answers.visited | seen))


def _changing(answers: Answers, key: str, item_id: str) -> Shown:
    try:
        step = step_named(PAGES, key, item_id)
    except UnableToFind:
        return _checking(answers)
    return Shown(answers=answers, step=step, returning=True) if _belongs(step, answers) else _checking(answers)


def _sending(answers: Answers, wording: Wording) -> Shown:
    """Nothing is required but the worry: without a word of it, that page is shown; otherwise it is sent."""
    if not standing(PAGES, answers).text("worry").strip():
        return Shown(answers=answers, step=WORRY, returning=True, errors={"worry": wording.word("errors", "worry")})
    return Shown(answers=answers, send=True)
