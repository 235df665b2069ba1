"""What drafts are about, and what is said of those that are about something else."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus import real
from helpers.themes import SMALL
from treatydiff.compare import compare, read_draft
from treatydiff.model import Block, Draft, Reading
from treatydiff.renderers import RENDERERS, RenderOptions
from treatydiff.report import Report, Severity
from treatydiff.structure import build
from treatydiff.themes import load_themes

FISH = ("Vessels shall land their catch in a port of a member.", "The Committee shall keep its papers confidential.")
POLICE = ("The police may search the home of a suspect.", "Whoever intercepts communications commits a crime.")
GAG = "The Secretariat may order a member to keep the request confidential."
RAID = (
    "The police may intercept the communications of a suspect and search premises without a warrant in a criminal "
    "investigation."
)


def draft(*articles: str) -> Draft:
    lines = [line for n, text in enumerate(articles, 1) for line in (f"Article {n}", text)]
    return build(Reading(tuple(map(Block, lines))), name="draft", language="en")


def change(base: tuple[str, ...], added: str, times: int = 4) -> Report:
    return compare(draft(*base * times), draft(*base * times, added))


def test_on_another_subject_the_report_says_so_first() -> None:
    report = change(FISH, "Nets shall be marked.")
    assert "on a different subject" in report.subject
    assert report.subject in {notice.message for _, notice in report.notices}


def test_on_their_own_subject_it_does_not() -> None:
    assert change(POLICE, "Nets shall be marked.").subject == ""


def test_of_a_few_articles_nobody_knows_the_subject() -> None:
    assert change(FISH, "Nets shall be marked.", times=1).subject == ""


def test_themes_hardly_speak_on_another_subject() -> None:
    assert change(FISH, GAG).findings == ()


def test_an_article_that_is_plainly_about_it_is_judged_all_the_same_but_never_as_high() -> None:
    found = change(FISH, RAID, times=8).findings
    assert found
    assert {finding.severity for finding in found}.isdisjoint({Severity.HIGH})
    assert Severity.HIGH in {finding.severity for finding in change(POLICE, RAID, times=8).findings}


def test_a_theme_of_the_user_speaks_on_every_subject(tmp_path: Path) -> None:
    (tmp_path / "detention.toml").write_text(SMALL, encoding="utf-8")
    themes = tuple(theme for theme in load_themes([tmp_path]) if theme.name == "detention")
    old = draft(*FISH * 4, "A state may hold a stowaway.")
    new = draft(*FISH * 4, "A state shall hold a stowaway.")
    report = compare(old, new, themes=themes)
    assert report.subject == ""
    assert all(theme.own for theme in themes)


@pytest.mark.parametrize("name", ["terminal", "markdown", "json", "html"])
def test_every_report_has_the_line(name: str) -> None:
    report = change(FISH, "Nets shall be marked.")
    page = b"".join([RENDERERS[name].render([report], RenderOptions(width=300))])
    assert b"on a different subject" in page


@pytest.mark.parametrize(("old", "new"), [("pta_1.txt", "pta_10.txt"), ("pta_343.txt", "pta_344.txt")])
def test_trade_agreements_give_almost_nothing_and_nothing_high(old: str, new: str) -> None:
    report = compare(*(read_draft(real(f"treaties/txt/{name}")) for name in (old, new)))
    assert report.subject
    assert len(report.findings) <= 2
    assert all(finding.severity is not Severity.HIGH for finding in report.findings)
