"""Mutated drafts through the whole program: ``make fuzz SECONDS=600``. What ends in a fault is kept, to become a test.

A file may be compared or refused in a line; nothing else. It all begins with the sample drafts; a seed gives the same
files each time.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import random
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from treatydiff.cli import main

ROOT = Path(__file__).parent.parent
DRAFTS = ROOT / "drafts"
FINDS = ROOT / "fuzz-finds"
FAULTS = ("internal error", "Traceback", "please report")
"""What no file may bring about."""
ODD = (
    "\0", "\x1b[2J", "\u200b", "\u202e", "\u0301" * 60, "\u200d" * 60, "[a]" * 400, "(" * 3_000, "\ud7ff",
    "\U000e0041", "\ufeff", "²", "a" * 30_000, "-" * 5_000, "Article 1\n", "\f", "\r", "．", "ﷺ" * 50,
)  # fmt: skip
XML = (
    b'<w:r><w:fldChar w:fldCharType="begin"/></w:r>', b"<w:tbl/>", b"<w:p/>", b'<w:altChunk r:id="rId1"/>', b"<w:ins/>",
    b"<w:sectPr/>", b'<w:bookmarkStart w:id="\xc2\xb2"/>', b'<w:footnoteReference w:id="99"/>', b"<w:sdt/>",
    b"<w:t>a<w:b/>c</w:t>", b"&#1;", b"",
)  # fmt: skip


def text(seed: random.Random) -> bytes:
    """A text with odd characters and doubled or lost lines."""
    lines = (DRAFTS / "source" / "zero-draft.txt").read_text("utf-8").splitlines(keepends=True)
    for _ in range(seed.randint(1, 8)):
        at = seed.randrange(len(lines))
        cut = seed.randrange(len(lines[at]) + 1)
        lines[at] = lines[at][:cut] + seed.choice(ODD) + lines[at][cut:]
    if seed.random() < 0.3:
        seed.shuffle(lines)
    return "".join(lines).encode("utf-8", "surrogatepass")


def pdf(seed: random.Random) -> bytes:
    """A PDF with bytes changed, or a stretch of it gone or doubled."""
    data = bytearray(seed.choice(sorted(DRAFTS.glob("*.pdf"))).read_bytes())
    for _ in range(seed.choice((1, 10, 200))):
        data[seed.randrange(len(data))] = seed.randrange(256)
    return bytes(_stretched(data, seed))


def word(seed: random.Random) -> bytes:
    """A Word file with elements put in, moved or lost in one part, a part lost, or its bytes changed."""
    path = seed.choice(sorted(DRAFTS.glob("*.docx")))
    if seed.random() < 0.1:
        data = bytearray(path.read_bytes())
        data[seed.randrange(len(data))] ^= 1 << seed.randrange(8)
        return bytes(data)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = seed.choice(sorted(parts)) if seed.random() < 0.5 else "word/document.xml"
    if seed.random() < 0.1:
        del parts[name]
    else:
        parts[name] = _with_markup(parts[name], seed)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for each, content in parts.items():
            archive.writestr(zipfile.ZipInfo(each), content)
    return stream.getvalue()


def _with_markup(data: bytes, seed: random.Random) -> bytes:
    pieces = data.split(b"<")
    for _ in range(seed.choice((1, 3, 20))):
        at = seed.randrange(1, len(pieces)) if len(pieces) > 1 else 0
        change = seed.randrange(4)
        if change == 0:
            pieces[at] += seed.choice(XML).lstrip(b"<")
        elif change == 1:
            pieces.insert(at, pieces[seed.randrange(len(pieces))])
        elif change == 2 and len(pieces) > 2:
            del pieces[at]
        else:
            pieces[at] = pieces[at].replace(b'"', b'"' + str(seed.randrange(-9, 10**9)).encode(), 1)
    return b"<".join(pieces)


def _stretched(data: bytearray, seed: random.Random) -> bytearray:
    start = seed.randrange(len(data))
    end = min(len(data), start + seed.randrange(1, 4_000))
    return seed.choice((data, data[:start] + data[end:], data[:end] + data[start:], data[:end]))


KINDS: dict[str, tuple[Callable[[random.Random], bytes], str]] = {
    ".txt": (text, "source/zero-draft.txt"),
    ".pdf": (pdf, "2025-09-revised-draft.pdf"),
    ".docx": (word, "2025-09-revised-draft.docx"),
}


def run(number: int, folder: Path) -> tuple[str, str]:
    """One mutated file through the program: what came of it, and the fault if there is one."""
    seed = random.Random(number)
    suffix = seed.choice(sorted(KINDS))
    make, other = KINDS[suffix]
    file, out = folder / f"{number}{suffix}", folder / "redline.docx"
    file.write_bytes(make(seed))
    drafts = [str(DRAFTS / other), str(file)]
    seed.shuffle(drafts)
    more = seed.choice((["-f", "json"], ["-o", str(out)], ["--all"], ["-f", "html"]))
    said = io.StringIO()
    binary = io.TextIOWrapper(io.BytesIO(), "utf-8")
    started = time.monotonic()
    with contextlib.redirect_stderr(said), contextlib.redirect_stdout(binary):
        try:
            status = main(["compare", *drafts, "--config", "none", "-q", "--limits", "1000,20", *more])
        except BaseException as error:
            status, _ = 99, said.write(f"Traceback: {error!r}")
    words = said.getvalue()
    late = time.monotonic() - started > 60
    faulty = status not in (0, 2) or late or any(fault in words for fault in FAULTS)
    if faulty:
        FINDS.mkdir(exist_ok=True)
        file.replace(FINDS / file.name)
        return "fault", f"{number}{suffix} {' '.join(more)}: status {status}{', late' * late}: {words.strip()[:300]}"
    file.unlink()
    return "compared" if status == 0 else "refused", ""


if __name__ == "__main__":
    import tempfile

    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=float, default=60)
    options.add_argument("--seed", type=int, default=int(time.time()))
    asked = options.parse_args()
    until, number, counts = time.monotonic() + asked.seconds, asked.seed * 1_000_000, Counter[str]()
    with tempfile.TemporaryDirectory() as home:
        while time.monotonic() < until:
            outcome, told = run(number, Path(home))
            counts[outcome] += 1
            if told:
                print(told, flush=True)
            number += 1
    print(", ".join(f"{counts[kind]} {kind}" for kind in ("compared", "refused", "fault")))
    sys.exit(bool(counts["fault"]))
