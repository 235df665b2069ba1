"""Everything about the Word redline that can be measured without Word.

    python -m benchmarks.word [--pair OLD NEW TRUTH] [--schema FOLDER] [--peer PYTHON] [--judges]

Without options: time, memory and marks on the sample drafts, and every one-feature pair of the tests against its own
files. ``--pair``: a bigger pair with the truth file of ``bench/make_pair.py``. ``--schema``: the folder with
``wml.xsd``. ``--peer``: a Python in which ``python-redlines[docxodus]`` is installed. ``--judges``: LibreOffice and
pandoc too.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from lxml import etree

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from benchmarks import limits  # noqa: E402
from benchmarks.word import pandoc, score  # noqa: E402

from drafted_pairs import SEEDS, drafted_pair  # noqa: E402
from helpers.word_files import made  # noqa: E402
from treatydiff.compare import compare, read_draft  # noqa: E402
from treatydiff.renderers import RenderOptions  # noqa: E402
from treatydiff.renderers.docx import render  # noqa: E402
from treatydiff.word.proof.verify import clean, verify  # noqa: E402
from word_pairs import PAIRS  # noqa: E402

ROUNDS = 5
W = score.W
PEER = (
    "import sys; from python_redlines import DocxodusEngine; a, b, out = sys.argv[1:];"
    " data, _, _ = DocxodusEngine().run_redline('author', open(a, 'rb').read(), open(b, 'rb').read());"
    " open(out, 'wb').write(data)"
)


def main() -> int:
    arguments = _arguments()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shares = []
        for label, old, new, truth in _pairs(arguments):
            shares += _measure(label, old, new, truth, arguments, folder)
        figures = {"exact": _features(arguments, folder), "marks": max(shares, default=0.0)}
        _drafted(arguments, folder)
    return limits.status(arguments, figures)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pair", nargs=3, type=Path, metavar=("OLD", "NEW", "TRUTH"))
    parser.add_argument("--schema", type=Path)
    parser.add_argument("--peer", type=Path)
    parser.add_argument("--judges", action="store_true")
    limits.add(parser, ("exact", "marks"))
    return parser.parse_args()


def _pairs(arguments: argparse.Namespace) -> list[tuple[str, Path, Path, Path | None]]:
    drafts = sorted((ROOT / "drafts").glob("*-draft.docx"))
    found: list[tuple[str, Path, Path, Path | None]] = [("sample drafts", *drafts[-2:], None)]
    if arguments.pair:
        found.append(("big pair", *arguments.pair))
    return found


# ---------------------------------------------------------------------------------------------------------- whole pairs


def _measure(
    label: str, old: Path, new: Path, truth: Path | None, arguments: argparse.Namespace, folder: Path
) -> list[float]:
    """Prints it all; of a pair with a truth file the marked characters by those of the ideal redline."""
    shares: list[float] = []
    print(f"\n{label}: {old.name} → {new.name}")
    tools = {"treatydiff": [sys.executable, "-m", "treatydiff", "compare", "-q", str(old), str(new), "-o"]}
    if arguments.peer:
        tools["Docxodus"] = [str(arguments.peer), "-c", PEER, str(old), str(new)]
    for name, command in tools.items():
        out = folder / f"{name}-{old.stem}.docx"
        seconds, megabytes = _timed([*command, str(out)], out)
        print(f"  {name:12} {seconds:.2f} s, {megabytes:.0f} MB")
        share = _judge(out, old, new, truth, arguments)
        if name == "treatydiff" and share is not None:
            shares.append(share)
    return shares


def _timed(command: Sequence[str], out: Path) -> tuple[float, float]:
    """Median wall time and highest memory of whole processes."""
    times, peak = [], 0
    environment = {**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
    for _ in range(ROUNDS):
        out.unlink(missing_ok=True)
        start = time.perf_counter()
        process = subprocess.Popen(command, env=environment)
        _, status, usage = os.wait4(process.pid, 0)
        times.append(time.perf_counter() - start)
        peak = max(peak, usage.ru_maxrss)
        if status or not out.exists():
            raise SystemExit(f"failed: {' '.join(command)}")
    return statistics.median(times), peak / (1024 if resource.getpagesize() else 1)


def _judge(path: Path, old: Path, new: Path, truth: Path | None, arguments: argparse.Namespace) -> float | None:
    data, share = path.read_bytes(), None
    failures = verify(data, old.read_bytes(), new.read_bytes())
    laws = {law: sum(failure.law == law for failure in failures) for law in ("accept", "reject", "form")}
    print(f"    verify: {laws}; revisions: {dict(score.revisions(data))}")
    marks = score.marked(data)
    print(f"    characters marked: {dict(marks)}", end="")
    if truth is not None:
        known = json.loads(truth.read_text())
        share = (marks["ins"] + marks["del"]) / known["ideal"]
        print(f"; ÷ ideal {share:.3f}", end="")
        print(
            f", moves counted too {marks.total() / known['ideal_moves_as_delins']:.3f}; {_paired(data, known)}", end=""
        )
    print()
    if arguments.schema:
        print(f"    schema: {len(score.schema_errors(data, arguments.schema))} errors", end="; ")
    print("; ".join(f"{name}: {len(found)} {found[:2]}" for name, found in score.validators(path).items()))
    if arguments.judges:
        _other_judges([path], [(old, new)])
    return share


def _paired(data: bytes, truth: dict[str, object]) -> str:
    """How many changed blocks stand in the redline as one paragraph with both texts (moves: as either side of one)."""
    both: set[tuple[str, str]] = set()
    moved_old, moved_new = set(), set()
    texts = score.parts(data, "word/document.xml", "word/footnotes.xml").values()
    for paragraph in (paragraph for root in texts for paragraph in root.iter(f"{W}p")):
        old, new = _texts(paragraph)
        both.add((old, new))
        if next(paragraph.iter(f"{W}moveFrom"), None) is not None:
            moved_old.add(old)
        if next(paragraph.iter(f"{W}moveTo"), None) is not None:
            moved_new.add(new)
    blocks = [b for b in truth["blocks"] if b.get("cat") in ("edit", "renumber", "move-edit")]  # type: ignore[attr-defined]
    hits = [b for b in blocks if _is_paired(b, both, moved_old, moved_new)]
    heads = [b for b in blocks if str(b["new"]).endswith(".h")]
    return (
        f"{len(hits)} of {len(blocks)} changed blocks paired, {sum(b in hits for b in heads)} of {len(heads)} headings"
    )


def _is_paired(block: dict[str, str], both: set[tuple[str, str]], moved_old: set[str], moved_new: set[str]) -> bool:
    old, new = block["old_text"], block["new_text"]
    return (old, new) in both or (old in moved_old and new in moved_new)


def _texts(paragraph: etree._Element) -> tuple[str, str]:
    sides = {"old": "", "new": ""}
    for text in paragraph.iter(*score.TEXTS):
        if text.tag == score.TEXTS[2] and text.getparent().tag != f"{W}r":
            continue
        said = "\t" if text.tag == score.TEXTS[2] else text.text or ""
        marks = {etree.QName(a).localname for a in text.iterancestors()}
        if not marks & {"ins", "moveTo"}:
            sides["old"] += said
        if not marks & {"del", "moveFrom"}:
            sides["new"] += said
    return sides["old"], sides["new"]


# ---------------------------------------------------------------------------------------------------------- one feature


def _features(arguments: argparse.Namespace, folder: Path) -> float:
    """The share of one-feature pairs that are exact both ways."""
    exact, schema, paths = 0, 0, []
    for name, make in PAIRS.items():
        old, new = (word.data() for word in make())
        data = made(*make())
        exact += not verify(data, old, new)
        if arguments.schema:
            schema += len(score.schema_errors(data, arguments.schema))
        path = folder / f"{name}.docx"
        path.write_bytes(data)
        for side, source in (("old", old), ("new", new)):
            path.with_suffix(f".{side}.docx").write_bytes(clean(source, "accept").write())
        paths.append(path)
    print(f"\none-feature pairs: {exact} of {len(PAIRS)} exact both ways; {schema} schema errors")
    if arguments.judges:
        _other_judges(paths, None)
    return exact / len(PAIRS)


def _drafted(arguments: argparse.Namespace, folder: Path) -> None:
    """The generated pairs: marks beside the peer's, moves counted once, and what other judges say."""
    ours, theirs, worse, paths = 0, 0, list[str](), list[Path]()
    for seed in SEEDS:
        old, new, path = (folder / f"drafted{seed}.{name}docx" for name in ("old.", "new.", ""))
        for side, word in zip((old, new), drafted_pair(seed), strict=True):
            side.write_bytes(word.data())
        report = compare(read_draft(str(old)), read_draft(str(new)), judged=False)
        path.write_bytes(render((report,), RenderOptions()))
        paths.append(path)
        mine = _once(path)
        ours += mine
        if arguments.peer:
            out = folder / "peer.docx"
            _run([str(arguments.peer), "-c", PEER, str(old), str(new), str(out)])
            theirs += _once(out)
            worse += [f"{seed}: {mine} > {_once(out)}"] if mine > _once(out) else []
    print(f"\n{len(paths)} generated pairs, all proved; characters marked, moves once: {ours}", end="")
    print(f"; Docxodus {theirs}; more than it in {len(worse)}: {worse[:12]}" if arguments.peer else "")
    if arguments.judges:
        _other_judges(paths, None)


def _once(path: Path) -> int:
    marks = score.marked(path.read_bytes())
    return marks["ins"] + marks["del"] + marks["moveFrom"]


def _run(command: Sequence[str]) -> None:
    environment = {**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
    subprocess.run(command, check=True, env=environment)


def _other_judges(paths: list[Path], sides: list[tuple[Path, Path]] | None) -> None:
    for path, (old, new) in zip(paths, sides or (), strict=False):
        path.with_suffix(".old.docx").write_bytes(old.read_bytes())
        path.with_suffix(".new.docx").write_bytes(new.read_bytes())
    office = ["/usr/bin/python3", str(Path(__file__).with_name("libreoffice.py")), *map(str, paths)]
    said = subprocess.run(office, capture_output=True, text=True, check=False, timeout=900).stdout
    print("    LibreOffice:", re.sub(r"\n +.*", "", said).strip().replace("\n", "; "))
    print("    pandoc:", end=" ", flush=True)
    pandoc.main([str(path) for path in paths])


if __name__ == "__main__":
    sys.exit(main())
