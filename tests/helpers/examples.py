"""Runs the examples of rules, each as a paragraph of a small convention: by the one rule, by the whole of judging."""

from __future__ import annotations

import re
import sys
import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from benchmarks.findings.gold import Case, drafts  # noqa: E402

from treatydiff.faults import Faults  # noqa: E402
from treatydiff.judging import judge  # noqa: E402
from treatydiff.judging.context import Environment  # noqa: E402
from treatydiff.judging.rules import Scene, conclusions  # noqa: E402
from treatydiff.report import Finding  # noqa: E402
from treatydiff.themes import Reads, Rule, RuleExample, load_profile, load_themes  # noqa: E402

TABLE = ROOT / "tests" / "judging" / "examples.toml"
"""The examples of which the whole of judging does not say what the rule alone says, each with why."""
SEVERAL_ARTICLES = {Reads.REACH, Reads.REFERENCE}
"""What these rules look at needs more than one article: test_reach.py and test_findings.py of tests/judging."""
_WHOLE = re.compile(r"\{([-+])(.*)\1\}", re.DOTALL)


def alone(rule: Rule, example: RuleExample) -> set[bool | None]:
    """What a rule says of an example, whatever other rules and the clauses say: worse, better, open; or nothing."""
    old, new, redline = drafts(case(example))
    themes = tuple(replace(each, rules=(rule,)) for each in load_themes() if each.name == rule.id.partition("/")[0])
    environment = Environment(redline, old, new, themes, load_profile(), Faults())
    passages = environment.passages
    found = (passage for change in passages.changes for passage in passages.of(change))
    scenes = (Scene(passage, environment) for passage in found)
    called = (scene for scene in scenes if all(need & scene.candidates for need in rule.needs))
    return {vote.worse for scene in called for vote in conclusions(rule, scene)}


def whole(example: RuleExample) -> tuple[Finding, ...]:
    """What the whole of judging says of an example."""
    old, new, redline = drafts(case(example))
    return judge(redline, old, new, load_themes(), load_profile())


def shortfall(rule: Rule, example: RuleExample) -> str:
    """Why the whole of judging does not say of an example what its rule says alone; empty where it does."""
    wanted = alone(rule, example)
    found = [finding for finding in whole(example) if finding.theme == rule.id.partition("/")[0]]
    firm = {finding.worse for finding in found} - {None}
    if not found:
        return "nothing is said of the theme"
    if firm & wanted or None in wanted:
        return ""
    return "told the other way round" if firm else f"without a direction: {found[0].unclear}"


def shorts() -> dict[str, dict[str, str]]:
    """Why each example that falls short does, by rule and example, as things are."""
    told = {rule.id: {str(each): shortfall(rule, each) for each in rule.fires} for rule in rules()}
    return {rule: short for rule, found in told.items() if (short := {text: why for text, why in found.items() if why})}


def rules() -> list[Rule]:
    """The rules whose examples are a change of one paragraph."""
    return [rule for theme in load_themes() for rule in theme.rules if rule.reads not in SEVERAL_ARTICLES]


@cache
def table() -> dict[str, dict[str, str]]:
    """The same as it stands in the table."""
    return tomllib.loads(TABLE.read_text(encoding="utf-8")) if TABLE.exists() else {}


def case(example: RuleExample) -> Case:
    """An example as a case of the gold set, whose builder makes two drafts of it."""
    data: dict[str, object] = {"article": "20", "heading": example.heading, "number": "1", "expect": []}
    entire = _WHOLE.fullmatch(example.text)
    if entire and "{" not in entire[2]:
        data["inserted" if entire[1] == "+" else "deleted"] = entire[2]
    else:
        data["text"] = example.text
    return Case("example", "en", data)
