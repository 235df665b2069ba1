"""A text that has sections, rules or principles is told of in its own word, never in articles."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn

import making
from treatydiff.compare import compare
from treatydiff.model import Block, Draft, Reading
from treatydiff.references.places import unit_name
from treatydiff.renderers import RENDERERS, RenderOptions
from treatydiff.report import Report
from treatydiff.structure import build

OLD = (
    "The keeper shall wake every night.",
    "The old lamps are kept.",
    "Each State Party shall ensure that interception is subject to prior judicial authorization.",
)
NEW = (
    "The keeper may wake on request.",
    "The old lamps are kept.",
    "Boats are painted red each spring by their masters.",
)


def draft(texts: tuple[str, ...], *words: str) -> Draft:
    """Units that the text calls so, in turn; an empty word stands for "article"."""
    units = (making.article(str(n), "", text) for n, text in enumerate(texts, 1))
    return making.draft(*(replace(unit, word=words[n % len(words)]) for n, unit in enumerate(units)))


def compared(word: str) -> Report:
    return compare(draft(OLD, word), draft(NEW, word))


WORDS = ("section", "rule", "principle", "regulation")
CALLED = re.compile(r"\barticles?\b", re.IGNORECASE)


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("form", ["terminal", "markdown", "junit", "gitlab", "github"])
def test_no_output_speaks_of_articles(word: str, form: str) -> None:
    said = RENDERERS[form].render([compared(word)], RenderOptions(width=200)).decode()
    assert CALLED.findall(said) == []


@pytest.mark.parametrize("word", WORDS)
def test_the_first_screen_counts_in_the_texts_own_word(word: str) -> None:
    said = RENDERERS["terminal"].render([compared(word)], RenderOptions(width=200)).decode()
    assert f"1 {word} inserted" in said
    assert f"1 {word} deleted" in said
    assert f"3 {word}s" in said
    assert re.search(rf"^{word.capitalize()}s +1 unchanged", said, re.MULTILINE)


def read(word: str, texts: tuple[str, ...]) -> Draft:
    lines = [line for n, text in enumerate(texts, 1) for line in (f"{word} {n}", f"Heading {n}", text)]
    return build(Reading(tuple(map(Block, lines))), name="draft", language="en")


@pytest.mark.parametrize("word", ["Rule", "Principle"])
def test_words_front_page_does_so_too(word: str) -> None:
    report = compare(read(word, OLD), read(word, NEW))
    file = RENDERERS["docx"].render([report], RenderOptions(summary=True))
    body = docx.Document(BytesIO(file)).element.body
    said = "".join(text.text or "" for text in body.iter(qn("w:t")))
    assert CALLED.findall(said) == []
    assert f"2 changed {word.lower()}s" in said


@pytest.mark.parametrize("word", WORDS)
def test_a_finding_says_what_was_deleted(word: str) -> None:
    (found,) = compared(word).findings
    assert replace(found, quoted=(), removed=()).message.endswith(f"({word} deleted).")


def test_several_words_are_articles_together() -> None:
    assert unit_name(draft(OLD, "rule", "principle")) == "article"
    assert unit_name(draft(OLD, "rule"), draft(NEW, "")) == "article"
    assert unit_name(draft(OLD, "")) == "article"
    assert unit_name(making.draft()) == "article"
