"""A pattern that is walked ends where its regular expression does."""

from __future__ import annotations

import random
import re

import pytest

from treatydiff.themes import load_themes
from treatydiff.themes.matcher import road, walk
from treatydiff.themes.patterns import LazyPattern, _translate

GAPS = (
    " ",
    " one ",
    " , , one two. ",
    " one,two three four five six seven ",
    "  one ; ",
    " a b c d e f g h i ",
    "  , ",
)


def ended(pattern: re.Pattern[str], text: str, start: int) -> int:
    found = pattern.match(text, start)
    return found.end() if found else 0


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("keep … (secret|secrets)", "keep it  secrets"),
        ("(a|an|a fair) trial", "a fair  trial"),
        ("deci* …court", "deciding, by any , court"),
        ("deci*ed", "decided"),
        ("article* *", "articles 3 and 4"),
        ("with( the|) intent*", "with intentions"),
        ("a…b…c", "a x. b c"),
    ],
)
def test_choices_endings_and_gaps_are_tried_in_the_same_order(source: str, text: str) -> None:
    known = LazyPattern(source, "en")
    step = road(known.text)
    assert step is not None
    assert walk(step, text, 0) == ended(known.regex, text, 0)


@pytest.mark.parametrize("language", ["en", "fr", "es", "ru", "pt"])
def test_every_pattern_of_the_themes_is_walked_as_it_is_searched(language: str) -> None:
    chance, tried = random.Random(language), 0
    terms = [term for theme in load_themes(language=language) for term in theme.terms]
    for source in [s for term in terms if (p := term.pattern(language)) for s in p.sources if s.heads]:
        step, pattern = road(source.text), re.compile(_translate(source.text, language))
        assert step is not None, source.text
        for _ in range(6):
            text = re.sub(r"\([^()]*\)", lambda m: chance.choice(m[0][1:-1].split("|")), source.text)
            text = re.sub(r"\*", lambda _: chance.choice(["", "s", "ing x", "_"]), text)
            text = text.replace("…", chance.choice(GAPS)).replace(" ", chance.choice([" ", ", ", "  "]))
            text += chance.choice(["", " ", "s", ".", f" {text}"])
            assert walk(step, text, 0) == ended(pattern, text, 0), (source.text, text)
            tried += 1
    assert tried > 500


@pytest.mark.parametrize("source", ["a|b", "(a(b|c)|d)", "a+b"])
def test_what_only_a_regular_expression_can_say_is_left_to_it(source: str) -> None:
    assert road(source) is None
