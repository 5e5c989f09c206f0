"""The doors of the form. They open no transaction, set no cookie and read no session: no step needs the database.

All answers travel in the page, so there is nothing that a stranger's page could make somebody's browser do in their
name. A post from another site is not acted on all the same: it shows the page again, with what was typed.
"""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from frontdoor.access.doors import now, public
from frontdoor.ledger.ids import new_id
from frontdoor.rules.partnership import Partnership
from frontdoor.screens.refer import layout, saving, sending
from frontdoor.screens.refer.answers import LONDON, Answers, Path, Scope
from frontdoor.screens.refer.doubts import is_email
from frontdoor.screens.refer.envelope import Envelope
from frontdoor.screens.refer.layout import Frame, Laid
from frontdoor.screens.refer.pages import PAGES, START
from frontdoor.screens.refer.patience import AWAY
from frontdoor.screens.refer.postcodes import boundaries
from frontdoor.screens.refer.questions import Step, UnableToFind, first_unvisited, standing, step_named
from frontdoor.screens.refer.sealing import UNREADABLE, Opened, Sealer, UnableToCarry, UnableToOpen
from frontdoor.screens.refer.spool import UnableToSpool
from frontdoor.screens.refer.to_concern import to_concern
from frontdoor.screens.refer.walk import Press, Shown, pressed, turn, with_typed
from frontdoor.screens.refer.words import Wording, forms_by_slug, wording_for

logger = logging.getLogger(__name__)

#: What every refusal to open a saved form takes, so that nobody can tell a known reference from an unknown one.
SAME_TIME_SECONDS = 0.5

LONGEST_EMAIL = 254


@dataclass(frozen=True)
class Visit:
    """One request to one partnership's form, at one moment."""

    request: HttpRequest
    partnership: Partnership
    moment: datetime

    def wording(self, answers: Answers) -> Wording:
        return wording_for(self.partnership, answers.path)

    def begun(self) -> Answers:
        """A form begun now, with the token that will keep it one."""
        return Answers(token=str(new_id(self.moment)), begun_at=self.moment, authority=self.partnership.slug)

    def frame(self, sealed: str, notice: str = "") -> Frame:
        slug = [self.partnership.slug]
        return Frame(
            action=reverse("refer:form", args=slug),
            start=reverse("refer:start", args=slug),
            come_back=reverse("refer:come_back", args=slug),
            sealed=sealed,
            notice=notice,
        )

    def shows(self, laid: Laid) -> HttpResponse:
        return render(self.request, laid.template, dict(laid.context), status=laid.status)


@public(page="refer_start")
@never_cache
@require_safe
def start(request: HttpRequest, authority: str) -> HttpResponse:
    """The first page: 999, a way out, and who is telling us. It begins nothing: the answer does."""
    return _first_page(_visit(request, authority))


@public(page="refer_form")
@never_cache
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def form(request: HttpRequest, authority: str) -> HttpResponse:
    """Every further page, and the sending. Whoever comes by address alone is shown the first page.

    So is whoever goes back in the browser: there the page's script asks for the page that was left, with all that was
    said (`look/kept_in_tab.js`). A redirect would make the browser forget which page that was.
    """
    visit = _visit(request, authority)
    if request.method != "POST":
        return _first_page(visit)
    press = pressed(request.POST)
    try:
        opened = _opened(visit, request.POST.get("sealed", ""))
    except UnableToOpen as wrong:
        return _again_from_here(visit, press, str(wrong))
    if _from_elsewhere(request):
        return _shown_again(visit, press, opened.answers)
    if opened.stale and press.button != "send":
        return _stale(visit, press, opened)
    if press.button == "keep":
        return _put_aside(visit, press, opened.answers)
    return _turned(visit, press, opened)


@public(page="refer_come_back")
@never_cache
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def come_back(request: HttpRequest, authority: str) -> HttpResponse:
    """A saved form is opened again. Right or wrong, known or not, the answer takes the same time."""
    visit = _visit(request, authority)
    wording = wording_for(visit.partnership, Path.PUBLIC)
    frame = visit.frame("")
    if request.method != "POST" or _from_elsewhere(request):
        return visit.shows(layout.lay_come_back(wording, action=frame.come_back, start=frame.start))
    typed, begun = request.POST.get("reference", ""), time.monotonic()
    try:
        answers = saving.reopen(
            authority=authority, reference=typed, code=request.POST.get("code", ""), at=visit.moment
        )
    except (saving.UnableToReopen, *AWAY) as wrong:
        time.sleep(max(0.0, SAME_TIME_SECONDS - (time.monotonic() - begun)))
        why = "wrong" if isinstance(wrong, saving.UnableToReopen) else "away"
        problem = wording.word("pages", "come_back", why)
        laid = layout.lay_come_back(wording, action=frame.come_back, start=frame.start, typed=typed, problem=problem)
        return visit.shows(laid)
    sealed = _sealer().seal(answers, served_at=visit.moment)
    shown = Shown(answers=answers, step=first_unvisited(PAGES, answers))
    return visit.shows(layout.lay(shown, visit.wording(answers), visit.frame(sealed)))


def _first_page(visit: Visit) -> HttpResponse:
    answers = visit.begun()
    return visit.shows(layout.lay(Shown(answers=answers, step=Step(START)), visit.wording(answers), visit.frame("")))


def _visit(request: HttpRequest, authority: str) -> Visit:
    partnership = forms_by_slug().get(authority)
    if partnership is None:
        raise Http404("There is no form under this address.")
    return Visit(request, partnership, now())


def _sealer() -> Sealer:
    return Sealer([str(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _opened(visit: Visit, sealed: str) -> Opened:
    """The answers the page carried; a form without any is begun now."""
    if not sealed:
        return Opened(answers=visit.begun(), served_at=visit.moment, stale=False)
    opened = _sealer().open(sealed, now=visit.moment)
    if opened.answers.authority != visit.partnership.slug:
        raise UnableToOpen(UNREADABLE)
    return opened


def _turned(visit: Visit, press: Press, opened: Opened) -> HttpResponse:
    wording = visit.wording(opened.answers)
    today = visit.moment.astimezone(LONDON).date()
    shown = turn(press, opened.answers, wording=wording, find=boundaries().authority_at, today=today)
    if shown.send:
        return _sent(visit, shown.answers)
    try:
        sealed = _sealer().seal(shown.answers, served_at=visit.moment)
    except UnableToCarry as wrong:
        return _too_much(visit, press, opened.answers, str(wrong))
    if shown.save:
        return visit.shows(layout.lay_save(shown.answers, shown.step, wording, visit.frame(sealed)))
    return visit.shows(layout.lay(shown, visit.wording(shown.answers), visit.frame(sealed)))


def _sent(visit: Visit, answers: Answers) -> HttpResponse:
    wording = visit.wording(answers)
    concern = to_concern(standing(PAGES, answers), received_at=visit.moment, wording=wording)
    envelope = Envelope(
        token=answers.token, reference=answers.reference, authority=visit.partnership.slug, concern=concern
    )
    try:
        taken = sending.send(envelope)
    except UnableToSpool:
        logger.exception("A concern could neither be stored nor put into the spool; the page still carries it.")
        sealed = _sealer().seal(answers, served_at=visit.moment)
        return visit.shows(layout.lay_not_taken(answers, wording, visit.frame(sealed)))
    return visit.shows(layout.lay_sent(standing(PAGES, answers), taken.reference, wording))


def _put_aside(visit: Visit, press: Press, answers: Answers) -> HttpResponse:
    """Keep the form for a week, and have the code sent to the address given."""
    wording = visit.wording(answers)
    email = str(press.data.get("save_email", "")).strip()
    sealed = _sealer().seal(answers, served_at=visit.moment)
    step = _step_of(press.words)
    if not is_email(email) or len(email) > LONGEST_EMAIL:
        return _not_put_aside(visit, answers, step, sealed, email, "wrong")
    mail = {"subject": wording.word("mail", "subject"), "body": wording.word("mail", "body").strip()}
    try:
        saved = saving.put_aside(answers, email=email, at=visit.moment, **mail)
    except AWAY:
        logger.warning("A form could not be put aside, since the database did not take it.")
        return _not_put_aside(visit, answers, step, sealed, email, "away")
    except saving.UnableToSend:
        return _not_put_aside(visit, answers, step, sealed, email, "often")
    until = f"{saved.until.astimezone(LONDON):%-d %B %Y at %H:%M}"
    return visit.shows(layout.lay_saved(answers, step, until, wording, visit.frame(sealed)))


def _not_put_aside(
    visit: Visit, answers: Answers, step: Step | None, sealed: str, email: str, why: str
) -> HttpResponse:
    wording = visit.wording(answers)
    frame = visit.frame(sealed, wording.word("pages", "save", why))
    return visit.shows(layout.lay_save(answers, step, wording, frame, email=email))


def _step_of(words: tuple[str, ...]) -> Step | None:
    """The step from which somebody went to save: named in the button, as it was put there."""
    key, item_id = (*words, "", "")[:2]
    try:
        return step_named(PAGES, key, item_id)
    except UnableToFind:
        return None


def _again_from_here(visit: Visit, press: Press, reason: str) -> HttpResponse:
    """The answers carried by the page cannot be read: a new form is begun, with what was typed just now."""
    answers, step = _with_room_for(press.step, visit.begun())
    answers = with_typed(
        replace(press, step=step), answers, wording=visit.wording(answers), find=boundaries().authority_at
    )
    wording = visit.wording(answers)
    notice = wording.filling(reason=reason).word("errors", "unopened")
    sealed = _sealer().seal(answers, served_at=visit.moment)
    shown = Shown(answers=answers, step=step)
    return visit.shows(layout.lay(shown, wording, visit.frame(sealed, notice)))


def _with_room_for(step: Step | None, answers: Answers) -> tuple[Answers, Step]:
    """A new form on which this page stands, however far into the old one it was."""
    if step is None:
        return answers, Step(START)
    page = step.page
    if Path.PUBLIC not in page.paths:
        who = Path.PROFESSIONAL if Path.PROFESSIONAL in page.paths else Path.CHILD
        answers = answers.with_said(Scope.ONCE, "", {"who": who.value})
    if page.scope is Scope.CHILD:
        return answers, Step(page, answers.children[0].id)
    if page.scope is Scope.ADULT:
        answers, adult = answers.with_another(Scope.ADULT)
        return answers, Step(page, adult.id)
    return answers, Step(page)


def _shown_again(visit: Visit, press: Press, answers: Answers) -> HttpResponse:
    """Nothing is acted on: the same page, with what was typed, from our own address this time."""
    wording = visit.wording(answers)
    answers = with_typed(press, answers, wording=wording, find=boundaries().authority_at)
    sealed = _sealer().seal(answers, served_at=visit.moment)
    shown = Shown(answers=answers, step=press.step, returning=press.returning)
    return visit.shows(layout.lay(shown, wording, visit.frame(sealed, wording.word("errors", "elsewhere"))))


def _stale(visit: Visit, press: Press, opened: Opened) -> HttpResponse:
    """A page left open for long shows nothing more; it may still be sent, with what was typed on it last."""
    wording = visit.wording(opened.answers)
    answers = with_typed(press, opened.answers, wording=wording, find=boundaries().authority_at)
    sealed = _sealer().seal(answers, served_at=opened.served_at)
    return visit.shows(layout.lay_stale(answers, visit.wording(answers), visit.frame(sealed)))


def _too_much(visit: Visit, press: Press, answers: Answers, sentence: str) -> HttpResponse:
    """The page cannot carry what was typed as well: it is shown once more, and what came before can be sent."""
    sealed = _sealer().seal(answers, served_at=visit.moment)
    wording = visit.wording(answers)
    typed = with_typed(press, answers, wording=wording, find=boundaries().authority_at)
    shown = Shown(answers=typed, step=press.step, returning=press.returning)
    return visit.shows(layout.lay(shown, wording, visit.frame(sealed, sentence)))


def _from_elsewhere(request: HttpRequest) -> bool:
    """Whether a browser says that another site's page sent this. A browser that says nothing is believed.

    "null" is what our own pages send with browsers too old for Sec-Fetch-Site, since they pass no address on.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = request.headers.get("Origin", "null")
    return origin != "null" and urlsplit(origin).netloc != request.get_host()
