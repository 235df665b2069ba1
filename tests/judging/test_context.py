"""What the provisions around one say it is about."""

from __future__ import annotations

from helpers.passages import read
from treatydiff.judging.clauses import Role
from treatydiff.judging.context import Context
from treatydiff.model import Draft, Level, Provision


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
