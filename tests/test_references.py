"""Cross-references of two drafts, resolved through their alignment."""

from __future__ import annotations

import pytest

import making
from treatydiff.alignment import align
from treatydiff.compare import compare
from treatydiff.model import Draft, Provision
from treatydiff.readers import ReadOptions, reader_for
from treatydiff.references import References
from treatydiff.report import Finding
from treatydiff.selection import select
from treatydiff.structure import build


def numbered(*numbers: int, language: str = "en") -> Draft:
    return making.draft(*(making.article(str(n), f"Heading {n}", f"Words of {n}.") for n in numbers), language=language)


def references(old: Draft, new: Draft) -> References:
    return References(old, new, align(old, new))


@pytest.mark.parametrize(
    ("text", "language", "articles"),
    [
        ("subject to article 24", "en", [["24"]]),
        ("articles 25 to 28 and 30", "en", [["25", "26", "27", "28", "30"]]),
        ("articles 24, 26 bis and 36", "en", [["24", "26bis", "36"]]),
        ("article 7 or article 9", "en", [["7"], ["9"]]),
        ("articles 12 quinquies and 13 sexies", "en", [["12quinquies", "13sexies"]]),
        ("les articles 28 et 29", "fr", [["28", "29"]]),
        ("aux articles 25 à 27", "fr", [["25", "26", "27"]]),
        ("los artículos 25 a 27", "es", [["25", "26", "27"]]),
        ("в статьях 25–27", "ru", [["25", "26", "27"]]),
        ("第二十五条至第二十七条", "zh", [["25", "26", "27"]]),
        ("المواد 25 إلى 27", "ar", [["25", "26", "27"]]),
        ("articles 5 to 1000", "en", [["5", "1000"]]),
        ("paragraph 3 and 4", "en", []),
        ("article of faith 7", "en", []),
        ("article 17 of the International Covenant", "en", []),
    ],
)
def test_articles_that_are_in_neither_draft_go_by_their_numbers(
    text: str, language: str, articles: list[list[str]]
) -> None:
    known = references(numbered(1, language=language), numbered(1, language=language))
    assert [sorted(each.articles) for each in known.articles(text, 0)] == [sorted(each) for each in articles]


def test_an_article_goes_by_what_it_is_in_the_new_draft() -> None:
    old = making.draft(making.article("1", "Purposes", "To prevent crime."), making.article("2", "Review", "We meet."))
    new = making.draft(making.article("1", "Scope", "All."), making.article("2", "Purposes", "To prevent crime."))
    known = references(old, new)
    (was,), (now,) = known.articles("under article 1", 0), known.articles("under article 2", 1)
    assert was.articles == now.articles == {"art_2"}


def test_a_range_covers_what_stands_between_its_ends_in_the_draft() -> None:
    draft = making.draft(*(making.article(n, f"Heading {n}", f"Words of {n}.") for n in ("4", "5", "5 bis", "6", "7")))
    (named,) = references(draft, draft).articles("articles 4 to 6", 1)
    assert named.articles == {"art_4", "art_5", "art_5bis", "art_6"}


# --------------------------------------------------------------------------------------------------- other instruments


FIVE = (
    "Article {n}\nConditions and safeguards\n\n1. The powers of this Convention shall be subject to judicial review "
    "and to safeguards that protect human rights.\n\n"
)
CITING = "Article {n}\nPurposes\n\n1. The States Parties shall cooperate in accordance with article 5 {of}.\n\n"
FILLER = (
    "Article {n}\n{title}\n\n1. Each State Party shall promote {title} in the investigation of cybercrime and in the "
    "collection of electronic evidence.\n\n"
)
TITLES = "harvest railways medicine postage forestry culture".split()


def read(text: str) -> Draft:
    data = text.encode()
    reader = reader_for("draft.txt", data)
    return build(reader.read(data, "draft.txt", ReadOptions()), name="draft.txt", kind="text", data=data)


def shifted(of: str) -> tuple[Finding, ...]:
    """What is found where an article is put before safeguards that were article 5, and a reference to 5 is kept."""
    fillers = [FILLER.format(n=n, title=title) for n, title in enumerate(TITLES, start=1)]
    old = [CITING.format(n=1, of=of), *fillers[1:4], FIVE.format(n=5)]
    new = [CITING.format(n=1, of=of), *fillers[1:4], fillers[4], FIVE.format(n=6)]
    report = compare(read("".join(old)), read("".join(new)))
    assert all(finding.change.changed for finding in report.findings)
    assert select(report).findings == report.findings
    return tuple(finding for finding in report.findings if finding.rule == "safeguards/lost-reference")


def test_a_reference_to_another_instrument_is_not_lost_when_our_own_article_moves() -> None:
    assert shifted("of the United Nations Convention against Corruption") == ()


def test_a_reference_to_our_own_article_is_lost_when_it_moves() -> None:
    (lost,) = shifted("of this Convention")
    assert lost.change.provision.article == "1"


def test_the_references_of_a_provision_are_those_of_its_own_text() -> None:
    inner: Provision = making.paragraph("1", "See articles 1 to 3.")
    draft = making.draft(
        *(making.article(str(n), f"Heading {n}", f"Words {n}.") for n in (1, 2, 3)),
        making.article("4", "Last", "", inner),
    )
    paragraph = draft.provisions[3].children[0]
    assert references(draft, draft).reached(paragraph, 0) == {"art_1", "art_2", "art_3"}
