from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from rich.cells import cell_len

from helpers.json_keys import documented, keys
from treatydiff.judging import signs
from treatydiff.renderers import THEME_LISTS, RenderOptions
from treatydiff.renderers.themes import Knowledge
from treatydiff.report import Effect, Severity
from treatydiff.themes import (
    LANGUAGES,
    Measure,
    Outcome,
    Profile,
    Reads,
    Rule,
    RuleExample,
    Term,
    Theme,
    load_profile,
    load_themes,
)

POWER = Term("watching/power", "a power to watch", "Words of watching. Bird watching is none.",
             {"en": ("watch*", "(look|peer|) … at(-| )it"), "fr": ("surveill*",)}, frozenset({"en"}))  # fmt: skip
JUDGE = Term("safeguards/judge", "a judge", "A court.", {"en": ("judge*",)}, frozenset())
EXPANDS, NARROWS = Outcome(Effect.EXPANDS, "more is watched"), Outcome(Effect.NARROWS, "less is watched")
CIVIL = Profile("civil", "Civil", "", {"watching": "expands"}, {"watching/mute": "mute"})


def rule(reads: Reads = Reads.WORDS, name: str = "bulk", **more: object) -> Rule:
    parts = {"terms": (POWER,), "rise": EXPANDS, "fall": NARROWS, "severity": Severity.HIGH}
    return Rule(id=f"watching/{name}", reads=reads, why="It hurts.", source="EFF, 2024", **parts | more)  # type: ignore[arg-type]


def theme(*rules: Rule, terms: tuple[Term, ...] = (POWER,)) -> Theme:
    return Theme("watching", "Watching powers", "Powers to watch.", Measure.POWER, terms, rules)


def shown(*themes: Theme, width: int = 80, everything: bool = True, **more: object) -> str:
    known = Knowledge(themes, CIVIL, **more)  # type: ignore[arg-type]
    return THEME_LISTS["terminal"].render(known, RenderOptions(width, show_all=everything)).decode()


def test_a_theme_in_full_says_what_each_rule_looks_at_what_it_concludes_and_who_says_so() -> None:
    assert (
        shown(theme(rule(within=(JUDGE,), beside=(POWER,))))
        == """\
Watching powers                                                         watching
  Powers to watch.
  A power: expands is adverse, narrows is favourable (profile: Civil)

── Rules ───────────────────────────────────────────────────────────────────────

bulk                                                               severity high
  looks at    words for “a power to watch”, coming or going
  only near   “a judge” (safeguards), in the provision, its headings or its
              chapeau
  only with   “a power to watch”, in the same sentence
  coming      expands, adverse: more is watched
  going       narrows, favourable: less is watched
  why         It hurts.
  source      EFF, 2024

── Terms ───────────────────────────────────────────────────────────────────────
Patterns: * is any ending, (a | b) one of these, … up to eight words between.
Verified words were read in an official text of that language; the others are
the authors' own and wait for a native lawyer.

a power to watch                                                           power
  Words of watching. Bird watching is none.
  English     (verified) watch*; (look | peer|) … at(-| )it
  French      (not verified) surveill*
"""
    )


def test_the_overview_names_each_theme_and_how_to_read_on() -> None:
    text = shown(theme(rule()), everything=False)
    assert " ".join(text.split()).startswith("watching Watching powers Powers to watch. A power: expands is adverse")
    assert "1 rule and 1 term" in text
    assert "treatydiff themes NAME" in text
    assert "It hurts." not in text


@pytest.mark.parametrize("reads", Reads)
def test_every_way_to_read_a_change_has_words_of_its_own(reads: Reads) -> None:
    unit = "time" if reads is Reads.NUMBER else ""
    text = shown(theme(rule(reads, unit=unit)))
    assert "“a power to watch”" in " ".join(text.partition("── Terms")[0].split())
    assert "{" not in text
    assert text.count("more is watched") == text.count("less is watched") == 1


def test_a_scale_is_shown_from_narrow_to_broad_and_says_what_silence_means() -> None:
    text = " ".join(shown(theme(rule(Reads.SCALE, terms=(JUDGE, POWER), absent="open"))).split())
    assert "“a judge” (safeguards) < “a power to watch”; none of them means no limit" in text


def test_a_rule_on_how_binding_a_clause_is_says_what_becomes_of_its_subject() -> None:
    subject = Outcome(Effect.EXPANDS, "watching")
    assert "watching becomes optional, an obligation …" in shown(theme(rule(Reads.MODALITY, rise=subject, fall=None)))


def test_what_the_profile_mutes_is_said_to_be_left_out_and_what_has_no_direction_has_no_verdict() -> None:
    touches = Outcome(Effect.TOUCHES, "something is watched")
    text = shown(theme(rule(name="mute"), rule(rise=touches, fall=None)))
    assert "expands, left out: more is watched" in text
    assert "touches: something is watched" in text


def test_only_the_words_of_the_languages_asked_for_are_shown() -> None:
    text = shown(theme(rule()), language="fr")
    assert "surveill*" in text
    assert "watch*" not in text


def test_words_of_a_user_s_theme_are_obeyed_by_no_terminal() -> None:
    bad = replace(POWER, label="\x1b[2J", reading="\x9b", words={"en": ("\x07",)})
    examples = (RuleExample("\x1b[2J", "\x9b{-\x1b-}"),)
    hostile = replace(rule(), why="\x1b]0;x\x07", terms=(bad,), fires=examples, silent=examples)
    text = shown(replace(theme(hostile, terms=(bad,)), title="\x1b"))
    assert not set(text) & set("\x1b\x9b\x07")


@pytest.mark.parametrize("width", [60, 80, 120])
def test_the_built_in_themes_fit_the_terminal(width: int) -> None:
    known = Knowledge(load_themes(), load_profile())
    text = THEME_LISTS["terminal"].render(known, RenderOptions(width, show_all=True)).decode()
    assert max(map(cell_len, text.splitlines())) <= width


def test_the_json_has_the_keys_that_are_documented_and_no_other() -> None:
    known = Knowledge(load_themes(), load_profile(), signs=signs.load().uses("threshold"))
    found = json.loads(THEME_LISTS["json"].render(known))
    flat = {re.sub(r"\.words\.\w\w$", ".words.LANGUAGE", key) for key in keys(found)}
    assert flat == documented("treatydiff/themes/1")


def test_the_json_holds_every_rule_and_every_word() -> None:
    themes = load_themes()
    found = json.loads(THEME_LISTS["json"].render(Knowledge(themes, load_profile())))["themes"]
    assert [r["id"] for t in found for r in t["rules"]] == [r.id for t in themes for r in t.rules]
    assert [w for t in found for e in t["terms"] for code in LANGUAGES for w in e["words"].get(code, [])] == [
        w for t in themes for e in t.terms for code in LANGUAGES for w in e.words.get(code, ())
    ]
    up, down = next(r for r in found[-1]["rules"] if r["id"] == "surveillance/bulk")["outcomes"]
    assert (up["when"], up["effect"], up["adverse"]) == ("up", "expands", True)
    assert (down["when"], down["effect"], down["adverse"]) == ("down", "narrows", False)
