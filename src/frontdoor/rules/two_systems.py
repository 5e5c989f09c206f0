"""Where our facts and the case system's open status say different things of one child. Nothing is changed by comparing.

Only what we hold is compared: a fact of which nobody has told us is no difference, since silence is not an answer.
Early help is not: once it was taken, the case system alone knows if it goes on. A person puts right whichever is wrong.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

NOTHING = "nothing open"
_PLANS = {"protection": "child protection plan", "need": "child in need plan"}


@dataclass(frozen=True, kw_only=True)
class Here:
    """What we hold of a child. `plan` is "protection", "need" or empty; an end says when the last one ended here."""

    referral_since: date | None = None
    referral_closed_on: date | None = None
    plan: str = ""
    plan_category: str = ""
    plan_since: date | None = None
    plan_ended_on: date | None = None
    safe_place_since: date | None = None
    team: str = ""
    worker: str = ""
    restricted: bool = False


@dataclass(frozen=True, kw_only=True)
class There:
    """What the case system says of the child; all of it empty where it has not told of the child."""

    open_episode: bool = False
    plan: str = ""
    plan_category: str = ""
    plan_since: date | None = None
    looked_after_by: str = ""
    team: str = ""
    worker: str = ""
    restricted: bool = False


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One fact (by its code in `rules.masters`) of which the two say different things, each since when, if known."""

    fact: str
    here: str
    there: str
    here_since: date | None = None
    there_since: date | None = None


def differences(here: Here, there: There) -> list[Difference]:
    """Every fact in which the two differ."""
    found = [_referral(here, there), _plan(here, there), _care(here, there), _worker(here, there)]
    found.append(_restriction(here, there))
    return [one for one in found if one is not None]


def _referral(here: Here, there: There) -> Difference | None:
    if here.referral_since is not None and not there.open_episode:
        return Difference(fact="referral", here="open", there=NOTHING, here_since=here.referral_since)
    if here.referral_since is None and here.referral_closed_on is not None and there.open_episode:
        return Difference(fact="referral", here="closed", there="open", here_since=here.referral_closed_on)
    return None


def _plan(here: Here, there: There) -> Difference | None:
    theirs, theirs_since = _plan_words(there.plan, there.plan_category), there.plan_since
    if here.plan:
        ours = _plan_words(here.plan, here.plan_category)
        if (ours, here.plan_since) == (theirs, theirs_since):
            return None
        return Difference(fact="plan", here=ours, there=theirs, here_since=here.plan_since, there_since=theirs_since)
    ended = here.plan_ended_on
    if ended is not None and there.plan and (theirs_since is None or theirs_since < ended):
        return Difference(fact="plan", here="ended", there=theirs, here_since=ended, there_since=theirs_since)
    return None


def _plan_words(plan: str, category: str) -> str:
    if not plan:
        return NOTHING
    return f"{_PLANS.get(plan, plan)}, {category or 'no category'}" if plan == "protection" else _PLANS.get(plan, plan)


def _care(here: Here, there: There) -> Difference | None:
    if here.safe_place_since is None or there.looked_after_by:
        return None
    words = "somewhere safe to stay was decided, and it is open"
    return Difference(fact="looked_after", here=words, there="not looked after", here_since=here.safe_place_since)


def _worker(here: Here, there: There) -> Difference | None:
    """By name where both give a name, else by team; names are written in any order and case."""
    if not (here.team or here.worker):
        return None
    named = bool(here.worker and there.worker)
    ours = here.worker if named else here.team or here.worker
    theirs = there.worker if named else there.team or there.worker
    if _folded(ours) == _folded(theirs):
        return None
    return Difference(fact="worker", here=ours, there=theirs or "nobody named")


def _restriction(here: Here, there: There) -> Difference | None:
    if here.restricted == there.restricted:
        return None
    words = {True: "restricted", False: "not restricted"}
    return Difference(fact="restriction", here=words[here.restricted], there=words[there.restricted])


def _folded(name: str) -> list[str]:
    return sorted(name.casefold().replace(",", " ").split())
