"""Take pictures of the form as somebody fills it in: python -m tests.screens.refer.shots FOLDER."""

import sys
from pathlib import Path

from tests.harness import environment

environment.enter()

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402

settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}

from playwright.sync_api import Page, sync_playwright  # noqa: E402

from frontdoor.screens.refer import sending  # noqa: E402
from tests.harness.browser import CHROMIUM_SWITCHES, chromium  # noqa: E402
from tests.screens.refer import ground, walks  # noqa: E402

WIDTHS = ((1280, 900), (320, 640))


def main(folder: Path) -> None:
    """Walk each of the three forms at each width, with a full-height picture of every page."""
    folder.mkdir(parents=True, exist_ok=True)
    sending.send = lambda envelope: sending.Taken(envelope.reference, stored=True)
    with ground.served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(chromium()), args=list(CHROMIUM_SWITCHES))
        for width, height in WIDTHS:
            for name, answers in walks.WALKS.items():
                page = browser.new_page(viewport={"width": width, "height": height})
                _walk(
                    page,
                    f"{address}/refer/peterborough/",
                    answers,
                    lambda at, page=page, name=name, width=width: page.screenshot(
                        path=folder / f"{name}-{at}-{width}.png", full_page=True
                    ),
                )
                page.close()
        browser.close()


def _walk(page: Page, address: str, answers: walks.Walk, shoot: "callable") -> None:
    page.goto(address)
    for number in range(80):
        key = page.locator("input[name=page]").get_attribute("value")
        shoot(f"{number:02d}-{key}")
        if key == "check":
            page.get_by_role("button", name="Send", exact=True).click()
            shoot("99-sent")
            return
        walks.fill(page, answers.get(key, {}))
        page.locator("button[value=next]").click()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
