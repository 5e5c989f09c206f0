"""One act about one child on a page of its own: a form, one call of a verb, and a refusal that keeps what was typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID, uuid4

from django import forms
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render

from frontdoor.access.doors import AtDoor
from frontdoor.access.permission import Refused, RefusedSight
from frontdoor.drafts import actions
from frontdoor.ledger.storage import ChangedSinceShown, UnableToFind
from frontdoor.rules.calendar import london_day
from frontdoor.rules.decision import not_in_future
from frontdoor.rules.doubts import Doubt
from frontdoor.rules.steps import UnableToStep
from frontdoor.screens.look.shapes import Action, Fact
from frontdoor.screens.record.census import CensusAsks, Elements, asked_first, asks_of, put_beside
from frontdoor.screens.record.changed import changed_since
from frontdoor.screens.record.fields import hidden_token, moment, shown, with_answer
from frontdoor.screens.record.opening import Child, OpenRecord
from frontdoor.screens.record.unfinished import Unfinished, given_back, unfinished_about


class ActForm(forms.Form):
    """What every act carries: when it happened, and what was shown when the page was opened.

    `asks` names the days of the form that may be written wrongly, each with the rule that says so in a sentence. Such a
    day is asked about once; sent again unchanged, it is taken as it stands.
    """

    asks: ClassVar[Mapping[str, Callable[[date, date], Doubt | None]]] = {}

    token = hidden_token()
    asked_about = forms.CharField(required=False, max_length=400, widget=forms.HiddenInput)
    opened_at = forms.DateTimeField(widget=forms.HiddenInput)
    row = forms.UUIDField(required=False, widget=forms.HiddenInput)
    seen = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    happened_at = moment("When", "Now, unless you change it.", required="Say when it happened.")

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        self.order_fields([*(name for name in self.fields if name != "happened_at"), "happened_at"])

    def clean_happened_at(self) -> datetime:
        """Nothing is recorded before it has happened. Left as it stood, it means the moment of recording."""
        at: datetime = self.cleaned_data["happened_at"]
        opened = self.cleaned_data.get("opened_at")
        if opened is not None and shown(opened) == shown(at):
            return self.now
        if not not_in_future(at, self.now):
            raise forms.ValidationError("This is in the future. Say when it happened: now, or earlier.")
        return at

    def clean(self) -> dict[str, Any]:
        """Asks about each day that may be wrong, once."""
        given = super().clean() or self.cleaned_data
        today = london_day(self.now)
        days = ((name, given.get(name), rule) for name, rule in self.asks.items())
        found = {name: said for name, day, rule in days if day is not None and (said := rule(day, today))}
        about = " ".join(f"{name}:{given[name]}" for name in found)
        again = given.get("asked_about") == about
        for name, doubt in found.items():
            if doubt.cannot_be:
                self.add_error(name, f"{doubt.sentence} Change it, or leave it empty.")
            elif not again:
                self.add_error(name, f"{doubt.sentence} Change it, or send it again to keep it as it is.")
        if found and not again:
            self.data = with_answer(self.data, self.add_prefix("asked_about"), about)
        return given


@dataclass(frozen=True, kw_only=True)
class Doing:
    """One person at one act about one child."""

    at: AtDoor
    record: OpenRecord
    child: Child

    def moments(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Who does it, when it happened and when it is recorded, as every verb asks."""
        return {"by": self.at.actor, "happened_at": given["happened_at"], "recorded_at": self.at.now}


@dataclass(frozen=True, kw_only=True)
class Row:
    """One of several things that an act can be about: a request, a draft. `open` is whether it waits for the act."""

    id: UUID
    seen: int
    words: str
    open: bool


@dataclass(frozen=True, kw_only=True)
class Act:
    """An act: its words, its form, whether it can be offered now, what stands or is listed in the form, the verb.

    With `rows` it is about one of them, and each has a link of its own. `facts` stand above the form.
    `census` says that what it records is returned, and which field says which element of the census: what the census
    would refuse is said beside that field before it is saved.
    """

    label: str
    button: str
    form: type[ActForm]
    do: Callable[[Doing, Mapping[str, Any]], object]
    offered: Callable[[Doing], bool]
    lead: str = ""
    next_words: str = ""
    initial: Callable[[Doing], dict[str, Any]] = lambda doing: {}
    choices: Callable[[Doing], Mapping[str, Sequence[tuple[str, str]]]] = lambda doing: {}
    census: Elements | None = None
    rows: Callable[[Doing], Sequence[Row]] | None = None
    facts: Callable[[Doing, Row | None], Sequence[Fact]] = lambda doing, row: ()

    def row(self, doing: Doing) -> Row | None:
        """The row that the page is about: the one its address or form names, else the first that waits."""
        if self.rows is None:
            return None
        found = self.rows(doing)
        named = doing.at.POST.get("row") or doing.at.GET.get("row", "")
        if not named:
            return next((row for row in found if row.open), None)
        for row in found:
            if str(row.id) == named:
                return row
        raise UnableToFind

    def can_be_done(self, doing: Doing) -> bool:
        """Whether it can be done now, to the row that the page is about."""
        row = self.row(doing)
        return self.offered(doing) and (self.rows is None or (row is not None and row.open))

    def links(self, doing: Doing, url: str) -> list[Action]:
        """The ways to its page at `url`: one, or one for each row that waits."""
        if not self.offered(doing):
            return []
        if self.rows is None:
            return [Action(self.label, url)]
        return [Action(f"{self.label} {row.words}", f"{url}?row={row.id}") for row in self.rows(doing) if row.open]

    def shown(self, doing: Doing) -> dict[str, Any]:
        """What was shown when the page was opened: a verb refuses what has changed since."""
        row = self.row(doing)
        return {**self.initial(doing), **({"row": row.id, "seen": row.seen} if row else {})}

    def filled(self, doing: Doing, sent: Any, **given: Any) -> ActForm:
        """The form, with what can be chosen for this child now."""
        form = self.form(sent, now=doing.at.now, **given)
        for name, offered in self.choices(doing).items():
            form.fields[name].choices = list(offered)  # type: ignore[attr-defined]
        return form


#: What a page makes anew although its writer had begun before: the mark of one sending, and what was asked of them.
_MADE_ANEW = frozenset({"token", "asked_about"})


def perform(doing: Doing, act: Act, *, back: str, refusals: tuple[type[Exception], ...] = ()) -> HttpResponse:
    """Show the act's page, or do it and go `back`. What a verb refuses is said above what was typed.

    What its writer had begun is given back with what they had seen then: what others did since is shown to them first.
    """
    at = doing.at
    draft = unfinished_about(at, doing.child.journey.id, form=_draft_name(doing, act))
    form = act.filled(doing, at.POST) if at.method == "POST" else _begun(doing, act, draft)
    said: dict[str, Any] = {}
    status = 200
    understood: tuple[type[Exception], ...] = (UnableToStep, Refused, *refusals)
    if at.method == "POST" and at.POST.get("go") != "more" and form.is_valid():
        try:
            _do(doing, act, form.cleaned_data)
            actions.let_go(form=_draft_name(doing, act), record=doing.child.journey.id, by=at.actor)
            return redirect(back)
        except CensusAsks as asked:
            asks = asks_of(asked.found, act.census or {}, form=form, reference=doing.record.reference)
            put_beside(form, asks)
            said = {"asks": asks}
        except ChangedSinceShown:
            found = changed_since(
                [doing.child.journey.id], since=form.cleaned_data["opened_at"], by=at.actor, now=at.now
            )
            said, status = {"conflict": found}, 409
            form = act.filled(doing, _fresh(doing, act))
        except RefusedSight:
            raise
        except understood as refusal:
            said = {"refused": str(refusal)}
    context = {**_context(doing, act), "form": form, "back": back, "draft": draft, **said}
    return render(at, "record/act.html", context, status=status)


def _begun(doing: Doing, act: Act, draft: Unfinished) -> ActForm:
    """The form as it is opened: empty but for facts, or with what its writer had typed before they left."""
    now = doing.at.now
    initial = {
        "token": f"act-{uuid4()}",
        "opened_at": now.isoformat(),
        "happened_at": shown(now),
        **act.shown(doing),
    }
    kept = given_back(draft.answers, act.filled(doing, draft.answers), without=_MADE_ANEW) if draft.answers else {}
    return act.filled(doing, None, initial={**initial, **kept})


def _draft_name(doing: Doing, act: Act) -> str:
    """What the draft of this page is called: each act, and each row that it can be about, has its own."""
    row = act.row(doing)
    where = doing.at.resolver_match
    named = f"{where.namespace}-{where.kwargs.get('act', where.url_name)}" if where else act.form.__name__
    return f"{named}-{row.id.hex[-12:]}" if row else named


def _context(doing: Doing, act: Act) -> dict[str, Any]:
    """What stands round the form."""
    at, record, row = doing.at, doing.record, act.row(doing)
    return {
        "record": record,
        "safety": record.safety,
        "child": doing.child,
        "act": act,
        "now": at.now,
        "by": at.actor,
        "held_by": record.held_by(doing.child),
        "offered": act.can_be_done(doing),
        "row": row,
        "facts": act.facts(doing, row),
        "adding": at.POST.get("go") == "more",
    }


@transaction.atomic
def _do(doing: Doing, act: Act, given: Mapping[str, Any]) -> None:
    """Call the verb. Where the census would then refuse what it took before, nothing is kept until it is sent again."""
    asked_first(
        lambda: act.do(doing, given),
        of=_of_the_census(doing, act, given),
        elements=act.census or {},
        authority=doing.child.journey.authority,
        now=doing.at.now,
    )


def _of_the_census(doing: Doing, act: Act, given: Mapping[str, Any]) -> tuple[UUID, ...]:
    """About whom the census is asked: nobody, where it was asked already."""
    if act.census is None or doing.child.person is None or doing.at.POST.get("go") == "anyway":
        return ()
    named = given.get("whose")
    return (doing.child.journey.about, *([UUID(named)] if named else []))


def _fresh(doing: Doing, act: Act) -> Any:
    """What was typed, on top of what is there now."""
    data = doing.at.POST.copy()
    data["opened_at"] = doing.at.now.isoformat()
    for name, value in act.shown(doing).items():
        if name in {"row", "seen", "written"}:
            data[name] = str(value)
    return data
