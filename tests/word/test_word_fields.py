"""Fields inside amended paragraphs: whatever the field, and wherever Word split its result into runs."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.word_files import made
from treatydiff.word.proof.verify import verify
from word_pairs import LAST, Word, field_, p, r
from word_reading import marked

FIELDS = """
    = ADDRESSBLOCK ADVANCE ASK AUTHOR AUTONUM AUTONUMLGL AUTONUMOUT AUTOTEXT AUTOTEXTLIST BIBLIOGRAPHY CITATION
    COMMENTS COMPARE CREATEDATE DATABASE DATE DOCPROPERTY DOCVARIABLE EDITTIME EQ FILENAME FILESIZE FILLIN
    GOTOBUTTON GREETINGLINE HYPERLINK IF INDEX INFO KEYWORDS LASTSAVEDBY LISTNUM MERGEREC MERGESEQ NEXT NEXTIF
    NOTEREF NUMCHARS NUMPAGES NUMWORDS PAGE PAGEREF PRINTDATE QUOTE RD REF REVNUM SAVEDATE SECTION SECTIONPAGES
    SEQ SET SKIPIF STYLEREF SUBJECT SYMBOL TA TC TEMPLATE TIME TITLE TOA TOC USERADDRESS USERINITIALS USERNAME
    XE ADDIN
""".split()  # fmt: skip
"""Those of ISO/IEC 29500-1, 17.16.5, that run and fetch nothing, and that of reference managers."""
LOOKS = ("", "<w:b/>", "<w:i/>")

SEAMS = ("", '<w:proofErr w:type="spellStart"/>', '<w:bookmarkStart w:id="4" w:name="_Ref4"/><w:bookmarkEnd w:id="4"/>')
"""What Word leaves between two runs."""

words = st.text("abc XY19.(", min_size=1, max_size=6)
runs = st.lists(st.tuples(st.sampled_from(SEAMS), words, st.sampled_from(LOOKS)), max_size=4)
codes = st.tuples(st.sampled_from(FIELDS), st.sampled_from(("", " _Ref1 \\h", " x \\* MERGEFORMAT", " x = 1")))
AFTER_CODE = " </w:instrText></w:r>"
NEXT_RUN = '</w:instrText></w:r><w:r><w:instrText xml:space="preserve">'


@st.composite
def fields(draw: st.DrawFn, depth: int = 2) -> str:
    """A field, in long or short form, perhaps with another in its result or in its instruction."""
    code = "".join(draw(codes))
    result = [seam + r(text, look) for seam, text, look in draw(runs)]
    if depth and draw(st.booleans()):
        result.insert(draw(st.integers(0, len(result))), draw(fields(depth - 1)))
    if draw(st.integers(0, 3)) == 0:
        return f'<w:fldSimple w:instr="{code}">{"".join(result)}</w:fldSimple>'
    inside = draw(fields(0)) if depth and draw(st.integers(0, 3)) == 0 else ""
    said = code[:2] + NEXT_RUN + code[2:] if draw(st.booleans()) else code
    return field_(said, *result).replace(AFTER_CODE, AFTER_CODE + inside, 1)


@st.composite
def amended(draw: st.DrawFn) -> tuple[Word, Word]:
    """A paragraph with fields, and the same with other words around them, one of the fields perhaps another."""
    held = draw(st.lists(fields(), min_size=1, max_size=3))
    others = [draw(fields()) if draw(st.integers(0, 4)) == 0 else each for each in held]
    return Word(_among(draw, held) + LAST), Word(_among(draw, others) + LAST)


def _among(draw: st.DrawFn, held: list[str]) -> str:
    return p(*(part for each in held for part in (r(draw(words)), each)), r(draw(words)))


@given(amended(), st.booleans())
@settings(max_examples=100)
def test_an_amended_paragraph_with_any_field_is_exact_both_ways(pair: tuple[Word, Word], tracked: bool) -> None:
    old, new = pair
    redline = made(old, new, formatting=tracked)
    assert verify(redline, old.data(), new.data(), looks=tracked) == ()


def test_a_result_in_two_runs_of_one_look_is_kept_once_and_one_word_is_marked() -> None:
    reference = field_("REF _Ref1 \\h", "Article ", "12")
    old, new = p("Measures under ", reference, " apply."), p("Measures under ", reference, " always apply.")
    assert marked(made(Word(old + LAST), Word(new + LAST))) == ["Measures under Article 12{+ always+} apply."]
