"""Codes of who a child is in the census: ethnicity, disability, sex, and why a pupil number is not known."""

from __future__ import annotations

from frontdoor.rules.codesets.base import Code, CodeSet

_GUIDE = "Children in need census guide 2023 to 2024"
_READ = "version 1.0, October 2022"

ETHNICITY = CodeSet(
    name="ethnicity",
    title="ethnicity",
    source=f"{_GUIDE}, 3.1 and appendix B2",
    read=_READ,
    codes=(
        Code("WBRI", "White British", "White"),
        Code("WIRI", "White Irish", "White"),
        Code("WIRT", "Traveller of Irish heritage", "White"),
        Code("WOTH", "Any other White background", "White"),
        Code("WROM", "Gypsy or Roma", "White"),
        Code("MWBC", "White and Black Caribbean", "Mixed"),
        Code("MWBA", "White and Black African", "Mixed"),
        Code("MWAS", "White and Asian", "Mixed"),
        Code("MOTH", "Any other mixed background", "Mixed"),
        Code("AIND", "Indian", "Asian or Asian British"),
        Code("APKN", "Pakistani", "Asian or Asian British"),
        Code("ABAN", "Bangladeshi", "Asian or Asian British"),
        Code("AOTH", "Any other Asian background", "Asian or Asian British"),
        Code("BCRB", "Caribbean", "Black or Black British"),
        Code("BAFR", "African", "Black or Black British"),
        Code("BOTH", "Any other Black background", "Black or Black British"),
        # The guide of 2023-24 moved Chinese from the other ethnic groups to this one.
        Code("CHNE", "Chinese", "Other ethnic groups", last=2023),
        Code("CHNE", "Chinese", "Asian or Asian British", first=2024),
        Code("OOTH", "Any other ethnic group", "Other ethnic groups"),
        Code("REFU", "Refused", "Not known"),
        Code("NOBT", "Information not yet obtained", "Not known", note="Of an unborn child always this."),
    ),
)

DISABILITY = CodeSet(
    name="disability",
    title="disability",
    source=f"{_GUIDE}, 3.2 and appendix B3: several may hold, no disability stands alone, blank for an unborn child",
    read=_READ,
    codes=(
        Code("NONE", "No disability"),
        Code("MOB", "Mobility: getting about the house and beyond"),
        Code("HAND", "Hand function: holding and touching"),
        Code("PC", "Personal care"),
        Code("INC", "Incontinence"),
        Code("COMM", "Communication: speaking or understanding others"),
        Code("LD", "Learning"),
        Code("HEAR", "Hearing"),
        Code("VIS", "Vision"),
        Code("BEH", "Behaviour"),
        Code("CON", "Consciousness: seizures"),
        Code("AUT", "Autism, diagnosed"),
        Code("DDA", "Another disability under the Disability Discrimination Act 2005"),
    ),
    exclusive=frozenset({"NONE"}),
)

SEX = CodeSet(
    name="sex",
    title="sex",
    source="CIN validation rules 4180 and 8750, census 2024 to 2025: Sex replaced gender",
    read="rules of 2024-25",
    codes=(
        Code("M", "Male", first=2025),
        Code("F", "Female", first=2025),
        Code("U", "Not recorded, or unborn", first=2025),
    ),
)

GENDER = CodeSet(
    name="gender",
    title="gender (until the census of 2023-24)",
    source=f"{_GUIDE}, 2.7 and appendix B1",
    read=_READ,
    codes=(
        Code("1", "Male", last=2024),
        Code("2", "Female", last=2024),
        Code("0", "Not recorded, or unborn", last=2024),
        Code("9", "Indeterminate", last=2024),
    ),
)

#: How a row of the old list is read in a year of the new one. Indeterminate has no sex of its own.
SEX_OF_GENDER = {"1": "M", "2": "F", "0": "U", "9": "U"}

UPN_UNKNOWN = CodeSet(
    name="upn_unknown",
    title="reason a unique pupil number is not known",
    source=f"{_GUIDE}, 2.4",
    read=_READ,
    codes=(
        Code("UN1", "Not of school age, and none assigned yet"),
        Code("UN2", "Never at a maintained school in England, and none assigned"),
        Code("UN3", "Educated outside England, and none assigned"),
        Code("UN4", "Newly in need in the last week of the census year, not known yet"),
        Code("UN5", "Sources disagree, so that no match is safe"),
        Code("UN6", "Not looked after, and the authority cannot obtain it"),
        Code(
            "UN7", "Referred, and no further action was taken", note="Only where every referral ended so (rule 8772)."
        ),
    ),
)
