from __future__ import annotations

import pytest

from treatydiff.findings.citations import cited_articles
from treatydiff.themes.patterns import plain, silent


@pytest.mark.parametrize(
    ("text", "language", "articles"),
    [
        ("subject to article 24", "en", [["24"]]),
        ("articles 25 to 28 and 30", "en", [["25", "26", "27", "28", "30"]]),
        ("articles 24, 26 bis and 36", "en", [["24", "26 bis", "36"]]),
        ("article 7 or article 9", "en", [["7", "9"]]),
        ("les articles 28 et 29", "fr", [["28", "29"]]),
        ("aux articles 25 à 27", "fr", [["25", "26", "27"]]),
        ("los artículos 25 a 27", "es", [["25", "26", "27"]]),
        ("в статьях 25–27", "ru", [["25", "26", "27"]]),
        ("第二十五条至第二十七条", "zh", [["25", "26", "27"]]),
        ("المواد 25 إلى 27", "ar", [["25", "26", "27"]]),
        ("paragraph 3 and 4", "en", []),
        ("article of faith 7", "en", []),
    ],
)
def test_the_articles_that_a_text_names(text: str, language: str, articles: list[list[str]]) -> None:
    assert [list(c.articles) for c in cited_articles(plain(silent(text)), language)] == articles


def test_an_impossible_range_is_its_ends() -> None:
    assert cited_articles("articles 5 to 1000", "en")[0].articles == ("5", "1000")
