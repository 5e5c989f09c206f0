"""The GOV.UK Frontend files that may be served: cut to what these pages use, without its font, crown and crest.

The design system may be used off GOV.UK, its typeface and its royal marks may not
(https://design-system.service.gov.uk/styles/typeface/). So the published style sheet is never served as it is: every
`@font-face` and every address of a file inside it is taken out, the typeface's name is replaced by the reader's own
system font, and components that no page uses are left behind, which halves what a telephone has to fetch.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

SYSTEM_FONT: Final = (
    '-apple-system,BlinkMacSystemFont,"Segoe UI",Roboto,"Helvetica Neue","Liberation Sans",Arial,'
    '"DejaVu Sans Condensed",sans-serif'
)

STYLE: Final = "frontend.css"
SCRIPT: Final = "frontend.js"

# What a page may ask for, and where npm puts it. Nothing else of the package is copied. Of the scripts, those of the
# components that some page has, which is less than half of what the package packs together.
_DIST = Path("govuk-frontend/dist/govuk")
_SCRIPTS: Final = {
    "Button": "button",
    "ErrorSummary": "error-summary",
    "ExitThisPage": "exit-this-page",
    "SkipLink": "skip-link",
}
TAKEN: Final = {
    STYLE: (_DIST / "govuk-frontend.min.css",),
    SCRIPT: tuple(_DIST / "components" / name / f"{name}.bundle.mjs" for name in _SCRIPTS.values()),
}

# Components without a page of ours. Wanting one means striking it from this list.
LEFT_BEHIND: Final = (
    "accordion",
    "back-link",
    "breadcrumbs",
    "character-count",
    "cookie-banner",
    "drop-zone",
    "file-upload-button",
    "file-upload-wrapper",
    "footer",
    "generic-header",
    "grid",
    "header",
    "logo",
    "main-wrapper",
    "pagination",
    "panel",
    "password-input",
    "phase-banner",
    "prototype",
    "rebrand",
    "section-break",
    "service-navigation",
    "summary-card",
    "table",
    "tabs",
    "tag",
    "task-list",
    "template__header",
    "template__footer",
    "warning-text",
    r"\\![a-z0-9-]*",  # one declaration each, to be put on anything: pages have rules of their own
)

_UNUSED = re.compile(rf"\.govuk-(?:{'|'.join(LEFT_BEHIND)})(?![a-zA-Z])")
_GROUPS = ("@media", "@supports", "@layer")
_FORBIDDEN = re.compile(r"@font-face|gds transport|crest|crown|url\(|sourcemappingurl", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_LINES_LEFT_OUT = re.compile(r"^\s*(?://.*|export {.*)?\n", re.MULTILINE)
_INDENTED = re.compile(r"^\s+", re.MULTILINE)


class UnableToPrepareAssets(RuntimeError):
    """The front-end files could not be made ready; the sentence says what is missing and what to do."""


def prepare(*, node_modules: Path, target: Path) -> tuple[Path, ...]:
    """Write the files that pages may ask for into `target`, and return them; doing it again changes nothing.

    Raises `UnableToPrepareAssets` if the package is not installed, or if a font, crown or crest is still mentioned.
    """
    written = []
    target.mkdir(parents=True, exist_ok=True)
    for name, places in TAKEN.items():
        texts = [_read(node_modules / place) for place in places]
        ready = trimmed(texts[0]) if name == STYLE else _together(texts)
        kept = target / name
        if not kept.is_file() or kept.read_text(encoding="utf-8") != ready:
            kept.write_text(ready, encoding="utf-8")
        written.append(kept)
    return tuple(written)


def _read(source: Path) -> str:
    if not source.is_file():
        raise UnableToPrepareAssets(f"{source} is missing: run npm ci in the project's folder, then try again.")
    return source.read_text(encoding="utf-8") + "\n"


def _together(scripts: Iterable[str]) -> str:
    """Each component in a function of its own, as all bring the same helpers; being alike, these pack well."""
    bare = (_INDENTED.sub("", _LINES_LEFT_OUT.sub("", _COMMENT.sub("", script))) for script in scripts)
    parts = zip(_SCRIPTS, bare, strict=True)
    return "".join(f"export const {name} = (() => {{\n{script}return {name}\n}})()\n" for name, script in parts)


def trimmed(css: str) -> str:
    """Return GOV.UK Frontend's style sheet without fonts, royal marks and components that no page uses.

    Raises `UnableToPrepareAssets` if anything of that kind is left, as a later version of the package may bring.
    """
    text = "".join(_kept(_COMMENT.sub("", css)))
    text = text.replace("GDS Transport,arial,sans-serif", SYSTEM_FONT)
    left = _FORBIDDEN.search(text)
    if left:
        raise UnableToPrepareAssets(
            f"GOV.UK Frontend's style sheet still speaks of {left.group()!r} after trimming: "
            "its layout has changed, so look/assets.py must be brought up to date before it is served."
        )
    return text


def _kept(css: str) -> Iterator[str]:
    """Yield the rules that stay, in their order; rules inside a media query are judged one by one."""
    for selector, body in _rules(css):
        if selector.startswith("@font-face"):
            continue
        if selector.startswith(_GROUPS):
            inner = "".join(_kept(body))
            if inner:
                yield f"{selector}{{{inner}}}"
            continue
        wanted = [part for part in selector.split(",") if not _UNUSED.search(part)]
        if not selector.startswith("@") and not wanted:
            continue
        declarations = ";".join(part for part in body.split(";") if "url(" not in part)
        if declarations:
            yield f"{selector if selector.startswith('@') else ','.join(wanted)}{{{declarations}}}"


def _rules(css: str) -> Iterator[tuple[str, str]]:
    """Yield each outermost rule as its selector and what stands between its braces."""
    depth, start, opened = 0, 0, 0
    for at, character in enumerate(css):
        if character == "{":
            depth += 1
            if depth == 1:
                opened = at
        elif character == "}":
            depth -= 1
            if depth == 0:
                yield css[start:opened].strip(), css[opened + 1 : at]
                start = at + 1
        elif character == ";" and depth == 0:
            start = at + 1
