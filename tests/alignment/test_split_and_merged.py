"""Articles that were split or merged: told as that, their texts in their places, and references that follow from it."""

from __future__ import annotations

import pytest

from treatydiff.alignment import align
from treatydiff.compare import compare
from treatydiff.model import Block, Change, Draft, Level, Origin, Reading, Relation, Significance
from treatydiff.renderers.text.locations import Located
from treatydiff.report import Report
from treatydiff.structure import build

LIGHTHOUSES = [
    "1. Each Party shall keep a lamp burning on every headland that ships pass at night.",
    "2. The keeper shall write down in a book each night on which the lamp went out.",
]
WRECKS = (
    "Each Party shall mark the place of every wreck that lies in less than twenty fathoms, and shall have it lifted "
    "within the year where ships would otherwise have to leave the channel."
)
PILOTS = ["1. A pilot shall be licensed by the harbour.", "2. No licence is given for more than five years."]
RECORDS = [
    "1. Harbours shall keep the log of each ship that calls there for as long as the ship is in service.",
    "2. The master of a ship may see what the log says of the ship at any time.",
]
EXTRACTS = [
    "Each Party shall see to it, as regards logs kept under article 3, that a harbour:",
    "(a) hands out an extract to the owner of the cargo without delay; and",
    "(b) says in the extract through which other harbours the cargo came.",
]


def draft(*articles: tuple[str, list[str]]) -> Draft:
    lines = [
        line for number, (name, body) in enumerate(articles, 1) for line in (f"Article {number}", name, *body) if line
    ]
    blocks = (Block(text, origin=Origin(index=n)) for n, text in enumerate(lines))
    return build(Reading(tuple(blocks)), name="draft", language="en")


def lights_and_wrecks() -> tuple[Draft, Draft]:
    one = ("Lighthouses and wrecks", [*LIGHTHOUSES, f"3. {WRECKS}"])
    parts = ("Lighthouses", LIGHTHOUSES), ("Wrecks", [WRECKS.replace("twenty", "thirty")])
    last = ("Application", ["1. The conduct in articles 1 to 2 is to be reported."])
    kept = ("Application", ["1. The conduct in articles 1 to 3 is to be reported."])
    return draft(one, ("Pilots", PILOTS), last), draft(*parts, ("Pilots", PILOTS), kept)


def logs() -> tuple[Draft, Draft]:
    merged = [*RECORDS, *EXTRACTS]
    merged[2] = f"3. {EXTRACTS[0].replace('article 3', 'paragraph 1 of this article')}"
    begin = ("Lighthouses", LIGHTHOUSES), ("Pilots", PILOTS)
    return (
        draft(*begin, ("Logs of ships", RECORDS), ("Extracts from logs", EXTRACTS), ("Wrecks", [WRECKS])),
        draft(*begin, ("Logs of ships and extracts from them", merged), ("Wrecks", [WRECKS])),
    )


def places(report: Report) -> dict[str, Change]:
    located = Located(report)
    return {located.place(change): change for change in report.redline.all}


def numbers(report: Report) -> list[tuple[str, str, Relation]]:
    return [
        (", ".join(p.number for p in link.old), ", ".join(p.number for p in link.new), link.relation)
        for link in report.alignment.concordance()
        if link.level is Level.ARTICLE
    ]


def test_a_heading_shared_out_tells_a_split_however_short_one_part_is() -> None:
    old, new = lights_and_wrecks()
    assert numbers(compare(old, new))[0] == ("1", "1, 2", Relation.SPLIT)
    assert numbers(compare(new, old))[0] == ("1, 2", "1", Relation.MERGED)


def test_the_text_of_the_new_article_is_compared_with_the_paragraph_it_was_in_its_own_place() -> None:
    old, new = lights_and_wrecks()
    there, back = compare(old, new), compare(new, old)
    change = places(there)["article 1, paragraph 3 → article 2"]
    assert [span.text.strip() for span in change.text if span.significance] == ["twenty", "thirty"]
    assert "article 2 → article 1, paragraph 3" in places(back)
    assert there.redline.all.index(change) > there.redline.all.index(places(there)["article 1, paragraph 2"])
    for report in (there, back):
        assert sum(c.significance is Significance.SUBSTANTIVE for c in report.redline.changes) == 1


def test_a_range_of_articles_does_not_take_in_what_stood_in_it_before() -> None:
    old, new = lights_and_wrecks()
    assert compare(old, new).redline.notices == compare(new, old).redline.notices == ()


def test_a_range_that_takes_in_only_one_part_of_what_was_split_is_noticed() -> None:
    before = ("Application", ["1. The conduct in articles 1 to 2 is to be reported."])
    old = draft(("Pilots", PILOTS), ("Lighthouses and wrecks", [*LIGHTHOUSES, f"3. {WRECKS}"]), before)
    new = draft(("Pilots", PILOTS), ("Lighthouses", LIGHTHOUSES), ("Wrecks", [WRECKS]), before)
    (there,), (back,) = compare(old, new).redline.notices, compare(new, old).redline.notices
    assert there.message == "Article 4, paragraph 1 says articles 1 to 2, which no longer includes article 3"
    assert back.message == "Article 3, paragraph 1 says articles 1 to 2, which now includes what was article 3"


def test_a_paragraph_that_became_an_article_under_the_old_heading_is_no_split() -> None:
    old, _ = lights_and_wrecks()
    new = draft(
        ("Lighthouses and wrecks", LIGHTHOUSES), ("Pilots", PILOTS), ("Obstacles at sea", [WRECKS]),
        ("Application", ["1. The conduct in articles 1 to 2 is to be reported."]),
    )  # fmt: skip
    link = next(link for link in align(old, new).links if any(p.number == "3" for p in link.new) and link.moved)
    assert [p.eid for p in link.old] == ["art_1__para_3"]


def test_a_chapeau_of_what_was_merged_stands_where_it_stands_now() -> None:
    old, new = logs()
    there, back = compare(old, new), compare(new, old)
    assert numbers(there)[2] == ("3, 4", "3", Relation.MERGED)
    assert numbers(back)[2] == ("3", "3, 4", Relation.SPLIT)
    at = list(places(there))
    assert at.index("article 3, paragraph 2") < at.index("article 4 → article 3, paragraph 3")
    assert at.index("article 4 → article 3, paragraph 3") < at.index(
        "article 4, subparagraph (a) → article 3, paragraph 3 (a)"
    )
    assert "article 3, paragraph 3 → article 4" in places(back)


def test_a_reference_to_an_article_that_a_part_of_the_merged_one_stands_for_follows_from_the_merger() -> None:
    for report in (compare(*logs()), compare(*reversed(logs()))):
        change = next(c for c in report.redline.all if "as regards logs" in c.provision.text)
        assert change.significance is Significance.CONSEQUENTIAL
        assert all(span.significance in {None, Significance.CONSEQUENTIAL} for span in change.spans)


def test_a_reference_to_another_paragraph_than_that_does_not_follow_from_it() -> None:
    old, new = draft(("Pilots", PILOTS), ("Logs", [f"{RECORDS[0]}", "2. Logs under article 1 are open."])), None
    new = draft(("Pilots", PILOTS), ("Logs", [f"{RECORDS[0]}", "2. Logs under paragraph 1 of this article are open."]))
    (change,) = compare(old, new).redline.changes
    assert change.significance is Significance.SUBSTANTIVE


@pytest.mark.parametrize("make", [lights_and_wrecks, logs])
def test_each_provision_stands_in_one_link_and_no_word_is_lost(make: object) -> None:
    assert callable(make)
    for drafts in (make(), reversed(make())):
        old, new = drafts
        report = compare(old, new)
        for side, read, told in (("old", old, report.old), ("new", new, report.new)):
            linked = sorted(p.eid for link in report.alignment.links for p in getattr(link, side))
            assert linked == sorted(p.eid for p in told.walk())
            words = [" ".join(p.full_text() for p in each.provisions).split() for each in (read, told)]
            assert words[0] == words[1]


def test_a_text_that_stands_behind_an_inserted_paragraph_now_is_no_chapeau() -> None:
    old = draft(("Wrecks", [WRECKS]), ("Pilots", PILOTS))
    new = draft(("Wrecks", [f"1. {RECORDS[0][3:]}", f"2. {WRECKS}"]), ("Pilots", PILOTS))
    there, back = places(compare(old, new)), places(compare(new, old))
    assert list(there)[:3] == ["", "paragraph 1", "(own words) → paragraph 2"]
    assert list(back)[:3] == ["", "paragraph 1", "paragraph 2 → (own words)"]


@pytest.mark.parametrize(
    ("before", "after", "name"),
    [
        ("Lighthouses and wrecks", "Lighthouses", "Removal, salvage and sale of obstacles such as wrecks"),
        ("Lighthouses, moorings, anchors, quays, cranes and wrecks", "Lighthouses", "Wrecks"),
        ("Wrecks", "Wrecks", "Wrecks"),
    ],
    ids=["headed by much else", "a sixth of what is gone", "the heading stayed"],
)
def test_a_passage_with_little_of_the_heading_that_is_gone_moved(before: str, after: str, name: str) -> None:
    body = [*LIGHTHOUSES, *(f"{n}. {text[3:]}" for n, text in enumerate(RECORDS, 3))]
    old = draft((before, [*body, f"5. {WRECKS}"]), ("Pilots", PILOTS))
    new = draft((after, body), (name, [WRECKS]), ("Pilots", PILOTS))
    assert numbers(compare(old, new))[:2] == [("1", "1", Relation.AMENDED), ("5", "2", Relation.AMENDED)]
