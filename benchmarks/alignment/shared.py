"""Scores pairs that are kept outside this project, where they are present: a large generated pair and real drafts.

``TREATYDIFF_BENCH`` and ``TREATYDIFF_CORPUS`` name the folders.
"""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.corpus import BENCH, CORPUS

from treatydiff.alignment import align
from treatydiff.compare import read_draft
from treatydiff.model import Alignment, Draft, Level, Link, Provision

ROOT = Path(__file__).parent.parent.parent
Row = dict[str, Any]


def report_shared(explain: bool) -> None:
    """Print the scores of whatever is present."""
    if (BENCH / "make_pair.py").exists():
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run([sys.executable, str(BENCH / "make_pair.py"), folder], check=True, capture_output=True)
            big(Path(folder), explain)
    if (CORPUS / "bbnj").exists():
        bbnj(CORPUS / "bbnj", explain)


# ----------------------------------------------------------------------------------------------------- the big pair


def big(folder: Path, explain: bool) -> None:
    """Every changed heading and block of the big pair: is it linked with its true counterpart?"""
    truth = json.loads((folder / "big_truth.json").read_text("utf-8"))
    old, new = read_draft(str(folder / "big_old.docx")), read_draft(str(folder / "big_new.docx"))
    alignment = align(old, new)
    rows = [row for row in truth["blocks"] if row["old"] and row["new"] and row["cat"] != "same"]
    headings = [row for row in rows if row["old"].endswith(".h")]
    blocks = [row for row in rows if not row["old"].endswith(".h")]
    for name, changed in (("headings", headings), ("blocks", blocks)):
        missed = [row for row in changed if not paired(row, old, new, alignment)]
        print(f"big pair  {name:9} {len(changed) - len(missed):4d}/{len(changed)} changed ones with their counterpart")
        if explain:
            print("".join(f"  missed {row['old']} → {row['new']}: {row['old_text'][:100]}\n" for row in missed), end="")
    moved = [link for link in alignment.concordance() if link.moved]
    print(f"big pair  articles moved: {[numbers(link) for link in moved]}; truly one, {moved_truth(truth)}")
    print(f"big pair  deleted: {dropped(truth, alignment)} of {len(truth['log']['deleted'])} without counterpart")


def paired(row: Row, old: Draft, new: Draft, alignment: Alignment) -> bool:
    before, after = holders(row["old_text"], old), holders(row["new_text"], new)
    return any(before & {p.eid for p in link.old} and after & {p.eid for p in link.new} for link in alignment.links)


def holders(text: str, draft: Draft) -> set[str]:
    """The provisions that hold a printed paragraph with these words."""
    wanted = squeeze(text)
    indices = {i for i, block in enumerate(draft.blocks) if squeeze(f"{block.number} {block.text}") == wanted}
    return {p.eid for p in draft.walk() if indices & set(p.blocks)}


def squeeze(text: str) -> str:
    return re.sub(r"[\W_]", "", text)


def moved_truth(truth: Row) -> str:
    return ", ".join(
        f"{truth['old_numbers'][move['id']]} → {truth['new_numbers'][move['id']]}" for move in truth["log"]["moved"]
    )


def dropped(truth: Row, alignment: Alignment) -> int:
    gone = {str(truth["old_numbers"][uid]) for uid in truth["log"]["deleted"]}
    return sum(1 for link in alignment.concordance() if not link.new and {p.number for p in link.old} & gone)


def numbers(link: Link) -> str:
    """Its articles, and what else it links by place: ``17 → 4``, ``55 ter → 48(6)``."""
    return row_key(named(link.old), named(link.new))


def named(provisions: tuple[Provision, ...]) -> list[str]:
    """The numbers of the live articles; where there is none, of the paragraphs with their article."""
    articles = [p.number for p in provisions if p.level is Level.ARTICLE and not p.tombstone]
    return articles or [f"{p.article}({p.number})" for p in provisions if p.level is not Level.ARTICLE and p.article]


# --------------------------------------------------------------------------------------------------- the BBNJ drafts


def bbnj(folder: Path, explain: bool) -> None:
    """The two drafts of 2022 against what the secretariat's notes say became of each article."""
    old, new = (read_draft(str(folder / f"{date}.en.txt")) for date in ("2022-06-01", "2022-12-12"))
    with next(folder.glob("gold-*.csv")).open(encoding="utf-8") as stream:
        gold = list(csv.DictReader(stream))
    rows = align(old, new).concordance()
    links = {key(p): link for link in rows for p in link.old if not p.tombstone}
    sources = {key(p): link for link in rows for p in link.new if not p.tombstone}
    special = {row["old"]: row for row in gold if row["old"] in links}
    same = [number for number in links if number in sources and number not in special]
    made = [row["new"] for row in gold if row["old"] == "(none)"]
    amiss = [old for old, row in special.items() if not agrees(row, links[old])]
    strayed = [number for number in same if not stays(links[number])]
    paired = [number for number in made if sources[number].old]
    print(f"BBNJ      live articles {len(old.articles())} and {len(new.articles())}; {len(same)} keep their number, "
          f"{len(same) - len(strayed)} linked so")  # fmt: skip
    print(f"BBNJ      {len(special)} other rows of the gold file, {len(special) - len(amiss)} as they say; "
          f"{len(made) - len(paired)}/{len(made)} new articles without a counterpart")  # fmt: skip
    if explain:
        for number in (*amiss, *strayed):
            print(f"  {number} → {special.get(number, {'new': number})['new']}, found {numbers(links[number])}")
        for number in paired:
            print(f"  new {number}, found {numbers(sources[number])}")


def key(provision: Provision) -> str:
    return re.sub(r"(?<=\d)(?=[a-z])", " ", provision.number)


def stays(link: Link) -> bool:
    return bool({key(p) for p in link.old} & {key(p) for p in link.new})


def agrees(row: Row, link: Link) -> bool:
    """Whether a link says what a row of the gold file says."""
    if row["new"] == "Deleted":
        return not [p for p in link.new if not p.tombstone]
    targets = re.findall(r"\d+(?: (?:bis|ter|ante))*", row["new"])
    places = {part for p in link.new for part in (key(p), p.article)}
    return bool(set(targets[:1]) & places)


def row_key(old: list[str], new: list[str]) -> str:
    """A row of a concordance in one line."""
    return f"{', '.join(old) or '–'} → {', '.join(new) or '–'}"
