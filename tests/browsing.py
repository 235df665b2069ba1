"""A real browser for tests: Chromium driven by Playwright, and axe-core to look for what keeps people out.

``make browser`` installs all three. Where one is missing the tests that need it are skipped and say which.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.resources import files
from importlib.util import find_spec
from typing import Any

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""Programs of the browser, that without a window of its own first: it makes a page in a sixth of the time."""
CHROMIUM = next(filter(None, map(shutil.which, NAMES)), None)
SWITCHES = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
"""What axe-core is asked for: WCAG 2.2, levels A and AA, and what it calls best practice."""
OF_COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules of axe-core that look at colours: all that another scheme of colours can break in a view that is fine."""


def missing() -> str:
    """Why no browser can be driven here; empty where it can."""
    for package in ("playwright", "axe_playwright_python"):
        if not find_spec(package):
            return f"{package} is not installed: make browser"
    return "" if CHROMIUM else "no Chromium on PATH: make browser"


@contextmanager
def chromium() -> Iterator[Any]:
    """A running browser."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        yield browser
        browser.close()


def faults(page: Any, *, within: str = "", only: Sequence[str] = ()) -> list[str]:
    """What axe-core finds wrong with the page as it stands: rule and the first element, an entry a rule.

    ``within`` is the selector of what is looked at, where the page around it is looked at elsewhere; ``only`` names the
    rules, where the others are asked elsewhere.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8"))
    how = "{runOnly: only, resultTypes: ['violations'], selectors: false}"
    run = f"([only, within]) => axe.run(within || document, {how})"
    found = page.evaluate(run, [list(only) or STANDARDS, within])["violations"]
    return [f"{each['id']}: {each['nodes'][0]['html'][:200]} ({len(each['nodes'])})" for each in found]
