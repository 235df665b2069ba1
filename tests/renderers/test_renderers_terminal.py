from __future__ import annotations

import re
from dataclasses import replace

import pytest
from rich.cells import cell_len

import making
from making import CONSEQUENTIAL, EDITORIAL, STATUS, change, link, marked
from treatydiff.model import Level, Provision, Relation, Status
from treatydiff.renderers import RENDERERS, RenderOptions
from treatydiff.report import Effect, Report, Selection


def shown(*reports: Report, width: int = 80, color: bool = False, show_all: bool = False) -> str:
    return RENDERERS["terminal"].render(reports, RenderOptions(width, color, show_all)).decode()


def one_change(text: str, **more: object) -> Report:
    """A report with one paragraph that changed in article 1."""
    paragraph = making.paragraph("1", "x")
    article = making.article("1", "Scope", "", paragraph)
    inner = article.children[0]
    changes = (
        change(1, link(article, article, Relation.UNCHANGED), (), None, heading=marked("Scope")),
        change(2, link(inner, inner), marked(text), within=1, **more),  # type: ignore[arg-type]
    )
    return making.report(making.draft(article), making.draft(article), *changes)


def uncolored(text: str) -> str:
    return re.sub(r"\x1b\[[\d;]*m", "", text)


def body(text: str) -> str:
    """The redline as one line, without its heading."""
    return " ".join(text.partition("── Redline ")[2].partition("── Notices")[0].lstrip("─").split())


def test_the_whole_of_a_small_report() -> None:
    assert (
        shown(making.sample())
        == """\
old  A/CONF.1/1  2022-06-01  English  3 articles  19 words  1.docx
new  A/CONF.1/2  2022-12-01  English  3 articles  24 words  2.docx

What got worse (1 change, of kinds that were right in nine of ten)
  17→4(1)  Interception becomes an obligation: “Each Party [-may-]{+shall+}
           intercept”
Read these yourself (2 changes of substance)
  old 18  Deleted article: “[-Nothing is repealed.-]”
  5       New article: “{+The Parties meet under article 4. They review.+}”
1 article inserted
  Article 5  Review
1 article deleted
  Article 18  Repeal

Articles  1 unchanged  1 amended  1 inserted  1 deleted
          1 changed in substance  1 moved  1 renumbered
Changes   5 substantive  1 consequential
Words     10 inserted  5 deleted
          substantive: what the text says; status: brackets, options;
          consequential: numbers and references that follow

── Findings ────────────────────────────────────────────────────────────────────
how many: - adverse, + favourable, ? without a direction
              all
surveillance   -1
safeguards     ?1

surveillance
  adverse  Article 17 → 4, paragraph 1
    Interception becomes an obligation.
      Each Party [-may-]{+shall+} intercept.

safeguards
  unclear  Article 18
    Interception becomes an obligation (article deleted).
      [-Nothing is repealed.-]

── Redline ─────────────────────────────────────────────────────────────────────

Article 17 → 4  Interception                          moved, renumbered, amended
  paragraph 1                                              adverse: surveillance
    Each Party [-may-]{+shall+} intercept.
  also: moved; article 17 → 4

Article 5  {+Review+}                                                   inserted
    {+1. The Parties meet under article 4.+}
    {+2. They review.+}

Article 18  [-Repeal-]                                                   deleted
                                                             unclear: safeguards
    [-Nothing is repealed.-]

── Notices ─────────────────────────────────────────────────────────────────────
- two articles are alike
- old draft: running header set aside; only here: "A/CONF.1/1" (page 3)
"""
    )


def test_brackets_of_a_treaty_are_never_taken_for_markup() -> None:
    text = "Each Party [shall] [may] [bold]adopt[/bold] :warning: [-[link]-]{+[/]+} measures"
    assert text in body(shown(one_change(text)))
    assert text in body(uncolored(shown(one_change(text), color=True)))


def test_control_characters_of_a_draft_are_shown_and_not_obeyed() -> None:
    for color in (False, True):
        out = shown(one_change("Each \x1b]52;c;aGk=\x07 [-may\x9b2J-]{+\u202eshall+} act"), color=color)
        plain = uncolored(out)
        assert "Each \\x1b]52;c;aGk=\\x07 [-may\\x9b2J-]{+<U+202E>shall+} act" in body(plain)
        assert not set(plain) & set("\x1b\x07\x9b\u202e")


def test_so_are_those_of_headings_labels_notices_and_findings() -> None:
    bad = "\x1b[2J"
    article = making.article("1" + bad, bad, bad)
    draft = making.draft(article, label=bad, date=bad, path=f"{bad}.pdf", language=bad)
    altered = change(1, link(article, article), marked(f"[-{bad}-]"), heading=marked(f"{{+{bad}+}}"), remarks=(bad,))
    found = replace(making.finding(1, altered), meaning=bad, theme=bad)
    report = making.report(draft, draft, altered, findings=(found,))
    out = shown(replace(report, notices=(("", replace(report.notices[0][1], message=bad)),)))
    assert "\x1b" not in out
    assert out.count("\\x1b[2J") >= 10


def test_insertions_and_deletions_differ_without_colour_and_with_it() -> None:
    out = shown(one_change("Each Party [-may-]{+shall+} act"), color=True)
    assert "\x1b[9;31m[-may-]\x1b[0m" in out
    assert "\x1b[4;32m{+shall+}\x1b[0m" in out


def test_in_colour_the_words_that_decided_stand_out_where_they_came_or_went() -> None:
    out = shown(making.sample(), color=True)
    assert out.count("\x1b[1;7;9;31mmay\x1b[0m") == 2  # in the finding and in the redline
    assert out.count("\x1b[1;4;7;32mshall\x1b[0m") == 2


def test_what_lies_far_from_a_change_is_folded_at_a_border() -> None:
    before = "The first sentence is long and says many things that nobody changed. " * 4
    after = " and so on, with words that stay as they were in every draft so far" * 4
    out = body(shown(one_change(f"{before}Each Party [-may-]{{+shall+}} act{after}")))
    assert "… The first sentence is long and says many things that nobody changed. Each Party [-may-]" in out
    assert out.endswith("…")
    assert len(out) < 300


def test_but_a_short_provision_is_shown_whole() -> None:
    text = "Each Party [-may-]{+shall+} " + "act " * 40
    assert text.strip() in body(shown(one_change(text)))


def test_what_was_inserted_or_deleted_is_never_folded() -> None:
    words = "many words " * 60
    assert "…" not in shown(one_change(f"a {{+{words}+}}[-{words}-] b")).partition("── Redline")[2]


@pytest.mark.parametrize("width", [40, 60, 80, 120])
@pytest.mark.parametrize("word", ["Convention ", "各缔约国应当", "اتفاقية ", "конвенция "])
def test_no_line_is_wider_than_the_terminal(width: int, word: str) -> None:
    out = shown(one_change(f"{word * 40}[-{word * 9}-]{{+{word * 5}+}}"), width=width)
    assert max(cell_len(line) for line in out.splitlines()) <= width


def test_chinese_is_broken_between_characters_and_fills_the_line() -> None:
    out = shown(one_change("各缔约国均应采取必要的立法和其他措施，" * 8 + "[-可-]{+应+}。"), width=60)
    lines = [line for line in out.partition("── Redline")[2].splitlines() if line.startswith("    ")]
    assert all(cell_len(line) >= 54 for line in lines[:-1])
    assert not any(line.strip()[0] in "，。" for line in lines)


def test_a_mark_is_not_parted_from_its_first_and_last_word() -> None:
    report = one_change("such as[- good-faith research,-] the {+new +}text")
    every = list(range(30, 70))
    assert every
    for width in every:
        lines = [line.strip() for line in shown(report, width=width).splitlines()]
        assert not any(line.endswith(("[-", "{+")) or line.startswith(("-]", "+}")) for line in lines)


# ------------------------------------------------------------------------------------------------------ light changes


@pytest.mark.parametrize(
    ("significance", "remarks", "said"),
    [
        (STATUS, ("brackets removed",), "brackets removed (paragraph 1)"),
        (CONSEQUENTIAL, (), "cross-reference updated (paragraph 1)"),
        (EDITORIAL, (), "editorial change (paragraph 1)"),
    ],
)
def test_what_is_not_of_substance_takes_one_line(significance: object, remarks: tuple[str, ...], said: str) -> None:
    report = one_change("[-a-]{+b+}", significance=significance, remarks=remarks)
    assert body(shown(report)) == f"Article 1 Scope {said}"
    assert "[-a-]{+b+}" in shown(report, show_all=True)


def test_the_same_in_many_places_is_counted() -> None:
    old = making.article("1", "", "", *(making.paragraph(str(n), "x") for n in range(1, 5)))
    spans = marked("[-6-]{+7+}")
    inner = (change(n, link(p, p), spans, CONSEQUENTIAL, within=1) for n, p in enumerate(old.children, 2))
    report = making.report(making.draft(old), making.draft(old), change(1, link(old, old), (), None), *inner)
    assert body(shown(report)) == "Article 1 cross-reference updated (4 times)"


def test_articles_that_were_only_renumbered_stand_line_under_line() -> None:
    pairs = [(making.article(str(n), f"H{n}"), making.article(str(n + 1), f"H{n}")) for n in (1, 2)]
    changes = [change(n, link(a, b, Relation.UNCHANGED), (), CONSEQUENTIAL, heading=marked(a.heading))
               for n, (a, b) in enumerate(pairs, start=1)]  # fmt: skip
    report = making.report(making.draft(*(a for a, _ in pairs)), making.draft(*(b for _, b in pairs)), *changes)
    lines = shown(report).splitlines()
    at = next(i for i, line in enumerate(lines) if line.startswith("Article 1 → 2"))
    assert lines[at + 1].startswith("Article 2 → 3")
    assert body(shown(report)) == "Article 1 → 2 H1 renumbered Article 2 → 3 H2 renumbered"


def test_what_the_selection_hides_is_counted_at_the_end() -> None:
    report = replace(making.sample(), selection=Selection(substantive=True))
    assert "Hidden: 1 consequential (--only all shows them)" in shown(report)
    assert "also: moved" not in shown(report)


# -------------------------------------------------------------------------------------------------------- placement


def test_a_paragraph_that_came_from_another_article_says_so() -> None:
    old = making.article("2", "", "", making.paragraph("3", "x"))
    new = making.article("7", "", "", making.paragraph("1", "x"))
    here = making.article("6")
    changes = (
        change(1, link(here, new), (), None),
        change(2, link(old.children[0], new.children[0], moved=True), marked("a [-b-]{+c+}"), within=1),
    )
    out = body(shown(making.report(making.draft(here, old), making.draft(new), *changes)))
    assert "paragraph 1 (from article 2, paragraph 3) a [-b-]{+c+}" in out


def test_an_article_that_was_split_names_the_article_of_each_place() -> None:
    old = making.article("5", "", "", making.paragraph("1", "x"))
    first, second = making.article("5"), making.article("6", "", "", making.paragraph("1", "x"))
    split = replace(link(old, first, Relation.SPLIT), new=(first, second))
    changes = (change(1, split, (), CONSEQUENTIAL),
               change(2, link(old.children[0], second.children[0]), marked("a {+b+}"), within=1))  # fmt: skip
    out = body(shown(making.report(making.draft(old), making.draft(first, second), *changes)))
    assert "Article 5 → 5, 6" in out
    assert "split" in out
    assert "article 5, paragraph 1 → article 6, paragraph 1 a {+b+}" in out


def test_pages_are_told_where_they_are_known() -> None:
    old, new = (making.article("1", "", "", making.paragraph("1", "x", page=page)) for page in (21, 7))
    inner = change(2, link(old.children[0], new.children[0]), marked("[-a-]"), within=1)
    changes = (change(1, link(old, new), (), None), inner)
    out = shown(making.report(making.draft(old), making.draft(new), *changes))
    assert "  paragraph 1, p. 21 → 7\n" in out


def test_what_is_deleted_within_a_deletion_is_set_in_and_not_captioned_again() -> None:
    inner = making.paragraph("2", "The Parties:", making.subparagraph("a", "meet;"), making.subparagraph("b", "part."))
    old, new = making.article("1", "", "", inner), making.article("1")
    paragraph = old.children[0]
    changes = (
        change(1, link(old, new), (), None),
        change(2, link(paragraph, None), marked("[-The Parties:-]"), within=1),
        *(change(n, link(s, None), marked(f"[-{s.text}-]"), within=1) for n, s in enumerate(paragraph.children, 3)),
    )
    out = shown(making.report(making.draft(old), making.draft(new), *changes))
    assert (
        """
  paragraph 2, deleted
    [-2. The Parties:-]
      [-a. meet;-]
      [-b. part.-]
"""
        in out
    )


def test_the_cover_is_folded_but_only_where_the_preamble_tells_where_it_ends() -> None:
    cover = Provision(Level.FRONT, "", "front", text="x")
    preamble = making.preamble()
    altered = change(1, link(cover, cover), marked("[-1 June-]{+12 December+} 2022"))
    report = making.report(making.draft(cover, preamble), making.draft(cover, preamble), altered)
    assert body(shown(report)) == "Front matter 2 words inserted, 2 deleted (--all shows them)"
    assert "[-1 June-]" in shown(report, show_all=True)
    assert "[-1 June-]" in shown(making.report(making.draft(cover), making.draft(cover, preamble), altered))


def test_a_number_that_only_says_what_became_of_it_is_a_note_on_one_line() -> None:
    said = [replace(making.article("30", "Prevention"), status=frozenset({Status.DELETED}), note=note)
            for note in ("Moved as article 19 bis.", "Deleted.")]  # fmt: skip
    changes = (
        change(1, link(said[0], None), (), STATUS, remarks=("the old draft said: Moved as article 19 bis.",)),
        change(2, link(None, said[1]), (), STATUS, heading=marked("{+Prevention+}")),
        change(3, link(*said), (), heading=marked("[-Prevention-]")),
    )
    out = shown(making.report(making.draft(said[0]), making.draft(said[1]), *changes)).splitlines()
    assert [line for line in out if line.startswith("Article 30")] == [
        "Article 30  Prevention  note removed: Moved as article 19 bis.",
        "Article 30  Prevention  note: Deleted.",
        "Article 30  Prevention  note: Deleted.",
    ]


def test_what_got_worse_is_said_first_in_words_then_what_is_left_and_counts_last() -> None:
    report = making.sample()
    paragraph = report.redline.all[4]
    worse = [replace(making.finding(n, paragraph), theme="safeguards", effect=Effect.WEAKENS) for n in (3, 4)]
    good = replace(making.finding(5, paragraph, adverse=False), effect=Effect.NARROWS, removed=("more", "words"))
    out = shown(replace(report, findings=(report.findings[0], *worse, good)))
    first = out.partition("Articles  ")[0].partition("\n\n")[2]
    assert (
        first
        == """\
What got worse (1 change, of kinds that were right in nine of ten)
  17→4(1)  Interception becomes an obligation: “Each Party [-may-]{+shall+}
           intercept”
Read these yourself (2 changes of substance)
  5       New article: “{+The Parties meet under article 4. They review.+}”
  old 18  Deleted article: “[-Nothing is repealed.-]”
1 article inserted
  Article 5  Review
1 article deleted
  Article 18  Repeal

"""
    )


def test_ten_places_have_a_sentence_and_the_others_their_words() -> None:
    parts = [making.paragraph(str(n), "x") for n in range(1, 16)]
    article = making.article("1", "Scope", "", *parts)
    changes = [change(1, link(article, article, Relation.UNCHANGED), (), None, heading=marked("Scope"))]
    changes += [change(n, link(each, each), marked("All [-may-]{+shall+} act"), within=1)
                for n, each in enumerate(article.children, start=2)]  # fmt: skip
    found = [making.finding(n, each) for n, each in enumerate(changes[1:])]
    report = making.report(making.draft(article), making.draft(article), *changes, findings=tuple(found))
    first = shown(report).partition("── Findings")[0]
    assert "What got worse (15 changes, of kinds that were right in nine of ten)" in first
    assert first.count("Interception becomes an obligation: “All [-may-]{+shall+} act”") == 10
    assert first.count("Interception becomes an obligation: All [-may-]{+shall+} act\n") == 5


def test_what_changes_nothing_for_any_theme_is_said_to() -> None:
    assert "\nNo findings: no theme covers the 1 substantive change.\n" in shown(one_change("[-a-]{+b+}"))
    elsewhere = replace(making.sample(), selection=Selection(articles=("5",)))
    assert "\nNo findings among what is selected.\n" in shown(elsewhere)
    judged_in_part = replace(one_change("[-a-]{+b+}"), selection=Selection(articles=("2",)))
    assert "\nNo findings among what is selected.\n" in shown(judged_in_part)


def test_findings_are_counted_by_theme_and_chapter() -> None:
    old, new = making.article("1", "", "x"), making.article("2", "", "x")
    gone = making.article("9", "", "y")
    drafts = (making.draft(making.chapter("I", "", old), making.chapter("V", "", gone)),
              making.draft(making.chapter("III", "", new)))  # fmt: skip
    first, last = drafts[0].provisions[0], drafts[1].provisions[0]
    changes = (change(1, link(first, last), (), CONSEQUENTIAL), change(2, link(old, new), marked("[-x-]")),
               change(3, link(gone, None), marked("[-y-]")))  # fmt: skip
    found = (making.finding(1, changes[1]), making.finding(2, changes[2]), making.finding(3, changes[2], adverse=False),
             making.finding(4, changes[2], "safeguards", None))  # fmt: skip
    out = shown(making.report(*drafts, *changes, findings=found))
    assert (
        """
chapter         all  III    (V)
surveillance  -2 +1   -1  -1 +1
safeguards       ?1    ·     ?1
"""
        in out
    )


def test_more_chapters_than_fit_stand_in_a_second_table() -> None:
    articles = [making.article(str(n), "", "x") for n in range(1, 31)]
    chapters = [making.chapter(str(n), "", each) for n, each in enumerate(articles, 1)]
    drafts = making.draft(*chapters), making.draft(*chapters)
    changes = [change(n, link(each, each), marked("[-x-]")) for n, each in enumerate(articles, 1)]
    findings = tuple(making.finding(n, each) for n, each in enumerate(changes, 1))
    out = shown(making.report(*drafts, *changes, findings=findings))
    tables = [line.split() for line in out.splitlines() if line.startswith("chapter ")]
    assert len(tables) > 1
    assert [number for line in tables for number in line[1:]] == ["all", *(str(n) for n in range(1, 31))]
    assert max(map(len, out.splitlines())) <= 80


def test_drafts_that_say_the_same_are_said_to() -> None:
    one = making.article("1")
    same = change(1, link(one, one, Relation.UNCHANGED), (), None)
    report = making.report(making.draft(one), making.draft(one), same)
    assert "No change: the two drafts say the same, word for word." in shown(report)


def test_the_same_notice_on_many_pages_is_said_once() -> None:
    report = making.sample()
    notice = report.notices[0][1]
    pages = tuple(("old", replace(notice, page=page)) for page in (1, 2, 3, 7))
    told = '- old draft: running header set aside; only here: "A/CONF.1/1" (pages 1-3, 7)'
    assert told in shown(replace(report, notices=pages))


def test_a_series_is_one_redline_after_the_other() -> None:
    assert shown(making.sample(), making.sample()).count("── Redline ") == 2
