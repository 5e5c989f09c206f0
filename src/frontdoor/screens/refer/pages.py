"""The pages of the form, in order. One list serves the public, professionals and a child: each asks what fits it."""

from __future__ import annotations

from frontdoor.screens.refer import choices
from frontdoor.screens.refer.answers import Path, Scope
from frontdoor.screens.refer.questions import Field, Kind, Only, Page, Unless

PUBLIC = frozenset({Path.PUBLIC})
PROFESSIONAL = frozenset({Path.PROFESSIONAL})
CHILD = frozenset({Path.CHILD})
ADULTS = PUBLIC | PROFESSIONAL

#: About a child, whose kind may also have been left unsaid; never about a place or a group. Of an unborn child we ask
#: whose pregnancy it is, when the birth is expected, where the mother lives and who looks after her.
A_CHILD = (Unless("kind", choices.CONTEXTS | {"unborn"}),)
UNBORN = (Only("kind", frozenset({"unborn"})),)


def _one(name: str, codes: tuple[str, ...], paths: frozenset[Path] = frozenset(Path)) -> Field:
    return Field(name=name, kind=Kind.ONE, choices=codes, paths=paths)


def _many(name: str, codes: tuple[str, ...], paths: frozenset[Path] = frozenset(Path)) -> Field:
    return Field(name=name, kind=Kind.MANY, choices=codes, paths=paths)


def _text(name: str, *, rows: int = 5, paths: frozenset[Path] = frozenset(Path)) -> Field:
    return Field(name=name, kind=Kind.TEXT, rows=rows, paths=paths)


#: The first page of all, and the only one with an address of its own; answering it begins the form.
START = Page(key="start", fields=(_one("who", choices.WHO),))

OPENING = (
    Page(key="danger", fields=(_one("danger_now", choices.YES_NO_UNKNOWN),)),
    Page(key="danger_help", when=(Only("danger_now", frozenset({"yes"})),)),
    Page(
        key="agency",
        paths=PROFESSIONAL,
        fields=(_one("agency_type", choices.AGENCIES), Field(name="agency", longest=120)),
    ),
    Page(key="worry", fields=(_text("worry", rows=10),)),
    Page(key="kinds", paths=ADULTS, fields=(_many("worries", choices.KINDS_OF_WORRY),)),
    Page(key="know", paths=ADULTS, fields=(_text("saw"), _text("was_told"), _text("thinks", rows=3))),
    Page(key="want", paths=CHILD, fields=(_text("thinks"),)),
    Page(
        key="when",
        paths=ADULTS,
        fields=(
            Field(name="incident", kind=Kind.DATE),
            Field(name="incident_time", width=10, longest=20),
            Field(name="incident_said"),
        ),
    ),
    Page(
        key="aware",
        paths=PROFESSIONAL,
        fields=(Field(name="aware", kind=Kind.DATE), Field(name="aware_time", width=10, longest=20)),
    ),
)

ABOUT_A_CHILD = (
    Page(key="child_kind", scope=Scope.CHILD, paths=ADULTS, fields=(_one("kind", choices.SUBJECTS),)),
    Page(
        key="context",
        scope=Scope.CHILD,
        paths=ADULTS,
        when=(Only("kind", choices.CONTEXTS),),
        fields=(
            Field(name="label"),
            Field(name="address", kind=Kind.TEXT, rows=3, longest=180),
            Field(name="postcode", width=10, longest=20),
        ),
    ),
    Page(
        key="child_name",
        scope=Scope.CHILD,
        when=A_CHILD,
        fields=(Field(name="given_name"), Field(name="family_name"), Field(name="label", paths=ADULTS)),
    ),
    Page(
        key="child_age",
        scope=Scope.CHILD,
        when=A_CHILD,
        fields=(
            Field(name="born", kind=Kind.DATE, paths=PROFESSIONAL | CHILD),
            Field(name="age_said", width=20, longest=36),
        ),
    ),
    Page(key="unborn_mother", scope=Scope.CHILD, paths=ADULTS, when=UNBORN, fields=(Field(name="label"),)),
    Page(
        key="child_due",
        scope=Scope.CHILD,
        paths=ADULTS,
        when=UNBORN,
        fields=(Field(name="expected", kind=Kind.DATE), Field(name="age_said", width=20, longest=36)),
    ),
    Page(key="child_sex", scope=Scope.CHILD, paths=ADULTS, when=A_CHILD, fields=(_one("sex", choices.SEXES),)),
    Page(
        key="child_home",
        scope=Scope.CHILD,
        when=A_CHILD,
        fields=(_text("address", rows=3), Field(name="postcode", width=10, longest=20), Field(name="keep_from")),
    ),
    Page(
        key="unborn_home",
        scope=Scope.CHILD,
        paths=ADULTS,
        when=UNBORN,
        fields=(_text("address", rows=3), Field(name="postcode", width=10, longest=20), Field(name="keep_from")),
    ),
    Page(
        key="unborn_care",
        scope=Scope.CHILD,
        paths=ADULTS,
        when=UNBORN,
        fields=(Field(name="midwife"), Field(name="gp", paths=PROFESSIONAL)),
    ),
    Page(key="boundary", scope=Scope.CHILD, when=(Only("lives_in_another", frozenset({"yes"})),)),
    Page(
        key="child_now",
        scope=Scope.CHILD,
        when=A_CHILD,
        fields=(Field(name="where_now", longest=200), Field(name="with_whom", longest=200), Field(name="until_when")),
    ),
    Page(
        key="child_tonight",
        scope=Scope.CHILD,
        when=A_CHILD,
        fields=(_one("safe_tonight", choices.YES_NO_UNKNOWN), _text("safe_tonight_because", rows=3)),
    ),
    Page(
        key="child_missing",
        scope=Scope.CHILD,
        paths=ADULTS,
        when=(*A_CHILD, Only("worries", frozenset({"missing"}))),
        fields=(Field(name="missing", kind=Kind.DATE), Field(name="missing_time", width=10, longest=20)),
    ),
    Page(
        key="child_protection",
        scope=Scope.CHILD,
        paths=PROFESSIONAL,
        when=(*A_CHILD, Only("agency_type", frozenset({"police"}))),
        fields=(Field(name="protection", kind=Kind.DATE), Field(name="protection_time", width=10, longest=20)),
    ),
    Page(
        key="child_seen",
        scope=Scope.CHILD,
        paths=PROFESSIONAL,
        when=A_CHILD,
        fields=(_one("seen", choices.YES_NO_UNKNOWN), _one("spoken_to", choices.YES_NO_UNKNOWN_NOT_ASKED)),
    ),
    Page(
        key="child_words",
        scope=Scope.CHILD,
        paths=ADULTS,
        when=A_CHILD,
        fields=(_text("own_words"), Field(name="words_told_to"), _many("words_in_confidence", ("yes",))),
    ),
    Page(key="child_day", scope=Scope.CHILD, paths=PROFESSIONAL | CHILD, when=A_CHILD, fields=(_text("ordinary_day"),)),
    Page(key="child_done", scope=Scope.CHILD, paths=PROFESSIONAL, fields=(_text("already_done"),)),
    Page(key="child_level", scope=Scope.CHILD, paths=PROFESSIONAL, fields=(_one("level_asked", choices.LEVELS),)),
    Page(
        key="child_school",
        scope=Scope.CHILD,
        when=A_CHILD,
        fields=(Field(name="school"), Field(name="gp", paths=PROFESSIONAL)),
    ),
    Page(
        key="child_language",
        scope=Scope.CHILD,
        paths=PROFESSIONAL,
        when=A_CHILD,
        fields=(Field(name="language", longest=60), _one("interpreter", choices.YES_NO_UNKNOWN_NOT_ASKED)),
    ),
    Page(
        key="child_ethnicity",
        scope=Scope.CHILD,
        paths=PROFESSIONAL,
        when=A_CHILD,
        fields=(Field(name="ethnicity", kind=Kind.LIST, choices=choices.ETHNICITIES),),
    ),
    Page(
        key="child_disability",
        scope=Scope.CHILD,
        paths=PROFESSIONAL,
        when=A_CHILD,
        fields=(_many("disabilities", choices.DISABILITIES),),
    ),
    Page(
        key="child_numbers",
        scope=Scope.CHILD,
        paths=PROFESSIONAL,
        when=A_CHILD,
        fields=(
            Field(name="nhs_number", width=20, longest=40, inputmode="numeric"),
            Field(name="upn", width=20, longest=40),
        ),
    ),
)

ABOUT_AN_ADULT = (
    Page(
        key="adult_name",
        scope=Scope.ADULT,
        paths=PROFESSIONAL,
        fields=(
            Field(name="given_name"),
            Field(name="family_name"),
            Field(name="label", longest=80),
            Field(name="born", kind=Kind.DATE),
        ),
    ),
    Page(
        key="adult_role",
        scope=Scope.ADULT,
        paths=PROFESSIONAL,
        fields=(
            Field(name="relationship", longest=40),
            _one("parental_responsibility", choices.YES_NO_UNKNOWN_NOT_ASKED),
        ),
    ),
    Page(
        key="adult_contact",
        scope=Scope.ADULT,
        paths=PROFESSIONAL,
        fields=(
            Field(name="telephone", width=20, longest=40, inputmode="tel"),
            _text("address", rows=3),
            Field(name="postcode", width=10, longest=20),
            Field(name="keep_from"),
        ),
    ),
    Page(
        key="adult_risk",
        scope=Scope.ADULT,
        paths=PROFESSIONAL,
        fields=(_many("may_be_a_risk", ("yes",)), _text("bail_or_order", rows=3)),
    ),
)

CLOSING = (
    Page(key="household", fields=(_text("others_in_household"),)),
    Page(
        key="family",
        paths=ADULTS,
        fields=(_one("family_told", choices.YES_NO_UNKNOWN), _text("family_said", paths=PROFESSIONAL)),
    ),
    Page(
        key="family_not_told",
        paths=PROFESSIONAL,
        when=(Only("family_told", frozenset({"no", "not_known"})),),
        fields=(
            _one("family_may_know", choices.YES_NO_UNKNOWN),
            _one("why_not", choices.WHY_FAMILY_NOT_TOLD),
            _text("family_why_not", rows=3),
        ),
    ),
    Page(
        key="agreement",
        paths=PROFESSIONAL,
        fields=(_one("agreement", choices.AGREEMENTS), Field(name="agreement_by")),
    ),
    Page(key="basis", paths=PROFESSIONAL, fields=(_one("basis", choices.BASES), Field(name="basis_words"))),
    Page(
        key="how_known",
        paths=PUBLIC,
        when=(Unless("who", frozenset({"relative"})),),
        fields=(_one("how_known", choices.HOW_KNOWN),),
    ),
    Page(key="safe_person", paths=CHILD, fields=(_text("safe_person", rows=3),)),
    Page(
        key="contact",
        fields=(_one("reply_by", choices.REPLY_BY), _text("safe_contact", rows=3), _text("must_not_know", rows=3)),
    ),
    Page(
        key="you",
        fields=(
            Field(name="name", paths=ADULTS, purpose="name"),
            Field(name="job", paths=PROFESSIONAL, purpose="organization-title"),
            Field(name="telephone", width=20, longest=40, purpose="tel", inputmode="tel"),
            Field(name="email", longest=254, purpose="email", inputmode="email"),
        ),
    ),
    Page(key="may_name", paths=ADULTS, fields=(_one("may_name", choices.YES_NO_UNKNOWN),)),
)

PAGES: tuple[Page, ...] = (
    START,
    *OPENING,
    *ABOUT_A_CHILD,
    Page(key="children", paths=ADULTS, lists=Scope.CHILD),
    *ABOUT_AN_ADULT,
    Page(key="adults", paths=PROFESSIONAL, lists=Scope.ADULT),
    *CLOSING,
)
