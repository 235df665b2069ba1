"""Sections that only a letter or a numeral counts, in a text without articles."""

from __future__ import annotations

import pytest

from treatydiff.compare import compare
from treatydiff.model import Block, Draft, Level, Reading, Significance
from treatydiff.structure import build

BUOYS = "1. Each harbour should moor a buoy where the channel turns, and should paint it anew every spring."
BELLS = "2. A bell should be rung in fog, wherever the lamp cannot be seen from the mole."
DUES = "3. Dues should be paid by the master, whoever owns the ship."


def draft(*lines: str, language: str = "en") -> Draft:
    return build(Reading(tuple(map(Block, lines)), language=language), name="draft", language=language)


def sections(found: Draft) -> list[tuple[str, str, list[str]]]:
    held = [p for p in found.walk() if p.level is Level.SECTION]
    return [(p.number, p.heading, [child.number for child in p.children]) for p in held]


@pytest.mark.parametrize(
    ("first", "second", "numbers"),
    [("A.", "B.", "A B"), ("I.", "II.", "I II"), ("A)", "B)", "A B"), ("A –", "B –", "A B"), ("I -", "II -", "I II")],
)
def test_a_letter_or_numeral_before_a_title_heads_a_section(first: str, second: str, numbers: str) -> None:
    found = draft("Elements for a text", f"{first} Signals", BUOYS, BELLS, f"{second} Dues of the harbour", DUES)
    one, other = numbers.split()
    assert sections(found) == [(one, "Signals", ["1", "2"]), (other, "Dues of the harbour", ["3"])]


@pytest.mark.parametrize(
    ("language", "first", "second"),
    [
        ("ru", "А. Сигналы", "Б. Портовые сборы"),
        ("zh", "一、信号", "二、港口费用"),
        ("ar", "أ - الإشارات", "ب - الرسوم"),
    ],
)
def test_so_it_is_in_other_scripts(language: str, first: str, second: str) -> None:
    texts = {
        "ru": ("1. Каждый порт ставит буй там, где поворачивает фарватер.", "2. Сборы платит капитан судна."),
        "zh": ("1. 各港口应当在航道转弯处设置浮标。", "2. 费用由船长支付。"),
        "ar": ("1. يضع كل ميناء عوامة حيث ينعطف الممر.", "2. يدفع الربان الرسوم."),
    }[language]
    found = draft(first, texts[0], second, texts[1], language=language)
    assert [(len(children), bool(heading)) for _, heading, children in sections(found)] == [(1, True), (1, True)]


@pytest.mark.parametrize(
    "lines",
    [
        ("A. Signals", BUOYS, BELLS, DUES),
        ("B. Signals", BUOYS, BELLS, "C. Dues", DUES),
        ("A. Signals", "B. Dues", "C. Pilots", BUOYS, BELLS, DUES),
        (BUOYS, "A. the lamp;", BELLS, "B. the bell.", DUES),
        ("A. Signals are to be seen from afar.", BUOYS, "B. Dues are low.", DUES),
        ("A. Signals", BUOYS, BELLS, "C. Dues", DUES),
    ],
    ids=["only one", "does not begin", "a list", "items", "sentences", "one is missing"],
)
def test_what_is_no_series_of_titles_stays_text(lines: tuple[str, ...]) -> None:
    assert sections(draft(*lines)) == []


def test_in_a_text_with_articles_they_are_no_sections() -> None:
    lines = ("Article 1", "A. Signals", BUOYS, "Article 2", "B. Dues", DUES)
    assert sections(draft(*lines)) == []


def test_a_paragraph_inserted_before_such_a_heading_is_all_that_is_told() -> None:
    old = draft("A. Signals", BUOYS, BELLS, "B. Dues", DUES)
    new = draft(
        "A. Signals", BUOYS, BELLS, "3. A horn may be blown instead of it.", "B. Dues", DUES.replace("3.", "4.")
    )
    changes = compare(old, new).redline.changes
    heavy = [c for c in changes if c.significance is Significance.SUBSTANTIVE]
    assert [(c.old, c.new.text if c.new else "") for c in heavy] == [(None, "A horn may be blown instead of it.")]
