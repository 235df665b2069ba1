"""Plain text and Markdown, however it came about."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from corpus import real
from treatydiff.errors import ReadError
from treatydiff.model import BlockKind, Reading
from treatydiff.readers import ReadOptions
from treatydiff.readers.text import decode, read


def reading(text: str | bytes, name: str = "draft.txt") -> Reading:
    data = text.encode() if isinstance(text, str) else text
    return read(data, name, ReadOptions())


def texts(text: str | bytes, name: str = "draft.txt") -> list[str]:
    return [block.text for block in reading(text, name).blocks]


WRAPPED = """\
Article 1
Use of terms

For the purposes of this Convention the following terms have
the meaning that is given to them here:

(a) "Electronic data" means any representation of facts that
can be processed in a computer system, including a program.
It does not include paper;

(b) "Service provider" means any entity that gives its users
the ability to communicate.

Article 2
Statement of purpose

The purpose of this Convention is to strengthen the measures
of Parties.
"""


def test_a_wrapped_text_is_joined_to_paragraphs() -> None:
    assert texts(WRAPPED) == [
        "Article 1",
        "Use of terms",
        "For the purposes of this Convention the following terms have the meaning that is given to them here:",
        '(a) "Electronic data" means any representation of facts that can be processed in a computer system, including '
        "a program. It does not include paper;",
        '(b) "Service provider" means any entity that gives its users the ability to communicate.',
        "Article 2",
        "Statement of purpose",
        "The purpose of this Convention is to strengthen the measures of Parties.",
    ]


def test_a_text_with_one_paragraph_a_line_keeps_its_lines() -> None:
    lines = [
        "Article 1",
        "1. Each State Party shall cooperate.",
        "(a) Fully;",
        "(b) Promptly.",
        "Article 2",
        "Deleted.",
    ]
    assert texts("\n".join(lines)) == lines


def test_a_line_that_breaks_off_in_a_sentence_is_joined_in_any_text() -> None:
    long = "word " * 60
    text = f"Recalling the provisions of the Convention on the Law\nof the Sea, {long}\nStressing {long}."
    assert [t[:13] for t in texts(text)] == ["Recalling the", "Stressing wor"]


def test_a_short_line_before_small_letters_is_no_broken_sentence() -> None:
    assert texts("Each Party shall\n\nto wit\nact") == ["Each Party shall", "to wit", "act"]


def test_lines_of_ideographs_are_joined_without_a_space() -> None:
    line = "缔约国应当在本国法律允许的范围内采取一切必要的措施以便加强国际合作并促进技术转让"
    text = f"第一条\n{line}\n{line}\n{line}。\n第二条\n{line}\n{line}。"
    assert texts(text) == ["第一条", line * 3 + "。", "第二条", line * 2 + "。"]


def test_furniture_between_lines_is_set_aside_and_tells_the_page() -> None:
    text = (
        "United Nations A/AC.999/4\nDistr.: General 1 June 2022\nOriginal: English\n22-08354 (E) 120722\n*2208354*\n"
        "Draft convention\n22-08354 2/4\nArticle 1\nThe Parties shall cooperate with one another to the\n3/4 22-08354\n"
        "widest extent possible.\n22-08354 4/4\nArticle 2\nDone."
    )
    done = reading(text)
    assert (done.symbol, done.date, done.language, done.pages) == ("A/AC.999/4", "2022-06-01", "en", 4)
    assert [(b.text, b.origin.page) for b in done.blocks] == [
        ("Draft convention", 1),
        ("Article 1", 2),
        ("The Parties shall cooperate with one another to the widest extent possible.", 2),
        ("Article 2", 4),
        ("Done.", 4),
    ]
    assert [n.set_aside for n in done.notices] == [
        (
            "United Nations A/AC.999/4",
            "Distr.: General 1 June 2022",
            "Original: English",
            "22-08354 (E) 120722",
            "*2208354*",
        ),
        ("22-08354 2/4", "3/4 22-08354", "22-08354 4/4"),
    ]


def pages(*sheets: str) -> str:
    return "".join(f"{sheet}\n\f" for sheet in sheets)


def test_page_breaks_give_the_page_and_paragraphs_run_over_them() -> None:
    sheets = [
        f"A/AC.999/4\n\n{i}. The Parties shall act in accordance with the rules that stand here,\nwhich end{i * 's'}"
        f" on the next page of the draft and not\n\n{i}/9          V.25-04417\n"
        for i in range(2, 6)
    ]
    done = reading(pages(*sheets, "A/AC.999/4\n\nbefore.\n\n6/9"))
    assert [b.origin.page for b in done.blocks] == [1, 2, 3, 4]
    assert done.blocks[-1].text.endswith("of the draft and not before.")
    assert done.pages == 5
    assert "A/AC.999/4" not in " ".join(b.text for b in done.blocks)


def test_marks_of_pages_are_set_aside_and_a_sentence_goes_on_over_them() -> None:
    words = "and the Authority shall publish the register of vessels {} too"
    pages = [f"[Page {n}]\nDoc/{n // 9}\n{words.format('abcdef'[n])}\n{n} of 5\n" for n in range(1, 6)]
    done = reading("\n".join([*pages, "[Page 6]", "Doc/0", "keep it.", "6 of 5"]))
    assert [block.text for block in done.blocks] == [f"{' '.join(words.format(c) for c in 'bcdef')} keep it."]
    assert [block.origin.page for block in done.blocks] == [1]
    assert {text for notice in done.notices for text in notice.set_aside} >= {"[Page 3]", "3 of 5", "Doc/0"}


def test_a_table_of_contents_does_not_say_how_wide_a_text_is_set() -> None:
    entries = [f"Regulation {n} {'.' * 140} {n + 3}" for n in range(1, 9)]
    lines = [
        "The Contractor shall inform the Secretary-General of each vessel",
        "that it uses, of what each of them carries, and of its way in or",
        "over the waters above the seabed that is set apart for it, in the",
        "Area.",
    ]
    items = "(a) keeps the equipment of its vessels in good order, and; and\n(b) reports."
    found = texts("\n".join([*entries, *("\n".join([f"{n}. {lines[0]}", *lines[1:], items]) for n in range(1, 9))]))
    assert found[:8] == entries
    assert found[8] == f"1. {' '.join(lines)}"
    assert found[9:11] == items.split("\n")


def test_footnotes_below_a_rule_are_kept_apart() -> None:
    sheet = "Text of the page. 1\n\n__________________\n1\n  See article 9,\nparagraph 2.\n2 See article 10.\n"
    done = reading(pages(sheet, "More text."))
    notes = [(b.number, b.text, b.origin.page) for b in done.blocks if b.kind is BlockKind.FOOTNOTE]
    assert notes == [("1", "See article 9, paragraph 2.", 1), ("2", "See article 10.", 1)]
    assert [b.text for b in done.blocks if b.kind is BlockKind.BODY] == ["Text of the page. 1", "More text."]


def test_a_number_on_a_line_of_its_own_belongs_to_what_follows() -> None:
    assert texts("1.\n\nThe Parties shall act.\n\n(a)\n\nFully.") == ["1. The Parties shall act.", "(a) Fully."]


# -------------------------------------------------------------------------------------------------------------- letters


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings_that_say_what_they_are(encoding: str) -> None:
    data = "Article premier – Été".encode(encoding)
    if encoding in ("utf-16-le", "utf-16-be"):
        data = "\ufeff".encode(encoding) + data
    assert texts(data) == ["Article premier – Été"]


@pytest.mark.parametrize(
    ("encoding", "text"), [("cp1252", "Les Parties coopèrent à l’étude"), ("cp1251", "Стороны сотрудничают")]
)
def test_old_encodings_are_told_apart_and_named(encoding: str, text: str) -> None:
    done = reading(text.encode(encoding))
    assert done.blocks[0].text == text
    assert encoding in done.notices[0].message


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"\x00\x01\x02binary", "NUL bytes"),
        (bytes(range(1, 9)) * 30, "control characters"),
        (b"%PDF-1.7 text", "a PDF"),
        (b"PK\x03\x04rest", "a Word file"),
        (b"\xff\xfeA", "utf-16"),
        ("第一条 缔约国应当合作".encode("gb18030"), "neither UTF-8"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, says: str) -> None:
    with pytest.raises(ReadError, match=says) as caught:
        reading(data)
    assert caught.value.message.startswith("draft.txt: ")
    assert caught.value.hint


def test_line_ends_of_every_kind_are_line_ends() -> None:
    assert texts("Article 1\r\nOne.\rTwo.\u2028Three.\u2029Four.") == ["Article 1", "One.", "Two.", "Three.", "Four."]


def test_a_text_without_words_has_no_paragraphs() -> None:
    assert reading("\n \n").blocks == ()


# ------------------------------------------------------------------------------------------------------------- Markdown

MARKDOWN = """\
# Draft convention

**Article 5**

*Recalling* the `Charter`, **1.** The Parties [shall] [may] act \\[or not\\].

- (a) To **fully** cooperate;
- an ordinary bullet

Title of the annex
------------------

> The end.
***
"""


def test_markdown_marks_become_style_and_leave_the_text() -> None:
    done = reading(MARKDOWN, "draft.md")
    assert [block.text for block in done.blocks] == [
        "Draft convention",
        "Article 5",
        "Recalling the `Charter`, 1. The Parties [shall] [may] act [or not].",
        "(a) To fully cooperate;",
        "- an ordinary bullet",
        "Title of the annex",
        "The end.",
    ]
    styles = [(block.style.bold, block.style.name) for block in done.blocks]
    assert styles[:3] == [(True, "Heading 1"), (True, ""), (False, "")]
    assert styles[5] == (True, "Heading 2")
    assert done.blocks[0].style.size > done.blocks[5].style.size > 0


def test_nothing_of_markdown_is_lost() -> None:
    assert spilled(MARKDOWN.encode(), "draft.md") == (Counter(), Counter())


def test_asterisks_and_hashes_of_plain_text_stay() -> None:
    assert texts("# 5\n**Note**") == ["# 5", "**Note**"]


def test_a_multiplication_and_a_footnote_mark_are_no_emphasis() -> None:
    assert texts("3 * 4 * 5 and note* and snake_case_name", "draft.md") == ["3 * 4 * 5 and note* and snake_case_name"]


# -------------------------------------------------------------------------------------------------------------- the law


def spilled(data: bytes, name: str) -> tuple[Counter[str], Counter[str]]:
    """The characters that a text has and the reading lost, and those it gained, blanks left out."""
    done = reading(data, name)
    aside = [text for notice in done.notices for text in notice.set_aside]
    kept = "".join([*(block.text + block.number for block in done.blocks), *aside])
    before, after = Counter("".join(decode(data, name)[0].split())), Counter("".join(kept.split()))
    return before - after, after - before


REAL = [
    "bbnj/2022-06-01.en.txt",
    "bbnj/2022-12-12.en.txt",
    "bbnj/2022-12-12.secretariat-redline-flattened.en.txt",
    "bbnj/2023-06-19.fr.txt",
    "bbnj/2023-06-19.zh.txt",
    *(f"un-charter/un-charter.{code}.txt" for code in ("ar", "en", "es", "fr", "ru", "zh")),
]


@pytest.mark.parametrize("name", REAL)
def test_no_character_of_real_texts_is_lost(name: str) -> None:
    assert spilled(Path(real(name)).read_bytes(), name) == (Counter(), Counter())


def test_only_hyphens_of_line_ends_are_lost_from_a_text_full_of_them() -> None:
    name = "bbnj/2023-06-19.ru.txt"
    lost, gained = spilled(Path(real(name)).read_bytes(), name)
    assert set(lost) == {"-"}
    assert not gained
    assert "устойчивого" in " ".join(block.text for block in reading(Path(real(name)).read_bytes()).blocks)


@pytest.mark.parametrize(("name", "counters"), [("bbnj/2022-06-01.en.txt", 55), ("bbnj/2022-12-12.en.txt", 51)])
def test_covers_and_page_counters_of_real_texts_are_set_aside(name: str, counters: int) -> None:
    done = reading(Path(real(name)).read_bytes(), name)
    assert [len(notice.set_aside) for notice in done.notices] == [5, counters]
    assert done.pages == counters + 1
    assert done.symbol.startswith("A/CONF.232/")
