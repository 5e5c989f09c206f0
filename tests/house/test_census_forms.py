"""Every form that records what a rule of the census reads asks the census before it saves, or says here why not."""

from __future__ import annotations

import ast
import importlib
import re
from pathlib import Path

from frontdoor.returns.cin_census.checks import rules_of
from frontdoor.returns.cin_census.checks.years import NEWEST
from frontdoor.returns.gathered import _FOLLOWS, _MAKES, NOT_IN_CENSUS
from frontdoor.rules.outcomes import OUTCOMES
from frontdoor.screens.decision import census as decision
from frontdoor.screens.hub.putting_right import CorrectForm
from frontdoor.screens.protection import discussion
from frontdoor.screens.record.acts import Act
from frontdoor.screens.signatures import views as signatures
from frontdoor.screens.telephone import census as telephone

SOURCE = Path(__file__).resolve().parents[2] / "src" / "frontdoor"

#: Elements that nobody types: the product numbers, counts or works them out. ReferenceDate is the year's.
OURS = {"LAchildID", "CINdetailsID", "InitialCPCtarget", "NumberOfPreviousCPP", "ReferenceDate"}

#: Facts that stand in rows, not in the events that the census follows, by the event that says they changed.
IN_ROWS = {"person_details_changed", "child_born", "child_died", "pregnancy_ended", "event_voided"}

#: Pages that are no act of one child, and what each says of the census.
PAGES = {
    "decision/views.py": decision.ELEMENTS,
    "protection/discussion.py": discussion.ELEMENTS,
    "signatures/views.py": signatures.ELEMENTS,
    "hub/putting_right.py": CorrectForm.census,
    "telephone/views.py": {**telephone.OF_THE_CALL, **telephone.OF_A_CHILD},
}

#: Forms that ask nothing, each with its reason.
ASK_NOTHING = {
    "assessment/acts.py set_review_point": "no rule reads the review point (guide 4.9.2: optional)",
    "decision/signing.py confirm_decision": "what refers counts at once: what waits for a signature refers nobody",
    "decision/signing.py countersign_decision": "the same",
    "details/around.py record_telephone": "a telephone number is in no census",
    "details/around.py set_household": "with whom a child lives is in no census",
    "details/known.py end_fact": "of what is known beside the worry the census asks nothing",
    "details/known.py record_fact": "the same; its school and practice are in no census",
    "details/reaching.py record_telephone": "the same as around.py",
    "refer/sending.py receive_contact": "whoever refers is of another agency or the public: the census is not theirs",
}


def acts() -> dict[str, list[Act]]:
    """Every act, by the module in which it stands."""
    found = {}
    for path in sorted((SOURCE / "screens").rglob("*.py")):
        if re.search(r"^ACTS: dict\[str, Act\] = \{", path.read_text("utf-8"), re.MULTILINE):
            name = path.relative_to(SOURCE).with_suffix("").as_posix().replace("/", ".")
            found[path.relative_to(SOURCE / "screens").as_posix()] = list(
                importlib.import_module(f"frontdoor.{name}").ACTS.values()
            )
    return {where: ones for where, ones in found.items() if all(isinstance(one, Act) for one in ones)}


def test_every_element_that_a_rule_reads_is_said_by_a_form_that_asks() -> None:
    read = {name for rule in rules_of(NEWEST) for name in rule.fields}
    said = {name for ones in acts().values() for one in ones for name in one.census or {}}
    said |= {name for elements in PAGES.values() for name in elements}
    assert read - said == OURS
    assert OURS & said == set()
    assert said <= read, "a form asks about what no rule reads"


def names(node: ast.AST) -> set[str]:
    """Every name that a piece of a program speaks."""
    return {one.id for one in ast.walk(node) if isinstance(one, ast.Name)} | {
        one.attr for one in ast.walk(node) if isinstance(one, ast.Attribute)
    }


def verbs_of_the_census() -> set[str]:
    """The verbs that write an event which the census follows, themselves or by what they call in the actions."""
    kinds = ({*_MAKES, *_FOLLOWS} - NOT_IN_CENSUS) | IN_ROWS
    classes = {"".join(part.title() for part in kind.split("_")) for kind in kinds}
    files = [*SOURCE.glob("journey/actions/*.py"), SOURCE / "people/details.py"]
    functions = {
        node.name: node
        for path in files
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.FunctionDef)
    }
    speak = {name: names(node) for name, node in functions.items()}
    found = {name for name, spoken in speak.items() if spoken & classes}
    while more := {name for name, spoken in speak.items() if spoken & found} - found:
        found |= more
    return {
        name
        for name in found
        if not name.startswith("_")
        and any(ast.unparse(one) == "transaction.atomic" for one in functions[name].decorator_list)
    }


def test_every_form_whose_verb_the_census_follows_asks() -> None:
    verbs = verbs_of_the_census()
    assert {"start_assessment", "sign_closing", "record_strategy_discussion", "change_details"} <= verbs
    asking = {where: {one.do.__name__ for one in ones if one.census is not None} for where, ones in acts().items()}
    silent = []
    for path in sorted((SOURCE / "screens").rglob("*.py")):
        where = path.relative_to(SOURCE / "screens").as_posix()
        if where in PAGES:
            continue
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.FunctionDef) and node.name not in asking.get(where, ()):
                called = {
                    one.func.id for one in ast.walk(node) if isinstance(one, ast.Call) and type(one.func) is ast.Name
                }
                silent += [f"{where} {verb}" for verb in called & verbs]
    assert sorted(silent) == sorted(ASK_NOTHING)


def test_what_refers_counts_before_it_is_signed() -> None:
    """So that no signature on a decision begins or ends anything in the census."""
    assert [one.code for one in OUTCOMES.values() if one.referral and not one.protects] == []
