"""Three forms as people fill them in, all invented: what is typed and chosen on each page, in any order of pages."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

Walk = dict[str, dict[str, str | list[str]]]

PUBLIC: Walk = {
    "start": {"who": "public"},
    "danger": {"danger_now": "yes"},
    "worry": {"worry": "A small boy next door is outside at night in his pyjamas. He asked me for bread again."},
    "kinds": {"worries": ["hunger", "home_alone"]},
    "know": {"saw": "Saw him on Friday at 22:40, alone.", "thinks": "I think nobody is in."},
    "when": {"incident_day": "20", "incident_month": "11", "incident_year": "2026", "incident_time": "10:40pm"},
    "child_kind": {"kind": "child"},
    "child_name": {"label": "boy, blue pyjamas"},
    "child_age": {"age_said": "about 5"},
    "child_sex": {"sex": "M"},
    "child_home": {"address": "The end house, Invented Row", "postcode": "CB2 1TN"},
    "child_now": {"where_now": "at home"},
    "child_tonight": {"safe_tonight": "not_known"},
    "household": {"others_in_household": "His mother, and a man who comes at weekends"},
    "contact": {"reply_by": "text", "safe_contact": "After 10 in the morning", "must_not_know": "The man"},
    "you": {"telephone": "01632 960555"},
    "may_name": {"may_name": "no"},
}

PROFESSIONAL: Walk = {
    "start": {"who": "professional"},
    "danger": {"danger_now": "no"},
    "agency": {"agency_type": "school", "agency": "Invented Primary School"},
    "worry": {"worry": "Three mornings without breakfast or coat.\n\n=1+1 <b>Not bold</b>"},
    "kinds": {"worries": ["neglect", "missing"]},
    "know": {"saw": "No coat, 19 November", "was_told": "“Mum sleeps”", "thinks": "Worse since September"},
    "when": {"incident_said": "most days since September"},
    "aware": {"aware_day": "19", "aware_month": "nov", "aware_year": "2026", "aware_time": "9.15am"},
    "child_kind": {"kind": "child"},
    "child_name": {"given_name": "Zosia", "family_name": "Invented"},
    "child_age": {"born_day": "4", "born_month": "2", "born_year": "2019"},
    "child_sex": {"sex": "F"},
    "child_home": {"address": "1 Invented Road", "postcode": "PE1 1XB", "keep_from": "Her father"},
    "child_now": {"where_now": "in class", "with_whom": "Her teacher", "until_when": "3:15pm"},
    "child_tonight": {"safe_tonight": "no", "safe_tonight_because": "The aunt could have her; not asked yet"},
    "child_missing": {"missing_day": "20", "missing_month": "11", "missing_year": "2026", "missing_time": "noon"},
    "child_seen": {"seen": "yes", "spoken_to": "not_asked"},
    "child_words": {
        "own_words": "I put my brother to bed",
        "words_told_to": "Her teacher, Thursday",
        "words_in_confidence": ["yes"],
    },
    "child_day": {"ordinary_day": "Up at six, alone. School. Television until she sleeps."},
    "child_done": {"already_done": "Breakfast club since October; two calls home"},
    "child_level": {"level_asked": "4"},
    "child_school": {"school": "Invented Primary School", "gp": "Invented Surgery"},
    "child_language": {"language": "Polish", "interpreter": "not_known"},
    "child_ethnicity": {"ethnicity": "WOTH"},
    "child_disability": {"disabilities": ["LD"]},
    "child_numbers": {"nhs_number": "999 000 0018"},
    "household": {"others_in_household": "A lodger, name not known; the father is at sea"},
    "family": {"family_told": "no"},
    "family_not_told": {
        "family_may_know": "no",
        "why_not": "more_risk",
        "family_why_not": "He has threatened her before",
    },
    "agreement": {"agreement": "not_asked"},
    "basis": {"basis": "public_task"},
    "contact": {"reply_by": "telephone", "safe_contact": "School office until 17:00"},
    "you": {"name": "Safeguarding Lead", "job": "Safeguarding lead", "telephone": "01632 960777"},
    "may_name": {"may_name": "yes"},
}

CHILD: Walk = {
    "start": {"who": "child"},
    "danger": {"danger_now": "no"},
    "worry": {"worry": "he gets so angry when mum is at work"},
    "want": {"thinks": "i want it to stop but i dont want to move"},
    "child_name": {"given_name": "Jay"},
    "child_age": {"age_said": "13"},
    "child_home": {"postcode": "PE1 1XB"},
    "child_now": {"where_now": "library"},
    "child_tonight": {"safe_tonight": "not_known"},
    "child_day": {"ordinary_day": "school then i stay out"},
    "child_school": {"school": "Invented Academy"},
    "household": {"others_in_household": "mum, him, my sister 6"},
    "safe_person": {"safe_person": "my nan"},
    "contact": {"reply_by": "letter", "safe_contact": "at school at lunch", "must_not_know": "him"},
}

WALKS = {"public": PUBLIC, "professional": PROFESSIONAL, "child": CHILD}


def fill(page: "Page", answers: dict[str, str | list[str]]) -> None:
    """Type and choose these answers on the page that is open."""
    for name, answer in answers.items():
        for value in [answer] if isinstance(answer, str) else answer:
            field = page.locator(f"[name={name}]")
            kind = field.first.evaluate("field => field.type")
            if kind in ("radio", "checkbox"):
                page.locator(f'[name="{name}"][value="{value}"]').check()
            elif kind == "select-one":
                field.select_option(value)
            else:
                field.fill(value)
