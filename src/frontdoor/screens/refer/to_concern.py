"""What the answers mean: one pure function from the form to a `Concern`.

No answer is lost on the way. A day or time that cannot be read is kept as words beside the ones that can.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from frontdoor.rules.concern import (
    Answer,
    Channel,
    Concern,
    ConcernedAdult,
    ConcernedChild,
    GivenAddress,
    Referrer,
    ReferrerKind,
    SubjectKind,
    keeps_address_from,
)
from frontdoor.screens.refer import dates
from frontdoor.screens.refer.answers import Answers, Item, Path, Said
from frontdoor.screens.refer.choices import AGENCY_SOURCES, CONTEXTS, PERSON_SOURCES
from frontdoor.screens.refer.postcodes import looks_like_a_postcode
from frontdoor.screens.refer.words import Wording

ANONYMOUS_SOURCE = "9"
UNKNOWN_SOURCE = "10"
LONGEST_SAFETY_LINE = 200


def to_concern(answers: Answers, *, received_at: datetime, wording: Wording) -> Concern:
    """The concern these answers describe, received at this moment; `wording` turns reasons and bases into words."""
    said = answers.said
    worries = said.get("worries", ())
    incident_at = dates.read_moment("incident", said)
    return Concern(
        channel=Channel.WEB_FORM,
        received_at=received_at,
        begun_at=answers.begun_at,
        worry=answers.text("worry"),
        worries=worries if isinstance(worries, tuple) else (),
        saw=answers.text("saw"),
        was_told=answers.text("was_told"),
        thinks=answers.text("thinks"),
        danger_now=_answer(answers.text("danger_now")),
        children=children_of(answers),
        adults=tuple(_adult(item) for item in answers.adults if _says_anything(item)),
        others_in_household=answers.text("others_in_household"),
        referrer=referrer_of(answers),
        incident_at=incident_at,
        incident_said=_joined(
            answers.text("incident_said"), _unread("incident", said), _unread("aware", said, "Agency first knew")
        ),
        agency_aware_at=dates.read_moment("aware", said),
        agency_sent_at=received_at if answers.path is Path.PROFESSIONAL else None,
        family_told=_answer(answers.text("family_told")),
        family_said=answers.text("family_said"),
        family_may_know=_answer(answers.text("family_may_know")),
        family_why_not=_joined(
            _choice(wording, "family_not_told", "why_not", answers.text("why_not")), answers.text("family_why_not")
        ),
        agreement=answers.text("agreement"),
        agreement_by=answers.text("agreement_by"),
        basis=_joined(_choice(wording, "basis", "basis", answers.text("basis")), answers.text("basis_words")),
        safety_lines=safety_lines(answers),
    )


def children_of(answers: Answers) -> tuple[ConcernedChild, ...]:
    """Every child, unborn child or context that was described.

    If none was, there is still one child whom somebody worries about, and of whom nothing is known yet.
    """
    described = tuple(item for item in answers.children if _says_anything(item))
    return tuple(_child(item, answers) for item in described or (Item(id="c1"),))


def safety_lines(answers: Answers) -> tuple[str, ...]:
    """What must stand at the top of everything made of this concern, in the words of whoever told us."""
    lines = []
    if answers.text("family_may_know") == Answer.NO:
        lines.append("Family must not know we are asking")
    if answers.text("must_not_know"):
        lines.append(f"Must not know: {answers.text('must_not_know')}")
    if answers.text("safe_contact"):
        lines.append(f"Safe contact: {answers.text('safe_contact')}")
    if answers.text("reply_by") == "none":
        lines.append("The person who told us asks not to be contacted")
    if answers.text("safe_person"):
        lines.append(f"Safe to talk to: {answers.text('safe_person')}")
    kept_from = [item.text("keep_from") for item in (*answers.children, *answers.adults)]
    lines.extend(keeps_address_from(who) for who in kept_from if who)
    return tuple(part for line in dict.fromkeys(lines) for part in _in_parts(line))


def _in_parts(line: str) -> list[str]:
    """A line of the safety band holds 200 characters; a longer one goes on in the next, and is never cut short."""
    return textwrap.wrap(line, width=LONGEST_SAFETY_LINE, break_long_words=True) or [line]


def referrer_of(answers: Answers) -> Referrer:
    """Who told us, with the code of the children in need census for where a referral came from."""
    return Referrer(
        kind=_referrer_kind(answers),
        source=_source(answers),
        name=answers.text("name") or _own_name(answers),
        job=answers.text("job"),
        agency=answers.text("agency"),
        telephone=answers.text("telephone"),
        email=answers.text("email"),
        safe_contact=answers.text("safe_contact"),
        reply_by=answers.text("reply_by"),
        may_name=_answer(answers.text("may_name")),
    )


def _referrer_kind(answers: Answers) -> ReferrerKind:
    named = {"professional": ReferrerKind.PROFESSIONAL, "relative": ReferrerKind.RELATIVE, "child": ReferrerKind.CHILD}
    who = answers.text("who")
    if who in named:
        return named[who]
    reachable = any(answers.text(name) for name in ("name", "telephone", "email"))
    return ReferrerKind.PUBLIC if reachable else ReferrerKind.ANONYMOUS


def _source(answers: Answers) -> str:
    kind = _referrer_kind(answers)
    if kind is ReferrerKind.PROFESSIONAL:
        return AGENCY_SOURCES.get(answers.text("agency_type"), UNKNOWN_SOURCE)
    if kind in (ReferrerKind.RELATIVE, ReferrerKind.CHILD):
        return PERSON_SOURCES[kind.value]
    unnamed = ANONYMOUS_SOURCE if kind is ReferrerKind.ANONYMOUS else UNKNOWN_SOURCE
    return PERSON_SOURCES.get(answers.text("how_known"), unnamed)


def _own_name(answers: Answers) -> str:
    """A child who writes about themself says once what they like to be called."""
    themself = answers.path is Path.CHILD and answers.children
    return answers.children[0].text("given_name") if themself else ""


def _child(item: Item, answers: Answers) -> ConcernedChild:
    """One child, unborn child or context: who it is, then what is happening around it."""
    themself = answers.path is Path.CHILD
    return replace(
        _who(item, telephone=answers.text("telephone") if themself else ""),
        where_now=item.text("where_now") or _labelled("Midwife or hospital:", item.text("midwife")),
        with_whom=item.text("with_whom"),
        until_when=item.text("until_when"),
        safe_tonight=_answer(item.text("safe_tonight")),
        safe_tonight_because=_joined(
            item.text("safe_tonight_because"),
            _unread("missing", item.said, "Missing since"),
            _unread("protection", item.said, "In police protection since"),
        ),
        seen=_answer(item.text("seen")),
        spoken_to=_answer(item.text("spoken_to")),
        own_words=answers.text("worry") if themself else item.text("own_words"),
        words_told_to="" if themself else item.text("words_told_to"),
        words_in_confidence="yes" in item.said.get("words_in_confidence", ()),
        ordinary_day=item.text("ordinary_day"),
        already_done=item.text("already_done"),
        level_asked=item.text("level_asked"),
        missing_since=dates.read_moment("missing", item.said),
        police_protection_from=dates.read_moment("protection", item.said),
        lives_in=item.text("lives_in"),
    )


def _who(item: Item, *, telephone: str) -> ConcernedChild:
    disabilities = item.said.get("disabilities", ())
    return ConcernedChild(
        kind=SubjectKind(item.text("kind") or SubjectKind.CHILD),
        label=item.text("label"),
        given_name=item.text("given_name"),
        family_name=item.text("family_name"),
        born=dates.read_date("born", item.said),
        expected=dates.read_date("expected", item.said),
        age_said=_joined(item.text("age_said"), _unread("born", item.said), _unread("expected", item.said)),
        sex=item.text("sex") or "U",
        nhs_number=item.text("nhs_number"),
        upn=item.text("upn"),
        address=_address(item),
        telephone=telephone,
        language=item.text("language"),
        interpreter=_answer(item.text("interpreter")),
        ethnicity=item.text("ethnicity"),
        disabilities=disabilities if isinstance(disabilities, tuple) else (),
        school=item.text("school"),
        gp=item.text("gp"),
    )


def _adult(item: Item) -> ConcernedAdult:
    return ConcernedAdult(
        given_name=item.text("given_name"),
        family_name=item.text("family_name"),
        label=_joined(item.text("label"), _unread("born", item.said, "Born")),
        born=dates.read_date("born", item.said),
        relationship=item.text("relationship"),
        parental_responsibility=_answer(item.text("parental_responsibility")),
        address=_address(item),
        telephone=item.text("telephone"),
        bail_or_order=item.text("bail_or_order"),
        may_be_a_risk="yes" in item.said.get("may_be_a_risk", ()),
    )


def _address(item: Item) -> GivenAddress:
    """The address as given. What is no postcode is kept with the lines; a context's place is one text with its own."""
    lines, postcode = item.text("address"), item.text("postcode").upper()
    if postcode and (item.text("kind") in CONTEXTS or not looks_like_a_postcode(postcode)):
        lines = "\n".join(text for text in (lines, item.text("postcode")) if text)
    kept = postcode if looks_like_a_postcode(postcode) else ""
    return GivenAddress(lines=lines, postcode=kept, keep_from=item.text("keep_from"))


def _says_anything(item: Item) -> bool:
    return any(item.text(name).strip() for name in item.said)


def _answer(text: str) -> Answer:
    """Yes, no, not known, not asked; somebody who left it empty has not been asked."""
    return Answer(text) if text else Answer.NOT_ASKED


def _unread(name: str, said: Mapping[str, Said], label: str = "") -> str:
    """A date or time as it was typed, if it cannot be read as it stands; nothing if it can, or if there is none."""
    typed = dates.typed_moment(name, said)
    at = said.get(f"{name}_time", "")
    time_reads = not at or (isinstance(at, str) and dates.read_time(at) is not None)
    if not typed or (dates.read_date(name, said) is not None and time_reads):
        return ""
    return _joined(label, f"“{typed}”")


def _choice(wording: Wording, page: str, field: str, code: str) -> str:
    return wording.word("pages", page, "choices", field, code) if code else ""


def _labelled(label: str, text: str) -> str:
    return f"{label} {text}" if text else ""


def _joined(*texts: str) -> str:
    return " ".join(text for text in texts if text)
