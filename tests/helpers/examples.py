"""Runs the examples of rules: each as a paragraph of a small convention, judged by the one rule."""

from __future__ import annotations

import re

from benchmarks.findings.gold import Case, drafts

from treatydiff.judging.passages import Passages
from treatydiff.judging.rules import Scene, verdicts
from treatydiff.judging.standing import Moves
from treatydiff.judging.wording import load
from treatydiff.model import Alignment
from treatydiff.references import References
from treatydiff.themes import Rule, RuleExample
from treatydiff.themes.lexicon import Lexicon

_WHOLE = re.compile(r"\{([-+])(.*)\1\}", re.DOTALL)


def speaks(rule: Rule, example: RuleExample) -> bool:
    """Whether a rule has something to say of an example, whatever other rules and the frames say."""
    old, new, redline = drafts(case(example))
    references = References(old, new, Alignment(tuple(change.link for change in redline.all)))
    terms = (*rule.terms, *rule.within, *rule.not_within, *rule.beside, *rule.unless, *rule.of, *rule.but_not)
    moves, wording, lexicon = Moves(redline, old, new), load("en"), Lexicon(terms, "en")
    passages = Passages(redline, old, new)
    found = (passage for change in passages.changes for passage in passages.of(change))
    scenes = (Scene(passage, wording, moves, lexicon, references) for passage in found)
    called = (scene for scene in scenes if all(need & scene.candidates for need in rule.needs))
    return any(list(verdicts(rule, scene)) for scene in called)


def case(example: RuleExample) -> Case:
    """An example as a case of the gold set, whose builder makes two drafts of it."""
    data: dict[str, object] = {"article": "20", "heading": example.heading, "number": "1", "expect": []}
    whole = _WHOLE.fullmatch(example.text)
    if whole and "{" not in whole[2]:
        data["inserted" if whole[1] == "+" else "deleted"] = whole[2]
    else:
        data["text"] = example.text
    return Case("example", "en", data)
