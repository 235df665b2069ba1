"""Whether outputs stay byte for byte what they were: ``python -m benchmarks.digests keep|compare FILE``.

``keep`` writes the digests of every output (JSON, terminal, Markdown, Word) of the sample drafts, of the large
generated pair, of the heavily amended one and of the real pairs that are at hand; ``compare`` names the outputs that
differ from those kept and ends with status 1 if there are any. A change that is meant to be faster must leave none.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from benchmarks.alignment.shared import BENCH, CORPUS, ROOT

from treatydiff.compare import compare, read_draft
from treatydiff.errors import TreatydiffError
from treatydiff.model import Draft
from treatydiff.renderers import RENDERERS, RenderOptions
from treatydiff.report import Report

FORMATS = ("json", "terminal", "markdown", "docx")
MAKE = BENCH / "make_pair.py"


def pairs(folder: Path) -> Iterator[tuple[str, Path, Path]]:
    """Name, old file and new file of every pair."""
    for suffix in (".docx", ".pdf"):
        for old, new in pairwise(sorted((ROOT / "drafts").glob(f"*-draft{suffix}"))):
            yield f"drafts {old.name} {new.name}", old, new
    if MAKE.exists():
        subprocess.run([sys.executable, str(MAKE), str(folder)], check=True, capture_output=True)
        yield "big pair", folder / "big_old.docx", folder / "big_new.docx"
    for suffix in (".docx", ".pdf"):
        for old, new in pairwise(sorted((BENCH / "heavy").glob(f"*{suffix}"))):
            yield f"heavy {old.name} {new.name}", old, new
    for place in ("bbnj/2022-*.en.txt", "ai-act/*.txt", "chile-2022/*.pdf", "un-pdf/prepcom3-*.pdf"):
        found = [file for file in sorted(CORPUS.glob(place)) if "redline" not in file.name]
        yield from ((f"{one.parent.name} {one.name}", one, two) for one, two in pairwise(found))
    for old in sorted(CORPUS.glob("laws/*.old.md")):
        yield f"laws {old.name}", old, old.with_name(old.name.replace(".old.", ".new."))


def digests() -> Iterator[tuple[str, str]]:
    """Name and digest of every output, or of the error where there is none."""
    with tempfile.TemporaryDirectory() as folder:
        for name, old, new in pairs(Path(folder)):
            for form, digest in _outputs(old, new):
                yield f"{name} {form}", digest


def _outputs(old: Path, new: Path) -> Iterator[tuple[str, str]]:
    try:
        report = compare(_read(old), _read(new))
    except (TreatydiffError, KeyError) as error:
        yield "error", repr(error)
        return
    yield from ((form, _digest(form, report)) for form in FORMATS)


def _read(path: Path) -> Draft:
    """The draft under its bare name: a temporary folder's path must not stand in the output."""
    draft = read_draft(str(path))
    object.__setattr__(draft, "path", path.name)
    return draft


def _digest(form: str, report: Report) -> str:
    try:
        rendered = RENDERERS[form].render((report,), RenderOptions(width=100))
        return hashlib.sha256(re.sub(rb'"sha256": "\w*"', b"", rendered)).hexdigest()  # the big pair is zipped anew
    except TreatydiffError as error:
        return repr(error)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.digests", description=__doc__)
    parser.add_argument("action", choices=("keep", "compare"))
    parser.add_argument("file", type=Path)
    options = parser.parse_args(arguments)
    found = dict(digests())
    if options.action == "keep":
        options.file.write_text(json.dumps(found, indent=1, sort_keys=True) + "\n", "utf-8")
        return 0
    kept = json.loads(options.file.read_text("utf-8"))
    differing = sorted(name for name in kept.keys() | found.keys() if kept.get(name) != found.get(name))
    print("".join(f"differs: {name}\n" for name in differing), end="")
    print(f"{len(found) - len(differing)} of {len(found)} the same")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
