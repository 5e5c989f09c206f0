"""From what is shown to a template and what fills it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from frontdoor.screens.refer import showing
from frontdoor.screens.refer.answers import Answers, Path, Scope
from frontdoor.screens.refer.pages import START
from frontdoor.screens.refer.postcodes import ELSEWHERE
from frontdoor.screens.refer.questions import Step
from frontdoor.screens.refer.walk import WORRY, Shown, may_add
from frontdoor.screens.refer.words import Wording, forms_by_slug


@dataclass(frozen=True)
class Laid:
    """A template and what fills it; `status` is HTTP's."""

    template: str
    context: Mapping[str, Any]
    status: int = 200


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What every page carries: addresses, the sealed answers, and a sentence if something is amiss."""

    action: str
    start: str
    come_back: str
    sealed: str
    notice: str = ""


def lay(shown: Shown, wording: Wording, frame: Frame) -> Laid:
    """The page that shows this step, or the check."""
    words = showing.words_about(shown.step, shown.answers, wording)
    if shown.step is None:
        return _check(shown.answers, words, frame)
    if shown.step.page.fields:
        return _question(shown, shown.step, words, frame)
    if shown.step.page.lists is not None:
        return _list(shown, shown.step, words, frame, shown.step.page.lists)
    words = words.filling(other=place_of(shown.answers, shown.step))
    return Laid("refer/notice.html", _common(shown, words, frame, shown.step))


def lay_stale(answers: Answers, wording: Wording, frame: Frame) -> Laid:
    """Instead of a page that was open too long: it may be sent, and shows nothing."""
    words = showing.words_about(None, answers, wording)
    return Laid("refer/stale.html", {**_base(answers, words, frame, "stale"), "page": "check", "item": ""})


def lay_sent(answers: Answers, reference: str, wording: Wording) -> Laid:
    """After sending: the reference, what happens next, how to reach us again; never whether a child is known."""
    words = showing.words_about(None, answers, wording).filling(reference=reference)
    others = sorted({place_named(item.text("lives_in")) for item in answers.children if item.text("lives_in_another")})
    passed_on = [words.filling(other=other).word("pages", "sent", "passed_on") for other in others if other]
    context = {
        **_said("sent", words),
        "words": words,
        "reference": reference,
        "again": words.paragraphs("pages", "sent", "again"),
        "passed_on": passed_on,
        "kept_in_tab": True,
        "may_exit": answers.path is not Path.PROFESSIONAL,
        **_around(words),
    }
    return Laid("refer/sent.html", context)


def lay_not_taken(answers: Answers, wording: Wording, frame: Frame) -> Laid:
    """The check once more, with the sentence that it could not be taken and that nothing is lost."""
    laid = _check(answers, showing.words_about(None, answers, wording), frame)
    words = laid.context["words"]
    problems = [{"text": text} for text in words.paragraphs("pages", "not_taken", "text")]
    said = {"problems": problems, "title": words.word("pages", "not_taken", "title"), "wrong": True}
    return Laid(laid.template, {**laid.context, **said}, status=503)


def lay_save(answers: Answers, step: Step | None, wording: Wording, frame: Frame, *, email: str = "") -> Laid:
    """Where to send the code. `frame.notice` says what was wrong with the address, or that it cannot be done now."""
    words = showing.words_about(None, answers, wording)
    said = {
        "page": "saving",
        "resume": _resume(step),
        "problem": frame.notice,
        "email": email,
        "wrong": bool(frame.notice),
    }
    return Laid("refer/save.html", {**_base(answers, words, frame, "save"), **said})


def lay_saved(answers: Answers, step: Step | None, until: str, wording: Wording, frame: Frame) -> Laid:
    """The form is put aside until then."""
    words = showing.words_about(None, answers, wording).filling(until=until)
    return Laid(
        "refer/saved.html", {**_base(answers, words, frame, "saved"), "page": "saving", "resume": _resume(step)}
    )


def lay_come_back(wording: Wording, *, action: str, start: str, typed: str = "", problem: str = "") -> Laid:
    """Where a saved form is opened again."""
    said = {"words": wording, "action": action, "start": start, "typed": typed, "problem": problem, "may_exit": True}
    return Laid("refer/come_back.html", {**_said("come_back", wording), **_around(wording), **said})


def _resume(step: Step | None) -> str:
    return step.id if step else "check:"


def _around(words: Wording) -> dict[str, str]:
    return {"place": words.fills["authority"], "urgent_words": words.word("words", "urgent")}


def place_of(answers: Answers, step: Step) -> str:
    """Where the address of this child lies, by the name people use."""
    return place_named(str(answers.about(step.page.scope, step.item_id).get("lives_in", "")))


def place_named(slug: str) -> str:
    known = forms_by_slug().get(slug)
    if known is not None:
        return known.name
    return "another council's area" if slug == ELSEWHERE else ""


def _question(shown: Shown, step: Step, words: Wording, frame: Frame) -> Laid:
    questions, form = showing.questions_of(shown, words)
    problems = [{"text": frame.notice}] if frame.notice else []
    problems += _problems(form)
    context = {
        **_common(shown, words, frame, step),
        "questions": questions,
        "problems": problems,
        "alone": len(questions) == 1 and questions[0].alone,
        "only_asked": bool(shown.doubts) and not shown.errors and not frame.notice,
        "optional": "" if step in (Step(START), WORRY) else words.word("words", "optional"),
        "wrong": bool(problems),
    }
    return Laid("refer/question.html", context)


def _list(shown: Shown, step: Step, words: Wording, frame: Frame, scope: Scope) -> Laid:
    context = {
        **_common(shown, words, frame, step),
        "listed": showing.listed(shown.answers, scope, words),
        "add": f"add:{scope.value}" if may_add(shown.answers, scope) else "",
    }
    return Laid("refer/list.html", context)


def _check(answers: Answers, words: Wording, frame: Frame) -> Laid:
    add = answers.path is not Path.CHILD and may_add(answers, Scope.CHILD)
    context = {
        **_base(answers, words, frame, "check"),
        "page": "check",
        "item": "",
        "groups": showing.groups_of(answers, words),
        "add": f"add:{Scope.CHILD.value}" if add else "",
        "problems": [{"text": frame.notice}] if frame.notice else [],
        "wrong": bool(frame.notice),
    }
    return Laid("refer/check.html", context)


def _problems(form: forms.Form) -> list[dict[str, str]]:
    return [
        {"text": str(sentence), "href": f"#{form[name].auto_id}"}
        for name, sentences in form.errors.items()
        for sentence in sentences
    ]


def _common(shown: Shown, words: Wording, frame: Frame, step: Step) -> dict[str, Any]:
    return {
        **_base(shown.answers, words, frame, step.page.key),
        "page": step.page.key,
        "item": step.item_id,
        "asked": shown.asked,
        "returning": shown.returning,
        "wrong": bool(frame.notice),
    }


def _base(answers: Answers, words: Wording, frame: Frame, key: str) -> dict[str, Any]:
    return {
        **_said(key, words),
        "words": words,
        "action": frame.action,
        "start": frame.start,
        "come_back": frame.come_back,
        "sealed": frame.sealed,
        "may_save": True,
        "kept_in_tab": True,
        "reference": answers.reference if frame.sealed else "",
        "may_exit": answers.path is not Path.PROFESSIONAL,
        **_around(words),
    }


def _said(key: str, words: Wording) -> dict[str, Any]:
    return {
        "tab": words.word("pages", key, "tab"),
        "title": words.word("pages", key, "title"),
        "hint": words.maybe("pages", key, "hint"),
        "paragraphs": words.paragraphs("pages", key, "text"),
    }
