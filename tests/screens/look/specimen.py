"""Pages that show every component with invented data, rendered by plain Jinja, and a small web server to look at them.

The server sends the same content security policy as the program, so that a look which needs more shows here first.
"""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from django import forms
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from frontdoor.screens.look import assets, bundles, environment
from tests.screens.look import people

ROOT = Path(__file__).resolve().parents[3]
LOOK = ROOT / "src" / "frontdoor" / "screens" / "look"
PAGES = Path(__file__).parent / "pages"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
NAMES = tuple(sorted(page.stem for page in PAGES.glob("*.html")))


class Judgement(forms.Form):
    """Fields of every kind that pages use."""

    worry = forms.CharField(label="What is happening, and what are we worried about?", help_text="In your own words.")
    safe = forms.ChoiceField(
        label="Safe tonight?", choices=[("yes", "Yes, because"), ("no", "No, so we"), ("unknown", "Don’t know, so we")]
    )
    family = forms.ChoiceField(label="Does the family know?", choices=[])
    outcome = forms.ChoiceField(
        label="What happens now",
        choices=[
            ("Protect", [("strategy", "Strategy discussion now"), ("s20", "Somewhere safe to stay today")]),
            ("Assess", [("assessment", "Assessment")]),
            ("Help", [("early_help", "Early help, agreed and accepted")]),
            ("Pass to", [("other", "Other authority, accepted")]),
            ("Nothing more", [("nothing", "Nothing more needed")]),
        ],
    )
    also = forms.MultipleChoiceField(
        label="Also",
        choices=[
            ("missing", "Missing, return interview"),
            ("lado", "Allegation about a person who works with children"),
        ],
    )
    channel = forms.ChoiceField(
        label="How it reached us", choices=[("", "---"), ("web", "Web form"), ("police", "Police")]
    )
    when = forms.DateTimeField(label="Arrived")
    reference = forms.CharField(label="Reference")
    agreed = forms.BooleanField(label="I have read what changed")


def build(*, static_prefix: str = "/static/") -> Environment:
    """Return the environment in which the specimen pages are rendered."""
    made = Environment(loader=FileSystemLoader([PAGES, LOOK / "templates"]), autoescape=True)
    made.globals["static"] = lambda name: f"{static_prefix}{name}"
    return environment.dress(made)


def context() -> Mapping[str, Any]:
    """Return what the specimen pages show: a form that was never sent and one that came back with every error."""
    return {
        "data": people,
        "blank": Judgement(auto_id="blank_%s"),
        "wrong": Judgement({"worry": "", "safe": "maybe", "also": ["missing"]}, auto_id="wrong_%s"),
        "kept": Judgement({"worry": people.NARRATIVE, "safe": "no"}, auto_id="kept_%s"),
        "csrf_input": Markup('<input type="hidden" name="csrfmiddlewaretoken" value="invented">'),
        "now": people.NOW,
    }


def render(name: str) -> str:
    """Return one specimen page, or one of the error pages by its number, as HTML."""
    template = f"look/errors/{name}.html" if name.isdigit() else f"{name}.html"
    return build().get_template(template).render(context())


def staff(folder: Path) -> tuple[Path, ...]:
    """The style sheet and the script of staff pages, made ready in a folder."""
    govuk = assets.prepare(node_modules=ROOT / "node_modules", target=folder)
    style = next(path for path in govuk if path.name == assets.STYLE)
    return bundles.prepare(screens=LOOK.parent, govuk=style, target=folder / "staff")


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve the specimen pages on a free port with the program's own policy, and yield the address."""
    ready = {path.name: path for path in assets.prepare(node_modules=ROOT / "node_modules", target=folder)}
    places = {"govuk": ready, "look": {path.name: path for path in (LOOK / "static" / "look").iterdir()}}
    places["staff"] = {path.name: path for path in staff(folder)}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = self.path.split("?")[0].strip("/").split("/")
            if parts[0] == "static" and len(parts) == 3 and parts[2] in places.get(parts[1], {}):
                path = places[parts[1]][parts[2]]
                self._answer(path.read_bytes(), TYPES[path.suffix])
            elif len(parts) == 1 and (parts[0] in NAMES or parts[0].isdigit()):
                self._answer(render(parts[0]).encode(), "text/html")
            else:
                self.send_error(404)

        def _answer(self, body: bytes, kind: str) -> None:
            self.send_response(200)
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Content-Security-Policy", POLICY)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing: a test's output is the test's."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
