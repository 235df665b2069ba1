"""Many patterns are found at once, sentence by sentence, where each is found by itself."""

from __future__ import annotations

import pytest

from helpers.judged import LANGUAGES, cases, files, sides
from treatydiff.judging import lexis
from treatydiff.text.tables import DATA
from treatydiff.themes import Term, load_themes
from treatydiff.themes.lexicon import Lexicon, lexicon_of
from treatydiff.themes.patterns import parted, pattern, plain, silent


def found(*words: str, text: str) -> list[str]:
    return [text[start:end] for start, end in Lexicon({"theme/term": words}, "en").searched(text).hits("theme/term")]


def terms_of(language: str) -> list[Term]:
    """Those of the themes and the classes of words of the frames."""
    known = lexis.load(language)
    assert known is not None
    themes = (term for theme in load_themes(language=language) for term in theme.terms if term.words.get(language))
    frames = (Term(name, name, "", {language: words}, frozenset()) for name, words in known.classes.items() if words)
    return [*themes, *frames]


def text_of(language: str) -> str:
    """Both sides of many cases of judging."""
    texts = (case.text for file in files() if file.startswith(language) for case in cases(file)[:6])
    return plain(silent("\n".join(side for text in texts for side in sides(text))))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_found_at_once_is_what_each_pattern_finds(language: str) -> None:
    terms, text = terms_of(language), text_of(language)
    lexicon = Lexicon({term.name: term.words[language] for term in terms}, language, "all")
    searched = lexicon.searched(text)
    wanted = {term.name: pattern(term.words[language], language).hits(text) for term in terms}
    held = {name for name, hits in wanted.items() if hits}
    assert len(held) > 100
    assert len(list(lexicon.parts(text))) > 40
    assert {name: searched.hits(name) for name in wanted} == wanted
    assert held <= lexicon.may_hold(text)


def test_sentences_end_where_no_pattern_goes_on() -> None:
    text = " one 1.5; two\nand three.\nfour"
    assert [*parted(text, spaced=True)] == [(1, "one 1.5;"), (10, "two\nand three."), (25, "four")]
    assert [*parted("一;二。三", spaced=False)] == [(0, "一;"), (2, "二。"), (4, "三")]


def test_a_pattern_with_a_full_stop_is_found_across_it() -> None:
    assert found("see art. nine", text="as above. see art. nine. no more") == ["see art. nine"]


def test_a_pattern_is_found_over_a_line_break_and_in_every_sentence() -> None:
    assert found("lamp* (lit|oiled)", text="a lamp\noiled. lamps oil; the lamp lit.") == ["lamp\noiled", "lamp lit"]


def test_the_role_of_a_text_does_not_depend_on_what_it_was_searched_for_before() -> None:
    text = "the police may search a dwelling without authorization in urgent cases."
    one, other = (lexis.read(_source(), "en") for _ in range(2))
    one.hits(text)
    assert one.cues(text) == other.cues(text)
    assert any(hit.name == lexis.UNAUTHORIZED for hit in other.cues(text))


def test_comparisons_by_the_same_themes_share_a_lexicon_and_others_do_not() -> None:
    themes = load_themes(language="en")
    assert lexicon_of(themes, "en") is lexicon_of(load_themes(language="en"), "en")
    assert lexicon_of(themes, "en") is not lexicon_of(themes[:3], "en")
    assert lexicon_of(themes, "en") is not lexicon_of(themes, "fr")


def _source() -> str:
    return (DATA / "frames" / "en.toml").read_text(encoding="utf-8")


def test_each_sentence_of_a_long_text_is_searched_once_however_often_the_text_is() -> None:
    lexicon = Lexicon({"theme/lamp": ["lamp"]}, "en", "long")
    texts = [" ".join(f"lamp {n} of the {side} burns." for n in range(3000)) for side in ("old", "new")]
    asked = [lexicon.searched(f"{text} {n}.").sentences for n in range(3) for text in texts]
    found = [id(sentence) for sentences in asked for _, sentence in sentences]
    assert (len(found), len(set(found))) == (18_006, 6_003)
