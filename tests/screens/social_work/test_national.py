"""Trafficking and FGM at a screen: recorded by whoever sees it, and asked on the decision form."""

from __future__ import annotations

import pytest

from frontdoor.journey.actions.contacts import Receipt
from frontdoor.journey.models import FgmReport, NationalReferral
from tests.cases import decide
from tests.screens.at_work import AtWork, words
from tests.screens.filled import Filled
from tests.screens.social_work.test_social_work import do, overview
from tests.world import World, child


@pytest.fixture
def ana(friday: World) -> Receipt:
    return friday.contact(child(), child(given_name="Ben"))


def test_a_child_is_referred_and_the_two_decisions_come_back(friday: World, ana: Receipt) -> None:
    decide(friday, ana.journeys[0], "assessment", also=("exploitation",))
    assert "A referral to the National Referral Mechanism, or why none is made" in overview(friday, ana)
    do(friday, ana, "nrm", who="contact_officer", number="NRM-1", signs="Two telephones")
    text = overview(friday, ana)
    assert "or why none is made" not in text
    assert "Conclusive grounds decision" not in text, "there is none before the first decision"
    page = do(friday, ana, "nrm-reasonable", status=200)
    assert "Say whether the decision was positive." in words(page)
    do(friday, ana, "nrm-reasonable", positive="yes")
    do(friday, ana, "nrm-conclusive", positive="no")
    assert "not found to be a victim" in overview(friday, ana)
    with friday.all_rows():
        row = NationalReferral.objects.get()
        assert (row.number, row.reasonable_positive, row.conclusive_positive) == ("NRM-1", True, False)


def test_fgm_is_asked_about_where_it_is_decided_and_reported_on_a_page(friday: World, ana: Receipt) -> None:
    at = AtWork(friday, "hub_manager")
    form = Filled(at.get(f"/decision/{ana.reference}/"), "")
    assert "Was FGM found, or did she tell of it?" in words(at.get(f"/decision/{ana.reference}/"))
    assert not [name for name in form.chosen if "fgm" in name], "nothing is chosen beforehand"
    do(friday, ana, "fgm", who="contact_officer", how="She said that it hurts")
    text = overview(friday, ana)
    assert "not reported to the police yet" in text
    assert "Family must not know we are asking" in AtWork(friday, "hub_manager").get(f"/social-work/{ana.reference}/")
    do(friday, ana, "fgm-reported", police_reference="CP-7")
    text = overview(friday, ana)
    assert "CP-7" in text
    assert "not reported to the police yet" not in text
    with friday.all_rows():
        assert FgmReport.objects.get().reported_at == friday.now


def test_a_boy_is_not_asked_about(friday: World) -> None:
    receipt = friday.contact(child(sex="M"))
    assert "FGM found" not in overview(friday, receipt)
    assert "National Referral Mechanism" in overview(friday, receipt)
