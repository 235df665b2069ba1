"""Paragraphs that were merged, split or carried elsewhere while many of their words changed."""

from __future__ import annotations

import pytest

import making
from treatydiff.alignment import align
from treatydiff.model import Draft, Link, Provision, Relation

REST = (
    ("2", "Lamps", "Each harbour master shall keep a lamp burning at the end of every pier from dusk until dawn."),
    ("3", "Ropes", "Ropes longer than twenty fathoms shall be coiled by hand and dried before they are stowed away."),
    ("4", "Bells", "A bell shall be rung four times an hour for as long as fog hides the mouth of the river."),
    ("5", "Charts", "The surveyor draws the charts anew whenever a sandbank has shifted by more than a cable."),
)
LOG = "The keeper shall enter in the log every ship that passes the lighthouse between sunset and sunrise."
REPORT = "An entry made under paragraph 1 shall be sent to the nearest pilot station that has asked for it."
CHANGED = "An extract shall be shown to the crew of any boat that has come ashore for it."
OTHER = "Whoever paints the tower anew uses white lead, and two coats of varnish where the salt has bitten deep."


def draft(*texts: str, beside: tuple[str, ...] = ()) -> Draft:
    """Article 1 with these paragraphs, article 2 with some more beside its own, and the others."""
    (_, heading, lamps), *others = REST
    return making.draft(
        making.article("1", "Logs", "", *(making.paragraph(str(n), text) for n, text in enumerate(texts, 1))),
        making.article("2", heading, "", *(making.paragraph(str(n), t) for n, t in enumerate((lamps, *beside), 1))),
        *(making.article(number, heading, text) for number, heading, text in others),
    )


def link_of(found: tuple[Link, ...], text: str) -> Link:
    """The link whose old side has this text."""
    return next(link for link in found if any(p.text == text for p in link.old))


def eids(side: tuple[Provision, ...]) -> list[str]:
    return [provision.eid for provision in side]


def test_what_follows_its_neighbours_words_was_merged_with_it_though_half_of_it_was_rewritten() -> None:
    link = link_of(align(draft(LOG, REPORT, OTHER), draft(f"{LOG} {CHANGED}", OTHER)).links, REPORT)
    assert (link.relation, eids(link.old)) == (Relation.MERGED, ["art_1__para_1", "art_1__para_2"])


def test_and_was_split_from_it_the_other_way_round() -> None:
    link = link_of(align(draft(f"{LOG} {CHANGED}", OTHER), draft(LOG, REPORT, OTHER)).links, f"{LOG} {CHANGED}")
    assert (link.relation, eids(link.new)) == (Relation.SPLIT, ["art_1__para_1", "art_1__para_2"])


def test_what_stood_before_its_neighbour_is_found_before_its_words() -> None:
    link = link_of(align(draft(REPORT, LOG, OTHER), draft(f"{CHANGED} {LOG}", OTHER)).links, REPORT)
    assert link.relation is Relation.MERGED


@pytest.mark.parametrize(
    "new",
    [
        f"{LOG} Pilots shall be licensed by the council of the port.",
        f"{CHANGED} {LOG}",
        f"{LOG} Each of the lamps, sails, oars, flags, masts and anchors that are sold, hired, lent or given away is "
        f"counted, weighed, listed, priced, taxed and stamped by a clerk. {CHANGED[:45]}",
    ],
    ids=["other words follow", "its words stand at the other end", "it is little of what was added"],
)
def test_a_neighbour_was_not_merged_where(new: str) -> None:
    assert link_of(align(draft(LOG, REPORT, OTHER), draft(new, OTHER)).links, REPORT).relation is not Relation.MERGED


# ------------------------------------------------------------------------------------------------- in another place

CLAUSE = "为履行本公约规定的义务，被请求缔约国可通过保护证人免受恐吓和报复的措施。"
REWORDED = "为履行公约数据义务，被请求国可保护证据免受胁迫和报复措施。"
SHUFFLED = "恐吓和报复受免人证护保为施措的，国约缔求请被可通过，务义的定规约公本行履为。"
CHINESE = (
    "灯塔看守人每天日落时点灯，日出时熄灯。",
    "长度超过二十英寻的绳索在收起之前必须用手盘好并晾干。",
    "大雾遮住河口期间，每小时敲钟四次。",
    "沙洲移动超过一链时，测量员应重新绘制海图。",
)
PAINT = ("重新粉刷灯塔者应使用白铅涂料。", "盐分侵蚀较深之处应涂两层清漆。")


def chinese(*raised: str, inside: tuple[str, ...] = ()) -> Draft:
    """Articles of one text, the first of which has paragraphs; ``raised`` is an article of its own."""
    texts = (*CHINESE[1:], *raised)
    paragraphs = (making.paragraph(str(n), text) for n, text in enumerate((CHINESE[0], *PAINT, *inside), 1))
    articles = (making.article(str(n), f"标题{n}", text) for n, text in enumerate(texts, 2))
    return making.draft(making.article("1", "灯塔", "", *paragraphs), *articles, language="zh")


def test_a_chinese_paragraph_became_an_article_though_every_third_word_changed() -> None:
    link = link_of(align(chinese(inside=(CLAUSE,)), chinese(REWORDED)).links, CLAUSE)
    assert (eids(link.new), link.moved) == (["art_5"], True)


def test_the_same_signs_in_another_order_are_not_enough() -> None:
    assert link_of(align(chinese(inside=(CLAUSE,)), chinese(SHUFFLED)).links, CLAUSE).new == ()


def test_what_joins_a_paragraph_from_elsewhere_does_not_move_it() -> None:
    joined = f"{LOG} {OTHER}"
    link = link_of(align(draft(REPORT, beside=(OTHER, LOG)), draft(REPORT, beside=(joined,))).links, LOG)
    assert not link.moved


def test_a_paragraph_that_took_in_words_from_under_another_one_stays_where_it_is() -> None:
    item = making.subparagraph("a", "the name of every ship that was seen to drag its anchor across a cable")
    old = making.draft(
        making.article("1", "Logs", "", making.paragraph("1", LOG, item), making.paragraph("2", REPORT)),
        *(making.article(*rest) for rest in REST),
    )
    new = making.draft(
        making.article("1", "Logs", "", making.paragraph("1", LOG), making.paragraph("2", f"{REPORT} {item.text}.")),
        *(making.article(*rest) for rest in REST),
    )
    link = link_of(align(old, new).links, REPORT)
    assert (eids(link.old), link.moved) == (["art_1__para_1__subpara_a", "art_1__para_2"], False)
