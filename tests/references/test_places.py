from __future__ import annotations

from dataclasses import replace

import pytest

import making
from treatydiff.model import Level, Provision
from treatydiff.references.places import arrow, title, titles, together


@pytest.mark.parametrize(
    ("word", "name"), [("rule", "Rule 5"), ("règle", "Règle 5"), ("section", "Section 5"), ("", "Article 5")]
)
def test_an_article_is_called_what_the_text_calls_it(word: str, name: str) -> None:
    article = replace(making.article("5"), word=word)
    assert title(article) == name
    assert article.unit == name[:1].lower() + name[1:]


@pytest.mark.parametrize(
    ("level", "number", "name"),
    [
        (Level.ARTICLE, "3 bis", "Article 3 bis"),
        (Level.PREAMBLE, "", "Preamble"),
        (Level.CHAPTER, "III", "Chapter III"),
        (Level.ANNEX, "", "Annex"),
        (Level.OPTION, "A", "Option A"),
    ],
)
def test_a_unit_has_a_title(level: Level, number: str, name: str) -> None:
    assert title(Provision(level, number, "x")) == name


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("paragraph 3", "paragraph 4", "paragraph 3 → 4"),
        ("preambular paragraph 5", "preambular paragraph 6", "preambular paragraph 5 → 6"),
        ("option I, paragraph 2 (a)", "option I, paragraph 2 (b)", "option I, paragraph 2 (a) → (b)"),
        ("article 47, paragraph 1", "article 47, paragraph 5", "article 47, paragraph 1 → 5"),
        ("article 5, paragraph 1", "article 6, paragraph 1", "article 5, paragraph 1 → article 6, paragraph 1"),
        ("paragraph 1", "paragraph 1, closing words", "paragraph 1 → paragraph 1, closing words"),
        ("paragraph 1 (a)", "paragraph 1", "paragraph 1 (a) → paragraph 1"),
        ("option II, paragraph 6", "paragraph 4", "option II, paragraph 6 → paragraph 4"),
        ("", "paragraph 2", "(own words) → paragraph 2"),
    ],
)
def test_from_one_place_to_another_common_words_are_said_once(old: str, new: str, said: str) -> None:
    assert arrow(old, new) == said


@pytest.mark.parametrize(
    ("several", "said"),
    [
        (["preambular paragraph 7", "preambular paragraph 8"], "preambular paragraphs 7 and 8"),
        (["paragraph 1 (a)", "paragraph 1 (b)", "paragraph 1 (c)"], "paragraph 1 (a), (b) and (c)"),
        (["paragraph 8", "paragraph 8, option B"], "paragraph 8 and paragraph 8, option B"),
        (["", "paragraph 2", "paragraph 2"], "paragraph 2"),
        ([], ""),
    ],
)
def test_several_places_are_named_shortly(several: list[str], said: str) -> None:
    assert together(several) == said


def test_a_link_is_called_by_the_titles_of_both_sides() -> None:
    one, two, three = (making.article(number) for number in ("12", "13", "14"))
    split = making.link(one, two)
    assert titles(split) == "Article 12 → 13"
    assert titles(replace(split, new=(two, three))) == "Article 12 → 13, 14"
    assert titles(making.link(one, one)) == titles(making.link(one, None)) == "Article 12"
