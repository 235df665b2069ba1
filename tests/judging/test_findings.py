"""The gold set (tests/findings) with the goals as assertions, the sample drafts, and what must never be found."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from benchmarks.findings import gold  # noqa: E402
from benchmarks.findings.gold import LANGUAGES, Case, both_ways, cases, drafts, score  # noqa: E402

from corpus import CORPUS  # noqa: E402
from treatydiff.compare import compare, read_draft  # noqa: E402
from treatydiff.judging import judge  # noqa: E402
from treatydiff.model import Op, Redline, Significance  # noqa: E402
from treatydiff.report import Effect, Finding, Report, Severity  # noqa: E402
from treatydiff.themes import Profile, Reads, Theme, load_profile, load_themes  # noqa: E402

THEMES, PROFILE = load_themes(), load_profile()
GOLD = [case for language in LANGUAGES for case in cases(language)]
BY_ID = {case.id: case for case in GOLD}
KNOWN: dict[str, tuple[Finding, ...]] = {}
"""What the built-in themes find in a case, by all that it says."""
_findings = gold.findings


def findings(case: Case, themes: tuple[Theme, ...], profile: Profile) -> tuple[Finding, ...]:
    """What is found in a case, worked out once for all tests that look at it."""
    if themes is not THEMES or profile is not PROFILE:
        return _findings(case, themes, profile)
    key = f"{case.id} {case.data}"
    if key not in KNOWN:
        KNOWN[key] = _findings(case, themes, profile)
    return KNOWN[key]


@pytest.fixture(autouse=True, scope="module")
def _each_case_once() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gold, "findings", findings)
        yield


# ------------------------------------------------------------------------------------------------------- the gold set


def test_the_gold_set_is_as_large_as_it_claims() -> None:
    assert len(BY_ID) == len(GOLD)
    for language in LANGUAGES:
        found = [case for case in GOLD if case.language == language]
        assert len(found) >= (120 if language == "en" else 25)
        assert sum(not case.expected for case in found) >= 0.29 * len(found), language
        assert sum(case.fold == "held-out" for case in found) >= 10, language


# The goals are recall .95, direction .95 and alarms .03. Recall holds everywhere; direction and, in places, alarms fall
# short: one fact alone, or facts that point both ways, are told open. What is reached today, rounded to what must hold:
REACHED = {
    "tuning": (0.95, 0.89, 0.155),  # .954 .897 .153
    "held-out": (0.98, 0.88, 0.06),  # .986 .882 .054
    "en": (0.955, 0.87, 0.17),  # .955 (256 of 268) .879 .168 (21 of 125)
    "fr": (0.97, 0.96, 0.13),  # 33 of 34 .970 2 of 16
    "es": (0.96, 0.89, 0.0),  # 29 of 30 .897
    "ru": (0.96, 0.93, 0.0),  # 29 of 30 .931
    "zh": (1.0, 0.9, 0.0),  # 31 of 31 .903
    "ar": (1.0, 0.83, 0.0),  # 30 of 30 .833
}
"""Recall and direction of at least, alarms of at most these."""


@pytest.mark.parametrize("part", REACHED)
def test_what_must_be_said_is_said_and_as_often_in_its_direction_and_as_seldom_in_vain_as_was_reached(
    part: str,
) -> None:
    result, faults = score((case for case in GOLD if part in (case.fold, case.language)), THEMES, PROFILE)
    recall, direction, alarms = REACHED[part]
    assert result.recall >= recall, faults
    assert result.direction >= direction, faults
    assert result.alarms <= alarms, faults


NOT_TURNED = {
    "en-069": "oversight that goes is open by the table, for duties to report are mostly written anew elsewhere",
    "en-412": "how binding it is, one way only",
    "ar-021": "how binding an element of an offence is, one way only",
}
"""The cases (3 of 619) of which what facts lean to is not turned round where the drafts are exchanged, and how."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_exchanging_the_drafts_turns_what_facts_lean_to_round_but_in_the_cases_of_the_table(language: str) -> None:
    found = [case.id for case in GOLD if case.language == language and not both_ways(case, THEMES, PROFILE)]
    assert found == [case for case in NOT_TURNED if case.startswith(language)]


def test_one_change_gives_one_finding_a_theme_and_one_on_how_binding_it_is() -> None:
    forces = {rule.id for theme in THEMES for rule in theme.rules if rule.reads is Reads.MODALITY}
    assert GOLD
    for case in GOLD:
        found = findings(case, THEMES, PROFILE)
        pairs = [(finding.theme, finding.change.id, _on_force(finding, forces)) for finding in found]
        assert len(pairs) == len(set(pairs)), case.id


def _on_force(finding: Finding, forces: set[str]) -> bool:
    return finding.rule in forces or finding.rule.endswith(("/frame-binding", "/frame-barred"))


# ---------------------------------------------------------------------------------------------- what a finding says


def one(case: str, theme: str) -> Finding:
    return next(f for f in findings(BY_ID[case], THEMES, PROFILE) if f.theme == theme)


def test_a_finding_names_the_place_the_meaning_and_the_words() -> None:
    finding = one("en-001", "surveillance")
    assert finding.message == (
        'Article 30, paragraph 1: the power to obtain data becomes an obligation ("may" became "shall").'
    )
    assert (finding.id, finding.rule, finding.effect) == ("f1", "surveillance/modality", Effect.EXPANDS)
    assert (finding.adverse, finding.severity) == (True, Severity.HIGH)
    assert (finding.removed, finding.introduced) == (("may",), ("shall",))


def test_its_excerpt_is_the_marked_up_text_around_the_words() -> None:
    excerpt = one("en-005", "surveillance").excerpt
    assert "within its existing technical capability" in "".join(s.text for s in excerpt if s.op is Op.DELETE)
    assert excerpt[0].op is Op.KEEP
    assert sum(len(span.text) for span in excerpt) < 400


def test_the_message_of_a_whole_article_says_that_it_is_new_or_deleted() -> None:
    assert one("en-094", "data-sharing").message.startswith("Article 44 bis: ")
    assert one("en-094", "data-sharing").message.endswith(" (new article).")


def test_of_a_new_article_each_paragraph_that_frames_can_read_is_told_by_itself() -> None:
    assert one("en-021", "surveillance").message.startswith("Article 30 bis, paragraph 1: a power is added")


def test_every_message_is_one_sentence_of_plain_words() -> None:
    assert GOLD
    for case in GOLD:
        for finding in findings(case, THEMES, PROFILE):
            assert finding.message.endswith("."), finding.message
            assert "\n" not in finding.message
            assert len(finding.message) < 420, finding.message


def test_rules_of_equal_weight_that_contradict_each_other_give_no_verdict() -> None:
    text = (
        "Compel a service provider{+, within its existing technical capability,+} to record "
        "{-specified-}{+all+} communications."
    )
    case = Case("x", "en", BY_ID["en-005"].data | {"text": text})
    (finding,) = (f for f in findings(case, THEMES, PROFILE) if f.theme == "surveillance")
    assert (finding.effect, finding.adverse) == (Effect.TOUCHES, None)
    assert finding.unclear == "facts point both ways"


# -------------------------------------------------------------------------------------------- what is never a finding


@pytest.mark.parametrize("light", [Significance.CONSEQUENTIAL, Significance.STATUS, Significance.EDITORIAL])
def test_changes_that_are_not_substantive_give_none(light: Significance) -> None:
    every = [case for case in GOLD if case.language == "en" and case.expected]
    assert every
    for case in every:
        assert findings(Case(case.id, "en", case.data | {"kind": light.value}), THEMES, PROFILE) == (), case.id


@pytest.mark.parametrize("level", ["front", "footnote"])
def test_the_cover_and_footnotes_give_none(level: str) -> None:
    every = [case for case in GOLD if case.language == "en" and case.expected]
    assert every
    for case in every:
        assert findings(Case(case.id, "en", case.data | {"level": level}), THEMES, PROFILE) == (), case.id


def test_a_draft_against_itself_gives_none() -> None:
    for name in ("2025-03-zero-draft", "2026-02-further-revised-draft"):
        draft = read_draft(str(ROOT / "drafts" / f"{name}.docx"))
        assert compare(draft, draft).findings == ()


MOVED_AND_TOLD = "a member of a list that moved is told as moved and put differently, without a direction"


@pytest.mark.parametrize(
    "case", [pytest.param("en-220", marks=pytest.mark.xfail(strict=True, reason=MOVED_AND_TOLD)), "en-266"]
)
def test_words_that_moved_to_another_paragraph_of_the_article_give_none(case: str) -> None:
    assert findings(BY_ID[case], THEMES, PROFILE) == ()


def test_words_that_moved_to_another_paragraph_of_the_article_are_never_told_as_lost() -> None:
    assert {f.effect for case in ("en-220", "en-266") for f in findings(BY_ID[case], THEMES, PROFILE)} <= {
        Effect.TOUCHES
    }


def test_of_a_theme_without_words_in_the_drafts_language_only_the_clauses_speak() -> None:
    terms = {t.name: replace(t, words={"en": t.words["en"]}) for theme in THEMES for t in theme.terms}
    keys = ("terms", "within", "not_within", "beside", "unless", "of")
    deaf = tuple(
        replace(
            theme,
            own=True,  # the words of the built-in ones are looked up as they are
            terms=tuple(terms[t.name] for t in theme.terms),
            rules=tuple(
                replace(rule, **{key: tuple(terms[t.name] for t in getattr(rule, key)) for key in keys})
                for rule in theme.rules
            ),
        )
        for theme in THEMES
    )
    rules = {language: [f.rule for f in findings(BY_ID[f"{language}-001"], deaf, PROFILE)] for language in ("fr", "en")}
    assert rules == {"fr": ["surveillance/frame-binding"], "en": ["surveillance/modality"]}


# ------------------------------------------------------------------------------------------------------- the profiles


def test_the_neutral_profile_reports_the_same_without_a_verdict() -> None:
    neutral = load_profile("neutral")
    every = GOLD[::7]
    assert every
    for case in every:
        loud, quiet = findings(case, THEMES, PROFILE), findings(case, THEMES, neutral)
        assert [replace(finding, adverse=None) for finding in loud] == list(quiet)


def test_a_muted_theme_is_silent() -> None:
    muted = replace(PROFILE, themes={**PROFILE.themes, "surveillance": "mute"})
    assert findings(BY_ID["en-001"], THEMES, muted) == ()


def test_judging_is_deterministic() -> None:
    old, new, redline = drafts(BY_ID["en-032"])
    assert judge(redline, old, new, THEMES, PROFILE) == judge(redline, old, new, THEMES, PROFILE)


def test_an_empty_redline_gives_none() -> None:
    old, new, _ = drafts(BY_ID["en-001"])
    assert judge(Redline(()), old, new, THEMES, PROFILE) == ()


# --------------------------------------------------------------------------------------------------- the sample drafts


@cache
def reports() -> dict[str, Report]:
    names = ("2025-03-zero-draft", "2025-09-revised-draft", "2026-02-further-revised-draft")
    found = [read_draft(str(ROOT / "drafts" / f"{name}.docx")) for name in names]
    return {names[n]: compare(found[n], found[n + 1]) for n in (0, 1)}


TRUTH = tomllib.loads((ROOT / "drafts" / "truth.toml").read_text(encoding="utf-8"))["pair"]
PLANTED = [
    pytest.param(pair["old"], change, id=f"{pair['old'][:7]} {change['new_article'] or change['old_article']}")
    for pair in TRUTH
    for change in pair["change"]
    if change.get("theme") and change["significance"] == "substantive" and change["effect"] != "touches"
]


def stands_at(finding: Finding, change: dict[str, str]) -> bool:
    link = finding.change.link
    return change["new_article"] in {p.article for p in link.new} or (
        not change["new_article"] and change["old_article"] in {p.article for p in link.old}
    )


OPEN = {
    "2025-09 35 data-sharing": "a range that begins later is told to reach on, without a direction",
}
"""The planted changes that are told of their theme without a direction (1 of 36), and why; none is missed."""


def planted(pair: str, change: dict[str, str]) -> str:
    return f"{pair[:7]} {change['new_article'] or change['old_article']} {change['theme']}"


@pytest.mark.parametrize(("pair", "change"), PLANTED)
def test_every_planted_change_is_found_and_its_direction_told_or_left_open_as_the_table_says(
    pair: str, change: dict[str, str]
) -> None:
    here = [finding for finding in reports()[pair].findings if stands_at(finding, change)]
    told = {finding.effect for finding in here if finding.theme == change["theme"]}
    assert told, [f.message for f in here]
    assert (change["effect"] in told) is (planted(pair, change) not in OPEN), [f.message for f in here]
    assert planted(pair, change) not in OPEN or told == {Effect.TOUCHES}


def test_a_reference_to_the_safeguards_that_was_not_renumbered_is_found() -> None:
    lost = [f for f in reports()["2025-09-revised-draft"].findings if f.rule == "safeguards/lost-reference"]
    assert [f.change.provision.article for f in lost] == ["31"]
    assert '"article 22" was "Conditions and safeguards"' in lost[0].message
    assert "article 22" in "".join(span.text for span in lost[0].excerpt)


# -------------------------------------------------------------------------------------- real drafts without the subject


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("bbnj/2022-06-01.en.txt", "bbnj/2022-12-12.en.txt"),
        ("un-pdf/prepcom3-report-2026-04-02.pdf", "un-pdf/prepcom3-report-2026-05-04.pdf"),
    ],
)
def test_drafts_on_another_subject_give_hardly_a_finding(old: str, new: str) -> None:
    if not (CORPUS / old).exists():
        pytest.skip("the real texts are not here")
    found = compare(*(read_draft(str(CORPUS / name)) for name in (old, new))).findings
    assert len(found) <= 2, [finding.message for finding in found]
