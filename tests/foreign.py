"""Files that nobody made for us through the whole program, and a table of what came of it: ``make corpus FOLDER=...``.

Each PDF and Word file below the folder is compared with itself, and with an edited sibling that begins with an article,
so that the writers run as well. It may be compared or refused in a line that says why; anything else is a fault. The
files themselves are no part of the project: ``$TREATYDIFF_CORPUS`` or the folder named says where they lie.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import signal
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

from treatydiff.cli import main
from treatydiff.compare import read_draft

KINDS = (".pdf", ".docx", ".docm", ".dotx", ".dotm")
FAULTS = ("internal error", "Traceback", "please report", "not proved", "could not be proved")
"""What no file may bring about."""
FALLEN = ("set anew from the text", "marked as a whole")
"""What the program says where it could not mark a change inside: allowed, and counted."""
SLOW, LATE = 20.0, 300.0
"""Seconds of processor time from which a run counts as too slow; by the clock, after which it is stopped."""
HEAVY = 1024
"""Megabytes of memory that no accepted file may need."""
_DIGITS = re.compile(r"\d+")
_FILE = re.compile(r"(?:error: )?[^:]*\.(?:pdf|do[ct][xm])\b:? *", re.IGNORECASE)
_QUOTED = re.compile(r"'[^']*'|“[^”]*”|\"[^\"]*\"")
_SHOWN = re.compile(rb"(<w:t(?: [^>]*)?>)([^<]{12,})(</w:t>)")
_BODY = re.compile(rb"<w:body(?: [^>]*)?>")
_ARTICLE = b"<w:p><w:r><w:t>Article 1</w:t></w:r></w:p>"


@dataclass(frozen=True, slots=True)
class Run:
    """One file through the program once.

    Attributes:
        file: Its name below the folder.
        task: What was done with it: ``itself`` or ``edited``.
        outcome: ``compared``, ``refused`` or ``fault``.
        reason: For a refusal or a fault the line that was said, without what names this file; of a redline its way out.
        seconds: Processor time of the program and its child that reads, which does not depend on what else runs.
        memory: The most memory in use, in megabytes, of the program and its child that reads.
    """

    file: str
    task: str
    outcome: str
    reason: str
    seconds: float
    memory: float

    @property
    def faulty(self) -> bool:
        """Whether it breaks a promise of docs/security.md."""
        return self.outcome == "fault" or self.seconds > SLOW or (self.outcome == "compared" and self.memory > HEAVY)

    def line(self) -> str:
        """What came of it, for whoever looks into it."""
        cost = f"{self.seconds:.1f} s, {self.memory:.0f} MB"
        return f"{self.file} ({self.task}): {self.outcome}, {cost}: {self.reason}"


def runs(file: Path, name: str) -> Iterator[Run]:
    """The file against itself to the terminal, and against its edited sibling into Word."""
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home)
        out = str(folder / "redline.docx")
        yield _run(name, "itself", [str(file), str(file), "-f", "json"])
        sibling = _edited_word(file, folder) if file.suffix.lower() != ".pdf" else _edited_text(file, folder)
        if sibling is not None:
            yield _run(name, "edited", [*map(str, sibling), "--lang", "en", "-o", out])


def _edited_word(file: Path, folder: Path) -> tuple[Path, Path] | None:
    """Two copies that begin with an article; in the second each third stretch of words ends otherwise."""
    try:
        with zipfile.ZipFile(file) as archive:
            parts = {each: archive.read(each) for each in archive.infolist()}
    except Exception:
        return None
    main_part = next((each for each in parts if each.filename == "word/document.xml"), None)
    if main_part is None or not _BODY.search(parts[main_part]):
        return None
    begun = _BODY.sub(lambda found: found[0] + _ARTICLE, parts[main_part], count=1)
    counted = iter(range(10**9))

    def amended(found: re.Match[bytes]) -> bytes:
        return found[1] + found[2] + (b" as amended" if next(counted) % 3 == 0 else b"") + found[3]

    both = folder / f"old{file.suffix}", folder / f"new{file.suffix}"
    for path, content in zip(both, (begun, _SHOWN.sub(amended, begun)), strict=True):
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for each, data in parts.items():
                archive.writestr(each.filename, content if each is main_part else data)
    return both


def _edited_text(file: Path, folder: Path) -> tuple[Path, Path] | None:
    """The file itself, and its text with an article in front and each third line ending otherwise."""
    try:
        words = [line.text for line in read_draft(str(file)).blocks]
    except Exception:  # told by the run of the file itself
        return None
    new = folder / "new.txt"
    lines = ["Article 1", *(line + " as amended" * (at % 3 == 0) for at, line in enumerate(words))]
    new.write_text("\n\n".join(lines), "utf-8", errors="replace")
    return file, new


def _run(name: str, task: str, arguments: Sequence[str]) -> Run:
    """One comparison in a child process, so that whatever happens is its own."""
    with tempfile.TemporaryFile() as said:
        child = os.fork()
        if child == 0:
            _child(said.fileno(), arguments)
        status, used = _waited(child, time.monotonic() + LATE)
        said.seek(0)
        words = said.read().decode("utf-8", "replace")
    code = os.waitstatus_to_exitcode(status)
    told = [line for line in words.splitlines() if not any(each in line for each in FALLEN)]  # these are proved
    faulty = code not in (0, 2) or any(fault in line for line in told for fault in FAULTS)
    outcome = "fault" if faulty else ("refused" if code else "compared")
    reason = next((each for each in FALLEN if each in words), "") if outcome == "compared" else _reason(words, code)
    return Run(name, task, outcome, reason, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def _child(said: int, arguments: Sequence[str]) -> None:
    os.setsid()
    null = os.open(os.devnull, os.O_RDWR)
    for to, of in ((0, null), (1, null), (2, said)):
        os.dup2(of, to)
    code = 99
    try:
        code = main(["compare", *arguments, "--config", "none"])
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _waited(child: int, until: float) -> tuple[int, resource.struct_rusage]:
    """How the child ended (killed with all its own when it is late), and what it used."""
    while True:
        ended, status, used = os.wait4(child, os.WNOHANG)
        if ended:
            return status, used
        if time.monotonic() > until:
            os.killpg(child, signal.SIGKILL)
        time.sleep(0.02)


def _reason(words: str, code: int) -> str:
    """The line that was said, with what belongs to one file alone taken out."""
    lines = [line for line in words.splitlines() if line.strip() and "hint:" not in line.casefold()]
    errors = [line for line in lines if "error" in line.casefold() or any(fault in line for fault in FAULTS)]
    line = (errors or lines or [f"ended with status {code}"])[-1 if "Traceback" in words else 0]
    return _DIGITS.sub("N", _QUOTED.sub("…", _FILE.sub("", line.removeprefix("treatydiff: ")))).strip()[:160]


def table(done: Sequence[Run]) -> str:
    """What came of all runs, by kind of file and reason, in Markdown."""
    files = {each.file for each in done}
    rows = Counter((Path(each.file).suffix.lower(), each.task, each.outcome, each.reason) for each in done)
    slowest = max(done, key=lambda each: each.seconds)
    heaviest = max((each for each in done if each.outcome == "compared"), key=lambda each: each.memory, default=slowest)
    lines = ["| kind | against | outcome | reason | runs |", "|---|---|---|---|---:|"]
    lines += [
        f"| {kind[1:]} | {task} | {outcome} | {reason.replace('|', '/')} | {count} |"
        for (kind, task, outcome, reason), count in sorted(rows.items(), key=lambda each: (each[0][:3], -each[1]))
    ]
    lines += ["", f"{len(files)} files, {len(done)} runs; slowest {slowest.seconds:.1f} s ({slowest.file}); "]
    lines[-1] += f"most memory {heaviest.memory:.0f} MB ({heaviest.file}); faults {sum(each.faulty for each in done)}."
    return "\n".join(lines)


def recorded(file: Path | None) -> list[Run]:
    """The runs that a record holds, of a run of this program that was stopped."""
    lines = file.read_text("utf-8").splitlines() if file and file.exists() else []
    return [Run(**json.loads(line)) for line in lines]


def record(file: Path | None, done: Sequence[Run]) -> None:
    """Write runs down as soon as they are done: a collection takes hours."""
    if file:
        with file.open("a", encoding="utf-8") as stream:
            stream.writelines(f"{json.dumps(asdict(each))}\n" for each in done)


def _options() -> argparse.Namespace:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path, nargs="?", default=os.environ.get("TREATYDIFF_CORPUS"))
    options.add_argument("--each", type=int, default=1, help="only each N-th file")
    options.add_argument("--jobs", type=int, default=1)
    options.add_argument("--record", type=Path, help="write runs down here, and go on from what stands there")
    options.add_argument("--kinds", nargs="*", default=KINDS)
    asked = options.parse_args()
    if asked.folder is None or not Path(asked.folder).is_dir():
        options.error("name a folder of PDF and Word files, or set TREATYDIFF_CORPUS")
    return asked


if __name__ == "__main__":
    asked = _options()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    folder = Path(asked.folder)
    found = sorted(each for each in folder.rglob("*") if each.suffix.lower() in asked.kinds and each.is_file())
    done = recorded(asked.record)
    known = {each.file for each in done}
    left = [each for each in found[:: asked.each] if str(each.relative_to(folder)) not in known]
    with ThreadPoolExecutor(asked.jobs) as pool:
        for few in pool.map(lambda each: tuple(runs(each, str(each.relative_to(folder)))), left):
            done += few
            record(asked.record, few)
            for each in few:
                if each.faulty:
                    print(each.line(), flush=True)
    print(table(done) if done else "no PDF or Word file there")
    sys.exit(any(each.faulty for each in done))
