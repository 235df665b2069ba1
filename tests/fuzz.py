"""Mutated drafts through the whole program: ``make fuzz SECONDS=600``. What ends in a fault is kept, to become a test.

A file may be compared or refused in a line, in less than 20 s of processor time and 1 GB; nothing else. It all begins
with the sample drafts; a seed gives the same files each time, and ``--seconds`` are of processor time.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import random
import re
import resource
import sys
import time
import warnings
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
MOST_SECONDS, MOST_KILOBYTES = 20, 1_000_000
"""Of processor time, and of memory, of this process or a child."""
ODD = (
    "\0", "\x1b[2J", "\u200b", "\u202e", "\u0301" * 60, "\u200d" * 60, "[a]" * 400, "(" * 3_000, "\ud7ff",
    "\U000e0041", "\ufeff", "²", "a" * 30_000, "-" * 5_000, "Article 1\n", "\f", "\r", "．", "ﷺ" * 50,
    "mаy", "sհall", "𝗆𝖺𝗒", "⼈", "3٠", "article 1, " * 800, "[shall][may] " * 400, "\x9b", "␡", "\u2066",
)  # fmt: skip
XML = (
    b'<w:r><w:fldChar w:fldCharType="begin"/></w:r>', b"<w:tbl/>", b"<w:p/>", b'<w:altChunk r:id="rId1"/>', b"<w:ins/>",
    b"<w:sectPr/>", b'<w:bookmarkStart w:id="\xc2\xb2"/>', b'<w:footnoteReference w:id="99"/>', b"<w:sdt/>",
    b"<w:t>a<w:b/>c</w:t>", b"&#1;", b"", b'<w:r><w:instrText>DDEAUTO x</w:instrText></w:r>', b'<w:bdo w:val="rtl"/>',
    b'<w:numPr><w:ilvl w:val="99"/><w:numId w:val="-1"/></w:numPr>', b"<w:del/>", b"<w:moveFrom/>", b"<w:pPrChange/>",
    b'<w:gridSpan w:val="999999999"/>', b'<w:color w:val="FFFFFF"/>', b"<w:fldSimple/>", b"<w:tc/>", b"<w:hyperlink/>",
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
    if seed.random() < 0.15:
        return package(path.read_bytes(), seed)
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


def package(data: bytes, seed: random.Random) -> bytes:
    """A Word file with its archive changed: sizes, sums, flags and names that lie, parts twice, a tail or a head."""
    changed = bytearray(data)
    marks = [at for mark in (b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06") for at in _all(data, mark)]
    for _ in range(seed.choice((1, 2, 8))):
        at = seed.choice(marks) + seed.randrange(4, 46)
        if at < len(changed):
            changed[at] = seed.choice((0, 1, 0xFF, 0x80, seed.randrange(256)))
    if seed.random() < 0.2:
        cut = seed.randrange(len(changed))
        return bytes(changed[:cut] if seed.random() < 0.5 else b"x" * seed.randrange(1, 999) + changed)
    if seed.random() < 0.2:
        stream = io.BytesIO(data)
        with warnings.catch_warnings(), zipfile.ZipFile(stream, "a") as both:
            warnings.simplefilter("ignore")
            names = ("word/document.xml", "WORD/document.xml", "../x", "/x.xml", "word\\x.xml", "x" * 60_000, "a.bin")
            both.writestr(seed.choice(names), b"<a/>")
        return stream.getvalue()
    return bytes(changed)


def _all(data: bytes, mark: bytes) -> list[int]:
    return [match.start() for match in re.finditer(re.escape(mark), data)]


def page(seed: random.Random) -> bytes:
    """A web page of a text with odd characters, and with tags put in, doubled or lost."""
    words = text(seed).decode("utf-8", "replace").splitlines()
    tags = ("<p>", "<li>", "<table><tr><td rowspan=999999999>", "<div hidden>", "</p></div>", "<ol start=-5>", "<sup>",
            "<a href='#n1'>", "<p id=n1>", "<!--", "&#8;&#x430;", "<b style='font-size:0'>", "<svg><p>",
            "<td colspan=-1>", "<h1>", "<br>" * 50, "<script>", "<del>")  # fmt: skip
    return "\n".join(f"<p>{line}{seed.choice(tags) * (seed.random() < 0.05)}" for line in words).encode()


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
    ".md": (text, "source/zero-draft.txt"),
    ".html": (page, "source/zero-draft.txt"),
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
    forms = (["-f", "json"], ["-o", str(out)], ["-o", str(out), "--layout", "synoptic"], ["--all"], ["-f", "html"],
             ["-f", "markdown"], ["-f", "csv"], ["-f", "sarif"])  # fmt: skip
    more = seed.choice(forms)
    said = io.StringIO()
    binary = io.TextIOWrapper(io.BytesIO(), "utf-8")
    started, held = spent(), memory()
    with contextlib.redirect_stderr(said), contextlib.redirect_stdout(binary):
        try:
            status = main(["compare", *drafts, "--config", "none", "-q", "--limits", "1000,20", *more])
        except BaseException as error:
            status, _ = 99, said.write(f"Traceback: {error!r}")
    words = said.getvalue()
    took, peak = spent() - started, memory()
    late = ", late" * (took > MOST_SECONDS) + ", large" * (peak > max(held, MOST_KILOBYTES))
    faulty = status not in (0, 2) or late or any(fault in words for fault in FAULTS)
    if faulty:
        FINDS.mkdir(exist_ok=True)
        file.replace(FINDS / file.name)
        return "fault", f"{number}{suffix} {' '.join(more)}: status {status}{late}, {took:.1f} s: {words.strip()[:300]}"
    file.unlink()
    return "compared" if status == 0 else "refused", ""


def spent() -> float:
    """Seconds of processor time of this process and of its children that have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def memory() -> int:
    """The most kilobytes that this process or a child has held so far."""
    return max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


if __name__ == "__main__":
    import tempfile

    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=float, default=60)
    options.add_argument("--seed", type=int, default=int(time.time()))
    asked = options.parse_args()
    until, number, counts = spent() + asked.seconds, asked.seed * 1_000_000, Counter[str]()
    with tempfile.TemporaryDirectory() as home:
        while spent() < until:
            outcome, told = run(number, Path(home))
            counts[outcome] += 1
            if told:
                print(told, flush=True)
            number += 1
    print(f"{spent():.0f} s of processor time, at most {memory() // 1000} MB")
    print(", ".join(f"{counts[kind]} {kind}" for kind in ("compared", "refused", "fault")))
    sys.exit(bool(counts["fault"]))
