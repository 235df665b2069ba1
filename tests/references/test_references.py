"""Cross-references of two drafts, resolved through their alignment."""

from __future__ import annotations

import pytest

import making
from treatydiff.alignment import align
from treatydiff.compare import compare
from treatydiff.model import Block, Draft, Provision, Reading, Significance
from treatydiff.readers import ReadOptions, reader_for
from treatydiff.references.resolution import References
from treatydiff.report import Finding
from treatydiff.reports.selection import select
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


# ---------------------------------------------------------------------------------------------------- stale references

SUBJECTS = {
    "Access": "Unlawful access to an information system shall be an offence of every State.",
    "Disclosure": "Whoever hands electronic evidence to strangers commits a crime under domestic rules.",
    "Forgery": "Forging of computer data with intent to deceive is punished by imprisonment.",
    "Fraud": "Causing loss of property by input of false records counts as fraud everywhere.",
    "Scope": "Sovereign equality and territorial integrity of nations are respected in carrying out obligations.",
    "Fees": "No tax falls due on copies that a depositary certifies for its members.",
}
FOUR = ("Access", "Disclosure", "Forgery", "Fraud")


def citing(subjects: tuple[str, ...], cited: str, language: str = "en") -> Draft:
    articles = (making.article(str(n), each, SUBJECTS[each]) for n, each in enumerate(subjects, 1))
    return making.draft(*articles, making.article("99", "Assistance", cited), language=language)


def noticed(old: Draft, new: Draft) -> list[str]:
    """What the notices say of article 99, without its name."""
    messages = (notice.message for notice in references(old, new).notices())
    return [message.removeprefix("Article 99 ") for message in messages]


SAID = [  # in each language: a list of two, a list of three, a range
    ("en", "offences under articles 2 and 3", "offences under articles 2, 3 and 4", "offences under articles 2 to 4"),
    ("fr", "les infractions visées aux articles 2 et 3", "visées aux articles 2, 3 et 4", "visées aux articles 2 à 4"),
    ("es", "los delitos de los artículos 2 y 3", "los delitos de los artículos 2, 3 y 4", "los artículos 2 a 4"),
    ("ru", "преступления по статьям 2 и 3", "преступления по статьям 2, 3 и 4", "преступления по статьям 2–4"),
    ("zh", "第二条和第三条所列犯罪", "第二条、第三条和第四条所列犯罪", "第二条至第四条所列犯罪"),
    ("ar", "الجرائم بموجب المادتين 2 و3", "الجرائم بموجب المواد 2 و3 و4", "الجرائم بموجب المواد من 2 إلى 4"),
    ("pt", "os crimes dos artigos 2 e 3", "os crimes dos artigos 2, 3 e 4", "os crimes dos artigos 2 a 4"),
]


@pytest.mark.parametrize(("language", "two", "three", "span"), SAID, ids=[row[0] for row in SAID])
def test_each_number_of_a_list_and_each_end_of_a_range_is_noticed(
    language: str, two: str, three: str, span: str
) -> None:
    def stale(cited: str) -> list[str]:
        new = citing(("Scope", *FOUR), cited, language)
        said = noticed(citing(FOUR, cited, language), new)
        return [each.rpartition(" ")[2] for each in said if each.startswith("still says article ")]

    assert stale(two) == ["3", "4"]
    assert stale(three) == ["3", "4", "5"]
    assert stale(span) == ["3", "5"]


@pytest.mark.parametrize(
    "cited", ["articles 2, 3 and 4", "articles 3 and 4", "articles 1, 3 and 4", "articles 4 and 3", "articles 3 to 4"]
)
def test_a_list_that_was_brought_up_is_not_stale_though_it_has_a_number_that_it_had(cited: str) -> None:
    was = "articles 2 to 3" if " to " in cited else "articles 2 and 3"
    assert noticed(citing(FOUR, was), citing(("Scope", *FOUR), cited)) == []


def test_articles_that_changed_places_are_named_by_the_same_list() -> None:
    old, new = (citing(subjects, "articles 1 and 2") for subjects in (("Access", "Fraud"), ("Fraud", "Access")))
    assert noticed(old, new) == []


def test_a_number_that_the_new_draft_has_no_more_is_noticed() -> None:
    cited = "articles 3 and 4"
    assert noticed(citing(FOUR, cited), citing(FOUR[1:], cited)) == [
        "still says article 3, which is now article 2",
        "still says article 4, which is now article 3",
    ]
    assert noticed(citing(FOUR, cited), citing(FOUR[:3], cited)) == ["still says article 4, which was deleted"]


def test_what_a_range_took_in_is_noticed_though_its_ends_are_others_now() -> None:
    cited = "articles 1 to 3"
    old = citing(("Access", "Disclosure", "Forgery"), cited)
    new = citing(("Scope", "Fees", "Fraud", "Access", "Disclosure", "Forgery"), cited)
    assert noticed(old, new) == [
        "still says article 1, which is now article 4",
        "still says article 3, which is now article 6",
        "says articles 1 to 3, which now includes article 2",
        "says articles 1 to 3, which no longer includes what was article 2",
    ]


def test_a_reference_to_what_a_file_prints_twice_is_not_stale() -> None:
    """The list below the paragraph is there once more, as in some web pages, and the wording found the second one."""
    listed = ("(a) the system is part of a machine that is checked before it is sold to the public;",
              "(b) the machine has to be examined by a body that is independent of its maker.")  # fmt: skip
    lines = ("1. Apart from the machines in points (a) and (b), a system has a high risk where both of these are met:",)
    longer = tuple(item.replace("the machine", "the machine, as amended,") for item in listed)
    (old, new) = (
        build(
            Reading(tuple(map(Block, ("Article 6", "Risk", *lines, *rest, "Article 7", "End", "It ends.")))),
            name="d",
            language="en",
        )
        for rest in (listed, (*longer, *listed))
    )
    known = references(old, new)
    twice = next(link for link in align(old, new).links if any("__dup_" in p.eid for p in link.new) and link.old)
    assert twice.old[0].eid == "art_6__para_1__subpara_a"
    assert not [each.message for each in known.notices() if "still says" in each.message]


def test_a_stale_list_makes_the_change_substantive() -> None:
    cited = "Offences under articles 2 and 3."
    found = compare(citing(FOUR, cited), citing(("Scope", *FOUR), cited))
    (change,) = (each for each in found.redline.all if each.provision.number == "99")
    assert change.significance is Significance.SUBSTANTIVE
    assert len(change.remarks) == 2
