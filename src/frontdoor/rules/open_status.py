"""What the authority's own case system says of a person, column by column, and how old that word may grow.

Headings are those of the Standard Safeguarding Dataset (SSD) where it has the fact, and plain words where it has none.
An episode, plan or period of care counts as open while its start is there and its end is not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from frontdoor.rules.calendar import london_day
from frontdoor.rules.codesets.assessment import ABUSE
from frontdoor.rules.concern import Answer
from frontdoor.rules.identifiers import nhs_number_holds
from frontdoor.rules.notifications.reading import Asked, Part, Reader, shown

#: Older than this the page says so; older than the second one it says "ring".
OLD_AFTER = timedelta(hours=2)
RING_AFTER = timedelta(hours=24)


@dataclass(frozen=True, kw_only=True)
class StatusColumn:
    """One column: its heading, what stands in it, and whether a file must have it."""

    name: str
    words: str
    needed: bool = False
    of_ssd: bool = True
    limit: int = 0


COLUMNS: tuple[StatusColumn, ...] = (
    StatusColumn(name="pers_person_id", words="The person's number in the case system.", needed=True, limit=40),
    StatusColumn(name="as_at", words="When the case system said this.", needed=True, of_ssd=False),
    StatusColumn(name="pers_common_child_id", words="NHS number.", limit=40),
    StatusColumn(name="pers_forename", words="Given names.", limit=120),
    StatusColumn(name="pers_surname", words="Family name.", limit=120),
    StatusColumn(name="pers_dob", words="Date of birth."),
    StatusColumn(name="pers_expected_dob", words="Of an unborn child: the day it is due."),
    StatusColumn(name="pers_sex", words="M, F or U."),
    StatusColumn(name="cine_referral_id", words="The open child-in-need episode.", needed=True),
    StatusColumn(name="cine_close_date", words="When that episode closed.", needed=True),
    StatusColumn(name="earl_episode_start_date", words="When early help began."),
    StatusColumn(name="earl_episode_end_date", words="When early help ended."),
    StatusColumn(name="cinp_cin_plan_start_date", words="When the child-in-need plan began."),
    StatusColumn(name="cinp_cin_plan_end_date", words="When the child-in-need plan ended."),
    StatusColumn(name="cppl_cp_plan_start_date", words="When the child protection plan began.", needed=True),
    StatusColumn(name="cppl_cp_plan_end_date", words="When the child protection plan ended.", needed=True),
    StatusColumn(name="cppl_cp_plan_latest_category", words="Category of the plan: NEG, PHY, SAB, EMO, MUL, or words."),
    StatusColumn(name="clae_cla_episode_start_date", words="When the child came into care.", needed=True),
    StatusColumn(name="clae_cla_episode_ceased_date", words="When the child left care.", needed=True),
    StatusColumn(
        name="looked_after_by", words="Which authority looks after the child; empty for one's own.", of_ssd=False,
        limit=120,
    ),
    StatusColumn(name="placed_here", words="Whether another authority placed the child here.", of_ssd=False),
    StatusColumn(name="invo_professional_team", words="The team that has the child.", limit=120),
    StatusColumn(name="prof_professional_name", words="The worker.", limit=120),
    StatusColumn(name="worker_telephone", words="The worker's telephone.", of_ssd=False, limit=40),
    StatusColumn(name="restricted", words="Whether the case system restricts the record.", needed=True, of_ssd=False),
)  # fmt: skip
_LIMITS = {column.name: column.limit for column in COLUMNS}
_CATEGORIES = {
    **{code.code.lower(): code.code for code in ABUSE.codes},
    **{code.words.lower(): code.code for code in ABUSE.codes},
    "multiple": "MUL",
}


class UnableToReadStatus(ValueError):
    """The row says of nobody what it says, or not when. The text is a sentence."""


@dataclass(frozen=True, kw_only=True)
class CaseStatus:
    """What the case system says of one person. The facts carry the names under which they are kept."""

    source_number: str
    as_at: datetime
    nhs_number: str = ""
    given_name: str = ""
    family_name: str = ""
    born: date | None = None
    expected: date | None = None
    sex: str = "U"
    open_episode: bool = False
    early_help: bool = False
    early_help_since: date | None = None
    plan: str = ""
    plan_category: str = ""
    plan_since: date | None = None
    looked_after_by: str = ""
    looked_after_since: date | None = None
    placed_here: bool = False
    team: str = ""
    worker: str = ""
    telephone: str = ""
    restricted: bool = False


#: The facts that are kept and compared; all others only say who the person is.
FACTS = (
    "open_episode", "early_help", "early_help_since", "plan", "plan_category", "plan_since", "looked_after_by",
    "looked_after_since", "placed_here", "team", "worker", "telephone", "restricted",
)  # fmt: skip


def read_status(part: Part, *, council: str, received_at: datetime) -> tuple[CaseStatus, tuple[Asked, ...]]:
    """Read one row; `council` is who looks after a child where the row does not name another authority.

    Refuses a row without the person's number or without the moment at which it was said: its age could not be told.
    """
    reader = Reader(received_at)
    number = reader.code(part, "pers_person_id", limit=40)
    if not number:
        raise UnableToReadStatus("pers_person_id is empty: it cannot be told whom the row is about.")
    as_at = reader.moment(part, "as_at")
    if as_at is None:
        raise UnableToReadStatus("as_at is no moment: it cannot be told how old the row is.")
    if part.get("pers_common_child_id").strip() and not nhs_number_holds(part.get("pers_common_child_id")):
        reader.ask(part, f"pers_common_child_id says {shown(part.get('pers_common_child_id'))}: no NHS number.")
    status = CaseStatus(
        source_number=number,
        as_at=min(as_at, received_at),
        nhs_number=part.get("pers_common_child_id").strip(),
        given_name=reader.code(part, "pers_forename", limit=120),
        family_name=reader.code(part, "pers_surname", limit=120),
        born=_past(part, "pers_dob", reader),
        expected=reader.day(part, "pers_expected_dob"),
        sex=part.get("pers_sex").strip().upper() if part.get("pers_sex").strip().upper() in ("M", "F") else "U",
        open_episode=bool(_open(part, "cine_referral_id", "cine_close_date", reader)),
        **_lasting(part, council, reader),
        placed_here=reader.answer(part, "placed_here") == Answer.YES,
        team=_code(part, "invo_professional_team", reader),
        worker=_code(part, "prof_professional_name", reader),
        telephone=_code(part, "worker_telephone", reader),
        restricted=reader.answer(part, "restricted") in (Answer.YES, Answer.NOT_KNOWN),
    )
    return status, tuple(reader.asked)


def _lasting(part: Part, council: str, reader: Reader) -> dict[str, Any]:
    """Early help, plan and care, each as long as it has a start and no end."""
    protection = _open(part, "cppl_cp_plan_start_date", "cppl_cp_plan_end_date", reader)
    need = _open(part, "cinp_cin_plan_start_date", "cinp_cin_plan_end_date", reader)
    care = _open(part, "clae_cla_episode_start_date", "clae_cla_episode_ceased_date", reader)
    early_help = _open(part, "earl_episode_start_date", "earl_episode_end_date", reader)
    return {
        "early_help": bool(early_help),
        "early_help_since": _day(early_help, reader, part),
        "plan": "protection" if protection else "need" if need else "",
        "plan_category": _category(part, reader) if protection else "",
        "plan_since": _day(protection or need, reader, part),
        "looked_after_by": (_code(part, "looked_after_by", reader) or council) if care else "",
        "looked_after_since": _day(care, reader, part),
    }


def _code(part: Part, name: str, reader: Reader) -> str:
    return reader.code(part, name, limit=_LIMITS[name])


def _open(part: Part, start: str, end: str, reader: Reader) -> str:
    """The start as written, while there is one and no end. An end that cannot be read, or is to come, has not come."""
    ended = reader.day(part, end)
    return "" if ended is not None and ended <= london_day(reader.received_at) else part.get(start).strip()


def _day(written: str, reader: Reader, part: Part) -> date | None:
    return Reader(reader.received_at).day(Part(part.line, {"day": written}), "day") if written else None


def _past(part: Part, name: str, reader: Reader) -> date | None:
    found = reader.day(part, name)
    if found is not None and not (found.year >= 1900 and found <= london_day(reader.received_at)):
        reader.ask(part, f"{name} says {shown(part.get(name))}, which cannot be.")
        return None
    return found


def _category(part: Part, reader: Reader) -> str:
    written = part.get("cppl_cp_plan_latest_category").strip()
    if written and written.lower() not in _CATEGORIES:
        reader.ask(part, f"cppl_cp_plan_latest_category says {shown(written)}, which is none of the codes.")
    return _CATEGORIES.get(written.lower(), "")


def age_words(as_at: datetime, *, now: datetime, whom: Sequence[str] = ()) -> str:
    """What is said beside a status of this age: nothing, that it is old, or whom to ring before relying on it."""
    old = now - as_at
    hours = int(old.total_seconds() // 3600)
    if old <= OLD_AFTER:
        return ""
    if old <= RING_AFTER:
        return f"{hours} hours old: over 2 hours."
    ring = ", ".join(part for part in whom if part) or "the team"
    days, rest = divmod(hours, 24)
    age = f"{days} day{'s' if days != 1 else ''}" + (f" {rest} h" if rest else "")
    return f"{age} old: ring {ring} before you rely on it."
