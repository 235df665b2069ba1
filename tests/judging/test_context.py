"""What the provisions around one say it is about."""

from __future__ import annotations

import pytest

from helpers.passages import read
from treatydiff.alignment import align
from treatydiff.judging.context import Context
from treatydiff.judging.impact import Impacts
from treatydiff.judging.lexis import Lexis
from treatydiff.judging.signs import Role
from treatydiff.model import Draft, Level, Provision
from treatydiff.references.resolution import References


def test_of_an_article_of_hundreds_of_paragraphs_those_near_one_say_what_it_is_about() -> None:
    def paragraphs(text: str, first: int) -> list[Provision]:
        numbers = range(first, first + 100)
        return [Provision(Level.PARAGRAPH, str(n), f"art_1__para_{n}", article="1", text=text) for n in numbers]

    powers = paragraphs("The authorities may search the premises and seize data.", 1)
    duties = paragraphs("Data shall be kept under the supervision of a judge.", 101)
    article = Provision(Level.ARTICLE, "1", "art_1", article="1", children=(*powers, *duties))
    context = Context(Draft("draft", (article,), "en"), read("en"))
    near_power, near_duty = context.article(powers[10]), context.article(duties[90])
    assert near_power.get(Role.POWER, 0.0) > 0
    assert near_duty.get(Role.POWER, 0.0) == 0


def test_of_an_article_that_is_named_only_as_many_paragraphs_are_read_as_tell_what_it_does(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    numbers = range(1, 301)
    texts = {n: f"Data of kind {n} shall be deleted under the supervision of a judge." for n in numbers}
    children = tuple(
        Provision(Level.PARAGRAPH, str(n), f"art_1__para_{n}", article="1", text=texts[n]) for n in numbers
    )
    article = Provision(Level.ARTICLE, "1", "art_1", article="1", children=children)
    draft = Draft("draft", (article,), "en")
    impacts = Impacts(Context(draft, read("en")), References(draft, draft, align(draft, draft)), 1)
    asked: list[str] = []
    hits = Lexis.hits
    monkeypatch.setattr(Lexis, "hits", lambda self, text: asked.append(text) or hits(self, text))
    assert impacts.whole(article).sign > 0
    assert len({text for text in asked if "of kind" in text}) < 100
