"""A concordance that is handed back changes what was changed in it and nothing else."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from corpus import ROOT, real

sys.path.insert(0, str(ROOT))

from benchmarks.alignment.edits import Drafters, Plan
from benchmarks.alignment.grammar import LANGUAGES, base
from benchmarks.alignment.printed import Printer

from helpers import samples
from treatydiff.alignment import align, read_rules
from treatydiff.commands.guide import Guide
from treatydiff.compare import compare, read_draft
from treatydiff.errors import DataError
from treatydiff.model import Alignment, Block, Draft, Reading
from treatydiff.renderers import CONCORDANCES, RENDERERS
from treatydiff.report import Report
from treatydiff.structure import build

Pair = tuple[Draft, Draft]
SENTENCES = (
    "Each lamp shall be trimmed by the keeper every night before the fog comes in.",
    "The master of a ship pays the dues of the harbour within thirty days.",
    "No wreck may be lifted without a licence from the harbour board.",
    "A pilot shall have served at sea for not less than five years.",
    "The board publishes its accounts in the gazette once a year.",
    "Anchors lost in the roads belong to whoever raises them after a year.",
)


def draft(lines: list[str]) -> Draft:
    return build(Reading(tuple(map(Block, lines))), name="draft", language="en")


def printed(report: Report) -> bytes:
    return RENDERERS["json"].render((report,))


def handed_back(report: Report) -> str:
    return CONCORDANCES["csv"].render((report,)).decode("utf-8-sig")


def sample_pairs() -> Iterator[Pair]:
    found = [samples.draft(at) for at in range(3)]
    yield from pairwise(found)
    yield from pairwise(found[::-1])


def chapters(order: str) -> Draft:
    """Articles that begin with 1 in each chapter."""
    lines = ["Convention on Harbours"]
    for roman, name in zip(("I", "II", "III", "IV"), order, strict=False):
        texts = SENTENCES[ord(name) - 97 :][:3]
        lines += [f"CHAPTER {roman}", f"Matters {name}"]
        lines += [line for n, text in enumerate(texts, 1) for line in (f"Article {n}", f"In {name}: {text}")]
    return draft(lines)


def numberings() -> Iterator[Pair]:
    plain, numbered = list(SENTENCES[:5]), [f"{n}. {text}" for n, text in enumerate(SENTENCES[:5], 1)]
    turned = [f"{n}. {text}" for n, text in enumerate(SENTENCES[1:], 1)]
    yield chapters("abc"), chapters("adbc")
    yield draft(plain), draft(plain[1:])
    yield draft(["Resolution on harbours", *numbered]), draft(["Resolution on harbours", *turned])


@pytest.mark.parametrize("pairs", [sample_pairs, numberings])
def test_unchanged_it_gives_byte_for_byte_what_it_was_made_of(pairs: Callable[[], Iterator[Pair]]) -> None:
    found = list(pairs())
    assert len(found) >= 3
    for old, new in found:
        report = compare(old, new)
        assert printed(compare(old, new, rules=read_rules(handed_back(report), "map.csv"))) == printed(report)


def test_unchanged_it_gives_that_of_a_real_pair_too() -> None:
    paths = sorted(Path(real("bbnj")).glob("2022-*.en.txt"))
    assert len(paths) > 1
    old, new = (read_draft(str(path)) for path in paths[:2])
    report = compare(old, new, judged=False)
    again = compare(old, new, rules=read_rules(handed_back(report), "map.csv"), judged=False)
    assert printed(again) == printed(report)


@settings(max_examples=6, deadline=None)
@given(st.sampled_from(LANGUAGES), st.integers(0, 40), st.sampled_from([0.0, 0.1, 0.3]))
def test_it_does_so_in_every_language_and_with_every_kind_of_change(language: str, seed: int, rate: float) -> None:
    convention = base(language, seed)
    old, new = (
        Printer(convention).draft("values", "old"),
        Printer(Drafters(convention, seed).draft(Plan(), rate)).draft("values", "new"),
    )
    report = compare(old, new, judged=False)
    again = compare(old, new, rules=read_rules(handed_back(report), "map.csv"), judged=False)
    assert again.alignment == report.alignment


def told(found: Alignment, *, without: str) -> list[object]:
    """The links in which no provision of the article ``without`` of either draft stands."""
    return [
        (link.relation, link.basis, link.moved, [p.eid for p in link.old], [p.eid for p in link.new])
        for link in found.links
        if all(p.article != without for p in (*link.old, *link.new))
    ]


def test_one_row_changed_changes_nothing_else() -> None:
    old, new = map(samples.draft, (0, 1))
    report = compare(old, new, judged=False)
    rows = list(csv.DictReader(io.StringIO(handed_back(report))))
    changed = next(row for row in rows if row["old"] == row["new"] == "3")
    rows.remove(changed)
    rows += [{**changed, "new": ""}, {**changed, "old": ""}]
    text = io.StringIO()
    table = csv.DictWriter(text, rows[0])
    table.writeheader()
    table.writerows(rows)
    ruled = align(old, new, read_rules(text.getvalue(), "map.csv"))
    assert [link.new for link in ruled.links if any(p.eid == "art_3" for p in link.old)] == [()]
    assert told(ruled, without="3") == told(align(old, new), without="3")


def test_a_workbook_is_handed_back_like_the_table(tmp_path: Path) -> None:
    old, new = map(samples.draft, (0, 1))
    report = compare(old, new)
    path = tmp_path / "map.xlsx"
    path.write_bytes(CONCORDANCES["xlsx"].render((report,)))
    guide = Guide.read(str(path))
    assert len(guide.rules) > 40
    assert printed(guide.compare(old, new)) == printed(report)


def test_a_workbook_without_those_columns_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "map.xlsx"
    Workbook().save(path)
    with pytest.raises(DataError, match="no sheet with the columns old and new"):
        Guide.read(str(path))


def test_paragraph_1_of_article_4_is_not_article_41() -> None:
    lines = [
        line for n in range(1, 43) for line in (f"Article {n}", f"1. {SENTENCES[n % 6]} {n * 7919}.", "2. So be it.")
    ]
    found = align(draft(lines), draft(lines), read_rules("old,new\n4(1),4(2)\n41,\n", "map.csv"))
    pairs = {link.old[0].eid: [p.eid for p in link.new] for link in found.links if link.old}
    assert "art_4__para_2" in pairs["art_4__para_1"]
    assert pairs["art_41"] == []


@pytest.mark.parametrize("cell", ["3; 4", "3;4", "3, 4"])
def test_several_articles_go_in_one_cell_as_the_terminal_prints_them_too(cell: str) -> None:
    lines = [line for n in range(1, 5) for line in (f"Article {n}", SENTENCES[n])]
    (link,) = (
        link
        for link in align(draft(lines), draft(lines), read_rules(f'old,new\n3,"{cell}"\n4,\n', "map.csv")).links
        if link.old and link.old[0].number == "3"
    )
    assert [p.number for p in link.new] == ["3", "4"]


def test_what_stands_in_two_lines_is_told_how_to_stand_in_one() -> None:
    lines = [line for n in range(1, 5) for line in (f"Article {n}", SENTENCES[n])]
    with pytest.raises(DataError, match="3 stands in two lines") as raised:
        align(draft(lines), draft(lines), read_rules("old,new\n3,3\n3,4\n", "map.csv"))
    hint = 'put all that answers to it on one line, separated by semicolons: old "11", new "11; 12"'
    assert raised.value.hint == hint
