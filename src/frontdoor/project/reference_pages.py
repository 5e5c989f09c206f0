"""The reference pages of docs/reference, printed from the code so that they cannot say anything else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from frontdoor.project import feed_pages, register_page, returns_pages
from frontdoor.rules.clocks import NATIONAL_ONLY, ClockRule, clocks_in_force
from frontdoor.rules.clocks.rule import EVIDENCE
from frontdoor.rules.concern import WORRIES
from frontdoor.rules.events.base import LedgerEvent, names
from frontdoor.rules.events.registry import MODULES
from frontdoor.rules.measures import HAND_OFFS, RECORDED_LATE, SMALLEST_SHOWN
from frontdoor.rules.outcomes import ALSO, OUTCOMES
from frontdoor.rules.partnership import all_partnerships
from frontdoor.rules.roles import ROLES
from frontdoor.rules.steps import STEPS, WORDS, Stage

FOLDER = Path("docs/reference")
#: Pages show what is in force on this day; a later row is shown with its own day.
SHOWN_ON = date(2026, 11, 22)
NOTE = "<!-- Printed from the code by `frontdoor docs`; change the code, not this page. -->\n\n"


def pages() -> dict[str, str]:
    """Every page by its file's name."""
    return {
        "clocks.md": _clocks(),
        "steps.md": _steps(),
        "roles.md": _roles(),
        "events.md": _events(),
        "outcomes.md": _outcomes(),
        "measures.md": _measures(),
        "police-notifications.md": NOTE + feed_pages.notifications(),
        "open-status.md": NOTE + feed_pages.status(),
        "registers.md": NOTE + register_page.registers(),
        "cin-rules.md": NOTE + returns_pages.rules(),
    }


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    lines += [f"| {' | '.join(cell.replace('|', '/') for cell in row)} |" for row in rows]
    return "\n".join(lines) + "\n"


def _clocks() -> str:
    text = NOTE + "# Clocks\n\nWhat runs, from when to when, for how long, and who says so. Clocks never pause. "
    text += "A day clock falls due at 23:59:59 in London on its last day; day 0 is the day it starts.\n\n"
    text += "## National\n\n" + _clock_table(clocks_in_force(SHOWN_ON, NATIONAL_ONLY))
    national = {rule.id for rule in clocks_in_force(SHOWN_ON, NATIONAL_ONLY)}
    for _, partnership in sorted(all_partnerships().items()):
        local = [rule for rule in clocks_in_force(SHOWN_ON, partnership) if rule.id not in national]
        text += f"\n## {partnership.name}\n\n" + _clock_table(local)
    return text


def _clock_table(rules: Iterable[ClockRule]) -> str:
    return _table(
        ("Clock", "Name", "Starts", "Stops", "Allows", "Evidence", "Source"),
        (
            (
                f"`{rule.id}`",
                rule.name,
                "; ".join(condition.words() for condition in rule.starts),
                "; ".join(condition.words() for condition in rule.stops),
                rule.allowance_words() + (" (demonstration value)" if rule.demonstration else ""),
                EVIDENCE[rule.evidence],
                rule.source,
            )
            for rule in rules
        ),
    )


def _steps() -> str:
    text = NOTE + "# Steps\n\nWhich verb may be done in which stage of a child's journey. Protective verbs are open in "
    text += "every stage and are never refused.\n\n```mermaid\nstateDiagram-v2\n"
    text += "".join(f"    {stage.value} : {WORDS[stage]}\n" for stage in Stage)
    edges = (
        ("[*]", "contact"), ("contact", "strategy_discussion"), ("contact", "assessment"), ("contact", "passed_on"),
        ("contact", "conference"), ("contact", "closed"), ("strategy_discussion", "section47"),
        ("strategy_discussion", "assessment"), ("section47", "conference"), ("section47", "assessment"),
        ("assessment", "assessed"), ("assessed", "plan"), ("assessed", "closed"), ("conference", "plan"),
        ("plan", "closed"), ("passed_on", "closed"), ("closed", "contact"),
    )  # fmt: skip
    text += "".join(f"    {start} --> {end}\n" for start, end in edges) + "```\n\n"
    marks = [stage.value for stage in Stage]
    text += _table(
        ("Verb", *marks, "Protective", "Otherwise refused with"),
        (
            (
                f"`{step.verb}`",
                *("yes" if stage in step.stages else "no" for stage in Stage),
                "yes" if step.protective else "",
                step.refusal,
            )
            for step in STEPS.values()
        ),
    )
    return text


def _roles() -> str:
    text = NOTE + "# Roles\n\nWhat each may do, and who approves that somebody holds it. Sight of a child comes from a "
    text += "relationship, and is asked besides.\n"
    for role in ROLES.values():
        text += f"\n## {role.title} (`{role.code}`)\n\n{role.purpose} Approved by {role.approved_by}.\n\n"
        text += f"- Works with: {role.reach.value.replace('_', ' ')}\n"
        text += f"- Stands inside: {', '.join(sorted(role.compartments))}\n"
        text += f"- May: {', '.join(sorted(one.value.replace('_', ' ') for one in role.may)) or 'nothing'}\n"
    return text


def _events() -> str:
    text = (
        NOTE + "# Events\n\nEverything that can stand in the ledger: codes, references and moments, never narrative.\n"
    )
    for module in MODULES:
        kinds = [
            kind
            for kind in vars(module).values()
            if isinstance(kind, type) and kind.__module__ == module.__name__ and issubclass(kind, LedgerEvent)
        ]
        text += f"\n## {module.__name__.rsplit('.', 1)[-1].replace('_', ' ').capitalize()}\n\n{module.__doc__}\n\n"
        text += _table(
            ("Event", "Says", "Holds", "Kept with"),
            (
                (f"`{kind.kind()}`", kind.sentence, ", ".join(names(kind)) or "-", kind.retention.value)
                for kind in kinds
            ),
        )
    return text


def _outcomes() -> str:
    text = NOTE + '# Outcomes\n\nOne main outcome for each child, and any number of "also".\n\n'
    text += _table(
        ("Outcome", "Words", "Group", "Protects", "Waits for", "Who may choose it", "SSD flag", "Census",
         "Annex A at once", "Clock", "Source"),
        (
            (f"`{row.code}`", row.words, row.group, "yes" if row.protects else "", row.accepted_by.replace("_", " "),
             row.chosen_by, row.ssd, row.census, ", ".join(f"list {one}" for one in row.annex_a), row.clock, row.source)
            for row in OUTCOMES.values()
        ),
    )  # fmt: skip
    text += "\n## Also\n\nAny number, by whoever decides or prepares, at once: none waits for a signature, and none "
    text += "makes a referral, a line of the census or a row of Annex A of its own.\n\n" + _table(
        ("Also", "Words", "Family must not know", "Wall", "SSD flag", "Clock", "Source"),
        (
            (f"`{row.code}`", row.words, "yes" if row.quiet else "", row.compartment, row.ssd, row.clock, row.source)
            for row in ALSO.values()
        ),
    )
    text += "\n## Worries, as coded by whoever tells us\n\n"
    return text + _table(("Code", "Words"), ((f"`{code}`", words) for code, words in WORRIES.items()))


def _measures() -> str:
    text = NOTE + "# Measures\n\nWhat each figure of “Where the time goes” asks, what starts and stops it, and whom it "
    text += "leaves out. Children are counted, not contacts. A wait that is still open counts at its age, and one that "
    text += "ends without its stop (declined, withdrawn, closed) at the length it had: closing shortens no figure. "
    text += "Lengths are clock hours, night and day, with working time beside them; what began in and out of opening "
    text += f"hours always stands apart. Recorded late: more than {RECORDED_LATE.total_seconds() / 3600:g} hours after "
    text += f"it happened. What leaves the building hides counts from 1 to {SMALLEST_SHOWN - 1}.\n\n"
    return text + _table(
        ("Measure", "Name", "Asks", "Starts", "Stops", "Leaves out", "Overdue by clock", "Source"),
        (
            (f"`{row.code}`", row.name, row.question, row.starts, row.stops, row.leaves_out,
             f"`{row.clock}`" if row.clock else "none runs", f"{row.source} (from {row.in_force_from.isoformat()})")
            for row in HAND_OFFS.values()
        ),
    )  # fmt: skip


def write(root: Path) -> list[str]:
    """Write the pages that differ; returns their names."""
    changed = differing(root)
    (root / FOLDER).mkdir(parents=True, exist_ok=True)
    for name in changed:
        (root / FOLDER / name).write_text(pages()[name], encoding="utf-8")
    return changed


def differing(root: Path) -> list[str]:
    """The names of pages that do not say what the code says."""
    found = {name: root / FOLDER / name for name in pages()}
    return [name for name, file in found.items() if not file.exists() or file.read_text("utf-8") != pages()[name]]
