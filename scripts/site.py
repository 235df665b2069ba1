"""Gathers the pages of the site in build/pages: docs/, the changelog, and what the program makes of the sample drafts.

A link to a file outside of docs/ becomes one to the repository. `make site` then builds build/site with MkDocs, and the
page of the Python interface with mkdocstrings, from the docstrings of the public names.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import treatydiff

ROOT = Path(__file__).parent.parent
PAGES = ROOT / "build" / "pages"
OLD, NEW = "drafts/2025-09-revised-draft.docx", "drafts/2026-02-further-revised-draft.docx"

SAMPLES = (
    ("report.html", f"compare {OLD} {NEW}", "the report for the browser"),
    ("series.html", "compare drafts/", "the same of three drafts, with every step"),
    ("origins.html", f"blame {NEW} drafts/ --deleted", "which draft brought which words"),
    ("redline.docx", f"compare {OLD} {NEW} --summary", "the redline in Word, with a page in front"),
    ("synoptic.docx", f"compare {OLD} {NEW} --layout synoptic --only substantive", "the table for the room"),
    ("brief.docx", f"brief {OLD} {NEW}", "two pages for a head of delegation"),
    ("proposal.docx", f"propose {OLD} {NEW}", "what got worse, put back as tracked changes"),
    ("changes.csv", f"compare {OLD} {NEW}", "a row for each changed provision"),
    ("report.md", f"compare {OLD} {NEW}", "a report to paste into a message"),
    ("report.json", f"compare {OLD} {NEW}", "everything, for other programs"),
)
"""Files, the commands that make them, and what they are."""


def main() -> int:
    shutil.rmtree(PAGES, ignore_errors=True)
    shutil.copytree(ROOT / "docs", PAGES, ignore=shutil.ignore_patterns("*.1"))
    shutil.copy(ROOT / "CHANGELOG.md", PAGES / "changelog.md")
    home = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["urls"]["Homepage"]
    for page in PAGES.rglob("*.md"):
        page.write_text(_with_links(page.read_text("utf-8"), home), "utf-8")
    (PAGES / "samples.md").write_text(_samples(), "utf-8")
    (PAGES / "api.md").write_text(_interface((PAGES / "python.md").read_text("utf-8")), "utf-8")
    build = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    return subprocess.run(build, cwd=ROOT, check=False).returncode


def _with_links(text: str, home: str) -> str:
    """A page whose links out of docs/ lead to the repository."""
    return re.sub(r"\]\(\.\./([^)]+)\)", rf"]({home}/blob/main/\1)", text)


def _interface(page: str) -> str:
    """The page of the public names, in the order of the table of docs/python.md; mkdocstrings fills it in."""
    names = re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)
    missing = set(treatydiff.__all__) - {*names, "__version__"}
    if missing:
        raise SystemExit(f"docs/python.md does not name {', '.join(sorted(missing))}")
    homes = {name: getattr(treatydiff, name).__module__ for name in names}
    about = "Every public name with its fields and parameters. [From Python](python.md) shows them at work."
    return "\n".join(["# The Python interface", "", about, *(f"\n::: {homes[name]}.{name}" for name in names), ""])


def _samples() -> str:
    """The page of samples; makes the files that it links to."""
    folder = PAGES / "samples"
    folder.mkdir()
    lines = ["# The samples", "", "What the program makes of the sample drafts in `drafts/`.", ""]
    lines += ["| file | is | made by |", "|---|---|---|"]
    for name, arguments, about in SAMPLES:
        command = [sys.executable, "-m", "treatydiff", *arguments.split(), "-q", "-o", str(folder / name)]
        subprocess.run(command, cwd=ROOT, check=True)
        shown = name.replace(".md", ".txt")  # else MkDocs would take it for a page
        (folder / name).rename(folder / shown)
        lines.append(f"| [{name}](samples/{shown}) | {about} | `treatydiff {arguments} -o {name}` |")
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    sys.exit(main())
