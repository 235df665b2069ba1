"""Runs the examples of a theme's rules through the whole of judging, each as a change of one paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from treatydiff.compare import compare, draft_of
from treatydiff.faults import Faults
from treatydiff.judging import hearings
from treatydiff.judging.context import Environment
from treatydiff.model import Draft
from treatydiff.readers import ReadOptions
from treatydiff.text.regexes import regex
from treatydiff.themes import Profile, Rule, RuleExample, Theme

_MARK = regex(r"\{-(.*?)-\}|\{\+(.*?)\+\}", 16)  # re.DOTALL
_AROUND = "Article 19\nUse of terms\n1. Each Party shall keep a register.\n\nArticle 20\n{heading}\n{text}\n{after}\n"
_AFTER = "2. The Parties shall meet once a year."


class Tried(NamedTuple):
    """An example and what came of it."""

    rule: str
    example: RuleExample
    fires: bool
    """Whether its rule should speak on it."""
    spoke: bool
    """Whether it spoke; of one that should, whether or not another fact tells the finding."""
    gainsaid: bool
    """Whether a finding says the contrary."""
    others: tuple[str, ...]
    """Other rules that spoke on it."""

    @property
    def holds(self) -> bool:
        """Whether the rule does what the example says."""
        return self.fires is self.spoke and not (self.fires and self.gainsaid)


def tried(theme: Theme, rules: Sequence[Rule], profile: Profile, language: str) -> Iterator[Tried]:
    """Every example of these rules of a theme, judged with the whole of it. Raises TreatydiffError."""
    for rule in rules:
        for fires, examples in ((True, rule.fires), (False, rule.silent)):
            for example in examples:
                yield _tried(theme, rule, example, fires, profile, language)


def _tried(theme: Theme, rule: Rule, example: RuleExample, fires: bool, profile: Profile, language: str) -> Tried:
    old, new = (_draft(example, side, language) for side in (1, 2))
    report = compare(old, new, themes=(theme,), profile=profile)
    around = Environment(report.redline, report.old, report.new, (theme,), profile, Faults())
    votes = [vote for each in hearings(around) for vote in each.all if vote.rule == rule.id]
    told = [finding for finding in report.findings if finding.theme == theme.name]
    spoke = bool(votes) if fires else any(finding.rule == rule.id for finding in told)
    gainsaid = any({finding.worse, vote.worse} == {True, False} for finding in told for vote in votes)
    others = dict.fromkeys(finding.rule for finding in told if finding.rule != rule.id)
    return Tried(rule.id, example, fires, spoke, gainsaid, tuple(others))


def _draft(example: RuleExample, side: int, language: str) -> Draft:
    """The draft before (1) or after (2) the change of an example."""
    text = _MARK.sub(lambda mark: mark[side] or "", example.text)
    paragraph = f"1. {text}" if text.strip() else ""
    after = _AFTER if paragraph else _AFTER.replace("2.", "1.")
    whole = _AROUND.format(heading=example.heading, text=paragraph, after=after)
    return draft_of(whole.encode(), f"example-{side}.txt", ReadOptions(language=language))
