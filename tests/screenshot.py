"""The pictures of the HTML report (README) and of the page of ``serve`` (docs/install.md): ``make screenshot``."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from browsing import chromium, missing
from treatydiff.compare import compare, read_draft
from treatydiff.renderers import RENDERERS, RenderOptions

ROOT = Path(__file__).parent.parent
PICTURE = ROOT / "docs" / "report.png"
PAGE_PICTURE = ROOT / "docs" / "serve.png"
DRAFTS = ("2025-09-revised-draft.docx", "2026-02-further-revised-draft.docx")


def take(picture: Path) -> None:
    """Write the picture: the article that the README speaks of, with what was found in it."""
    old, new = (read_draft(str(ROOT / "drafts" / name)) for name in DRAFTS)
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        report = Path(folder, "report.html")
        report.write_bytes(RENDERERS["html"].render((compare(old, new),), RenderOptions(ui_lang="en")))
        page = browser.new_page(viewport={"width": 1200, "height": 760}, locale="en-GB")
        page.goto(f"{report.as_uri()}#redline&article=28")
        page.evaluate("document.activeElement.blur()")
        page.screenshot(path=picture)


def take_page(picture: Path) -> None:
    """Write the picture of the page to drop drafts on, when a comparison is finished."""
    command = [sys.executable, "-m", "treatydiff", "serve", "--no-browser", "--config", "none"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as program, chromium() as browser:
        assert program.stderr
        address = re.search(r"http://\S+", program.stderr.readline())
        assert address
        page = browser.new_page(viewport={"width": 900, "height": 700}, locale="en-GB")
        page.goto(address[0])
        page.set_input_files("#files", [str(ROOT / "drafts" / name) for name in DRAFTS])
        page.get_by_role("button", name="Compare", exact=True).click()
        page.wait_for_selector(".comparison")
        page.wait_for_selector("#comparisons:not(:has(.doing))", timeout=120_000)
        page.screenshot(path=picture, full_page=True)
        page.close()


if __name__ == "__main__":
    if missing():
        sys.exit(missing())
    take(PICTURE)
    take_page(PAGE_PICTURE)
