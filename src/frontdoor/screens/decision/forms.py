"""The decision form's shapes and codes. What must be answered is the rule's to say (`rules.decision.missing`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from frontdoor.rules.basis import Basis
from frontdoor.rules.decision import AGREEMENTS, FAMILY_WHY_NOT, FGM_FOUND, SAFE_TONIGHT
from frontdoor.rules.outcomes import ALSO, GROUPS, OUTCOMES
from frontdoor.rules.partnership import Partnership
from frontdoor.screens.record.fields import MOMENT, hidden_token, one_of, several_of, text


def outcomes_by_group() -> list[tuple[str, list[tuple[str, str]]]]:
    """C6 as it stands on the page: the groups in order, each with its outcomes."""
    return [(group, [(row.code, row.words) for row in OUTCOMES.values() if row.group == group]) for group in GROUPS]


class YouForm(forms.Form):
    """When it was decided, and what the reader had before them. Who decides is the person who is signed in."""

    decided_at = forms.DateTimeField(
        label="Decided at",
        input_formats=[MOMENT],
        error_messages={
            "required": "Say when it was decided.",
            "invalid": "Say when it was decided, as a day and a time.",
        },
    )
    opened_at = forms.DateTimeField(widget=forms.HiddenInput)
    token = hidden_token()
    contact_seen = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class FamilyForm(forms.Form):
    """F1 to F8: what is decided on, once for the family."""

    worries = text("What is happening, and what are we worried about?")
    working_well = text("What is working well or keeping them safe?")
    history_read = several_of("Earlier contacts: tick those you have read", ())
    history = text("What does the history tell us?")
    sources = several_of("Who told us, besides the parents?", ())
    nobody_because = text("Or: nobody, because")
    not_known = text("What do we still not know?")
    why_not_wait = text("Why not wait?")
    family_knows = one_of("Does the family know?", (("yes", "Yes"), ("no", "No")))
    family_told_who = text("Who told them")
    family_told_when = text("When")
    family_view = text("Their view")
    family_why_not = one_of("Why the family does not know", tuple(FAMILY_WHY_NOT.items()))
    family_why_not_words = text("In words")
    basis = forms.ChoiceField(
        label="Another ground",
        required=False,
        error_messages={"invalid_choice": "Choose a ground that is in force on that day."},
    )
    basis_because = text("Change, because")
    agreement = one_of("Agreement to a service", tuple(AGREEMENTS.items()))
    agreement_by = text("Given or refused by whom")

    def __init__(
        self,
        *args: Any,
        history: Sequence[tuple[str, str]],
        sources: Sequence[tuple[str, str]],
        bases: Sequence[Basis],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["history_read"].choices = list(history)  # type: ignore[attr-defined]
        self.fields["sources"].choices = list(sources)  # type: ignore[attr-defined]
        self.fields["basis"].choices = [(row.code, row.sentence) for row in bases[1:]]  # type: ignore[attr-defined]


class ChildForm(forms.Form):
    """C1 to C10: one child, filled from nobody else's."""

    ordinary_day = text("What is an ordinary day like?")
    own_words = text("Their words, or how they showed it")
    words_told_to = text("To whom, and when")
    words_in_confidence = forms.BooleanField(label="Said in confidence: not to be repeated at home", required=False)
    not_heard_because = text("Not heard, because")
    means = text("What does this mean for this child?")
    safe_tonight = one_of("Safe tonight?", tuple(SAFE_TONIGHT.items()))
    safe_because_yes = text("Because")
    safe_because_no = text("So we")
    safe_because_not_known = text("So we")
    level_decided = one_of("Level decided", ())
    outcome = one_of("What happens now", (), wrong="What happens now: choose one of the outcomes shown.")
    pass_to_team = forms.ChoiceField(label="Team asked to take this child", required=False)
    pass_to_authority = forms.CharField(label="Authority asked to take this child", required=False, max_length=120)
    also = several_of("Also", [(row.code, row.words) for row in ALSO.values()])
    allegation = text(
        "What is alleged, about whom",
        "Kept on the designated officer's own record; those who work with the child do not see it.",
    )
    fgm_found = one_of(
        "Was FGM found, or did she tell of it? Yes starts the report to the police", tuple(FGM_FOUND.items())
    )
    because = text("Why, for this child")
    who_does_what = text("Who does what by when, and if that fails")
    look_again = text("What would make us look again?")
    seen = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level_decided"].choices = [  # type: ignore[attr-defined]
            (str(level.number), level.name) for level in partnership.levels
        ]
        self.fields["outcome"].choices = outcomes_by_group()  # type: ignore[attr-defined]
        self.fields["pass_to_team"].choices = [  # type: ignore[attr-defined]
            ("", "Not chosen yet"),
            *((team.code, team.name) for team in partnership.teams),
        ]
