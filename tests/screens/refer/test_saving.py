"""Save and come back: a reference on paper, a code by e-mail, and nothing for anybody who has only one of them."""

import re
import time
from datetime import timedelta

import pytest
from django.db import OperationalError
from django.http import HttpResponse

from frontdoor.drafts.models import SavedForm
from frontdoor.ledger import scope
from frontdoor.ledger.scope import Actor
from frontdoor.outbox.models import Message
from frontdoor.screens.refer import saving, views
from tests.screens.refer.ground import Form, heading, text_of
from tests.world import FRIDAY

BACK = "/refer/peterborough/back/"
PUBLIC = Actor(authority="874", role="public")


def begun() -> Form:
    form = Form()
    form.press(who="public")
    form.press()
    form.press("save", worry="half a worry")
    return form


def saved(email: str = "somebody@example.org") -> tuple[Form, str, str]:
    """A form put aside, with its reference and the code that was sent."""
    form = begun()
    button = re.search(r'value="(keep:[^"]*)"', form.shown.content.decode())
    assert button
    form.press(button.group(1), save_email=email)
    reference = re.search(r"FD-\d\d-\d{3}-\d{3}-\d{3}", form.shown.content.decode())
    assert reference
    with scope.acting(PUBLIC, FRIDAY):
        message = Message.objects.latest("queued_at")
    code = re.search(r"\d{4} \d{4}", message.body)
    assert code
    return form, reference.group(), code.group()


def come_back(reference: str, code: str, slug: str = "peterborough") -> HttpResponse:
    return Form(f"/refer/{slug}/").client.post(f"/refer/{slug}/back/", {"reference": reference, "code": code})


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refusals take no longer than they need, except where that is what is tested."""
    monkeypatch.setattr(views, "SAME_TIME_SECONDS", 0.0)


def test_saving_asks_where_to_send_the_code_and_warns_of_others_who_read(db: None) -> None:
    form = begun()
    assert heading(form.shown) == "Save and come back later"
    assert "Use this only if nobody else reads your e-mail." in text_of(form.shown)
    assert "half a worry" not in form.shown.content.decode()


def test_a_saved_form_comes_back_whole_where_it_was_left(db: None) -> None:
    form, reference, code = saved()
    assert heading(form.shown) == "Your form is put aside"
    answer = come_back(f" {reference.lower()} ", code.replace(" ", ""))
    form.shown = answer
    assert form.page == "kinds", "the first page that was not answered"
    form.press("check")
    assert "half a worry" in text_of(form.shown)
    assert reference in text_of(form.shown)


def test_one_may_go_on_at_once_after_saving_and_go_back_without(db: None) -> None:
    form, _, _ = saved()
    form.press("resume:worry:")
    assert "half a worry" in form.shown.content.decode()
    form.press("save")
    form.press("resume:worry:")
    assert form.page == "worry"


def test_the_mail_says_nothing_of_a_child_and_not_the_reference(db: None) -> None:
    _, reference, _ = saved()
    with scope.acting(PUBLIC, FRIDAY):
        message = Message.objects.latest("queued_at")
    assert message.subject == "Your code"
    assert (message.channel, message.to_address) == ("email", "somebody@example.org")
    whole = f"{message.subject} {message.body} {message.reference}".lower()
    assert reference.lower() not in whole
    assert not re.search(r"child|safeguard|council|peterborough|refer(?!ence)|worr|http", whole)


def test_the_table_alone_opens_nothing(db: None) -> None:
    _, reference, code = saved()
    with scope.acting(PUBLIC, FRIDAY):
        row = SavedForm.objects.get(reference=reference)
    assert b"half a worry" not in bytes(row.sealed)
    assert code.replace(" ", "") not in row.code_hash
    with pytest.raises(views.UnableToOpen):
        views._sealer().open(bytes(row.sealed).decode(), now=views.now())


def test_a_wrong_code_an_unknown_reference_and_another_authority_read_the_same(db: None) -> None:
    _, reference, code = saved()
    answers = [
        come_back(reference, "0000 0000"),
        come_back(reference, ""),
        come_back("FD-26-000-000-000", code),
        come_back("", ""),
        come_back(reference, code, slug="cambridgeshire"),
    ]
    texts = [text_of(answer) for answer in answers]
    assert len(set(texts[:4])) == 1
    sentence = "No saved form opens with this reference and code."
    assert all(sentence in text for text in texts)
    assert {answer.status_code for answer in answers} == {200}
    assert text_of(come_back(reference, code)).count(sentence) == 0


def test_after_five_tries_even_the_right_code_opens_nothing(db: None) -> None:
    _, reference, code = saved()
    for _ in range(saving.TRIES):
        come_back(reference, "0000 0000")
    assert "No saved form opens" in text_of(come_back(reference, code))


def test_after_a_week_it_opens_nothing_and_is_forgotten(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    _, reference, code = saved()
    later = views.now() + timedelta(days=7, seconds=1)
    monkeypatch.setattr(views, "now", lambda: later)
    assert "No saved form opens" in text_of(come_back(reference, code))
    assert saving.forget_all(later - timedelta(seconds=2)) == 0
    assert saving.forget_all(later) == 1
    assert saving.forget_all(later) == 0


def test_saving_again_replaces_the_form_and_its_code(db: None) -> None:
    form, reference, first = saved()
    form.press("resume:worry:")
    form.press("save", worry="a whole worry")
    form.press("keep:worry:", save_email="somebody@example.org")
    with scope.acting(PUBLIC, FRIDAY):
        code = re.search(r"\d{4} \d{4}", Message.objects.latest("queued_at").body)
        assert SavedForm.objects.filter(reference=reference).count() == 1
    assert code
    assert "No saved form opens" in text_of(come_back(reference, first))
    form.shown = come_back(reference, code.group())
    form.press("check")
    assert "a whole worry" in text_of(form.shown)


@pytest.mark.parametrize("email", ["", "nobody", "a b@c.d", "x" * 250 + "@y.org"])
def test_an_address_that_is_none_is_asked_for_again(db: None, email: str) -> None:
    form = begun()
    form.press("keep:worry:", save_email=email)
    assert heading(form.shown) == "Save and come back later"
    assert "Write the e-mail address" in text_of(form.shown)
    form.press("resume:worry:")
    assert "half a worry" in form.shown.content.decode()


def test_without_a_database_nothing_is_put_aside_and_nothing_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    def away(work: object) -> object:
        raise OperationalError("gone")

    monkeypatch.setattr(saving, "within_patience", away)
    form = begun()
    form.press("keep:worry:", save_email="somebody@example.org")
    assert "We cannot put it aside just now." in text_of(form.shown)
    form.press("resume:worry:")
    assert "half a worry" in form.shown.content.decode()
    assert "Saved forms cannot be opened just now." in text_of(come_back("FD-26-000-000-000", "1"))


def test_every_refusal_takes_the_same_time(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "SAME_TIME_SECONDS", 0.2)
    _, reference, _ = saved()
    for asked in (reference, "FD-26-000-000-000"):
        begun_at = time.monotonic()
        come_back(asked, "0000 0000")
        assert 0.2 <= time.monotonic() - begun_at < 1.0


def test_nobody_fills_a_mailbox_from_a_form_that_needs_no_account(db: None) -> None:
    for number in range(saving.CODES_AN_HOUR):
        assert heading(saved()[0].shown) == "Your form is put aside", number
    form = begun()
    button = re.search(r'value="(keep:[^"]*)"', form.shown.content.decode())
    assert button
    form.press(button.group(1), save_email="Somebody@example.org")
    assert "Five codes went to this address within the hour" in text_of(form.shown)
    with scope.acting(PUBLIC, FRIDAY):
        assert Message.objects.count() == saving.CODES_AN_HOUR
    assert heading(saved("another@example.org")[0].shown) == "Your form is put aside"
