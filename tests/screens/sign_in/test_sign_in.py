"""Coming in: the right person, by password and code, and nobody else."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client, RequestFactory
from pytest_django import Settings

from frontdoor.access import doors
from frontdoor.access.demonstration import CAST, PASSWORD, Cast, UnableToMakeCast, account_id, ensure_cast
from frontdoor.access.models import Account
from frontdoor.access.sign_in import place_tried_from
from tests.screens.at_work import words

NOW = datetime(2026, 11, 20, 16, 50, tzinfo=UTC)
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    at = [NOW]
    monkeypatch.setattr(doors, "now", lambda: at[0])
    return at


@pytest.fixture
def cast(db: None, clock: list[datetime]) -> None:
    ensure_cast()
    cache.clear()


def email(who: str) -> str:
    return next(one.email for one in CAST if one.who == who)


def account(who: str) -> Account:
    return Account.objects.get(pk=account_id(who))


def sign_in(client: Client, who: str, password: str = PASSWORD, **more: str) -> HttpResponse | Any:
    return client.post("/sign-in/", {"login": email(who), "password": password, **more})


def code(ago: int = 0) -> str:
    return format_hotp_value(hotp_value(SECRET, int(time.time()) // 30 - ago))


def with_second_factor(who: str) -> Account:
    found = account(who)
    TOTP.activate(found, SECRET)
    return found


def test_the_first_page_offers_to_tell_us_and_to_sign_in(db: None) -> None:
    page = Client().get("/").content.decode()
    assert "Worried about a child?" in page
    assert 'href="/sign-in/"' in page


@pytest.mark.parametrize("one", CAST, ids=lambda one: one.who)
def test_each_of_the_cast_signs_in_and_is_sent_somewhere(cast: None, one: Cast) -> None:
    client = Client()
    answer = sign_in(client, one.who)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.get("/", follow=True).status_code == 200


def test_the_cast_is_made_once_and_never_in_production(cast: None, settings: Settings) -> None:
    before = Account.objects.count()
    ensure_cast()
    assert Account.objects.count() == before == len(CAST)
    settings.PRODUCTION = True
    with pytest.raises(UnableToMakeCast):
        ensure_cast()


def test_one_returns_to_the_page_one_was_going_to_and_never_to_another_site(cast: None) -> None:
    client = Client()
    asked = client.get("/access-desk/openings/")
    assert asked["Location"] == "/sign-in/?next=/access-desk/openings/"
    assert sign_in(client, "hub_manager", next="/access-desk/openings/")["Location"] == "/access-desk/openings/"
    assert sign_in(Client(), "hub_manager", next="https://example.org/")["Location"] == "/"


def test_known_and_unknown_addresses_read_the_same(cast: None) -> None:
    known = sign_in(Client(), "hub_manager", "not the password")
    unknown = Client().post("/sign-in/", {"login": "nobody@example.org", "password": "not the password"})
    assert known.status_code == unknown.status_code
    strip = lambda answer, name: words(answer.content.decode()).replace(name, "")  # noqa: E731
    assert strip(known, email("hub_manager")) == strip(unknown, "nobody@example.org")
    assert "The e-mail address or the password is not right" in words(known.content.decode())


def test_an_unknown_address_costs_a_hash_too(cast: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same work for both is what makes the time the same; a clock in a test would only measure the machine."""
    from django.contrib.auth.hashers import Argon2PasswordHasher

    hashed = []
    real = Argon2PasswordHasher.encode
    monkeypatch.setattr(
        Argon2PasswordHasher,
        "encode",
        lambda self, password, salt: hashed.append(password) or real(self, password, salt),
    )
    verified = []
    real_verify = Argon2PasswordHasher.verify
    monkeypatch.setattr(
        Argon2PasswordHasher,
        "verify",
        lambda self, password, encoded: verified.append(password) or real_verify(self, password, encoded),
    )
    sign_in(Client(), "hub_manager", "not the password")
    assert (len(hashed), len(verified)) == (0, 1)
    Client().post("/sign-in/", {"login": "nobody@example.org", "password": "not the password"})
    assert (len(hashed), len(verified)) == (1, 1)


@pytest.mark.parametrize("login", ["hub.manager@example.org", "nobody@example.org"])
def test_ten_wrong_passwords_and_fifteen_minutes_of_rest_known_or_not(cast: None, login: str) -> None:
    client = Client()
    for _ in range(9):
        assert client.post("/sign-in/", {"login": login, "password": "wrong"}).status_code == 200
    rest = client.post("/sign-in/", {"login": login, "password": "wrong"})
    assert rest.status_code == 429
    assert "Wait 15 minutes" in words(rest.content.decode())
    assert client.post("/sign-in/", {"login": login, "password": PASSWORD}).status_code == 429


def test_somebody_elsewhere_cannot_lock_the_worker_on_duty_out(cast: None) -> None:
    stranger = Client(REMOTE_ADDR="203.0.113.9")
    for _ in range(12):
        sign_in(stranger, "out_of_hours", "wrong")
    assert sign_in(Client(), "out_of_hours").status_code == 302


def test_behind_proxies_the_place_is_the_one_the_councils_own_proxy_saw(settings: Settings) -> None:
    asked = RequestFactory().get("/", HTTP_X_FORWARDED_FOR="198.51.100.1, 203.0.113.7", REMOTE_ADDR="10.0.0.1")
    settings.PROXIES = 0
    assert place_tried_from(asked) == "10.0.0.1"
    settings.PROXIES = 1
    assert place_tried_from(asked) == "203.0.113.7"


def test_a_second_factor_is_asked_for_and_a_code_is_good_once(cast: None) -> None:
    with_second_factor("hub_manager")
    client = Client()
    assert sign_in(client, "hub_manager")["Location"] == "/sign-in/code/"
    assert client.get("/triage/").status_code == 302
    assert client.post("/sign-in/code/", {"code": "000000"}).status_code == 200
    good = code()
    assert client.post("/sign-in/code/", {"code": good})["Location"] == "/"
    again = Client()
    sign_in(again, "hub_manager")
    assert again.post("/sign-in/code/", {"code": good}).status_code == 200


def test_a_spare_code_opens_once(cast: None) -> None:
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    found = with_second_factor("hub_manager")
    spare = RecoveryCodes.activate(found).get_unused_codes()[0]
    client = Client()
    sign_in(client, "hub_manager")
    assert client.post("/sign-in/code/", {"code": spare})["Location"] == "/"
    again = Client()
    sign_in(again, "hub_manager")
    assert again.post("/sign-in/code/", {"code": spare}).status_code == 200


def test_secrets_of_second_factors_are_stored_encrypted(cast: None) -> None:
    with_second_factor("hub_manager")
    assert SECRET not in str(Authenticator.objects.get().data)


def test_production_asks_staff_for_a_second_factor_and_leads_them_through_it(cast: None, settings: Settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    client = Client()
    sign_in(client, "hub_manager")
    assert client.get("/access-desk/openings/")["Location"] == "/sign-in/account/second-factor/needed/"
    page = client.get("/sign-in/account/second-factor/").content.decode()
    shown = page.split('class="fd-key">')[1].split("<")[0].replace(" ", "")
    typed = format_hotp_value(hotp_value(shown, int(time.time()) // 30))
    assert (
        client.post("/sign-in/account/second-factor/", {"code": typed})["Location"] == "/sign-in/account/spare-codes/"
    )
    assert client.get("/sign-in/account/spare-codes/").content.decode().count("<code>") == 10
    assert client.get("/access-desk/openings/").status_code == 200


def test_production_lets_agencies_in_by_password(cast: None, settings: Settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    client = Client()
    sign_in(client, "school_lead")
    assert client.get("/access-desk/openings/").status_code == 403


def test_staff_accounts_unused_for_90_days_stop(cast: None, clock: list[datetime]) -> None:
    sign_in(Client(), "contact_officer")
    clock[0] += timedelta(days=90)
    client = Client()
    assert sign_in(client, "contact_officer")["Location"] == "/sign-in/stopped/"
    assert not account("contact_officer").is_active
    assert client.get("/triage/")["Location"].startswith("/sign-in/")


def test_accounts_used_within_90_days_stay(cast: None, clock: list[datetime]) -> None:
    clock[0] += timedelta(days=89)
    assert sign_in(Client(), "contact_officer")["Location"] == "/"
    clock[0] += timedelta(days=89)
    assert sign_in(Client(), "contact_officer")["Location"] == "/"


def test_an_agencys_sleeping_account_is_woken_by_its_own_second_factor(cast: None, clock: list[datetime]) -> None:
    with_second_factor("school_lead")
    clock[0] += timedelta(days=200)
    client = Client()
    assert sign_in(client, "school_lead")["Location"] == "/sign-in/code/"
    assert account("school_lead").asleep
    assert client.post("/sign-in/code/", {"code": code()})["Location"] == "/"
    assert not account("school_lead").asleep


def test_an_agencys_sleeping_account_without_one_stays_asleep(cast: None, clock: list[datetime]) -> None:
    clock[0] += timedelta(days=200)
    assert sign_in(Client(), "school_lead")["Location"] == "/sign-in/asleep/"


def test_after_30_minutes_without_a_person_one_signs_in_again(cast: None, clock: list[datetime]) -> None:
    client = Client()
    sign_in(client, "hub_manager")
    clock[0] += timedelta(minutes=29)
    assert client.get("/access-desk/openings/").status_code == 200
    clock[0] += timedelta(minutes=29)
    assert client.get("/access-desk/openings/").status_code == 200
    clock[0] += timedelta(minutes=30)
    assert client.get("/access-desk/openings/")["Location"].startswith("/sign-in/")


def test_a_session_ends_twelve_hours_after_the_sign_in_however_it_is_used(cast: None, clock: list[datetime]) -> None:
    client = Client()
    sign_in(client, "hub_manager")
    for minutes in range(25, 12 * 60, 25):
        clock[0] = NOW + timedelta(minutes=minutes)
        assert client.get("/access-desk/walls/").status_code == 200, minutes
    clock[0] = NOW + timedelta(hours=12)
    assert client.get("/access-desk/walls/").headers["Location"].startswith("/sign-in/")


def test_a_page_that_refreshes_itself_is_not_a_person(cast: None, clock: list[datetime]) -> None:
    client = Client()
    sign_in(client, "hub_manager")
    for _ in range(6):
        clock[0] += timedelta(minutes=5)
        answer = client.get("/access-desk/openings/", headers={"Front-Door-Part": "new"})
    assert answer.status_code == 401


def test_what_was_being_sent_when_time_ran_out_can_be_sent_by_the_same_person(
    cast: None, clock: list[datetime]
) -> None:
    client = Client()
    sign_in(client, "contact_officer")
    clock[0] += timedelta(minutes=31)
    long = "She said she is afraid to go home tonight. " * 30
    asked = client.post("/access-desk/emergency/", {"reason": long, "number": "999 000 0018"})
    page = client.get(asked["Location"]).content.decode()
    assert "What you were sending is kept" in page
    back = sign_in(client, "contact_officer", next="/access-desk/emergency/")
    assert back["Location"].startswith("/sign-in/send-again/")
    again = client.get(back["Location"]).content.decode()
    assert 'action="/access-desk/emergency/"' in again
    assert long.strip()[:80] in again
    assert client.get(back["Location"]).status_code == 302


def test_the_machines_next_user_does_not_see_it(cast: None, clock: list[datetime]) -> None:
    client = Client()
    sign_in(client, "contact_officer")
    clock[0] += timedelta(minutes=31)
    client.post("/access-desk/emergency/", {"reason": "Afraid to go home tonight", "number": "1"})
    back = sign_in(client, "hub_manager")
    assert "Afraid to go home" not in client.get(back["Location"], follow=True).content.decode()
    assert all("Afraid" not in str(session.get_decoded()) for session in Session.objects.all())


def test_a_stopped_account_is_out_at_its_next_page(cast: None) -> None:
    client = Client()
    sign_in(client, "hub_manager")
    Account.objects.filter(pk=account_id("hub_manager")).update(is_active=False)
    assert client.get("/access-desk/openings/").status_code == 302


def test_signing_out_takes_a_press(cast: None) -> None:
    client = Client()
    sign_in(client, "hub_manager")
    client.get("/sign-in/out/")
    assert client.get("/access-desk/openings/").status_code == 200
    client.post("/sign-in/out/")
    assert client.get("/access-desk/openings/").status_code == 302


@pytest.mark.parametrize(
    ("path", "status"),
    [("/triage/", 200), ("/my-work/", 200), ("/access-desk/walls/", 200), ("/contact/FD-26-1/", 404),
     ("/telephone/", 200), ("/access-desk/accounts/", 403), ("/sign-in/account/", 200)],
)  # fmt: skip
def test_after_signing_out_back_shows_nothing(cast: None, path: str, status: int) -> None:
    client = Client()
    sign_in(client, "hub_manager")
    answer = client.get(path)
    assert answer.status_code == status
    assert "no-store" in answer.headers["Cache-Control"], "a shared computer would show it again"


def test_changing_the_password_ends_other_sessions(cast: None) -> None:
    here, there = Client(), Client()
    sign_in(here, "hub_manager")
    sign_in(there, "hub_manager")
    new = "nine calm badgers"
    sent = {"present": PASSWORD, "password": new, "again": new}
    assert here.post("/sign-in/account/password/", sent)["Location"] == "/sign-in/account/"
    assert here.get("/access-desk/openings/").status_code == 200
    assert there.get("/access-desk/openings/").status_code == 302


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"present": "wrong", "password": "nine calm badgers", "again": "nine calm badgers"}, "is not right"),
        ({"present": PASSWORD, "password": "short", "again": "short"}, "at least 12 characters"),
        ({"present": PASSWORD, "password": "nine calm badgers", "again": "nine calm"}, "are not the same"),
    ],
)
def test_a_password_that_cannot_be_kept_says_why(cast: None, sent: dict[str, str], said: str) -> None:
    client = Client()
    sign_in(client, "hub_manager")
    assert said in words(client.post("/sign-in/account/password/", sent).content.decode())


def test_no_page_allows_a_script_or_style_of_elsewhere(cast: None) -> None:
    policy = Client().get("/sign-in/")["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    client = Client()
    sign_in(client, "hub_manager")
    assert "data:" not in client.get("/access-desk/openings/")["Content-Security-Policy"]


def test_people_s_passwords_are_hashed_with_argon2() -> None:
    from frontdoor.project import settings as as_written

    assert as_written.PASSWORD_HASHERS == ["django.contrib.auth.hashers.Argon2PasswordHasher"]
