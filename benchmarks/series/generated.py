"""Five drafts of a convention, and for every sentence the draft that brought it."""

from __future__ import annotations

import random
from copy import deepcopy
from dataclasses import dataclass, field

from benchmarks.alignment.grammar import Grammar
from benchmarks.alignment.printed import FORMS, numeral

from treatydiff.model import Block, Draft, Origin, Reading, Style
from treatydiff.structure import build

DRAFTS = 5
ARTICLES = 30


@dataclass
class Paragraphs:
    """An article: its heading, its paragraphs, and where it went."""

    uid: str
    heading: str
    body: list[list[str]] = field(default_factory=list)


@dataclass
class State:
    """One draft of the series."""

    articles: list[Paragraphs]


class Writers:
    """Makes a series; what they did is known."""

    def __init__(self, language: str, seed: int) -> None:
        self.language = language
        self.random = random.Random(f"series {language} {seed}")
        self.grammar = Grammar(language, seed)
        self.grammar.targets = ["a1"]
        self.buried: list[Paragraphs] = []
        self.count = 0

    def series(self) -> list[State]:
        """Draft after draft: inserted, deleted, revived and moved articles, inserted, deleted and moved sentences."""
        states = [State([self.article() for _ in range(ARTICLES)])]
        for at in range(1, DRAFTS):
            states.append(self.edited(deepcopy(states[-1]), at))
        return states

    def edited(self, state: State, at: int) -> State:
        if self.buried and at >= 2:  # what was deleted two drafts ago comes back
            self.put(state, self.buried.pop(0))
        for _ in range(2):
            self.put(state, self.article())
        for _ in range(2):
            self.buried.append(state.articles.pop(self.random.randrange(len(state.articles))))
        self.put(state, state.articles.pop(self.random.randrange(len(state.articles))))
        for _ in range(6):
            paragraph = self.paragraph(state)
            paragraph.insert(self.random.randint(0, len(paragraph)), self.sentence())
        for _ in range(3):
            paragraph = self.paragraph(state, least=2)
            paragraph.pop(self.random.randrange(len(paragraph)))
        for _ in range(2):
            moved = self.paragraph(state, least=2).pop()
            self.paragraph(state).append(moved)
        return state

    def put(self, state: State, article: Paragraphs) -> None:
        state.articles.insert(self.random.randint(0, len(state.articles)), article)

    def paragraph(self, state: State, least: int = 1) -> list[str]:
        found = [each for article in state.articles for each in article.body if len(each) >= least]
        return self.random.choice(found)

    def article(self) -> Paragraphs:
        self.count += 1
        size = self.random.randint(1, 4)
        body = [[self.sentence() for _ in range(self.random.randint(1, 3))] for _ in range(size)]
        return Paragraphs(f"u{self.count}", self.grammar.headings.pop() if self.grammar.headings else "", body)

    def sentence(self) -> str:
        return self.grammar.sentence().replace("{a1}", numeral(self.language, "article", 1))


def printed(state: State, language: str, name: str) -> Draft:
    """A state as a draft is read from text."""
    form = FORMS[language]
    gap = "" if language == "zh" else " "
    lines = [(text, False) for text in (form.title, form.opening, form.formula)]
    for number, article in enumerate(state.articles, 1):
        lines.append((form.article.format(n=numeral(language, "article", number)), True))
        if article.heading:
            lines.append((article.heading, True))
        for at, sentences in enumerate(article.body, 1):
            label = form.para.format(n=numeral(language, "para", at)) + gap if len(article.body) > 1 else ""
            lines.append((label + gap.join(sentences), False))
    blocks = tuple(
        Block(text, style=Style(bold=bold, centred=bold), origin=Origin(index=at))
        for at, (text, bold) in enumerate(lines)
    )
    return build(Reading(blocks), name=name, language=language)
