"""Where a table of the census is put right: the page on which the fact behind it is recorded."""

from __future__ import annotations

from django.urls import reverse

#: The page of each table; what is in none of these is put right on the record.
_PAGES = {
    "ChildIdentifiers": "details:overview",
    "ChildCharacteristics": "details:overview",
    "Disabilities": "details:overview",
    "CINdetails": "social_work:overview",
    "Assessments": "assessment:overview",
    "CINPlanDates": "social_work:overview",
    "Section47": "protection:overview",
    "ChildProtectionPlans": "social_work:overview",
    "Reviews": "social_work:overview",
}


def mended_at(table: str, reference: str) -> str:
    """The address at which a fact of this table is put right, for the child of this contact."""
    return reverse(_PAGES.get(table, "hub:record"), args=[reference])
