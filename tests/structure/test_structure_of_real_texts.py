"""The structure of real treaties and drafts, in six languages and three kinds of file, counted by hand."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from corpus import DRAFTS, real
from outlining import assert_nothing_lost, at, eids
from treatydiff.model import Draft, Level, Status
from treatydiff.readers import load, reader_for
from treatydiff.structure import build

CHARTER = [f"un-charter/un-charter.{code}.txt" for code in ("en", "fr", "es", "ru", "zh", "ar")]
ADOPTED = [f"bbnj/2023-06-19.{code}.txt" for code in ("fr", "ru", "zh")]
JUNE, DECEMBER = "bbnj/2022-06-01.en.txt", "bbnj/2022-12-12.en.txt"

ARTICLES = [
    (JUNE, 89, 76),  # 53 printed twice, 13 only said to be deleted or moved
    (DECEMBER, 93, 76),
    *((name, 76, 76) for name in ADOPTED),
    ("bbnj/2023-06-19.fr.pdf", 76, 76),
    *((name, 111, 111) for name in CHARTER),
    ("cybercrime/A_RES_79_243-annex.articles-1-13.ar.txt", 13, 13),
    ("un-pdf/A_CONF.164_37-fish-stocks-1995.en.pdf", 57, 57),  # 50 and 7 of an annex
    ("un-pdf/unclos-1982.en.pdf", 445, 445),  # 320 and 125 of its annexes
    ("un-pdf/prepcom3-report-2026-04-02.pdf", 64, 64),
    ("un-pdf/prepcom3-report-2026-05-04.pdf", 64, 64),
]


@cache
def draft_of(path: str) -> Draft:
    return build(reader_for(path, load(path)).read(load(path), path), name=path)


def headings(draft: Draft) -> list[str]:
    return [article.heading for article in draft.articles()]


@pytest.mark.parametrize(("name", "printed", "alive"), ARTICLES, ids=[name for name, *_ in ARTICLES])
def test_every_article_is_found_and_nothing_is_lost(name: str, printed: int, alive: int) -> None:
    draft = draft_of(real(name))
    assert len(eids(draft, Level.ARTICLE)) == printed
    assert len(draft.articles()) == alive
    assert_nothing_lost(draft)


def test_of_unclos_320_articles_stand_outside_its_annexes() -> None:
    draft = draft_of(real("un-pdf/unclos-1982.en.pdf"))
    main = [article.eid for article in draft.articles() if not article.eid.startswith("annex")]
    assert main == [f"art_{number}" for number in range(1, 321)]
    annexes = [p.eid for p in draft.provisions if p.level is Level.ANNEX][:9]
    assert annexes == [f"annex_{number}" for number in ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")]


@pytest.mark.parametrize("name", [JUNE, DECEMBER, *ADOPTED])
def test_the_high_seas_agreement_has_twelve_parts_a_preamble_and_two_annexes(name: str) -> None:
    draft = draft_of(real(name))
    assert len(eids(draft, Level.PART)) == 12
    assert len(eids(draft, Level.PREAMBLE)) == 1
    assert len(eids(draft, Level.ANNEX)) == 2


@pytest.mark.parametrize("name", ADOPTED)
def test_glued_titles_are_found_for_every_article(name: str) -> None:
    assert all(headings(draft_of(real(name))))


@pytest.mark.parametrize("name", ["bbnj/2023-06-19.fr.txt", "bbnj/2023-06-19.ru.txt", "bbnj/2023-06-19.zh.txt"])
def test_a_glued_preamble_has_its_seventeen_recitals(name: str) -> None:
    preamble = at(draft_of(real(name)), "preamble")
    assert len([child for child in preamble.children if child.level is Level.PARAGRAPH]) == 17
    assert preamble.children[-1].level is Level.CLOSING


@pytest.mark.parametrize("name", CHARTER)
def test_the_charter_has_no_titles_of_articles_and_gets_none(name: str) -> None:
    draft = draft_of(real(name))
    assert not any(headings(draft))
    assert [p.eid for p in draft.provisions][-1].startswith("conclusions")
    assert len([eid for eid in eids(draft, Level.CHAPTER) if eid.startswith("chp")]) >= 18


def numbers(draft: Draft) -> Counter[str]:
    """How many numbered paragraphs of any depth each article has."""
    return Counter(
        p.eid.split("__")[0] for p in draft.walk() if p.article and p.level not in (Level.ARTICLE, Level.CLOSING)
    )


def test_the_adopted_text_has_the_same_paragraphs_in_every_language() -> None:
    french, russian, chinese = (numbers(draft_of(real(name))) for name in ADOPTED)
    assert french == chinese
    assert french - russian == Counter({"art_52": 1})  # extraction lost a parenthesis: "c" for "c)"


def test_secretariat_notes_become_notes() -> None:
    draft = draft_of(real(DECEMBER))
    moved = at(draft, "art_54bis")
    assert (moved.heading, moved.text, moved.note) == ("Prevention of disputes", "", "Moved as article 54 ante")
    assert moved.tombstone
    assert at(draft, "art_48__para_6").note == "[Moved from article 55 ter]"
    assert at(draft, "art_20ante").status == frozenset({Status.BRACKETED})
    assert at(draft, "art_20ante").printed == "[Article 20 ante]"


def test_options_of_the_june_draft_stand_where_they_belong() -> None:
    draft = draft_of(real(JUNE))
    options = eids(draft, Level.OPTION)
    assert {"art_13__option_I", "art_13__option_II", "part_VIII__option_I", "part_VIII__option_II"} <= set(options)
    assert at(draft, "art_13__option_II").heading == "Transparency system for benefit-sharing"
    assert at(draft, "art_5__subpara_c__option_2").text == "The fair and equitable sharing of benefits;"
    assert {"art_23__para_4__option_A", "art_23__para_4__option_B"} <= set(options)


def test_article_63_is_cited_in_article_63_bis_and_opens_nothing() -> None:
    draft = draft_of(real(JUNE))
    assert at(draft, "art_63bis").text.startswith("Article 63 does not preclude a Party")


@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: path.name)
def test_the_sample_drafts_read_alike_from_word_and_from_pdf(path: str) -> None:
    word, pdf = draft_of(str(path)), draft_of(str(path).removesuffix(".docx") + ".pdf")
    for level in (Level.ARTICLE, Level.PARAGRAPH, Level.SUBPARAGRAPH, Level.ITEM, Level.ANNEX, Level.CHAPTER):
        found = [[p.eid for p in draft.walk() if p.level is level and p.article] for draft in (word, pdf)]
        assert found[0] == found[1]
    assert headings(word) == headings(pdf)
