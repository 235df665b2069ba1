"""What renumbering and moving do to safeguards, on whole drafts."""

from __future__ import annotations

from helpers.chapters import POWER, SAFEGUARDS, draft, filler
from treatydiff.compare import compare
from treatydiff.report import Effect, Finding


def reach(old: str, new: str) -> list[Finding]:
    return [f for f in compare(draft(old), draft(new)).findings if f.rule == "safeguards/out-of-reach"]


def test_an_article_that_is_renumbered_out_of_a_range_is_told() -> None:
    old = filler(1) + SAFEGUARDS.format(n=2, reach="articles 3 to 5") + filler(3, 4) + POWER.format(n=5) + filler(6)
    new = filler(1) + SAFEGUARDS.format(n=2, reach="articles 3 to 5") + filler(3, 4, 6)
    new = new.replace("Article 6\n", "Article 5\n") + POWER.format(n=6)
    (finding,) = reach(old, new)
    assert (finding.effect, finding.adverse) == (Effect.WEAKENS, True)
    assert finding.message == (
        "Article 6: the article, moved or renumbered, is no longer covered by the safeguards of article 2."
    )
    assert "articles 3 to 5" in finding.excerpt[0].text


def test_an_article_that_moves_to_another_chapter_is_told() -> None:
    chapter = "Chapter {n}\n{title}\n\n"
    first, second = chapter.format(n="I", title="Procedural measures"), chapter.format(n="II", title="Final provisions")
    safeguards = SAFEGUARDS.format(n=2, reach="this chapter")
    old = first + filler(1) + safeguards + POWER.format(n=3) + second + filler(4, 5, 6)
    new = (
        first
        + filler(1)
        + safeguards
        + second
        + filler(4, 5, 6)
        .replace("Article 4", "Article 3")
        .replace("Article 5", "Article 4")
        .replace("Article 6", "Article 5")
        + POWER.format(n=6)
    )
    assert [f.change.provision.article for f in reach(old, new)] == ["6"]
    assert [f.effect for f in reach(new, old)] == [Effect.STRENGTHENS]


def test_a_range_that_follows_the_renumbering_keeps_its_reach() -> None:
    old = filler(1) + SAFEGUARDS.format(n=2, reach="articles 3 to 5") + filler(3, 4) + POWER.format(n=5) + filler(6)
    new = filler(0, 1).replace("Article 1\n", "Article 2\n").replace("Article 0\n", "Article 1\n")
    new += SAFEGUARDS.format(n=3, reach="articles 4 to 6")
    new += filler(3, 4).replace("Article 4\n", "Article 5\n").replace("Article 3\n", "Article 4\n")
    new += POWER.format(n=6) + filler(6).replace("Article 6\n", "Article 7\n")
    assert reach(old, new) == []


def unrenumbered(reference: str) -> list[Finding]:
    """What is found where all articles are renumbered, and the power then is subject to ``reference``."""
    power = POWER.replace("serious offences.", "serious offences, and subject to {at}.")
    old = filler(1) + SAFEGUARDS.format(n=2, reach="article 3") + power.format(n=3, at="article 2") + filler(4)
    new = filler(0, 1).replace("Article 1\n", "Article 2\n").replace("Article 0\n", "Article 1\n")
    new += SAFEGUARDS.format(n=3, reach="article 4") + power.format(n=4, at=reference)
    new += filler(4).replace("Article 4\n", "Article 5\n")
    return [f for f in compare(draft(old), draft(new)).findings if f.theme == "safeguards"]


def test_a_reference_that_was_not_renumbered_names_another_article() -> None:
    assert [(f.change.provision.article, f.worse) for f in unrenumbered("article 2")] == [("4", True)]
    assert unrenumbered("article 3") == []


def test_of_a_reference_that_was_not_renumbered_it_is_told_that_it_names_another_article() -> None:
    assert [f.rule for f in unrenumbered("article 2")] == ["safeguards/lost-reference"]
