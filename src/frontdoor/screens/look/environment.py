"""What the look adds to a Jinja environment: its words for time and people, its tests, and GOV.UK's macros."""

import re
from collections.abc import Iterator
from typing import Final

from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

from frontdoor.screens.look import charts, formatting

RATINGS: Final = {"red": "Red", "amber": "Amber", "green": "Green", "blue": "Blue"}


class Close(Extension):
    """Leaves one line break where a template has several, and no space beside a block: once, when it is compiled."""

    _SPACE = re.compile(r"\s*\n\s*")
    _BLOCKS = (
        "html|head|meta|link|title|body|header|nav|main|footer|section|div|p|ul|ol|li|dl|dt|dd|form|fieldset|legend|label|"
        "table|caption|thead|tbody|tfoot|tr|th|td|figure|figcaption|blockquote|details|summary|h[1-6]|option|"
        "svg|g|path|line|rect|circle|polygon|text"
    )
    # A line's beginning is also where the template's own words begin again, behind a statement or a value.
    _BESIDE = re.compile(rf"(</?(?:{_BLOCKS})(?:\s[^<>]*)?>)(?:\n|[ \t]+$)|(?:\n|^[ \t]+)(?=</?(?:{_BLOCKS})\b)")

    _OPEN = re.compile(r"<(/?[a-z][a-z0-9]*)[^<>]*\Z")

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """The template's tokens, its own text drawn together; what is put into it stays as it is.

        A value or a statement may stand within a tag: so the tag's beginning is kept until the tag ends. A heading may
        have its level from a value.
        """
        begun = ""
        for token in stream:
            if token.type != "data":
                yield token
                continue
            yield Token(token.lineno, "data", self._close(begun + token.value)[len(begun) :])
            found = self._OPEN.search(begun + token.value)
            begun = f"<{re.sub('h$', 'h2', found[1])} =" if found else ""

    def _close(self, text: str) -> str:
        return self._BESIDE.sub(r"\1", self._SPACE.sub("\n", text))


def _as_it_is(text: str, *_: object, **__: object) -> str:
    """In place of Jinja's `indent`, by which GOV.UK's macros push what somebody typed to the right."""
    return text


def dress(environment: Environment) -> Environment:
    """Add to an environment, which has a loader of its own, all that these templates call; return the same one."""
    environment.add_extension(Close)
    environment.filters["indent"] = _as_it_is
    environment.filters.update(formatting.FILTERS)
    environment.globals.update(formatting.GLOBALS)
    environment.globals["RATINGS"] = RATINGS
    environment.globals["control_chart_drawing"] = charts.control_chart
    environment.globals["time_scale"] = charts.TIME_SCALE
    govuk = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    own = [environment.loader] if environment.loader else []
    environment.loader = ChoiceLoader([*own, govuk])
    environment.trim_blocks = True
    environment.lstrip_blocks = True
    return environment
