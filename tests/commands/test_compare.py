"""The pipeline."""

from __future__ import annotations

from functools import partial
from itertools import permutations
from pathlib import Path

import pytest

from helpers.themes import SMALL
from treatydiff import judging
from treatydiff.compare import compare, read_draft
from treatydiff.errors import ReadError
from treatydiff.judging import lexis
from treatydiff.model import Block, Draft, Reading
from treatydiff.reports.selection import changes_in
from treatydiff.structure import build
from treatydiff.themes import load_themes

LINES = ("Article 1", "Purpose", "Each State Party shall cooperate with the others.")


def draft(*lines: str, language: str = "en") -> Draft:
    return build(Reading(tuple(map(Block, lines))), name="draft", language=language)


def test_a_report_holds_the_notices_of_both_drafts_and_of_the_comparison() -> None:
    repeated = draft(*LINES, *LINES)
    assert {side for side, _ in compare(draft(*LINES), repeated).notices} == {"new"}
    assert {side for side, _ in compare(repeated, draft(*LINES)).notices} == {"old"}


def test_a_theme_without_words_in_the_drafts_language_is_told(tmp_path: Path) -> None:
    (tmp_path / "detention.toml").write_text(SMALL, encoding="utf-8")
    themes = load_themes([tmp_path])
    french = draft("Article premier", "Les États coopèrent entre eux.", language="fr")
    told = [notice.message for _, notice in compare(french, french, themes=themes).notices]
    assert [message for message in told if "theme" in message] == [
        "the theme detention lacks terms in this language (fr): not all of it was looked for"
    ]


ARTICLES = (
    "Article 1", "Interception", "The police may intercept {}.",
    "Article 2", "Data", "Data shall be erased after {} years of storage.",
    "Article 3", "Access", "Each Party shall give access to data {}.",
)  # fmt: skip
"""Three articles, each with a blank to fill."""


def filled(*words: str) -> Draft:
    given = iter(words)
    return draft(*(line.format(next(given)) if "{}" in line else line for line in ARTICLES))


def test_of_articles_that_are_asked_for_the_same_is_found_and_no_other_is_judged(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    old, new = filled("with a warrant", "three", "with consent"), filled("at any time", "five", "without consent")
    whole = compare(old, new)
    heard: list[str] = []
    hear = judging._hear
    monkeypatch.setattr(judging, "_hear", lambda change, *rest: heard.append(change.id) or hear(change, *rest))
    found = compare(old, new, asked=partial(changes_in, ("2",))).findings
    of_two = [finding for finding in whole.findings if finding.change.provision.article == "2"]
    assert [(f.rule, f.change.id, f.message) for f in found] == [(f.rule, f.change.id, f.message) for f in of_two]
    assert of_two
    assert {finding.change.provision.article for finding in whole.findings} > {"2"}
    assert set(heard) == {finding.change.id for finding in of_two}


def test_a_text_without_articles_beside_a_draft_is_told_of_first() -> None:
    report = compare(draft("milk", "eggs"), draft(*LINES))
    assert report.forewords[0].startswith("the old draft has no articles")
    assert not compare(draft(*LINES), draft(*LINES)).forewords


TEXTS = (
    "The police may intercept communications, subject to prior judicial authorisation, for 30 days.",
    "The police shall intercept communications for 60 days. Each Party may protect personal data.",
    "Each Party shall protect personal data and may intercept communications, subject to review.",
)


def test_what_is_found_does_not_depend_on_what_was_compared_before() -> None:
    drafts = [draft("Article 1", "Powers", text) for text in TEXTS]
    pairs = list(permutations(drafts, 2))
    alone = []
    for pair in pairs:
        lexis.load.cache_clear()
        alone.append(compare(*pair).findings)
    assert [compare(*pair).findings for pair in pairs] == alone
    assert [compare(*pair).findings for pair in reversed(pairs)] == alone[::-1]
    assert any(alone)


@pytest.mark.parametrize(
    ("name", "data", "error"),
    [
        ("missing.txt", None, ReadError),
        ("empty.txt", b"", ReadError),
        ("notes.xyz", b"Article 1", ReadError),
    ],
)
def test_what_cannot_be_read_is_an_error_with_a_hint(
    tmp_path: Path, name: str, data: bytes | None, error: type[ReadError]
) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(error) as caught:
        read_draft(str(tmp_path / name))
    assert name in caught.value.message


def test_a_new_draft_that_is_a_page_on_one_article_is_said_to_be_one_first(tmp_path: Path) -> None:
    articles = [f"Article {n}\nMatter {n}\n\nThe Parties shall govern matter {n}, {n * 3}.\n" for n in range(1, 10)]
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    old.write_text("\n".join(articles), "utf-8")
    new.write_text(articles[4], "utf-8")
    told = compare(read_draft(str(old)), read_draft(str(new)))
    assert told.forewords[0].startswith("the new draft holds 1 of 9 articles")
    assert compare(told.old, told.old).forewords == ()
