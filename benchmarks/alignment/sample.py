"""Scores the sample drafts of this project against their truth: concordance, changes, cross-references."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.alignment.shared import numbers, row_key

from treatydiff.compare import compare, read_draft
from treatydiff.model import Change, Draft, Level, Op, Provision
from treatydiff.report import Report

FOLDER = Path(__file__).parent.parent.parent / "drafts"
WORDS = ("words", "spelling", "insert", "delete", "reference")
"""Kinds of change whose words can be looked up where they stand."""
Row = dict[str, Any]
Place = tuple[str, str]


def report_sample(explain: bool, suffixes: tuple[str, ...] = (".docx", ".pdf")) -> None:
    """Print how much of the truth the program says, from every kind of file."""
    for pair in tomllib.loads((FOLDER / "truth.toml").read_text("utf-8"))["pair"]:
        for suffix in suffixes:
            drafts = (read_draft(str(FOLDER / f"{pair[side]}{suffix}")) for side in ("old", "new"))
            missed = Sample(pair, compare(*drafts)).missed()
            name = f"{pair['new']}{suffix}"
            for what, (count, lines) in missed.items():
                print(f"sample    {name:40} {what:24} {count - len(lines)}/{count}")
                if explain:
                    print("".join(f"  {line}\n" for line in lines), end="")


class Sample:
    """One pair of sample drafts, compared."""

    def __init__(self, pair: Row, report: Report) -> None:
        self.pair, self.report = pair, report
        self.old, self.new = places(report.old), places(report.new)
        sides = [(side, p.eid, change) for change in report.redline.all for side in ("old", "new")
                 for p in getattr(change.link, side)]  # fmt: skip
        self.changes = {(side, eid): change for side, eid, change in sides}

    def missed(self) -> dict[str, tuple[int, list[str]]]:
        """Of each part of the truth: how much there is, and what was not found."""
        words = [row for row in self.pair["change"] if row["kind"] in WORDS]
        references = self.pair.get("reference", [])
        judged = [row for row in words if "theme" in row]
        stale = [row for row in self.pair["change"] if row["kind"] == "stale-reference"]
        return {
            "rows of the concordance": (len(self.pair["article"]), list(self.rows())),
            "changes of words": (len(words), [told(row) for row in words if not self.found(row, row["significance"])]),
            "references updated": (
                len(references),
                [told(row) for row in references if not self.found(row, "consequential")],
            ),
            "findings": (len(judged), [told(row) for row in judged if not self.judged(row)]),
            "references left wrong": (len(stale), [told(row) for row in stale if not self.noticed(row)]),
        }

    def rows(self) -> Iterator[str]:
        """The rows of the concordance that are not as they should be."""
        said = {(numbers(link), link.moved) for link in self.report.alignment.concordance()}
        for row in self.pair["article"]:
            wanted = row_key(row["old"], row["new"]), row["moved"]
            if wanted not in said:
                yield f"{wanted} not in {sorted(s for s in said if set(row['old'] + row['new']) & set(s[0].split()))}"

    def found(self, row: Row, significance: str) -> bool:
        """Whether the words that truly differ stand in spans of the provision, of that significance."""
        removed, introduced = Counter(bare(row["removed"])), Counter(bare(row["introduced"]))
        gone, new = removed - introduced, introduced - removed
        return any(
            gone <= marked(change, Op.DELETE, significance)
            and new <= marked(change, Op.INSERT, significance)
            and any(span.significance == significance for span in change.spans)
            for change in self.at(row)
        )

    def at(self, row: Row) -> Iterator[Change]:
        for side, known in (("new", self.new), ("old", self.old)):
            place = row.get(f"{side}_article", ""), row.get(f"{side}_para", "")
            for eid in known.get(place, ()):
                if (side, eid) in self.changes:
                    yield self.changes[side, eid]

    def judged(self, row: Row) -> bool:
        """Whether a finding about the provision has the theme and the direction."""
        changes = {change.id for change in self.at(row)}
        return any(
            finding.change.id in changes and finding.theme == row["theme"] and finding.adverse is row["adverse"]
            for finding in self.report.findings
        )

    def noticed(self, row: Row) -> bool:
        start = f"Article {row['new_article']}"
        return any(
            notice.message.startswith(start) and row["says"] in notice.message for _, notice in self.report.notices
        )


def marked(change: Change, op: Op, significance: str) -> Counter[str]:
    """The words that are marked so."""
    return Counter(
        bare(" ".join(span.text for span in change.spans if span.op is op and span.significance == significance))
    )


def bare(words: str) -> list[str]:
    return re.findall(r"\w+", words)


def told(row: Row) -> str:
    place = f"{row.get('old_article', '')} {row.get('old_para', '')} → {row['new_article']} {row['new_para']}"
    return f"{place}: -{row['removed']}- +{row['introduced']}+ {row.get('significance', '')}"


def places(draft: Draft) -> dict[Place, list[str]]:
    """The eids of what stands at each place; preambular paragraphs all at one."""
    found: dict[Place, list[str]] = {}
    for top in draft.walk():
        if top.level in (Level.ARTICLE, Level.PREAMBLE, Level.ANNEX):
            article = top.number or str(top.level)
            for path, provision in inside(top, ""):
                found.setdefault((article, path), []).append(provision.eid)
    return found


def inside(provision: Provision, path: str) -> Iterator[tuple[str, Provision]]:
    yield path, provision
    for child in provision.children:
        step = f"({child.number})" if child.level in (Level.SUBPARAGRAPH, Level.ITEM) else child.number
        step = "" if child.level in (Level.OPTION, Level.CLOSING) else step
        yield from inside(child, f"{path} {step}".strip())
