"""The README's picture of the HTML report, taken of the sample drafts: ``make screenshot``."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from browsing import chromium, missing
from treatydiff.compare import compare, read_draft
from treatydiff.renderers import RENDERERS, RenderOptions

ROOT = Path(__file__).parent.parent
PICTURE = ROOT / "docs" / "report.png"
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


if __name__ == "__main__":
    if missing():
        sys.exit(missing())
    take(PICTURE)
