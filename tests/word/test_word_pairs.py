"""One feature at a time: accepting the redline gives the new file, rejecting it the old one, in everything."""

from __future__ import annotations

import io
import zipfile

import pytest
from lxml import etree

from helpers.word_files import made
from treatydiff.ooxml.resolve import resolve
from treatydiff.ooxml.xml import W
from treatydiff.word.proof.verify import verify
from word_pairs import LAST, PAIRS, Word, bare, field_, p, r
from word_reading import part, shown


@pytest.mark.parametrize("native", [True, False], ids=["native", "plain"])
@pytest.mark.parametrize("name", PAIRS)
def test_a_redline_keeps_its_promise_both_ways(name: str, native: bool) -> None:
    old, new = PAIRS[name]()
    assert verify(made(old, new, native), old.data(), new.data()) == ()
    assert verify(made(new, old, native), new.data(), old.data()) == ()


def test_with_looks_marked_the_page_of_an_entry_is_what_it_was() -> None:
    """The proof does not look at it: Word may work it out anew."""
    old, new = PAIRS["table_of_contents_made_anew"]()
    lines = shown(resolve(made(old, new), accept=False))
    assert lines[:2] == ["Scope\t1", "Terms that are used here\t2"]


def test_a_field_in_short_form_stays_in_short_form_where_it_is_kept() -> None:
    said = '<w:fldSimple w:instr="DOCPROPERTY Symbol"><w:r><w:t>L.3</w:t></w:r></w:fldSimple>'
    old, new = (Word(p("See ", said, each) + LAST) for each in (" here.", " there."))
    assert b'<w:fldSimple w:instr="DOCPROPERTY Symbol">' in etree.tostring(part(made(old, new)))


PAGE = '<w:fldSimple w:instr="PAGE"><w:r><w:t>{}</w:t></w:r></w:fldSimple>'


def test_with_looks_marked_the_number_of_a_page_is_marked_inside_its_field() -> None:
    """Word replaces it, marks and all, as soon as it shows the page."""
    old, new = (Word(p("Page ", PAGE.format(n), " of 9", field_("NUMPAGES", str(n))) + LAST) for n in (1, 2))
    redline = made(old, new)
    assert {"fldSimple", "p"} >= {etree.QName(mark.getparent()).localname for mark in part(redline).iter(W + "del")}
    assert [shown(resolve(redline, accept=accept))[0] for accept in (True, False)] == ["Page 2 of 92", "Page 1 of 91"]


def test_an_entry_of_contents_that_leads_elsewhere_is_another_entry() -> None:
    entry = '<w:hyperlink w:anchor="_Toc{}">{}</w:hyperlink>'
    first, second = entry.format(1, r("Article 1. Scope")), entry.format(2, r("Article 2. Terms"))
    old, new = Word(p(first) + p(second) + LAST), Word(p(entry.format(2, r("Article 1. Scope"))) + p(first) + LAST)
    rejected = part(resolve(made(old, new), accept=False))
    assert [link.get(W + "anchor") for link in rejected.iter(W + "hyperlink")] == ["_Toc1", "_Toc2"]


@pytest.mark.parametrize("accept", [True, False])
def test_nothing_is_left_of_an_override_of_direction_that_came_or_went(accept: bool) -> None:
    old, new = Word(p("Case ", BDO.format(r("abc")), " ends.") + LAST), Word(p("Case ", r("abc"), " ends.") + LAST)
    sides = [*part(made(old, new)).iter(W + "bdo")]
    assert [etree.QName(side.getparent()).localname for side in sides] == ["del"]
    assert len([*part(resolve(made(old, new), accept=accept)).iter(W + "bdo")]) == (0 if accept else 1)


BDO = '<w:bdo w:val="rtl">{}</w:bdo>'


def test_with_looks_marked_smart_tags_that_both_drafts_hold_stay() -> None:
    tag = '<w:smartTag w:uri="urn:x" w:element="place">{}</w:smartTag>'
    old, new = (Word(p("Done at ", tag.format(r(place)), ".") + LAST) for place in ("Geneva", "Vienna"))
    for accept, place in ((True, "Vienna"), (False, "Geneva")):
        (kept,) = part(resolve(made(old, new), accept=accept)).iter(W + "smartTag")
        assert "".join(kept.itertext()) == place


def test_a_chart_keeps_its_bytes() -> None:
    chart = b'<?xml version="1.0"?>\n<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"/>'
    drawn = bare('<w:drawing><c:chart xmlns:c="urn:c" r:id="c1"/></w:drawing>')
    files = {"c1": ("chart", "charts/chart1.xml", chart)}
    old, new = (Word(p(words, drawn) + LAST, files=files) for words in ("One chart ", "A chart "))
    with zipfile.ZipFile(io.BytesIO(made(old, new))) as archive:
        assert archive.read("word/charts/chart1.xml") == chart


def test_a_header_as_in_the_section_before_stays_that_where_a_section_without_its_own_comes_between() -> None:
    old, new = PAIRS["a_section_between_that_shows_the_header_before_it"]()
    assert len([*part(made(old, new)).iter(W + "headerReference")]) == 1
