from __future__ import annotations

import json
from dataclasses import replace

import making
from treatydiff.model import Draft, Notice, Status
from treatydiff.renderers import OUTLINES, RenderOptions


def shown(draft: Draft, width: int = 80, show_all: bool = False) -> list[str]:
    return OUTLINES["terminal"].render(draft, RenderOptions(width, show_all=show_all)).decode().splitlines()


def small() -> Draft:
    deleted = replace(making.article("2"), status=frozenset({Status.DELETED}))
    article = making.article(
        "1", "Scope", "", making.paragraph("1", "It applies:", making.subparagraph("a", "here;")), page=3
    )
    return making.draft(making.chapter("I", "General", article, deleted), notices=(Notice("footers set aside", 2),))


def test_the_outline_has_a_line_for_each_article_with_what_is_in_it() -> None:
    assert shown(small()) == [
        "A/CONF.1/1  English  1 article  5 words  1.docx",
        "",
        "Chapter I  General",
        "  Article 1  Scope                              1 para, 1 subpara, 4 words, p. 3",
        "  Article 2                                                              deleted",
        "",
        "── Notices ─────────────────────────────────────────────────────────────────────",
        "- footers set aside (page 2)",
    ]


def test_a_number_without_text_says_what_became_of_it() -> None:
    moved = replace(making.article("2", "Prevention", page=4), status=frozenset({Status.DELETED}),
                    note="Moved as article 54 ante.")  # fmt: skip
    (line,) = shown(making.draft(moved))[2:]
    assert line.startswith("Article 2  Prevention  ")
    assert line.endswith("  note: Moved as article 54 ante, p. 4")
    assert len(shown(making.draft(replace(moved, note="Deleted. It is suggested " + "to add " * 40)))[2]) <= 80


def test_the_heading_of_a_chapter_is_never_cut() -> None:
    lines = shown(making.draft(making.chapter("II", "Measures on " + "many matters and " * 6, making.article("1"))))
    assert " ".join(" ".join(lines[2:4]).split()) == "Chapter II Measures on " + ("many matters and " * 6).strip()
    assert max(map(len, lines)) <= 80


def test_all_shows_every_provision_with_its_first_words() -> None:
    lines = shown(small(), show_all=True)
    assert lines[4:6] == ["    1 It applies:", "      a here;"]


def test_no_line_is_wider_than_the_terminal() -> None:
    article = making.article("1", "A heading that goes on and on, as headings of articles do", "word " * 60)
    for everything in (False, True):
        assert max(map(len, shown(making.draft(article), width=50, show_all=everything))) <= 50


def test_the_json_holds_the_whole_tree() -> None:
    value = json.loads(OUTLINES["json"].render(small()))
    article = value["provisions"][0]["children"][0]
    assert (value["schema"], article["number"], article["page"]) == ("treatydiff/draft/1", "1", 3)
    assert article["children"][0]["children"][0]["text"] == "here;"
    assert value["notices"] == [{"page": 2, "message": "footers set aside"}]


def test_a_long_heading_is_whole_and_what_is_in_the_article_stands_below() -> None:
    heading = "Dissemination of intimate images without the consent of the person who is shown in them"
    draft = making.draft(making.article("15", heading, "Each State Party shall make it an offence."))
    shown = OUTLINES["terminal"].render(draft, RenderOptions(width=60)).decode()
    assert heading in " ".join(shown.split())
    assert max(map(len, shown.splitlines())) <= 60
