"""Machines write what the OpenAPI document allows, and what it does not: the answers are those that it states."""

from __future__ import annotations

import pytest
import schemathesis
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from schemathesis import Case

from frontdoor.api import throttle
from frontdoor.api.service import api
from frontdoor.project.wsgi import application
from tests.api.keys import key_for
from tests.feeds.files import CHILD, as_object
from tests.harness.databases import OwnDatabase

schema = schemathesis.openapi.from_dict(api.get_openapi_schema(path_prefix="/api/v1/"))
schema.app = application
QUICK = settings(
    max_examples=60,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[*HealthCheck],
    derandomize=True,
    database=None,
)


@pytest.fixture
def keys(own_database: OwnDatabase, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    for counted in (throttle.BY_ADDRESS, throttle.BY_KEY):
        monkeypatch.setattr(counted, "limit", 1_000_000)
    now = timezone.now()
    status = key_for("case_system", at=now, purpose="status")
    sending = key_for(at=now)
    return {"send_status": status, "send_notification": sending, "read_receipt": sending}


@schema.parametrize()
@QUICK
def test_whatever_is_sent_gets_an_answer_of_the_document(case: Case, keys: dict[str, str]) -> None:
    key = keys[str(case.operation.definition.raw["operationId"])]
    case.call_and_validate(headers={"Authorization": f"Bearer {key}"})


def test_the_document_says_how_to_come_in_and_asks_no_key_itself(db: None) -> None:
    document = Client().get("/api/v1/openapi.json").json()
    assert [*document["components"]["securitySchemes"].values()] == [{"type": "http", "scheme": "bearer"}]
    assert set(document["paths"]) == {
        "/api/v1/notifications", "/api/v1/notifications/{reference}", "/api/v1/status",
    }  # fmt: skip
    assert as_object(CHILD).keys() <= document["components"]["schemas"]["Notification"]["properties"].keys()
