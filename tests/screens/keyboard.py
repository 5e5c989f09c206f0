"""Whether all of a page can be reached by the Tab key alone, and whether one sees where one is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

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


#: Where the focus is: what kind of thing, its name and value as a form sends them, whether ticked, and its words.
_FOCUS = """() => {
    const one = document.activeElement;
    if (!one || one === document.body) return null;
    const words = one.matches('a, button, summary') ? one.innerText : (one.labels?.[0]?.innerText ?? '');
    return {tag: one.tagName, type: one.type ?? '', name: one.name ?? '', value: one.value ?? '', ticked: !!one.checked,
            words: words.replace(/\\s+/g, ' ').trim()};
}"""
#: More Tabs than any page has stops: whoever has pressed so many has gone round.
MOST_TABS = 400


class Keys:
    """Somebody at a page who has no mouse: Tab, arrows, Space, Enter and typing, and nothing else.

    Each step begins where the last one ended, so what is asked for in the order of the page is reached going forward.
    """

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)

    def at(self) -> dict[str, Any]:
        """Where the focus is; nothing on the page has it yet where this is empty."""
        return self.page.evaluate(_FOCUS) or {}

    def go(self, what: str, here: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """Press Tab until the focus is there."""
        found = self.at()
        for _ in range(MOST_TABS):
            if found and here(found):
                return found
            self.press("Tab")
            found = self.at()
        wrong = self.page.locator(".govuk-error-summary").all_inner_texts()
        raise AssertionError(f"No Tab comes to {what} on {self.page.url} {wrong}")

    def write(self, name: str, words: str) -> None:
        """Type into a field."""
        self.go(name, lambda one: one["name"] == name and one["type"] not in ("radio", "checkbox"))
        self.page.keyboard.type(words)

    def choose(self, name: str, value: str) -> None:
        """Choose one of several by the arrows; Space takes the one on which the Tab has come."""
        first = self.go(name, lambda one: one["name"] == name and one["type"] == "radio")
        found = first
        if found["value"] == value:
            self.press("Space")
            return
        while found["value"] != value:
            self.press("ArrowDown")
            found = self.at()
            assert found["value"] != first["value"], f"No arrow comes to {value} of {name}"
        assert found["ticked"]

    def tick(self, name: str, value: str) -> None:
        """Tick a box with Space."""
        self.go(
            f"{name} {value}", lambda one: one["type"] == "checkbox" and (one["name"], one["value"]) == (name, value)
        )
        self.press("Space")
        assert self.at()["ticked"]

    def enter(self, words: str) -> None:
        """Go to a link or a button that begins with these words, press Enter, and wait for the page it leads to."""
        self.go(words, lambda one: one["tag"] in ("A", "BUTTON") and one["words"].startswith(words))
        with self.page.expect_navigation():
            self.press("Enter")

    def moment(self, name: str, year: int) -> None:
        """Type ten past ten in the morning of 12 December: in whichever order the browser asks for day and month."""
        self.go(name, lambda one: one["name"] == name)
        self.page.keyboard.type(f"1212{year}")
        self.press("ArrowRight")
        self.page.keyboard.type("1010A")
        assert self.at()["value"] == f"{year}-12-12T10:10"
