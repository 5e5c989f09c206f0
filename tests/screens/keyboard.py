"""Whether all of a page can be reached by the Tab key alone, and whether one sees where one is."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

#: Whatever somebody may press, tick, choose or write in, as far as it is shown; of radio buttons one of a group. Each
#: is marked when it takes the focus, and again where nothing is drawn then: around it, or by its label.
_WATCH = """() => {
    const of_group = one => one.type === 'radio' ? `radio ${one.form?.action} ${one.name}` : one;
    const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary')].filter(
        one => one.type !== 'hidden' && !one.disabled && one.tabIndex >= 0 && one.checkVisibility());
    window.reached = {groups: new Set(), unseen: new Set(), all, of_group};
    const drawn = one => {
        const parts = [one, one.nextElementSibling, one.closest('label')?.querySelector('[class$=__label]')];
        return parts.filter(Boolean).flatMap(part => [part, [part, '::before']]).some(part => {
            const style = Array.isArray(part) ? getComputedStyle(...part) : getComputedStyle(part);
            return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none';
        });
    };
    document.addEventListener('focusin', ({target}) => {
        window.reached.groups.add(of_group(target));
        if (all.includes(target) && !drawn(target)) window.reached.unseen.add(target.outerHTML.slice(0, 120));
    });
    document.activeElement?.blur();
    window.scrollTo(0, 0);
    const parts = one => /^(date|datetime-local|month|time)$/.test(one.type) ? 8 : 1;
    return new Set(all.map(of_group)).size + all.reduce((sum, one) => sum + parts(one), 0) + 2;
}"""
_FAULTS = """() => [
    ...window.reached.all.filter(one => !window.reached.groups.has(window.reached.of_group(one))).map(
        one => `no Tab reaches ${one.outerHTML.slice(0, 120)}`),
    ...[...window.reached.unseen].map(one => `nothing shows that the focus is at ${one}`),
]"""


def faults_by_keyboard(page: Page) -> list[str]:
    """What no Tab reaches, and what shows no focus, going once through the page from its top."""
    for _ in range(page.evaluate(_WATCH)):
        page.keyboard.press("Tab")
    found: list[str] = page.evaluate(_FAULTS)
    return found
