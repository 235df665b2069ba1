"""The parts of a Word file: each parsed once, found by the relations that lead to them, written as they came."""

from __future__ import annotations

import io
import time
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from lxml import etree

from treatydiff.compare import compare, read_draft
from treatydiff.ooxml.container import Package
from treatydiff.ooxml.opc import RT, PackagePart, PartRelation
from treatydiff.ooxml.package import WordPackage
from treatydiff.ooxml.xml import NS_W, P, fill
from treatydiff.readers import ReadOptions
from treatydiff.readers.docx import numbered
from treatydiff.word.redline import redline
from word_pairs import Word, p


def package(body: str = "") -> WordPackage:
    return WordPackage(Word(body or p("Each Party shall act."), links={"rL": "https://example.org/"}).data())


def test_parts_are_found_in_the_order_of_the_relations_that_lead_to_them() -> None:
    names = [part.name for part in package().opc.parts()]
    assert names[0] == "/word/document.xml"
    assert "/word/styles.xml" in names


def test_an_equal_relation_is_used_again_and_another_gets_the_next_free_id() -> None:
    main = package().main
    styles = next(relation.part for relation in main.rels.values() if relation.reltype == RT.STYLES)
    assert styles is not None
    again = main.relate_to(styles, RT.STYLES)
    other = main.rels.add(PartRelation(RT.HYPERLINK, None, "https://example.org/other"))
    assert main.rels[again].part is styles
    assert other not in (again, "rL")
    assert main.rels.add(PartRelation(RT.HYPERLINK, None, "https://example.org/other")) == other


def test_a_part_is_written_as_it_came_unless_somebody_took_its_root() -> None:
    part = PackagePart("/word/x.xml", "application/xml", b"<x ><!-- kept --></x>")
    assert part.blob == b"<x ><!-- kept --></x>"
    assert len(part.root) == 0
    assert b"kept" not in part.blob


def test_parts_as_they_are_now_read_as_if_they_were_written_and_opened(drafts: Path) -> None:
    changed = WordPackage((drafts / "2026-02-further-revised-draft.docx").read_bytes())
    gone = next(changed.document.iter(P))
    parent = gone.getparent()
    assert parent is not None
    parent.remove(gone)
    opened, written = changed.opc.opened("a draft"), Package(changed.write(), "a draft")
    assert numbered(opened, ReadOptions()) == numbered(written, ReadOptions())
    assert {*opened.relations(opened.main)} == {*written.relations(written.main)}
    assert opened.text("nowhere.xml") == b""
    assert not opened.has("nowhere.xml")
    assert opened.xml("nowhere.xml") is None


def test_a_copy_is_changed_by_itself() -> None:
    first = package()
    second = first.copy()
    for paragraph in list(second.document.iter(P)):
        second.body.remove(paragraph)
    assert list(first.document.iter(P))
    assert not list(second.document.iter(P))
    assert first.copy().write() == first.write()


def test_relations_and_types_are_written_so_that_others_find_the_parts() -> None:
    data = package().write()
    assert WordPackage(data).write() == data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.namelist()[:2] == ["[Content_Types].xml", "_rels/.rels"]
        assert b'Target="word/document.xml"' in archive.read("_rels/.rels")
        assert b'Target="styles.xml"' in archive.read("word/_rels/document.xml.rels")


def test_each_part_of_either_draft_is_parsed_once_for_merging_and_proof_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, words in (("old", "shall act"), ("new", "may act")):
        (tmp_path / f"{name}.docx").write_bytes(Word(p(f"1. Each Party {words}.")).data())
    report = compare(*(read_draft(str(tmp_path / f"{name}.docx")) for name in ("old", "new")))
    parsed: Counter[str] = Counter()
    parse = Package._parse

    def counted(self: Package, info: zipfile.ZipInfo) -> etree._Element:
        parsed[info.filename] += 1
        return parse(self, info)

    monkeypatch.setattr(Package, "_parse", counted)
    redline(report)
    assert parsed["word/document.xml"] == parsed["word/styles.xml"] == 2


@pytest.mark.parametrize("order", ["abc", "cab", "axbyc", "xy", "", "cxa", "bxyca"])
def test_an_element_is_filled_without_taking_out_what_it_has(order: str) -> None:
    parent, other = etree.fromstring("<p><a/><b/><c/></p>"), etree.fromstring("<q><x/><y/></q>")
    named = {element.tag: element for element in (*parent, *other)}
    fill(parent, [named[tag] for tag in order])
    assert "".join(element.tag for element in parent) == order


def test_a_large_element_that_stays_costs_nothing() -> None:
    cells = "<w:c/>" * 60_000
    parent = etree.fromstring(f'<w:p xmlns:w="{NS_W}"><w:a>{cells}</w:a><w:b>{cells}</w:b></w:p>')
    began = time.process_time()
    fill(parent, [*parent][::-1])
    assert time.process_time() - began < 10  # the square of its length would take many minutes
