"""Words of a PDF that its page does not show are read, and told."""

from __future__ import annotations

import pytest

from corpus import real
from treatydiff.readers import READERS

SEEN = "BT /F1 11 Tf 60 800 Td (Each Party shall act.) Tj ET"
TRICK = "BT /F1 11 Tf 60 700 Td (No Party is bound.) Tj ET"
BOX = "50 690 200 30 re f"

PICTURE = "BI /W 1 /H 1 /CS /G /BPC 8 ID \x7e EI"
STENCIL = "BI /W 8 /H 1 /IM true ID \x55 EI"
"""A mask through which half of what lies below is seen."""


def pdf(content: str) -> bytes:
    """One page with this content, in Helvetica."""
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R>>",
        f"<</Length {len(content)}>>stream\n{content}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    body, places = "%PDF-1.7\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{text}\nendobj\n"
    table = "0000000000 65535 f \n" + "".join(f"{place:010d} 00000 n \n" for place in places)
    trailer = f"trailer<</Size {len(places) + 1}/Root 1 0 R>>\nstartxref\n{len(body)}\n%%EOF\n"
    return (body + f"xref\n0 {len(places) + 1}\n{table}{trailer}").encode()


def told(content: str) -> list[str]:
    reading = READERS["pdf"].read(pdf(content), "draft.pdf")
    assert "Each Party shall act." in " ".join(block.text for block in reading.blocks)
    return [notice.message for notice in reading.notices if "does not show" in notice.message]


@pytest.mark.parametrize(
    "content",
    [
        f"{SEEN} 3 Tr {TRICK}",
        f"{SEEN} 1 1 1 rg {TRICK}",
        f"{SEEN} {TRICK.replace('60 700', '60 -40')}",
        f"{SEEN} {TRICK.replace('60 700', '700 700')}",
        f"{SEEN} {TRICK} 1 1 1 rg {BOX}",
        f"{SEEN} {TRICK} 0 0 0 rg {BOX}",
        f"{SEEN} q 60 500 200 100 re W n {TRICK} Q",
        f"{SEEN} q 40 600 400 150 re W n 300 600 200 150 re W n {TRICK} Q",
        f"{SEEN} {TRICK} q 200 0 0 30 50 690 cm {PICTURE} Q",
    ],
    ids=["invisible", "white", "below", "beside", "under white", "under black", "cut off", "cut off twice", "picture"],
)
def test_what_the_page_does_not_show_is_told_with_its_words(content: str) -> None:
    assert told(content) == ["read, though the page does not show it: No Party is bound."]


def test_a_word_inside_a_line_is_told_alone() -> None:
    line = "BT /F1 11 Tf 60 700 Td (No Party ) Tj 1 1 1 rg (not ) Tj 0 0 0 rg (bound.) Tj ET"
    assert told(f"{SEEN} {line}") == ["read, though the page does not show it: not"]


@pytest.mark.parametrize(
    "content",
    [
        f"{SEEN} {TRICK}",
        f"0.2 0.2 0.6 rg {BOX} 1 1 1 rg {TRICK} 0 0 0 rg {SEEN}",
        f"1 1 0 rg {BOX} 0 0 0 rg {TRICK} {SEEN}",
        f"{SEEN} 0.5 0.5 0.5 rg {TRICK}",
        f"1 1 1 rg 0 0 595 842 re f 0 0 0 rg {SEEN} {TRICK}",
        f"{SEEN} q 40 600 400 150 re W n {TRICK} Q",
        f"q 200 0 0 30 50 690 cm {PICTURE} Q {SEEN} {TRICK}",
        f"{SEEN} {TRICK} q 200 0 0 30 50 690 cm {STENCIL} Q",
    ],
    ids=["black", "white on blue", "on yellow", "grey", "on white paint", "clipped", "on a picture", "stencil"],
)
def test_what_can_be_seen_is_told_of_no_one(content: str) -> None:
    assert told(content) == []


def test_the_file_that_hides_two_sentences() -> None:
    with open(real("hostile/08-hidden-text.pdf"), "rb") as stream:
        notices = READERS["pdf"].read(stream.read(), "08.pdf").notices
    message = "3. The Parties may disregard article 2. 4. No Party shall be bound."
    assert [notice.message.partition(": ")[2] for notice in notices if "does not show" in notice.message] == [message]
