"""A list whose members are in brackets is no choice between them, and what a choice kept was not inserted."""

from __future__ import annotations

from itertools import pairwise

import pytest

import making
from treatydiff.compare import compare
from treatydiff.model import Change, Op, Span
from treatydiff.redline.alternatives import alternatives
from treatydiff.redline.choices import as_kept
from treatydiff.renderers import RENDERERS, RenderOptions
from treatydiff.report import Report

LISTS = {
    "en": "Parties shall hear the public, {}[scientific experts,] [affected parties,] [and local communities].",
    "fr": "Les Parties entendent le public, {}[les experts,] [les parties touchées,] [et les communautés locales].",
    "es": "Las Partes oirán al público, {}[los expertos,] [las partes afectadas,] [y las comunidades locales].",
    "ru": "Стороны выслушивают население, {}[экспертов,] [затронутые стороны,] [и местные общины].",
    "zh": "缔约方应听取公众、{}[科学专家、] [受影响方、] [和当地社区]的意见。",
    "ar": "تستمع الأطراف إلى الجمهور، {}[الخبراء،] [الأطراف المتضررة،] [والمجتمعات المحلية].",
}
FIRST = {
    "en": "[scientific experts,]", "fr": "[les experts,]", "es": "[los expertos,]", "ru": "[экспертов,]",
    "zh": "[科学专家、]", "ar": "[الخبراء،]",
}  # fmt: skip
CHOICES = {
    "en": ("[any criminal offence] [a serious crime]", "relation to {}"),
    "fr": ("[toute infraction pénale] [une infraction grave]", "cas de {}"),
    "es": ("[cualquier delito] [un delito grave, previa autorización judicial]", "relación con {}"),
    "ru": ("[любым преступлением] [серьезным преступлением]", "связи с {}"),
    "zh": ("[任何犯罪] [严重犯罪]", "针对{}"),
    "ar": ("[أي جريمة] [جريمة خطيرة بإذن قضائي]", "يتعلق ب {}"),
}
WORDS = {
    "en": "Each State Party shall intercept content data in {}.",
    "fr": "Chaque État Partie intercepte les données relatives au contenu en {}.",
    "es": "Cada Estado Parte interceptará los datos de contenido en {}.",
    "ru": "Каждое государство-участник перехватывает данные о содержании сообщений в {}.",
    "zh": "各缔约国应拦截内容数据，{}。",
    "ar": "تعترض كل دولة طرف بيانات المحتوى فيما {}.",
}


def compared(language: str, old: str, new: str) -> Report:
    return compare(*(making.draft(making.article("1", "", text), language=language) for text in (old, new)))


def amended(report: Report) -> Change:
    (change,) = report.redline.changes
    return change


@pytest.mark.parametrize("language", LISTS)
def test_a_list_of_three_bracketed_members_is_no_choice(language: str) -> None:
    assert [found.each for found in alternatives(LISTS[language].format(""), language)] == []


@pytest.mark.parametrize("language", LISTS)
def test_a_member_whose_brackets_went_is_not_decided_for_the_others(language: str) -> None:
    old = LISTS[language].format("")
    new = old.replace(FIRST[language], FIRST[language].strip("[]"))
    change = amended(compared(language, old, new))
    assert change.choices == ()
    assert not any("decided" in remark for remark in change.remarks)


@pytest.mark.parametrize(
    "text", ["[experts] [and] [parties] [,] [others]", "[experts] [,] [parties]", "[experts;] [parties;] [others]"]
)
def test_what_joins_a_list_may_stand_in_brackets_of_its_own(text: str) -> None:
    assert list(alternatives(text, "en")) == []


@pytest.mark.parametrize(
    "text", ["[and] [or] [and/or]", "[planned] [proposed] [authorized]", "[without delay,] [as soon as possible,] and"]
)
def test_these_are_alternatives_all_the_same(text: str) -> None:
    assert len(list(alternatives(text, "en"))) == 1


FISH = "This Part shall not apply to {}."
BOTH = "[the use of fish as a commodity] [fishing regulated under other instruments]"


@pytest.mark.parametrize(
    "kept",
    [
        "the use of fish as a commodity and fishing regulated under other instruments",
        "fishing regulated under other instruments or, on board of vessels, the use of fish as a commodity",
    ],
)
def test_where_both_were_kept_nothing_was_decided(kept: str) -> None:
    assert amended(compared("en", FISH.format(BOTH), FISH.format(kept))).choices == ()


def test_where_one_is_gone_it_was() -> None:
    kept = "fishing regulated under other instruments"
    (choice,) = amended(compared("en", FISH.format(BOTH), FISH.format(kept))).choices
    assert choice.dropped == ("the use of fish as a commodity",)


# --------------------------------------------------------------------------------------------- what was kept is no news


def decided(language: str) -> tuple[Report, str, str]:
    """A choice made, and what was kept and dropped."""
    both, around = CHOICES[language]
    kept, dropped = both.strip("[]").split("] [")
    sentence = WORDS[language].format(around)
    return compared(language, sentence.format(both), sentence.format(kept)), kept, dropped


@pytest.mark.parametrize("language", WORDS)
def test_a_finding_shows_the_kept_words_as_kept_and_the_dropped_ones_as_gone(language: str) -> None:
    report, kept, dropped = decided(language)
    assert report.findings
    for finding in report.findings:
        assert [span.text.strip() for span in finding.excerpt if span.op is Op.DELETE] == [dropped]
        assert [span for span in finding.excerpt if span.op is Op.INSERT] == []
        assert kept in "".join(span.text for span in finding.excerpt if span.op is Op.KEEP)


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize("form", ["terminal", "markdown"])
def test_no_report_marks_them_as_inserted(language: str, form: str) -> None:
    report, kept, _ = decided(language)
    said = RENDERERS[form].render([report], RenderOptions(width=200)).decode()
    assert f"{{+{kept}" not in said
    assert f"<ins>{kept}" not in said
    assert kept in said


def test_a_word_that_was_inserted_elsewhere_too_is_shown_so() -> None:
    old = "Each Party [shall] [may] intercept content data."
    new = "Each Party may intercept content data and may record them."
    spans = (Span(Op.DELETE, "shall"), Span(Op.INSERT, "may"), Span(Op.KEEP, " intercept"), Span(Op.INSERT, " and may"))
    shown = as_kept(amended(compared("en", old, new)), spans)
    assert [span.op for span in shown] == [Op.DELETE, Op.KEEP, Op.KEEP, Op.INSERT]
    assert all(one.text for one, _ in pairwise(shown))
