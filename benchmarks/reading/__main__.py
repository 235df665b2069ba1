"""``python -m benchmarks.reading``: is a text read the same from a Word file, from what is made of it, from a picture?

    python -m benchmarks.reading [--only LANGUAGE] [--font FONT] [--kinds pdf,odt,…] [--ocr PAGES]
    python -m benchmarks.reading --files FOLDER

Needs LibreOffice and the corpus of real texts (``TREATYDIFF_CORPUS``): the United Nations Charter in six languages is
made a Word file here, and the others by LibreOffice. ``--ocr``: so many of its pages as pictures, too. ``--files``:
every file of a folder is read, or the reason printed why not.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from benchmarks import limits  # noqa: E402
from benchmarks.corpus import CORPUS  # noqa: E402
from benchmarks.reading import files, making, score  # noqa: E402

from treatydiff.compare import read_draft  # noqa: E402

LANGUAGES = ("en", "fr", "es", "ru", "zh", "ar")


def main(arguments: Sequence[str] | None = None) -> int:
    options = _options(arguments)
    if options.files:
        figures = {"read": files.told(options.files)}
    else:
        with tempfile.TemporaryDirectory() as folder:
            figures = _languages(options, Path(folder))
    return limits.status(options, {"substantive": 0.0, "wrong": 0.0, "pictured": 0.0, "read": 1.0} | figures)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default=LANGUAGES, type=lambda text: text.split(","), help="languages")
    parser.add_argument("--font", default="", help="the font of the Word file")
    parser.add_argument("--kinds", default=("pdf",), type=lambda text: text.split(","), help="made of the Word file")
    parser.add_argument("--ocr", type=int, default=0, metavar="PAGES", help="pages to be read as pictures")
    parser.add_argument("--files", type=Path, help="a folder of which every file is read")
    limits.add(parser, ("substantive", "wrong", "pictured", "read"))
    return parser.parse_args(arguments)


def _languages(options: argparse.Namespace, folder: Path) -> dict[str, float]:
    """Changes of substance between the Word file and the others, and the worst shares of wrong characters."""
    for code in options.only:
        text = (CORPUS / f"un-charter/un-charter.{code}.txt").read_text("utf-8")
        (folder / f"{code}.docx").write_bytes(making.word_file(text, code, options.font))
    for kind in options.kinds:
        making.converted(sorted(folder.glob("*.docx")), kind)
    substantive, wrong, pictured = 0, [0.0], [0.0]
    for code in options.only:
        word = read_draft(str(folder / f"{code}.docx"))
        for kind in options.kinds:
            read = score.told(word, folder / f"{code}.{kind}")
            print(f"{code}: {read}", flush=True)
            substantive, wrong = substantive + read.substantive, [*wrong, read.wrong]
        if options.ocr:
            share, said = score.pictured(folder / f"{code}.pdf", code, options.ocr)
            print(f"{code}: {1 - share:.2%} of the characters of {options.ocr} pictures right; {said}", flush=True)
            pictured.append(share)
    return {"substantive": float(substantive), "wrong": max(wrong), "pictured": max(pictured)}


if __name__ == "__main__":
    sys.exit(main())
