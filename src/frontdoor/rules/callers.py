"""Somebody rings about a child: how to find out who they are, what they may be told, and what they must not be told.

May and must not are said by what the caller is to the child, from facts of the record and nothing else. They guard
the child and whoever told us; they never keep a worker from acting when a caller says that a child is in danger.
Sources: DfE information sharing advice, May 2024, golden rules 2, 5 and 6; screens' specification, 0 and 8; domain
reference, section 10 (feedback to the public: thanks and how to call again, never whether a child is known).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

#: What a caller may be to the child. The referrer is none of them: whoever told us never stands here.
CALLERS = {
    "child": "The child",
    "parent": "A parent with parental responsibility",
    "relative": "Family, without parental responsibility or not known",
    "risk": "Somebody who may be a risk to the child",
    "agency": "An agency that works with the child",
    "other": "Anybody else, or you are not sure",
}

#: Asked before anything is said. A number that the caller gives proves nothing.
ASK_FIRST = (
    "Who are you, and what are you to the child?",
    "The child’s full name and date of birth?",
    "Which school or nursery, or which GP?",
    "When did one of us last come, and who was it?",
    "If anything does not fit, ring back on the number that stands here, never on one they give.",
)


@dataclass(frozen=True, kw_only=True)
class Guarded:
    """What the record says that a caller's answer depends on.

    `quiet`: the family must not know that we are asking. `family_may_know` is what whoever told us said ("yes", "no",
    "not_known", "not_asked"). `kept_from` are those who must not learn an address. `in_confidence`: the child said
    something that must not be repeated at home. `open`: somebody works with the child or decides on it.
    """

    quiet: bool = False
    family_may_know: str = "not_asked"
    kept_from: Sequence[str] = ()
    in_confidence: bool = False
    open: bool = True


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What one kind of caller may be told, and must not be told."""

    caller: str
    may: tuple[str, ...]
    must_not: tuple[str, ...]


def may_be_told(caller: str, known: Guarded) -> Answer:
    """What somebody who rings may hear. `caller` is a code of `CALLERS`; one that is not known there is "other"."""
    kind = caller if caller in CALLERS else "other"
    may, must_not = _BY_CALLER[kind](known)
    return Answer(caller=kind, may=may, must_not=(*must_not, *_ALWAYS))


_ALWAYS = ("Who told us, or that anybody did", "Where anybody lives, and any telephone number")
_DANGER = "If they say that a child is in danger now: take it down, and act"

Told = tuple[tuple[str, ...], tuple[str, ...]]


def _child(known: Guarded) -> Told:
    may = (
        "Who their worker is, and how to reach them tonight",
        "What happens next, in their own words",
        "That they may speak to somebody alone, and that it is not their fault",
    )
    return (*may, _DANGER), ("That nobody else will ever hear of it: we cannot promise that",)


def _parent(known: Guarded) -> Told:
    if known.quiet:
        return ("That you will take a message", _DANGER), (
            "That we are asking, or that the child is known: the family must not know",
        )
    may = ("Who the worker is, and how to reach them", "What happens next, and when", _DANGER)
    must_not = _confidence(known)
    if known.family_may_know == "no":
        must_not = ("Anything of how we came to ask, until the worker has spoken to them", *must_not)
    return may, must_not


def _relative(known: Guarded) -> Told:
    may = ("That you will take a message to the worker", _DANGER)
    return may, (
        "Whether the child is known to us",
        "Anything that the parents have not agreed to",
        *_confidence(known),
    )


def _risk(known: Guarded) -> Told:
    must_not = (
        "Whether the child is known to us, and where the child is now",
        "When anybody will visit, and the child’s school, nursery or GP",
        *_confidence(known),
    )
    return ("That you will take a message", _DANGER), must_not


def _agency(known: Guarded) -> Told:
    may = (
        "Ring back through their switchboard first",
        "What they need to keep the child safe, and no more; write down why",
        "Who the worker is, and what is asked of them",
    )
    must_not: tuple[str, ...] = (
        "What another agency told us, unless it may be passed on",
        "The whole record, or a page of it",
    )
    if known.quiet:
        must_not = ("Anything that they would pass to the family: the family must not know", *must_not)
    return (*may, _DANGER), must_not


def _other(known: Guarded) -> Told:
    return ("Thanks, and how to call again", _DANGER), ("Whether any child is known to us", "What was done or decided")


def _confidence(known: Guarded) -> tuple[str, ...]:
    return ("What the child said: it was said in confidence",) if known.in_confidence else ()


_BY_CALLER: dict[str, Callable[[Guarded], Told]] = {
    "child": _child,
    "parent": _parent,
    "relative": _relative,
    "risk": _risk,
    "agency": _agency,
    "other": _other,
}
