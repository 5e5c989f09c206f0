"""Version 1 of the API: three addresses and its own OpenAPI document."""

from __future__ import annotations

from typing import Annotated, Any, cast

from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError, transaction
from django.http import HttpRequest, HttpResponse
from ninja import Header, NinjaAPI, Path, Status
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema

from frontdoor.access import looks, permission
from frontdoor.access.looks import Seen
from frontdoor.api import problems, queries, shapes
from frontdoor.api.callers import BAD_KEY, Caller, Key, inside
from frontdoor.api.problems import Problem, Refusal
from frontdoor.journey.actions.notifications import UnableToUseKey, receive_notification
from frontdoor.ledger.scope import Actor
from frontdoor.people.status import load_status
from frontdoor.rules.concern import Channel
from frontdoor.rules.notifications import Part, UnableToReadMessage, parts_of, read_notification, text_of
from frontdoor.rules.open_status import UnableToReadStatus, read_status
from frontdoor.rules.partnership import Partnership, for_authority

NOTHING_HERE = "There is nothing here under this reference, or you may not see it."
_PROBLEMS: dict[int, Any] = dict.fromkeys((400, 401, 403, 409, 413, 422, 429, 503), Problem)


class Api(NinjaAPI):
    """Ninja's, with its refusals stated as what they are."""

    def get_openapi_schema(self, *arguments: Any, **named: Any) -> OpenAPISchema:
        """The document; every refusal is a problem."""
        document = super().get_openapi_schema(*arguments, **named)
        for methods in document["paths"].values():
            for operation in methods.values():
                for status, response in operation["responses"].items():
                    if int(status) >= 400:
                        response["content"] = {problems.CONTENT_TYPE: response["content"]["application/json"]}
        return document


api = Api(
    title="Front Door",
    version="1.0",
    urls_namespace="api-1",
    description="For agencies' machines. A reference is no promise that somebody has read it: "
    "if a child is in danger now, ring as well.",
    auth=Key(),
    docs_url=None,
    openapi_url="/openapi.json",
)


def _caller(request: HttpRequest) -> Caller:
    return cast(Caller, cast(Any, request).auth)


@api.post(
    "/notifications",
    response={200: shapes.Receipt, 201: shapes.Receipt, **_PROBLEMS},
    summary="Send a notification",
    operation_id="send_notification",
)
def send_notification(
    request: HttpRequest,
    notification: shapes.Notification,
    idempotency_key: Annotated[str, Header(alias="Idempotency-Key", max_length=200)] = "",
) -> Status[dict[str, Any]]:
    """Tell the front door about children.

    Sent again with the same content it is the same contact and the same reference; with other content under the same
    number it adds to that contact. With an Idempotency-Key, another content under the same key is refused. 201: it is
    new; 200: it adds, or was known.
    """
    caller = _caller(request)
    message = cast(Any, notification).model_dump(exclude_none=True)
    parts, ignored = parts_of(message)
    with inside(caller, "notifications") as actor:
        place = for_authority(actor.authority)
        kind = place.agency_by_code[actor.agency].kind if actor.agency in place.agency_by_code else ""
        read = read_notification(
            parts, agency=actor.agency, agency_kind=kind, channel=Channel.API, received_at=caller.now
        )
        taken = receive_notification(notification=read, key=idempotency_key.strip(), by=actor, recorded_at=caller.now)
    receipt = {
        "reference": taken.reference,
        "received_at": queries.made_at(taken.contact),
        "came": taken.came,
        "asked_about": [question.words for question in read.asked],
        "ignored": [*ignored],
        "telephone": place.telephone,
    }
    return Status(201 if taken.came == "new" else 200, receipt)


@api.post(
    "/status",
    response={200: shapes.Taken, **_PROBLEMS},
    summary="Send open status",
    operation_id="send_status",
)
def send_status(request: HttpRequest, statuses: shapes.Statuses) -> dict[str, Any]:
    """What the authority's own case system says of people: at least hourly, only with the case system's own key."""
    caller = _caller(request)
    told: dict[str, Any] = {"taken": 0, "refused": [], "asked_about": []}
    with inside(caller, "status") as actor:
        place = for_authority(actor.authority)
        for number, person in enumerate(statuses.people, start=1):
            values = {name: text_of(value) for name, value in cast(Any, person).model_dump(exclude_none=True).items()}
            _take_status(Part(number, values), told, place, caller, actor)
    return told


def _take_status(part: Part, told: dict[str, Any], place: Partnership, caller: Caller, actor: Actor) -> None:
    try:
        status, asked = read_status(part, council=place.council, received_at=caller.now)
    except UnableToReadStatus as wrong:
        told["refused"].append({"place": part.line, "sentence": str(wrong)})
        return
    with transaction.atomic():
        load_status(status=status, by=actor, recorded_at=caller.now, batch=f"api {caller.key}")
    told["taken"] += 1
    told["asked_about"] += [{"place": one.line, "sentence": one.words} for one in asked]


@api.get(
    "/notifications/{reference}",
    response={200: shapes.Standing, 404: Problem, **_PROBLEMS},
    summary="Read a receipt",
    operation_id="read_receipt",
)
def read_receipt(request: HttpRequest, reference: Annotated[str, Path(max_length=40)]) -> dict[str, Any]:
    """What your agency sent under a reference, and the answers that a person has released to you."""
    caller = _caller(request)
    with inside(caller, "notifications") as actor:
        found = queries.sent(reference, by=actor)
        if found is None:
            raise Refusal(404, "Nothing here", NOTHING_HERE)
    seen = [Seen(page="api", person=one.person, record=found.contact) for one in found.answers]
    looks.write(seen, by=caller.actor, at=caller.now)
    return {
        "reference": found.reference,
        "received_at": found.received_at,
        "answers": [{"child": one.child, "told_at": one.told_at, "text": one.text} for one in found.answers],
    }


@api.exception_handler(AuthenticationError)
def _no_key(request: HttpRequest, wrong: AuthenticationError) -> HttpResponse:
    return problems.answer(401, "No good key", BAD_KEY)


@api.exception_handler(HttpError)
def _not_parsed(request: HttpRequest, wrong: HttpError) -> HttpResponse:
    return problems.answer(400, "Not understood", "The message is no JSON in UTF-8.")


@api.exception_handler(RequestDataTooBig)
def _too_large(request: HttpRequest, wrong: RequestDataTooBig) -> HttpResponse:
    return problems.answer(413, "Too large", "The message is larger than 2.5 MB. Send notifications one by one.")


@api.exception_handler(Refusal)
def _refused(request: HttpRequest, wrong: Refusal) -> HttpResponse:
    return problems.answer(wrong.status, wrong.title, wrong.detail, wait=wrong.wait)


@api.exception_handler(permission.Refused)
def _not_permitted(request: HttpRequest, wrong: permission.Refused) -> HttpResponse:
    return problems.answer(403, "Not permitted", str(wrong))


@api.exception_handler(UnableToUseKey)
def _used_before(request: HttpRequest, wrong: UnableToUseKey) -> HttpResponse:
    return problems.answer(409, "Used before", str(wrong))


@api.exception_handler(UnableToReadMessage)
def _not_understood(request: HttpRequest, wrong: Exception) -> HttpResponse:
    return problems.answer(422, "Not understood", str(wrong))


@api.exception_handler(ValidationError)
def _not_valid(request: HttpRequest, wrong: ValidationError) -> HttpResponse:
    errors = [
        {"where": ".".join(str(step) for step in error["loc"][1:]) or "the message", "sentence": f"{error['msg']}."}
        for error in wrong.errors
    ]
    return problems.answer(
        422, "Not understood", "The message cannot be read as it stands; errors says where.", errors=errors
    )


@api.exception_handler(OperationalError)
@api.exception_handler(InterfaceError)
def _away(request: HttpRequest, wrong: Exception) -> HttpResponse:
    return problems.answer(
        503, "Not now", "The database does not answer. Send it again; if a child is in danger now, ring.", wait=10
    )
