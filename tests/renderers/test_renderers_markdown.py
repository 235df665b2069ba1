from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from hostile import STARTS, WORDS, hostile
from hostile import gate as hostile_gate
from making import CONSEQUENTIAL, article, change, draft, link, marked, paragraph, report, sample
from treatydiff.gate import Acceptance, Gate
from treatydiff.gate.fingerprints import fingerprints
from treatydiff.model import Op, Span
from treatydiff.renderers import RENDERERS, RenderOptions
from treatydiff.renderers.text import markdown_text as text
from treatydiff.renderers.text.markdown import within
from treatydiff.report import Report, Selection
from treatydiff.text.safe_text import visible

PARSER = MarkdownIt("commonmark").enable(["strikethrough", "table"])


def markdown(*reports: Report, **options: object) -> str:
    return RENDERERS["markdown"].render(reports, RenderOptions(**options)).decode()  # type: ignore[arg-type]


def html(source: str) -> str:
    return str(PARSER.render(source))


def parsed(source: str) -> list[tuple[Op, str]]:
    """What a Markdown renderer makes of marked-up text: insertions, deletions and what is kept."""
    found: list[tuple[Op, str]] = []
    op = Op.KEEP
    for token in PARSER.parseInline(source)[0].children or []:
        if token.type in ("strong_open", "s_open"):
            op = Op.INSERT if token.type == "strong_open" else Op.DELETE
        elif token.type in ("strong_close", "s_close"):
            op = Op.KEEP
        elif token.content:
            found = [*found[:-1], (op, found[-1][1] + token.content)] if found and found[-1][0] is op else [
                *found, (op, token.content)]  # fmt: skip
    return found


# ------------------------------------------------------------------------------------------------------------- marks


@pytest.mark.parametrize(
    ("marks", "source"),
    [
        ("[-may-]{+shall+} act", "~~may~~**shall** act"),
        ("done intentionally[- and without right-], to", "done intentionally ~~and without right~~, to"),
        ("a system[-, or the disclosure-].", "a system ~~, or the disclosure~~."),
        ("such as{+ (a)+}b", "such as **(a)** b"),
        ("advis[-e-]{+o+}r", "advis~~e~~**o**r"),
        ("web[- -]site", "web ~~␣~~ site"),
        ("{+[+}shall{+]+}", "**\\[** shall **\\]**"),
        ("缔约国[-可-]{+应+}采取", "缔约国~~可~~**应**采取"),
    ],
)
def test_a_mark_is_set_so_that_it_is_one(marks: str, source: str) -> None:
    spans = marked(marks)
    assert text.marked(spans) == source
    assert [op for op, _ in parsed(source) if op is not Op.KEEP] == [s.op for s in spans if s.op is not Op.KEEP]


TEXTS = st.text(st.sampled_from("ab ,.[]()*_~`\\<&$“”،缔。é\u200b–#@:!|1/\n"), max_size=6)
SPANS = st.lists(st.builds(Span, st.sampled_from(Op), TEXTS), max_size=6)


@given(SPANS)
@example([Span(Op.KEEP, "a"), Span(Op.DELETE, ","), Span(Op.INSERT, "*"), Span(Op.KEEP, "b")])
@example([Span(Op.INSERT, "a"), Span(Op.INSERT, "b"), Span(Op.DELETE, "\\"), Span(Op.KEEP, "`")])
def test_whatever_was_inserted_and_deleted_is_shown_as_that_and_nothing_else_is(spans: list[Span]) -> None:
    """Blanks may be put around a mark, and a mark around nothing but blanks shows them; all other letters are kept."""
    shown = {op: bare("".join(words for found, words in parsed(text.marked(spans)) if found is op)) for op in Op}
    meant = {op: visible("".join(span.text for span in spans if span.op is op)) for op in Op}
    assert shown == {op: bare(words.replace("\n", "—")) for op, words in meant.items()}


def bare(words: str) -> str:
    return re.sub(r"[\s␣\u200b]", "", words)


# ----------------------------------------------------------------------------------------------------- hostile texts


def test_nothing_in_a_draft_is_markdown_html_or_a_link() -> None:
    shown = html(markdown(hostile(), gate=hostile_gate()))
    assert not re.search(r"<(?!/?(?:h[123]|p|ul|li|strong|em|s|blockquote|table|thead|tbody|tr|t[hd]|br)\b)", shown)
    assert "<script" not in shown
    assert "alert(1)" in shown
    assert "`code`" in shown
    assert "[shall](http:" in shown.replace("\u200b", "")


def test_nobody_is_notified_and_no_issue_is_linked() -> None:
    shown = html(markdown(hostile()))
    assert not re.search(r"@\w|#\d|!\d|https?://|www\.", shown)


@pytest.mark.parametrize("start", STARTS)
def test_nothing_from_a_draft_stands_at_the_start_of_a_line(start: str) -> None:
    source = markdown(hostile(start), gate=hostile_gate(start))
    assert not [line for line in source.splitlines() if line.startswith(start)]
    plain = html(markdown(hostile("words"), gate=hostile_gate("words")))
    assert re.findall(r"<\w+", html(source)) == re.findall(r"<\w+", plain)


@pytest.mark.parametrize("letter", ["\x1b", "\x07", "\u202e", "\x9b", "\x00"])
def test_no_control_character_is_passed_on(letter: str) -> None:
    assert letter in WORDS
    assert letter not in markdown(hostile(), gate=hostile_gate())


def test_a_cell_of_a_table_stays_one() -> None:
    rows = [line for line in markdown(hostile()).splitlines() if line.startswith("| **")]
    assert len(rows) == 2
    assert html("\n".join(["|a|b|c|d|e|f|g|", "|-|-|-|-|-|-|-|", *rows])).count("<td") == 14


# ------------------------------------------------------------------------------------------------------ what it says


def test_a_report_says_which_drafts_what_in_numbers_what_it_means_and_what_changed() -> None:
    shown = markdown(sample())
    for wanted in (
        "# A/CONF.1/1 → A/CONF.1/2",
        "| **new** | A/CONF.1/2 | 2022-12-01 | English | 3 |",
        "- **Articles:** 1 unchanged, ",
        "| surveillance | 1 | 0 | 0 |",
        "- **adverse** · Article 17 → 4, paragraph 1  ",
        "  Interception becomes an obligation.",
        "  > Each Party ~~may~~**shall** intercept.",
        "### Article 17 → 4 · Interception\n\n*moved, renumbered, amended; also: moved; article 17 → 4*",
        "**paragraph 1**\n\n> Each Party ~~may~~**shall** intercept.",
        "### Article 5 · **Review**\n\n*inserted*\n\n> **1. The Parties meet under article 4.**\n\n> **2. They",
        "### Article 18 · ~~Repeal~~\n\n*deleted*\n\n> ~~Nothing is repealed.~~",
        '- old draft: running header set aside; only here: "A/CONF.1/1" (page 3)',
    ):
        assert wanted in shown


def test_findings_stand_before_the_redline_and_adverse_ones_first() -> None:
    shown = markdown(sample())
    assert shown.index("## Findings") < shown.index("### Surveillance") < shown.index("## Redline")
    both = replace(sample(), findings=tuple(replace(f, theme="surveillance") for f in reversed(sample().findings)))
    assert markdown(both).index("- **adverse**") < markdown(both).index("- **unclear**")


def test_without_a_gate_there_is_no_verdict() -> None:
    assert markdown(sample()).startswith("# A/CONF.1/1")
    assert markdown(sample(), gate=Gate()).startswith("**FAIL:** 1 of 2 findings is adverse; ")


def test_an_accepted_finding_says_until_when_and_why() -> None:
    (print_, _) = fingerprints(sample().findings)
    entry = Acceptance(print_, "r", "Article 4", "agreed on *3* March", date(2027, 1, 1))
    shown = markdown(sample(), gate=Gate(accepted=(entry,)))
    assert "accepted until 2027-01-01: agreed on \\*3\\* March" in shown
    assert "fails the check" not in shown
    assert "fails the check" in markdown(sample(), gate=Gate())


def test_what_is_not_of_substance_is_a_line_of_a_list_unless_all_is_asked_for() -> None:
    five = article("5", "Review", "", paragraph("1"))
    marks = marked("under article [-4-]{+5+}")
    inside = change(2, link(five.children[0], five.children[0]), marks, CONSEQUENTIAL, within=1)
    folded = report(draft(five), draft(five), change(1, link(five, five), (), None), inside)
    assert "- Article 5 · Review: *cross-reference updated (paragraph 1)*" in markdown(folded)
    assert "> under article ~~4~~**5**" in markdown(folded, show_all=True)
    assert "*consequential: cross-reference updated*" in markdown(folded, show_all=True)


def test_a_selection_narrows_it() -> None:
    narrow = markdown(replace(sample(), selection=Selection(articles=("18",))))
    assert "Article 18" in narrow
    assert "Article 17" not in narrow
    nothing = replace(sample(), selection=Selection(themes=("data-sharing",)))
    assert "No change among what is selected." in markdown(nothing)


def test_equal_drafts_say_so() -> None:
    one = draft(article("1"))
    assert "No change: the two drafts say the same" in markdown(report(one, one))


def test_arabic_runs_from_right_to_left() -> None:
    one = draft(article("1"), language="ar")
    altered = change(1, link(one.provisions[0], one.provisions[0]), marked("[-يجوز-]{+يجب+}"))
    assert '> <span dir="rtl">~~يجوز~~**يجب**</span>' in markdown(report(one, one, altered))


def test_each_pair_of_a_series_has_its_section() -> None:
    assert markdown(sample(), sample()).count("\n## Redline\n") == 2


def test_a_report_that_is_too_long_is_cut_at_a_line_and_says_so() -> None:
    data = markdown(sample()).encode()
    assert within(data, len(data), "see") == data
    cut = within(data, len(data) - 1, "see the file")
    assert len(cut) < len(data)
    assert cut.endswith(b"**The report is longer than what can be shown here; see the file.**\n")
    assert data.startswith(cut[: cut.index(b"\n\n**The report")])
