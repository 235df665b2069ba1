"""Findings on the page: in sentences first, as cards by theme, in lines where they are folded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from markupsafe import Markup

from treatydiff.model import Op, Significance, Span
from treatydiff.references.places import capital
from treatydiff.renderers.html.marks import isolated, marked
from treatydiff.renderers.html.values import Alike, Aside, Card, Folded, ShownHeadline, ShownTheme
from treatydiff.renderers.text.headlines import Headline
from treatydiff.renderers.text.locations import by_theme
from treatydiff.renderers.text.verdict_notes import head, sentence
from treatydiff.renderers.view import View
from treatydiff.report import Confidence, Effect, Finding
from treatydiff.reports.summary import turn
from treatydiff.verdicts.content import Judgeable, judgeables

_MOST = 10
"""So many findings of a theme are told before the rest is folded."""


def _folded(found: Iterable[Finding]) -> tuple[list[Finding], dict[str, list[Finding]]]:
    """What is told of a theme at once, and what is folded, by why; what people say is never folded."""
    first: list[Finding] = []
    folded: dict[str, list[Finding]] = {"more": [], "unclear": []}
    for finding in found:
        if finding.signed and not finding.by_reader:
            first.append(finding)
        elif finding.adverse is None:
            folded["unclear"].append(finding)
        else:
            (first if len(first) < _MOST else folded["more"]).append(finding)
    return first, folded


class Findings:
    """What was found in one report."""

    def __init__(self, view: View, prefix: str) -> None:
        self._view, self._report, self._prefix = view, view.report, prefix
        self._located = view.located
        self.cards = {finding.id: self._card(finding) for finding in view.findings}
        """By finding."""

    @cached_property
    def _judgeable(self) -> dict[str, Judgeable]:
        """By change what a verdict on it would name."""
        return {each.change.id: each for each in judgeables(self._report)}

    def headline(self, told: Headline) -> ShownHeadline:
        """A place in a sentence, with its words."""
        return self._shown(told, marked(_heavy(told.quote)))

    def in_brief(self, told: Headline) -> ShownHeadline:
        """A place by the few words that decided."""
        edited = any(span.op is not Op.KEEP for span in told.core)
        return self._shown(told, marked(_heavy(told.core if edited else told.quote)))

    def _shown(self, told: Headline, words: Markup) -> ShownHeadline:
        clause = isolated(told.clause, self._report.new.language)
        target = self._prefix + told.change.id
        leaning = told.line.lean
        lean = "disputed" if told.line.disputed else "" if not leaning else "worse" if leaning.adverse else "better"
        return ShownHeadline(told.place, told.heading, clause, words, target, lean, _tenths(leaning))

    def by_theme(self) -> Iterator[ShownTheme]:
        """What was found, theme by theme."""
        for theme, found in by_theme(self._view.findings):
            first, folded = _folded(found)
            groups = tuple(self._fold(why, held) for why, held in folded.items() if held)
            yield ShownTheme(theme, tuple(self.cards[finding.id] for finding in first), groups)

    def _fold(self, why: str, found: Iterable[Finding]) -> Folded:
        """What is adverse in full, and the places of the others under what is said of them."""
        told = [self.cards[finding.id] for finding in found]
        alike: dict[tuple[Markup, str], list[Card]] = {}
        for card in told:
            if card.turn != "adverse":
                alike.setdefault((card.gist, card.rule), []).append(card)
        others = tuple(Alike(gist, rule, tuple(cards)) for (gist, rule), cards in alike.items())
        return Folded(why, tuple(card for card in told if card.turn == "adverse"), others)

    def _card(self, finding: Finding) -> Card:
        silent = finding.adverse is None and finding.effect is not Effect.TOUCHES
        language = self._report.new.language
        return Card(
            id=self._prefix + finding.id,
            theme=finding.theme,
            turn=turn(finding),
            kind=str(finding.effect) if silent else turn(finding),
            share=_tenths(finding),
            place=self._located.where(finding.change),
            target=self._prefix + finding.change.id,
            unit=self._prefix + self._located.head(finding.change).id,
            message=isolated(self._located.meaning(finding, quoting=not _is_shown(finding)), language),
            gist=isolated(self._located.meaning(finding, quoting=False), language),
            excerpt=marked(_heavy(finding.excerpt)),
            rule=finding.rule,
            home=str(self._judgeable[finding.change.id].where),
            key=str(self._judgeable[finding.change.id].prints),
            judged=finding.signed is not None,
            read=finding.signed.by if finding.signed and finding.by_reader else "",
        )

    def asides(self) -> Iterator[Aside]:
        """What people judged that is no finding."""
        for kept in self._view.besides:
            place = self._located.where(kept.change) if kept.change else str(kept.where)
            target = self._prefix + kept.change.id if kept.change else ""
            yield Aside(place, target, capital(head(kept)), isolated(sentence(kept), self._report.new.language))


def _tenths(finding: Finding | None) -> int:
    """How many of ten findings like one that only leans were right; 0 of another."""
    return round(finding.share * 10) if finding and finding.mark is Confidence.LEANS else 0


def _is_shown(finding: Finding) -> bool:
    """Whether the marked words below the sentence show what it would quote: a list of shreds says less."""
    return any(span.op is not Op.KEEP for span in finding.excerpt)


def _heavy(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans of an excerpt: what a finding rests on is always shown."""
    return tuple(s if s.op is Op.KEEP else Span(s.op, s.text, Significance.SUBSTANTIVE) for s in spans)
