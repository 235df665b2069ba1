"""Which provision answers to which."""

from __future__ import annotations

import pytest

from treatydiff.alignment import DeclaredLink, align, read_rules
from treatydiff.compare import compare
from treatydiff.errors import DataError
from treatydiff.model import Alignment, Basis, Block, Draft, Level, Link, Reading, Relation
from treatydiff.readers import READERS
from treatydiff.renderers import CONCORDANCES
from treatydiff.structure import build

ARTICLES = {
    "Purpose": ["The purpose of this Convention is to promote cooperation among States against piracy."],
    "Use of terms": ["For the purposes of this Convention, vessel means any craft that is used at sea."],
    "Interception": [
        "1. Each Party shall empower its authorities to intercept communications in serious cases.",
        "2. An order for interception shall name the person concerned and expire after ninety days.",
        "3. Service providers shall keep the fact of the interception confidential.",
        "4. The Conference shall publish figures on orders granted and refused every year.",
    ],
    "Extradition": [
        "1. Extradition shall be subject to the law of the requested State and to treaties in force.",
        "2. A State may refuse to extradite its nationals, provided that it prosecutes them at home.",
    ],
    "Training": ["1. Parties shall train judges and police officers in the use of electronic evidence."],
    "Depositary": ["The Secretary-General of the United Nations is the depositary of this Convention."],
}


def draft(*articles: tuple[str, list[str]]) -> Draft:
    """Articles numbered from 1."""
    lines = []
    for number, (heading, body) in enumerate(articles, 1):
        lines += [f"Article {number}", *([heading] if heading else []), *body]
    return build(Reading(tuple(map(Block, lines))), name="draft", language="en")


def known(*headings: str) -> list[tuple[str, list[str]]]:
    return [(heading, ARTICLES[heading]) for heading in headings]


ORDER = known(*ARTICLES)


def rows(alignment: Alignment) -> list[tuple[str, str]]:
    """The concordance as pairs of numbers."""
    return [
        ("+".join(p.number for p in link.old), "+".join(p.number for p in link.new)) for link in alignment.concordance()
    ]


def link_of(alignment: Alignment, new_number: str) -> Link:
    return next(link for link in alignment.concordance() if any(p.number == new_number for p in link.new))


def test_every_provision_of_both_drafts_is_in_exactly_one_link() -> None:
    old, new = draft(*ORDER), draft(*ORDER[2:], *ORDER[:1])
    links = align(old, new).links
    assert sorted(p.eid for link in links for p in link.old) == sorted(p.eid for p in old.walk())
    assert sorted(p.eid for link in links for p in link.new) == sorted(p.eid for p in new.walk())


def test_a_deleted_article_does_not_make_its_neighbours_answer_for_it() -> None:
    found = align(draft(*ORDER), draft(*ORDER[:1], *ORDER[2:]))
    assert rows(found) == [("1", "1"), ("2", ""), ("3", "2"), ("4", "3"), ("5", "4"), ("6", "5")]
    assert not any(link.moved for link in found.links)


def test_an_inserted_article_renumbers_and_moves_nothing() -> None:
    new = [*ORDER[:2], ("Asset recovery", ["Confiscated property shall be returned to its lawful owners."]), *ORDER[2:]]
    found = align(draft(*ORDER), draft(*new))
    assert [link.relation for link in found.concordance()].count(Relation.INSERTED) == 1
    assert [link.renumbered for link in found.concordance() if link.old] == [False, False, True, True, True, True]
    assert not any(link.moved for link in found.links)


def test_an_article_that_moved_is_one_move_though_all_others_were_renumbered() -> None:
    found = align(draft(*ORDER), draft(ORDER[4], *ORDER[:4], ORDER[5]))
    moved = [link for link in found.concordance() if link.moved]
    assert [(link.old[0].number, link.new[0].number) for link in moved] == [("5", "1")]


def test_an_article_can_be_moved_and_amended_at_once() -> None:
    edited = ("Training", ["1. Parties shall train prosecutors, judges and police officers in electronic evidence."])
    link = link_of(align(draft(*ORDER), draft(edited, *ORDER[:4], ORDER[5])), "1")
    assert (link.old[0].number, link.relation, link.moved, link.renumbered) == ("5", Relation.AMENDED, True, True)


def test_two_equal_short_articles_keep_their_order() -> None:
    twin = ("Reservations", ["No reservations may be made."])
    old = draft(ORDER[0], twin, ORDER[2], twin, ORDER[5])
    new = draft(ORDER[1], ORDER[0], twin, ORDER[3], ORDER[2], twin, ORDER[5])
    found = align(old, new)
    assert not any(link.moved for link in found.links)
    assert ("2", "3") in rows(found)
    assert ("4", "6") in rows(found)


def test_an_article_split_in_two_is_a_split() -> None:
    heading, body = ORDER[2]
    new = draft(*ORDER[:2], (heading, body[:2]), ("Secrecy and figures", body[2:]), *ORDER[3:])
    link = link_of(align(draft(*ORDER), new), "3")
    assert link.relation is Relation.SPLIT
    assert [p.number for p in link.new] == ["3", "4"]


def test_two_articles_made_one_are_a_merger() -> None:
    new = draft(
        *ORDER[:2],
        ("Interception and extradition", [*ORDER[2][1], "5" + ORDER[3][1][0][1:], "6" + ORDER[3][1][1][1:]]),
        *ORDER[4:],
    )
    link = link_of(align(draft(*ORDER), new), "3")
    assert link.relation is Relation.MERGED
    assert [p.number for p in link.old] == ["3", "4"]


def test_a_paragraph_that_became_an_article_is_found_where_it_went() -> None:
    heading, body = ORDER[2]
    new = draft(*ORDER[:2], (heading, body[:3]), *ORDER[3:], ("Transparency", [body[3][3:]]))
    link = link_of(align(draft(*ORDER), new), "7")
    assert [p.eid for p in link.old] == ["art_3__para_4"]
    assert link.moved


def test_a_paragraph_that_went_into_a_new_article_answers_to_the_paragraph_there_and_not_to_the_article() -> None:
    heading, body = ORDER[2]
    oversight = [
        "1. Each Party shall set up a body that oversees orders for interception.",
        "2" + body[1][1:],
        "3. It reports to the legislature.",
    ]
    new = draft(
        *ORDER[:2], (heading, [body[0], "2" + body[2][1:], "3" + body[3][1:]]), ("Oversight", oversight), *ORDER[3:]
    )
    found = align(draft(*ORDER), new)
    assert not link_of(found, "4").old
    link = next(link for link in found.links if any(p.eid == "art_4__para_2" for p in link.new))
    assert ([p.eid for p in link.old], link.moved) == (["art_3__para_2"], True)


def test_an_article_that_became_a_paragraph_is_found_where_it_went() -> None:
    heading, body = ORDER[2]
    new = draft(*ORDER[:2], (heading, [*body, "5" + ORDER[4][1][0][1:]]), ORDER[3], ORDER[5])
    found = align(draft(*ORDER), new)
    link = next(link for link in found.links if any(p.eid == "art_5" for p in link.old))
    assert ([p.eid for p in link.new], link.moved) == (["art_3__para_5"], True)


def test_a_paragraph_inserted_first_shifts_the_others() -> None:
    heading, body = ORDER[3]
    shifted = ["1. Offences shall be extraditable whatever the penalty.", "2" + body[0][1:], "3" + body[1][1:]]
    found = align(draft(*ORDER), draft(*ORDER[:3], (heading, shifted), *ORDER[4:]))
    pairs = {(link.old[0].eid, link.new[0].eid) for link in found.links if link.old and link.new}
    assert {("art_4__para_1", "art_4__para_2"), ("art_4__para_2", "art_4__para_3")} <= pairs


def test_an_unnumbered_text_that_became_paragraph_1_answers_to_it() -> None:
    new = draft(("Purpose", ["1. " + ARTICLES["Purpose"][0], "2. Nothing in it affects fishing rights."]), *ORDER[1:])
    link = link_of(align(draft(*ORDER), new), "1")
    assert [p.eid for p in link.new] == ["art_1", "art_1__para_1"]
    assert link.relation is Relation.AMENDED


SENTENCES = [
    "Each Party shall empower its authorities to intercept content data in serious cases.",
    "Any such order shall be subject to prior review by a judge.",
    "The person concerned shall be notified once this no longer endangers the investigation.",
]


def alone(*body: str) -> Draft:
    """One article of interest among others."""
    return draft(ORDER[0], ("Interception of content data", list(body)), ORDER[5])


def partners(found: Alignment, eid: str) -> list[str]:
    return [p.eid for link in found.links if eid in [p.eid for p in link.old] for p in link.new]


def test_numbers_that_were_only_added_leave_one_text_answering_to_all_its_parts() -> None:
    numbered = [f"{n}. {sentence}" for n, sentence in enumerate(SENTENCES, 1)]
    found = align(alone(*SENTENCES), alone(*numbered))
    assert partners(found, "art_2") == ["art_2", "art_2__para_1", "art_2__para_2", "art_2__para_3"]
    back = align(alone(*numbered), alone(*SENTENCES))
    assert [p.eid for link in back.links if len(link.old) > 1 for p in link.old] == partners(found, "art_2")
    assert not any(link.moved or not link.old or not link.new for link in (*found.links, *back.links))


def test_letters_are_numbers_like_any_other() -> None:
    lettered = [f"({letter}) {sentence}" for letter, sentence in zip("abc", SENTENCES, strict=True)]
    found = align(alone(*SENTENCES), alone(*lettered))
    assert partners(found, "art_2") == ["art_2", "art_2__subpara_a", "art_2__subpara_b", "art_2__subpara_c"]
    assert link_of(found, "2").similarity == 1.0


def test_a_paragraph_taken_apart_into_letters_answers_to_its_items() -> None:
    old = alone("1. " + SENTENCES[0], "2. " + " ".join(SENTENCES[1:]))
    items = [f"({letter}) {sentence}" for letter, sentence in zip("ab", SENTENCES[1:], strict=True)]
    new = alone("1. " + SENTENCES[0], "2. The following applies:", *items)
    assert partners(align(old, new), "art_2__para_2") == [
        "art_2__para_2", "art_2__para_2__subpara_a", "art_2__para_2__subpara_b"
    ]  # fmt: skip


def test_closing_words_that_join_the_last_item_leave_it_answering_to_both() -> None:
    items = ["1. This article applies to:", "(a) the detection of the offences established under it;"]
    old = alone(*items, "(b) the recovery of the proceeds, provided that no Party shall act against its law.")
    new = alone(*items, "(b) the recovery of the proceeds.", "Provided that no Party shall act against its law.")
    item, closing = "art_2__para_1__subpara_b", "art_2__para_1__wrapup"
    assert partners(align(old, new), item) == [item, closing]
    assert partners(align(new, old), item) == partners(align(new, old), closing) == [item]


def test_a_subparagraph_that_hangs_on_another_paragraph_moved() -> None:
    body = ["1. A request shall contain:", "(a) the identity of the authority;", "(b) the purpose of the request.",
            "2. The Party may refuse where:", "(a) the request concerns a political offence."]  # fmt: skip
    found = align(alone(*body), alone(*body[:2], *body[3:], "(b) the purpose of the request."))
    assert partners(found, "art_2__para_1__subpara_b") == ["art_2__para_2__subpara_b"]
    assert [link.moved for link in found.links if link.old and link.old[0].eid == "art_2__para_1__subpara_b"] == [True]


def test_a_provision_that_was_only_inserted_beside_a_text_is_no_part_of_it() -> None:
    more = "2. Service providers shall keep the fact of the interception confidential."
    new = alone("1. " + " ".join(SENTENCES), more)
    found = align(alone(*SENTENCES), new)
    assert partners(found, "art_2") == ["art_2", "art_2__para_1"]
    assert [[p.eid for p in link.new] for link in found.links if not link.old] == [["art_2__para_2"]]


def test_boilerplate_does_not_pair_articles() -> None:
    boiler = "Each State Party shall adopt such legislative and other measures as may be necessary to punish "
    crimes = [
        "illegal access to a system",
        "forgery of electronic records",
        "theft of stored data",
        "fraud by computer",
    ]
    old = draft(*[("", [boiler + crime + "."]) for crime in crimes])
    new = draft(
        *[("", [boiler + crime + "."]) for crime in (crimes[1], crimes[2], "laundering of the proceeds", crimes[3])]
    )
    assert {("1", ""), ("2", "1"), ("3", "2"), ("", "3"), ("4", "4")} == set(rows(align(old, new)))


# ---------------------------------------------------------------------------------------------------------- evidence


def lines(*text: str) -> Draft:
    return build(Reading(tuple(map(Block, text))), name="draft", language="en")


def test_a_tombstone_says_that_its_article_was_deleted() -> None:
    old = draft(*ORDER[:3])
    new = lines(
        "Article 1",
        "Purpose",
        ARTICLES["Purpose"][0],
        "Article 2",
        "Deleted.",
        "Article 3",
        "Interception",
        *ORDER[2][1],
    )
    deleted = [link for link in align(old, new).concordance() if link.relation is Relation.DELETED]
    assert [(link.old[0].number, link.basis) for link in deleted] == [("2", Basis.NOTE)]


def test_a_note_of_the_drafters_outweighs_the_wording() -> None:
    old = draft(*ORDER[:3])
    new = lines(
        *("Article 1", "Purpose", ARTICLES["Purpose"][0], "Article 2", "Moved as article 3 bis.", "Article 3"),
        *("Interception", *ORDER[2][1], "Article 3 bis", "Glossary", "Ships are called vessels in the present text."),
    )
    link = link_of(align(old, new), "3 bis")
    assert (link.old[0].number, link.basis) == ("2", Basis.NOTE)


def test_the_user_rules() -> None:
    rules = read_rules("old,new\n1,2\n2,1\n6,\n", "align.csv")
    found = align(draft(*ORDER), draft(*ORDER), rules)
    assert {("1", "2"), ("2", "1"), ("6", ""), ("", "6")} <= set(rows(found))
    assert link_of(found, "2").basis is Basis.USER


def test_an_article_without_a_counterpart_has_none_in_another_s_paragraph_either() -> None:
    text = " ".join(paragraph[3:] for paragraph in ORDER[2][1])
    old = draft(*ORDER[:2], ("Interception", [f"1. {text}", "2. It shall be reviewed."]), *ORDER[4:])
    new = draft(*ORDER[:2], ("", [text]), *ORDER[4:])
    rules = read_rules("old,new\n3,\n", "a.csv")
    assert {each.number for link in align(old, new).concordance() if "3" in link.new[0].number for each in link.old}
    assert [row for row in rows(align(old, new, rules)) if "3" in "".join(row)] == [("3", ""), ("", "3")]
    assert all(link.new == () for link in align(old, new, rules).links if link.old and link.old[0].article == "3")


def test_a_part_of_an_article_without_a_counterpart_may_stand_in_an_article_that_has_one() -> None:
    heading, body = ORDER[2]
    gone = ("Transparency", [body[3], "2. Reports shall be short."])
    old = draft(*ORDER[:2], (heading, body[:3]), gone)
    new = draft(*ORDER[:2], (heading, body))
    found = align(old, new, read_rules("old,new\n4,\n", "a.csv"))
    moved = [link for link in found.links if link.old and link.old[0].text == body[3][3:] and link.new]
    assert [(link.old[0].article, link.new[0].article) for link in moved] == [("4", "3")]


def test_rules_may_be_toml_and_name_several_provisions() -> None:
    rules = (DeclaredLink(("3",), ("3", "4")),)
    assert read_rules('[[link]]\nold = "3"\nnew = ["3", "4"]', "align.toml") == rules
    assert read_rules('link = [{old = "3", new = ["3", "4"]}]', "align.toml") == rules
    assert read_rules("old,new\n3,3;4\n", "align.csv") == rules


def test_a_spreadsheet_may_have_saved_the_rules_with_semicolons_or_tabs() -> None:
    rules = (DeclaredLink(("3",), ("3", "4")),)
    assert read_rules('old;new;basis\n3;"3; 4";x\n', "align.csv") == rules
    assert read_rules("old\tnew\n3\t3;4\n", "align.csv") == rules


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        ("old,new\n99,1\n", "align.csv", "align.csv:2: the old draft has no article 99"),
        ("old,new\n2,2\n1,99\n", "align.csv", "align.csv:3: the new draft has no article 99"),
        ("old,new\n1,1\n1,2\n", "align.csv", "align.csv:3: 1 stands in two lines"),
        ('[[link]]\nold = "2"\n\n[[ link ]]\nold = "9"', "align.toml", "align.toml:4: the old draft has no article 9"),
        ('link = [{old = "9"}]', "align.toml", "align.toml: the old draft has no article 9"),
        ("[[link]]\nold = \n", "align.toml", r"align.toml: .*line 2"),
        ("old,new\n1;2,1;2\n", "align.csv", "one side must be a single provision"),
        ("a,b\n1,1\n", "align.csv", "no links in it"),
        ("[[link", "align.toml", "align.toml"),
    ],
)
def test_an_impossible_rule_is_an_error(text: str, name: str, words: str) -> None:
    with pytest.raises(DataError, match=words):
        align(draft(*ORDER), draft(*ORDER), read_rules(text, name))


def test_thousands_of_paragraphs_without_headings_are_aligned_in_passing() -> None:
    many = [f"Paragraph {n} deals with matter{n} of the agenda and topic{n % 700}." for n in range(1, 3001)]
    start = ["Article 1", "1. This Convention has an annex of many paragraphs.", "Annex"]
    old, new = lines(*start, *many), lines(*start, *many[:1500], *many[1501:])
    deleted = [p.text for link in align(old, new).links if not link.new for p in link.old]
    assert deleted == [many[1500]]


def test_a_concordance_that_is_read_back_gives_the_same_pairs() -> None:
    heading, body = ORDER[2]
    new = draft(*ORDER[1:2], ORDER[0], (heading, body[:3]), *ORDER[4:], ("Transparency", [body[3][3:]]))
    found = compare(draft(*ORDER), new)
    written = CONCORDANCES["csv"].render((found,)).decode("utf-8-sig")
    again = align(found.old, found.new, read_rules(written, "concordance.csv"))
    assert [(link.old, link.new) for link in again.concordance()] == [
        (link.old, link.new) for link in found.alignment.concordance()
    ]


def test_articles_that_are_all_alike_answer_to_each_other_in_their_order() -> None:
    """However alike unrelated articles are, a draft compared with itself has no change."""
    words = "Each Party shall take the measures of this article and report them in case"
    alike = draft(*(("Reports", [f"1. {words} {n}.", f"2. {words} {n + 50}."]) for n in range(14)))
    assert {link.relation for link in align(alike, alike).links} == {Relation.UNCHANGED}
    amended = draft(*(("Reports", [f"1. {words} {n}.", f"2. {words} {n + 70}."]) for n in range(14)))
    assert all(link.old and link.new and not link.moved for link in align(alike, amended).links)


def test_a_chapter_that_has_only_its_number_answers_to_that_of_the_same_number() -> None:
    texts = ["Chapter I", "Article 1", "The lamp burns.", "Article 2", "The bell rings.", "Chapter II"]
    found = align(lines(*texts), lines(*texts))
    assert [link.relation for link in found.links if link.level is Level.CHAPTER] == [Relation.UNCHANGED] * 2
    other = align(lines(*texts), lines(*texts[:-1], "Chapter III"))
    assert [link.relation for link in other.links if link.level is Level.CHAPTER and link.new][1:] == [
        Relation.INSERTED
    ]


def test_the_closing_words_of_a_convention_answer_to_each_other_however_short_they_are() -> None:
    text = "Draft\n\nArticle 1\nScope\n1. The Parties reply in writing.\n\nDONE at Geneva on the first of May.\n"
    one = build(READERS["text"].read(text.encode(), "x"), name="x")
    assert [link.relation for link in align(one, one).links if link.level is Level.CLOSING] == [Relation.UNCHANGED]
