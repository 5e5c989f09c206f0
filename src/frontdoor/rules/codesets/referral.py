"""Codes of a referral: who referred, the primary need, why a child-in-need episode closed."""

from __future__ import annotations

from frontdoor.rules.codesets.base import Code, CodeSet

_GUIDE = "Children in need census guide 2023 to 2024"

REFERRAL_SOURCE = CodeSet(
    name="referral_source",
    title="source of referral",
    source=f"{_GUIDE}, 4.4 and appendix B4",
    read="version 1.0, October 2022",
    codes=(
        Code("1A", "Family member, relative or carer", "Individual"),
        Code("1B", "Acquaintance, such as a neighbour or child minder", "Individual"),
        Code("1C", "The child or young person", "Individual"),
        Code("1D", "Other individual, such as a stranger or Member of Parliament", "Individual"),
        Code("2A", "School", "Schools"),
        Code("2B", "Education service", "Education services"),
        Code("3A", "General practitioner", "Health services"),
        Code("3B", "Health visitor", "Health services"),
        Code("3C", "School nurse", "Health services"),
        Code("3D", "Other primary health service", "Health services"),
        Code("3E", "Accident and emergency department", "Health services"),
        Code("3F", "Other health service, such as a hospice", "Health services"),
        Code("4", "Council housing or housing association", "Housing"),
        Code("5A", "Social care in this authority, such as adult social care", "Council services"),
        Code("5B", "Another service of this authority, not social care or early help", "Council services"),
        Code("5C", "A service of another authority", "Council services"),
        Code("5D", "Early help", "Council services"),
        Code("6", "Police", "Police"),
        Code("7", "Court, probation, immigration, Cafcass or prison", "Other legal agency"),
        Code("8", "Other, such as a children's centre or voluntary organisation", "Other"),
        Code("9", "Anonymous", "Anonymous"),
        Code("10", "Unknown", "Unknown"),
    ),
)

PRIMARY_NEED = CodeSet(
    name="primary_need",
    title="primary need",
    source=f"{_GUIDE}, 4.5 and appendices A and B5: where several fit, the highest in this order",
    read="version 1.0, October 2022",
    codes=(
        Code("N1", "Abuse or neglect"),
        Code("N2", "Child's disability or illness"),
        Code("N3", "Parent's or carer's disability or illness"),
        Code("N4", "Family in acute stress"),
        Code("N5", "Family dysfunction"),
        Code("N6", "Socially unacceptable behaviour"),
        Code("N7", "Low income"),
        Code("N8", "Absent parenting"),
        Code("N9", "Cases other than children in need: adoption support straight after adoption"),
        Code("N0", "Not stated"),
    ),
)

CLOSURE = CodeSet(
    name="closure",
    title="reason for closure",
    source=f"{_GUIDE}, 4.7 and appendix B6: for a child-in-need episode only, never a contact",
    read="version 1.0, October 2022",
    codes=(
        Code("RC1", "Adopted"),
        Code("RC2", "Died", note="Also a pregnancy that ended, with the expected date of birth kept."),
        Code("RC3", "Child arrangements order"),
        Code("RC4", "Special guardianship order"),
        Code("RC5", "Transferred to another authority's services"),
        Code("RC6", "Transferred to adult social care services"),
        Code("RC7", "Services ended for any other reason, including no longer in need"),
        Code("RC8", "Closed after assessment, no further action", note="Never once a section 47 enquiry has started."),
        Code("RC9", "Closed after assessment, referred to early help", note="Never once a section 47 enquiry started."),
    ),
)
