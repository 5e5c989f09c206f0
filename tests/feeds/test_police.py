"""Police notifications loaded: one contact an occurrence, everything kept, walls held, a second run without effect."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest

from frontdoor.access.actions.restrictions import restrict_person
from frontdoor.documents.models import Narrative
from frontdoor.feeds import police
from frontdoor.feeds.report import Report
from frontdoor.journey.actions.notifications import token_of
from frontdoor.journey.models import Contact, Information, Journey, Order
from frontdoor.ledger.models import Event, Token
from frontdoor.ledger.scope import Actor
from frontdoor.outbox.models import Page
from frontdoor.people.models import Address, Person
from tests.feeds.files import ADULT, CHILD, as_csv, row, written
from tests.screens.at_work import AtWork
from tests.world import World

FEED = Actor(authority="874", role="feed", name="File", agency="police")
SENDER = police.Sender(agency="police", kind="police", actor=FEED)


@pytest.fixture
def load(world: World, tmp_path: Path) -> Loader:
    return Loader(world, tmp_path)


class Loader:
    """Loads rows as a file and shows what is stored."""

    def __init__(self, world: World, place: Path) -> None:
        self.world, self.place, self.number = world, place, 0

    def __call__(self, *rows: dict[str, str], **given: object) -> Report:
        self.number += 1
        file = written(self.place, as_csv(rows), f"{self.number}.csv")
        return self.file(file, **given)

    def file(self, file: Path, **given: object) -> Report:
        return police.load(file, sender=SENDER, now=lambda: self.world.now, **given)  # type: ignore[arg-type]

    @contextmanager
    def stored(self) -> Iterator[None]:
        with self.world.all_rows():
            yield


def texts(question: str) -> list[str]:
    return [one.text for one in Narrative.objects.filter(question=question).order_by("id")]


def test_one_occurrence_is_one_contact_with_its_children_and_adults(load: Loader) -> None:
    report = load(row(CHILD), row(CHILD, given_name="Ben", words=""), row(ADULT))
    assert report.counts == {"rows read": 3, "new contacts": 1}
    with load.stored():
        contact = Contact.objects.get()
        assert (contact.channel, contact.occurrence, contact.police_grade, contact.dash) == (
            "police", "35/1001/26", "2", "high",
        )  # fmt: skip
        assert contact.encompass_sent == "yes"
        assert contact.handling_code == "P"
        assert Journey.objects.count() == 2
        assert Person.objects.filter(kind="adult").count() == 1
        assert texts("own_words") == ["I hid behind the bed."]
        assert Narrative.objects.get(question="bail_or_order").compartment == "hub"


def test_what_must_not_be_disclosed_stands_behind_the_hubs_wall(load: Loader) -> None:
    load(row(CHILD, do_not_disclose="Caller lives next door."))
    with load.stored():
        kept = Narrative.objects.get(question="do_not_disclose")
        assert (kept.text, kept.compartment) == ("Caller lives next door.", "hub")
        assert not Narrative.objects.exclude(pk=kept.pk).filter(text__contains="next door").exists()


def test_an_address_kept_from_somebody_is_confidential(load: Loader) -> None:
    load(row(CHILD, address="9 Secret Street", postcode="PE1 1AA", keep_address_from="father"))
    with load.stored():
        kept = Address.objects.get()
        assert (kept.confidential, kept.keep_from) == (True, "father")


def test_police_protection_runs_from_when_the_police_began_it(load: Loader) -> None:
    load(row(CHILD, police_protection_from="2026-11-20T14:30"))
    with load.stored():
        order = Order.objects.get()
        assert (order.ends_at - order.started_at).total_seconds() == 72 * 3600


def test_a_narrative_of_20000_letters_with_markup_and_formulas_arrives_letter_by_letter(load: Loader) -> None:
    account = ("=HYPERLINK(\"http://x\") <b>bold</b> & 'quoted' “curly” \t@cmd|' /C calc'!A0\n" * 400)[:20_000]
    load(row(CHILD, narrative=account, words="=1+1", where_left="@home"))
    with load.stored():
        assert texts("worry") == [account]
        assert texts("own_words") == ["=1+1"]
        assert Journey.objects.get().where_now == "@home"


def test_nobody_suppresses_a_notification_by_sending_its_token_before_it(world: World, load: Loader) -> None:
    """The token of an occurrence follows from its number: a worker who knows the number knows the token."""
    journey = world.journey(given_name="Other")
    with world.all_rows():
        number = Person.objects.get(pk=Journey.found(journey).about).local_number
    said = {"with_kind": "family", "direction": "out", "words": "Rang.", "told": "Nothing.", "with_whom": "x"}
    at = AtWork(world, "contact_officer")
    at.post(f"/calls/{number}/", status=422, token=token_of("police", "35/1001/26"), **said)
    at.post(f"/calls/{number}/", token=f"call-{uuid4()}", **said)
    load(row(CHILD))
    with world.all_rows():
        assert Contact.objects.filter(occurrence="35/1001/26").count() == 1


def test_a_second_run_changes_nothing(load: Loader) -> None:
    rows = [row(CHILD), row(ADULT), row(CHILD, occurrence_number="2")]
    load(*rows)
    with load.stored():
        before = (Event.objects.count(), Narrative.objects.count(), Person.objects.count(), Token.objects.count())
    load.world.later(hours=3)
    report = load(*reversed(rows))
    assert report.counts == {"rows read": 3, "known already": 2}
    with load.stored():
        after = (Event.objects.count(), Narrative.objects.count(), Person.objects.count(), Token.objects.count())
    assert after == before


def test_another_account_under_the_same_number_adds_to_the_same_contact(load: Loader) -> None:
    load(row(CHILD))
    load.world.later(hours=1)
    update = row(CHILD, narrative="It was not the neighbour: the child rang.", words="He hit me.")
    report = load(update, row(CHILD, given_name="Ben", words=""), row(ADULT, given_name="Nia", role="witness"))
    assert report.counts == {"rows read": 3, "added to a contact": 1}
    with load.stored():
        contact = Contact.objects.get()
        assert sorted(person.given_name for person in Person.objects.filter(kind="child")) == ["Ana", "Ben"]
        assert Journey.objects.filter(contact=contact).count() == len(contact.subjects) == 2
        assert Information.objects.count() == 1
        assert any(text.startswith("It was not the neighbour: the child rang.") for text in texts("information"))
        assert texts("own_words") == ["I hid behind the bed.", "He hit me."]
        assert Person.objects.filter(kind="adult").count() == 1
        ben = Journey.objects.get(about=Person.objects.get(given_name="Ben").id)
        assert Event.objects.filter(journey=ben.id, kind="contact_received").get().happened_at == load.world.now
    assert load(update, row(CHILD, given_name="Ben", words=""), row(ADULT, given_name="Nia", role="witness")).counts[
        "known already"
    ]


def test_danger_and_protection_said_later_are_told_at_once(load: Loader) -> None:
    load(row(CHILD))
    load.world.later(hours=1)
    load(row(CHILD, danger_now="yes", police_protection_from="2026-11-20T17:30"))
    with load.stored():
        assert Contact.objects.get().danger_now
        assert Page.objects.get().reason == "danger_now"
        assert Order.objects.get().kind == "police_protection"
        assert Event.objects.filter(kind="danger_declared").count() == 1


def test_a_restricted_child_sent_twice_stands_behind_the_wall_and_the_report_is_the_same(load: Loader) -> None:
    world = load.world
    open_report = load(row(CHILD, given_name="Ordinary"))
    load(row(CHILD, occurrence_number="first"))
    with world.all_rows():
        ana = Person.objects.get(given_name="Ana").id
    with world.acting("restricted_manager") as manager:
        restrict_person(person=ana, custodian=manager.account, by=manager, happened_at=world.now, recorded_at=world.now)
    report = load(row(CHILD, occurrence_number="second"))
    more = load(row(CHILD, occurrence_number="second", narrative="A later account."))
    assert report.counts == open_report.counts
    assert more.counts == {"rows read": 1, "added to a contact": 1}
    with world.all_rows():
        assert Person.objects.filter(given_name="Ana").count() == 1
        second = Contact.objects.get(occurrence="second")
        assert second.compartment == "restricted"
        later = Narrative.objects.filter(text="A later account.")
        assert {one.compartment for one in later} == {"restricted"}


def test_a_restricted_child_named_only_later_never_joins_the_contact_in_the_open(load: Loader) -> None:
    world = load.world
    load(row(CHILD, occurrence_number="first"))
    with world.all_rows():
        ana = Person.objects.get(given_name="Ana").id
    with world.acting("restricted_manager") as manager:
        restrict_person(person=ana, custodian=manager.account, by=manager, happened_at=world.now, recorded_at=world.now)
    load(row(CHILD, occurrence_number="second", given_name="Ben"))
    load(row(CHILD, occurrence_number="second", given_name="Ben"), row(CHILD, occurrence_number="second"))
    with world.all_rows():
        both = Contact.objects.filter(occurrence="second").order_by("compartment")
        assert [one.compartment for one in both] == ["open", "restricted"]
        assert both[1].subjects == [ana]


def test_everything_that_is_asked_about_stands_with_the_contact(load: Loader) -> None:
    report = load(row(CHILD, date_of_birth="1986-03-02", sex="?"))
    assert [said.line for said in report.asked] == [2, 2]
    with load.stored():
        asked = Narrative.objects.get(question="asked_about")
        assert "makes 40 years" in asked.text
        assert "none of M, F, U" in asked.text
        assert asked.record == Contact.objects.get().id


def test_a_file_killed_at_every_batch_and_run_again_has_the_same_content(load: Loader) -> None:
    """Each batch commits whole: after a kill between any two statements the next run does what is missing."""
    rows = [row(CHILD, occurrence_number=f"N{number}") for number in range(12)]
    file = written(load.place, as_csv(rows), "whole.csv")

    class Killed(BaseException):
        pass

    for stop in range(4):
        moments = iter(range(stop))

        def now(moments: Iterator[int] = moments) -> object:
            if next(moments, None) is None:
                raise Killed
            return load.world.now

        with pytest.raises(Killed):
            police.load(file, sender=SENDER, now=now, batch_size=3)  # type: ignore[arg-type]
        with load.stored():
            assert Contact.objects.count() == 3 * stop
    assert load.file(file, batch_size=3).counts == {"rows read": 12, "known already": 9, "new contacts": 3}
    with load.stored():
        assert sorted(Contact.objects.values_list("occurrence", flat=True)) == sorted(f"N{n}" for n in range(12))
