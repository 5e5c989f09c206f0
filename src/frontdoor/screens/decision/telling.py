"""Who will be told what was decided, and what each will read. All of it is held until a person releases it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from frontdoor.journey.decision_queries import who_told
from frontdoor.rules.concern import ReferrerKind
from frontdoor.rules.outcomes import OUTCOMES
from frontdoor.screens.decision.sheet import ChildSheet, Sheet


@dataclass(frozen=True, kw_only=True)
class WillRead:
    """One recipient and the words held for them."""

    to: str
    words: str


def who_will_read(sheet: Sheet, chosen: Sequence[ChildSheet]) -> tuple[WillRead, ...]:
    """The recipients of what is decided for these children, each with the words that wait for release.

    The public, relatives and whoever gave no name are thanked and told how to call again, never whether a child is
    known. Professionals read the outcome for each child, and whom to ring.
    """
    record = sheet.record
    professional = _professional(sheet, chosen)
    recipients = []
    if record.contact.referrer_kind == ReferrerKind.PROFESSIONAL:
        recipients.append(WillRead(to=f"{record.source}, who told us", words=professional))
    else:
        recipients.append(WillRead(to=f"{record.source}, who told us", words=_thanks(sheet)))
    told = who_told(record.contact, [one.child.journey for one in chosen])
    others = [one.agency for one in told if one.agency and one.agency != record.contact.referrer_agency]
    return (
        *recipients,
        *(WillRead(to=f"{record.agency_name(code)}, who helped", words=professional) for code in others),
    )


def _thanks(sheet: Sheet) -> str:
    return (
        "Thank you for telling us. A social worker has read what you said. We may not say more about any family. "
        f"If you are worried again, ring {sheet.record.partnership.telephone}, day or night; in danger now, ring 999."
    )


def _professional(sheet: Sheet, chosen: Sequence[ChildSheet]) -> str:
    lines = [
        f"{one.child.first_name if len(chosen) > 1 else 'What happens now'}: {OUTCOMES[one.part.outcome].words}."
        for one in chosen
    ]
    return (
        f"About {sheet.record.reference}. {' '.join(lines)} To talk about it or to disagree, ring "
        f"{sheet.record.partnership.telephone}."
    )
