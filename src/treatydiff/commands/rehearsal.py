"""Runs the examples of a theme's rules through the whole of judging, each as a change of one paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from treatydiff.compare import compare, draft_of
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
    others: tuple[str, ...]
    """Other rules that spoke on it."""

    @property
    def holds(self) -> bool:
        """Whether the rule does what the example says."""
        return self.fires is self.spoke


def tried(theme: Theme, rules: Sequence[Rule], profile: Profile, language: str) -> Iterator[Tried]:
    """Every example of these rules of a theme, judged with the whole of it. Raises TreatydiffError."""
    for rule in rules:
        for fires, examples in ((True, rule.fires), (False, rule.silent)):
            for example in examples:
                yield _tried(theme, rule, example, fires, profile, language)


def _tried(theme: Theme, rule: Rule, example: RuleExample, fires: bool, profile: Profile, language: str) -> Tried:
    old, new = (_draft(example, side, language) for side in (1, 2))
    own = replace(theme, rules=tuple(each for each in theme.rules if each.id == rule.id))
    alone = compare(old, new, themes=(own,), profile=profile)
    whole = compare(old, new, themes=(theme,), profile=profile)
    spoke = any(finding.rule == rule.id for finding in (*whole.findings, *(alone.findings if fires else ())))
    others = dict.fromkeys(f.rule for f in whole.findings if f.rule != rule.id and f.theme == theme.name)
    return Tried(rule.id, example, fires, spoke, tuple(others))


def _draft(example: RuleExample, side: int, language: str) -> Draft:
    """The draft before (1) or after (2) the change of an example."""
    text = _MARK.sub(lambda mark: mark[side] or "", example.text)
    paragraph = f"1. {text}" if text.strip() else ""
    after = _AFTER if paragraph else _AFTER.replace("2.", "1.")
    whole = _AROUND.format(heading=example.heading, text=paragraph, after=after)
    return draft_of(whole.encode(), f"example-{side}.txt", ReadOptions(language=language))
