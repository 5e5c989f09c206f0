"""Take pictures of the specimen pages: python -m tests.screens.look.shots FOLDER [PAGE …]."""

import sys
import tempfile
from pathlib import Path

import django
from django.conf import settings
from playwright.sync_api import sync_playwright

from tests.screens.look import specimen

WIDTHS = ((1280, 720), (320, 640))


def main(folder: Path, names: list[str]) -> None:
    """Write a full-height picture of each page at each width into the folder, and a first screenful at 1280 × 720."""
    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as kept,
        specimen.served(Path(kept)) as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for name in names or [*specimen.NAMES, "404"]:
            for width, height in WIDTHS:
                page = browser.new_page(viewport={"width": width, "height": height})
                page.on("console", lambda said, name=name: print(name, said.type, said.text))
                page.on("pageerror", lambda error, name=name: print(name, "error", error))
                page.goto(f"{address}/{name}", wait_until="load")
                page.wait_for_timeout(200)
                if width > 1000:
                    page.screenshot(path=folder / f"{name}-first.png")
                page.screenshot(path=folder / f"{name}-{width}.png", full_page=True)
                page.close()
        browser.close()


if __name__ == "__main__":
    if not settings.configured:
        settings.configure(USE_I18N=False, USE_TZ=True)
        django.setup()
    main(Path(sys.argv[1]), sys.argv[2:])
