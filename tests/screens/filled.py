"""A form as a browser without scripts would send it: what stands in its fields, and what a person changes."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from lxml.html import fromstring

_PLAIN = {"text", "hidden", "datetime-local", "date", "tel", "email", "number", "password", "time"}


class _Reader(HTMLParser):
    """Collects the fields of every form whose action ends in `action`."""

    def __init__(self, action: str) -> None:
        super().__init__(convert_charrefs=True)
        self.action = action
        self.inside = False
        self.sent: dict[str, list[str]] = {}
        self.offered: dict[str, list[str]] = {}
        self.chosen: list[str] = []
        self._textarea = ""
        self._select = ""

    def handle_starttag(self, tag: str, given: list[tuple[str, str | None]]) -> None:
        attrs = {name: value or "" for name, value in given}
        if tag == "form":
            self.inside = attrs.get("method") == "post" and attrs.get("action", "").endswith(self.action)
        if not self.inside:
            return
        name, kind, value = attrs.get("name", ""), attrs.get("type", "text"), attrs.get("value", "on")
        if tag == "input" and kind in {"radio", "checkbox"}:
            self.offered.setdefault(name, []).append(value)
            if "checked" in attrs:
                self.sent.setdefault(name, []).append(value)
                self.chosen.append(name)
        elif tag == "input" and name and kind in _PLAIN:
            self.sent.setdefault(name, []).append(attrs.get("value", ""))
        elif tag == "textarea":
            self._textarea = name
            self.sent.setdefault(name, [""])
        elif tag == "select":
            self._select = name
            self.sent.setdefault(name, [""])
        elif tag == "option" and self._select:
            self.offered.setdefault(self._select, []).append(value)
            if "selected" in attrs:
                self.sent[self._select] = [value]

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False
        elif tag == "textarea":
            # A browser leaves out the line break with which a textarea begins.
            self.sent[self._textarea] = [text.removeprefix("\n") for text in self.sent.get(self._textarea, [])]
            self._textarea = ""
        elif tag == "select":
            self._select = ""

    def handle_data(self, data: str) -> None:
        if self.inside and self._textarea:
            self.sent[self._textarea][0] += data


class Filled:
    """The forms of a page that go to one address. `chosen` are the radios and boxes that are ticked beforehand."""

    def __init__(self, page: str, action: str) -> None:
        reader = _Reader(action)
        reader.feed(page)
        self.sent, self.offered, self.chosen = reader.sent, reader.offered, reader.chosen

    def __getitem__(self, name: str) -> str:
        return self.sent[name][0]

    def with_(self, **changes: Any) -> dict[str, Any]:
        """What would be sent after these changes; `child_1__means` is the field `child-1-means`."""
        return self.answered({name.replace("__", "-").replace("child_", "child-"): to for name, to in changes.items()})

    def answered(self, changes: dict[str, Any]) -> dict[str, Any]:
        """What would be sent after these changes, by the fields' own names. A name that is not offered is a mistake."""
        unknown = [
            name for name in changes if name not in self.sent and name not in self.offered and name not in _PRESSED
        ]
        assert not unknown, f"The page has no field {unknown}; it has {sorted({*self.sent, *self.offered})}"
        return {**self.sent, **changes}


def described(page: str, name: str) -> str:
    """What a field is described by for somebody who hears the page: the words its aria-describedby points at.

    Of radios and boxes it is their group that is described.
    """
    tree = fromstring(page)
    found = tree.xpath(f"//*[@aria-describedby and (@name='{name}' or .//*[@name='{name}'])]")
    ids = " ".join(element.get("aria-describedby") for element in found).split()
    return " ".join(" ".join(tree.get_element_by_id(one).text_content().split()) for one in dict.fromkeys(ids))


_PRESSED = frozenset({"go", "copy", "show", "what", "purpose"})
