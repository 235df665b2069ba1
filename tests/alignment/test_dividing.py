"""Numbers that were added to a text, or taken away, change no word of it: every stretch answers to its number."""

from __future__ import annotations

from itertools import product

import pytest

from treatydiff.compare import compare
from treatydiff.model import Block, Change, Draft, Level, Op, Origin, Reading, Significance
from treatydiff.references.outline import outline
from treatydiff.report import Report
from treatydiff.structure import build

TEXTS = {
    "en": (
        "Article {}",
        "Every station shall keep a record of the signals it receives during the night.",
        "A record may be opened only after prior review by a judge.",
        "The owner of the station shall be told once the inquiry has ended.",
        "prior",
    ),
    "fr": (
        "Article {}",
        "Toute station tient un registre des signaux qu’elle reçoit pendant la nuit.",
        "Le registre ne peut être ouvert qu’après un examen préalable par un juge.",
        "Le propriétaire de la station est avisé dès que l’enquête est close.",
        "préalable",
    ),
    "es": (
        "Artículo {}",
        "Toda estación llevará un registro de las señales que reciba durante la noche.",
        "El registro solo podrá abrirse tras un examen previo por un juez.",
        "Se avisará al propietario de la estación en cuanto haya concluido la investigación.",
        "previo",
    ),
    "ru": (
        "Статья {}",
        "Каждая станция ведет журнал сигналов, которые она принимает в течение ночи.",
        "Журнал может быть открыт только после предварительного рассмотрения судьей.",
        "Владелец станции уведомляется, как только расследование завершено.",
        "предварительного",
    ),
    "zh": (
        "第{}条",
        "每个台站应当保存其夜间所收信号的记录。",
        "记录须经法官事先审查方可打开。",
        "调查结束后应当立即通知台站所有人。",
        "事先",
    ),
    "ar": (
        "المادة {}",
        "تحتفظ كل محطة بسجل للإشارات التي تتلقاها أثناء الليل.",
        "لا يجوز فتح السجل إلا بعد مراجعة مسبقة من قاض.",
        "يبلغ مالك المحطة فور انتهاء التحقيق.",
        "مسبقة",
    ),
}
OTHER = {
    "en": "The Parties shall meet in the harbour once a year.",
    "fr": "Les Parties se réunissent au port une fois par an.",
    "es": "Las Partes se reunirán en el puerto una vez al año.",
    "ru": "Стороны собираются в порту один раз в год.",
    "zh": "缔约方每年在港口举行一次会议。",
    "ar": "تجتمع الأطراف في الميناء مرة كل سنة.",
}
NUMBERS = {"digits": ("1. ", "2. ", "3. "), "letters": ("(a) ", "(b) ", "(c) ")}


def read(lines: list[str], language: str = "en") -> Draft:
    blocks = (Block(text, origin=Origin(index=n)) for n, text in enumerate(lines))
    return build(Reading(tuple(blocks), language=language), name="draft", language=language)


def article(language: str, texts: list[str], numbers: tuple[str, ...] = ()) -> Draft:
    name = TEXTS[language][0]
    told = [f"{number}{text}" for number, text in zip(numbers or [""] * len(texts), texts, strict=False)]
    return read([name.format(1), OTHER[language], name.format(2), *told, name.format(3), OTHER[language]], language)


def said(change: Change, op: Op) -> str:
    return "".join(span.text for span in change.text if span.op is op).strip()


def by_words(report: Report) -> tuple[int, int]:
    """How many changes are of numbers only, and how many of words."""
    weights = [change.significance for change in report.redline.changes]
    return weights.count(Significance.CONSEQUENTIAL), weights.count(Significance.SUBSTANTIVE)


@pytest.mark.parametrize(("language", "numbers"), list(product(TEXTS, NUMBERS)))
def test_numbers_that_are_only_added_or_taken_away_are_three_changes_of_number(language: str, numbers: str) -> None:
    texts = list(TEXTS[language][1:4])
    plain, numbered = article(language, texts), article(language, texts, NUMBERS[numbers])
    for old, new in ((plain, numbered), (numbered, plain)):
        report = compare(old, new)
        assert by_words(report) == (3, 0)
        assert all(change.link.renumbered and not change.link.moved for change in report.redline.changes)
        assert {span.op for change in report.redline.all for span in change.spans} == {Op.KEEP}


@pytest.mark.parametrize(("language", "numbers"), list(product(TEXTS, NUMBERS)))
def test_a_word_that_goes_as_numbers_come_is_told_alone_and_where_it_stood(language: str, numbers: str) -> None:
    texts, word = list(TEXTS[language][1:4]), TEXTS[language][4]
    without = [texts[0], " ".join(texts[1].replace(word, "").split()), texts[2]]
    report = compare(article(language, texts), article(language, without, NUMBERS[numbers]))
    assert by_words(report) == (2, 1)
    (changed,) = (c for c in report.redline.changes if c.significance is Significance.SUBSTANTIVE)
    assert (said(changed, Op.DELETE), said(changed, Op.INSERT)) == (word, "")
    assert changed.old
    assert changed.new
    assert changed.old.text == texts[1]
    assert changed.new.number == NUMBERS[numbers][1].strip("(). ")


def test_each_stretch_stands_in_the_draft_of_the_report_and_in_one_link() -> None:
    texts = list(TEXTS["en"][1:4])
    report = compare(article("en", texts), article("en", texts, NUMBERS["digits"]))
    place = outline(report.old).place
    assert [place[f"art_2__para_{n}"] for n in (1, 2, 3)] == [f"unnumbered paragraph {n}" for n in (1, 2, 3)]
    for draft, side in ((report.old, "old"), (report.new, "new")):
        linked = [p.eid for link in report.alignment.links for p in getattr(link, side)]
        assert sorted(linked) == sorted(p.eid for p in draft.walk())
    assert (
        " ".join(p.full_text() for p in report.old.provisions).split()
        == " ".join(p.full_text() for p in article("en", texts).provisions).split()
    )


def test_a_stretch_keeps_the_printed_paragraph_that_it_stood_in() -> None:
    texts = list(TEXTS["en"][1:4])
    report = compare(article("en", texts), article("en", texts, NUMBERS["digits"]))
    found = {p.eid: p for p in report.old.walk()}
    assert [found[f"art_2__para_{n}"].blocks for n in (1, 2, 3)] == [(3,), (4,), (5,)]
    assert [found[f"art_2__para_{n}"].origin.index for n in (1, 2, 3)] == [3, 4, 5]
    assert found["art_2"].blocks == (2,)


def test_sentences_of_one_printed_paragraph_are_divided_as_well() -> None:
    texts = list(TEXTS["en"][1:4])
    report = compare(article("en", [" ".join(texts)]), article("en", texts, NUMBERS["digits"]))
    assert by_words(report) == (3, 0)


def test_a_sentence_that_went_as_the_others_got_numbers_is_a_deletion_of_its_own() -> None:
    texts = list(TEXTS["en"][1:4])
    report = compare(article("en", texts), article("en", [texts[0], texts[2]], NUMBERS["digits"]))
    assert by_words(report) == (2, 1)
    (gone,) = (c for c in report.redline.changes if c.significance is Significance.SUBSTANTIVE)
    assert gone.old
    assert gone.old.text == texts[1]
    assert not gone.new


def test_a_definition_taken_apart_keeps_its_chapeau_and_every_item() -> None:
    chapeau = "For this Convention a signal is:"
    items = ["any light shown from a tower at night;", "any sound made by a horn in fog;", "any flag raised on a mast."]
    old = read(["Article 1", f"{chapeau} {' '.join(items)}", "Article 2", OTHER["en"]])
    new = read(
        ["Article 1", chapeau, f"(a) {items[0]}", f"(b) {items[1]}", f"(c) {items[2]}", "Article 2", OTHER["en"]]
    )
    for report in (compare(old, new), compare(new, old)):
        assert by_words(report) == (3, 0)
    levels = [p.level for p in compare(old, new).old.articles()[0].walk()]
    assert levels == [Level.ARTICLE, *[Level.SUBPARAGRAPH] * 3]


def test_several_readers_of_one_draft_may_ask_for_it_undivided() -> None:
    texts = list(TEXTS["en"][1:4])
    old, new = article("en", texts), article("en", texts, NUMBERS["digits"])
    report = compare(old, new, divided=False)
    assert report.old is old
    assert by_words(report) == (1, 0)
