"""The outcome flags of the Standard Safeguarding Dataset: all keys stand in a row's JSON, whether set or not.

Source: Data to Insight, ssd-data-model, objects ssd_contacts, ssd_cin_episodes, ssd_cin_assessments, ssd_s47_enquiry
and ssd_initial_cp_conference.
"""

from __future__ import annotations

from collections.abc import Iterable

SOURCE = "Data to Insight, Standard Safeguarding Dataset (data_objects_specification)"

CONTACT_FLAGS = (
    "NEW_REFERRAL_FLAG",
    "EXISTING_REFERRAL_FLAG",
    "CP_ENQUIRY_FLAG",
    "NFA_FLAG",
    "NON_AGENCY_ADOPTION_FLAG",
    "PRIVATE_FOSTERING_FLAG",
    "ADVICE_FLAG",
    "MISSING_FLAG",
    "OLA_CP_FLAG",
    "OTHER_OUTCOMES_EXIST_FLAG",
)

REFERRAL_FLAGS = (
    "SINGLE_ASSESSMENT_FLAG",
    "NFA_FLAG",
    "STRATEGY_DISCUSSION_FLAG",
    "CLA_REQUEST_FLAG",
    "NON_AGENCY_ADOPTION_FLAG",
    "PRIVATE_FOSTERING_FLAG",
    "CP_TRANSFER_IN_FLAG",
    "CP_CONFERENCE_FLAG",
    "CARE_LEAVER_FLAG",
    "OTHER_OUTCOMES_EXIST_FLAG",
)

ASSESSMENT_FLAGS = (
    "NFA_FLAG",
    "NFA_S47_END_FLAG",
    "STRATEGY_DISCUSSION_FLAG",
    "CLA_REQUEST_FLAG",
    "PRIVATE_FOSTERING_FLAG",
    "LEGAL_ACTION_FLAG",
    "PROV_OF_SERVICES_FLAG",
    "PROV_OF_SB_CARE_FLAG",
    "SPECIALIST_ASSESSMENT_FLAG",
    "REFERRAL_TO_OTHER_AGENCY_FLAG",
    "OTHER_ACTIONS_FLAG",
    "OTHER_OUTCOMES_EXIST_FLAG",
)

SECTION47_FLAGS = (
    "NFA_FLAG",
    "LEGAL_ACTION_FLAG",
    "PROV_OF_SERVICES_FLAG",
    "PROV_OF_SB_CARE_FLAG",
    "CP_CONFERENCE_FLAG",
    "NFA_CONTINUE_SINGLE_FLAG",
    "MONITOR_FLAG",
    "OTHER_OUTCOMES_EXIST_FLAG",
)


def flags(keys: tuple[str, ...], true: Iterable[str]) -> dict[str, str]:
    """Every key of a row's outcome JSON with "Y" or "N". Refuses a flag that the dataset has not."""
    wanted = frozenset(true)
    if unknown := wanted - frozenset(keys):
        raise KeyError(f"The dataset has no flag called {', '.join(sorted(unknown))}.")
    return {key: "Y" if key in wanted else "N" for key in keys}
