from __future__ import annotations

from dataclasses import replace

import making
from treatydiff.model import Level, Provision, Status
from treatydiff.references.outline import outline


def test_each_provision_is_known_by_what_stands_around_it() -> None:
    inner = making.article("1", "", "", making.paragraph("1", "x"))
    annex = Provision(Level.ANNEX, "I", "annex_I", children=(making.article("9"), making.paragraph("2")))
    front = Provision(Level.FRONT, "", "front", children=(making.paragraph("3"),))
    found = outline(making.draft(front, making.chapter("I", "", inner), annex)).unit
    assert {eid: provision.eid for eid, provision in found.items()} == {
        "front": "front", "para_3": "front", "chp_I": "chp_I", "art_1": "art_1", "art_1__para_1": "art_1",
        "annex_I": "annex_I", "art_9": "art_9", "para_2": "annex_I",
    }  # fmt: skip


def test_a_place_is_said_as_in_the_room() -> None:
    item = Provision(Level.ITEM, "iv", "item_iv")
    closing = Provision(Level.CLOSING, "", "closing")
    article = making.article("4", "", "", making.paragraph("2", "", making.subparagraph("b", "", item), closing))
    found = outline(making.draft(making.chapter("I", "", article))).place
    assert list(found.values()) == [
        "", "", "paragraph 2", "paragraph 2 (b)", "paragraph 2 (b) (iv)", "paragraph 2, closing words"
    ]  # fmt: skip


def test_a_subparagraph_right_under_its_article_is_named() -> None:
    found = outline(making.draft(making.article("4", "", "", making.subparagraph("b")))).place
    assert found["art_4__subpara_b"] == "subparagraph (b)"


def test_paragraphs_without_a_number_are_counted() -> None:
    three = [Provision(Level.PARAGRAPH, "", f"para_{n}") for n in (1, 2, 3)]
    assert list(outline(making.draft(making.preamble(*three))).place.values()) == [
        "", "preambular paragraph 1", "preambular paragraph 2", "preambular paragraph 3"
    ]  # fmt: skip
    of_article = outline(making.draft(making.article("1", "", "", *three[:2]))).place
    assert of_article["art_1__para_1"] == "unnumbered paragraph 1"


def test_the_only_plain_paragraph_of_an_article_is_the_article() -> None:
    alone = Provision(Level.PARAGRAPH, "", "para_1")
    assert outline(making.draft(making.article("1", "", "", alone))).place["art_1__para_1"] == ""


def test_a_draft_keeps_its_outline() -> None:
    draft = making.draft(making.article("1"))
    assert outline(draft) is outline(draft)
    again = replace(draft, label="another")
    assert again == replace(draft, label="another")
    assert outline(again) is not outline(draft)


def test_the_way_up_leads_from_the_inside_out() -> None:
    paragraph = making.paragraph("2", "", making.subparagraph("b"))
    tree = outline(making.draft(making.chapter("I", "", making.article("4", "", "", paragraph))))
    inner = tree.provisions["art_4__para_2__subpara_b"]
    assert [above.eid for above in tree.above(inner)] == ["art_4__para_2", "art_4", "chp_I"]
    assert tree.article[inner.eid].eid == "art_4"
    assert tree.owner[inner.eid].eid == "art_4"
    assert tree.owner["chp_I"].eid == "chp_I"
    assert tree.container(inner) is tree.provisions["chp_I"]
    assert [sibling.eid for sibling in tree.siblings["art_4"]] == ["art_4"]
    assert {eid: provision.eid for eid, provision in tree.outermost.items()} == dict.fromkeys(tree.provisions, "chp_I")


def test_a_tombstone_is_no_article_to_stand_in() -> None:
    gone = replace(making.article("3", "", "", making.paragraph("1")), status=frozenset({Status.DELETED}))
    tree = outline(making.draft(making.article("1"), gone))
    assert "art_3__para_1" not in tree.article
    assert [article.number for article in tree.articles] == ["1"]


def test_what_reads_alike_to_the_last_word_has_one_digest() -> None:
    def digests(words: str) -> dict[str, str]:
        inner = making.article("4", "Heading", "", making.paragraph("1", words), making.paragraph("2", "the same"))
        return outline(making.draft(making.chapter("I", "", inner))).digest

    one, other = digests("may"), digests("shall")
    assert one == digests("may")
    differing = [eid for eid in one if one[eid] != other[eid]]
    assert differing == ["art_4__para_1", "art_4", "chp_I"]
