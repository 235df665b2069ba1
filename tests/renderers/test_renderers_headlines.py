"""What every report says first: places in words, no bare numbers, no key term in place of the words that changed."""

from __future__ import annotations

import re

from helpers.redlines import draft
from making import marked
from treatydiff.compare import compare
from treatydiff.renderers import RENDERERS, RenderOptions
from treatydiff.renderers.text.headlines import Headlines, headlines, narrowed
from treatydiff.renderers.text.typeset import marked as printed
from treatydiff.renderers.view import View
from treatydiff.report import Report
from treatydiff.reports.weights import Gravity

HEAD = ("Article 1", "Scope", "This Convention applies to criminal investigations.")


def told(spans: object) -> str:
    return printed(spans, fold=False).plain  # type: ignore[arg-type]


def pair(old: str, new: str) -> Report:
    return compare(*(draft(*HEAD, "Article 2", "Interception", *text.split("\n")) for text in (old, new)))


def first(old: str, new: str) -> Headlines:
    return headlines(View(pair(old, new)))


def test_a_place_is_said_in_a_sentence_with_its_number_its_heading_and_the_words() -> None:
    found = first(
        "1. Data may be intercepted only where this is necessary and proportionate for an investigation.\n2. x",
        "1. Data may be intercepted only where this is necessary or proportionate for an investigation.\n2. x",
    )
    (line,) = found.lines
    assert (line.number, line.place, line.heading) == ("2(1)", "Article 2, paragraph 1", "Interception")
    assert line.clause
    assert told(line.quote) == "… only where this is necessary [-and-]{+or+} proportionate for an investigation"
    assert told(line.core) == "… is necessary [-and-]{+or+} proportionate for …"


def test_the_redline_is_quoted_with_all_that_changed_in_the_sentence_and_not_the_key_term_alone() -> None:
    (line,) = first(
        "The police may intercept with prior judicial approval and prior approval of a board.",
        "The police may intercept with approval of a board.",
    ).lines
    assert "prior judicial approval and prior" in told(line.quote)


def test_what_nothing_is_said_of_is_quoted_under_its_heading_and_has_no_sentence() -> None:
    (line,) = first("1. The seat is the old town.\n2. x", "1. The seat is the new town.\n2. x").lines
    assert (line.clause, line.findings, line.heading) == ("", (), "Interception")
    assert told(line.quote) == "The seat is the [-old-]{+new+} town"


def test_of_a_long_edit_the_words_that_it_is_about_are_quoted() -> None:
    gone = ", or where there are good grounds to believe that it may serve to persecute somebody for a religion held"
    gone += " at home or abroad"
    old, new = (f"Help may be refused where it is dear{words}." for words in (gone, ""))
    spans = (
        compare(draft(*HEAD, "Article 2", "Help", old), draft(*HEAD, "Article 2", "Help", new)).redline.changes[0].text
    )
    assert told(narrowed(spans, ["persecute"])) == (
        "… refused where it is dear[-, or where there … persecute somebody for a religion held at home or abroad-]"
    )
    assert "… at home or abroad" in told(narrowed(spans, ["or where"]))


def test_what_a_theme_is_about_comes_before_a_date() -> None:
    old = "1. The list is kept until 31 December 2028.\n2. It is an offence to hinder seriously an information system."
    new = "1. The list is kept until 31 December 2029.\n2. It is an offence to hinder an information system."
    found = first(old, new)
    assert [line.number for line in found.lines] == ["2(2)", "2(1)"]


def test_a_whole_that_came_is_told_once_and_not_again_for_its_parts() -> None:
    new = draft(*HEAD, "Article 2", "Interception", "1. The body meets in the hall.", "2. It has a seat.")
    report = compare(draft(*HEAD), new)
    found = headlines(View(report))
    assert [line.number for line in found.lines] == ["2"]


def test_a_whole_without_words_of_its_own_is_quoted_and_weighed_by_what_it_holds() -> None:
    options = "Option 1\n1. It meets in May.\n2. It has a seat.\nOption 2\n1. It meets in June.\n2. It has no seat."
    found = first(options, "1. It meets in June.\n2. It has no seat.")
    assert [told(line.core) for line in found.lines] == ["[-It meets in May. It has a seat.-]"]
    seat = ("Article 3", "Seat", "1. The archive of the union of the towns is in Lima.", "2. It has a library.")
    report = compare(draft(*HEAD), draft(*HEAD, *seat))
    (line,) = headlines(View(report)).lines
    assert told(line.core).startswith("{+The archive of the union of the towns")
    assert View(report).weight(line.change)[0] is Gravity.WHOLE


def test_what_is_gone_is_named_by_its_old_number() -> None:
    (line,) = first("1. The police may search.\n2. The seat is the old town.", "1. The police may search.").lines[:1]
    assert line.number == "old 2(2)"


def test_a_quotation_keeps_a_few_words_around_the_edit_it_is_about() -> None:
    long = "one two three four five six seven"
    spans = marked(f"{long} [-may-]{{+shall+}} {long} {long} {long} {long} [-near-] {long} {long}")
    assert told(narrowed(spans, ["may"])).startswith("… three four five six seven [-may-]{+shall+} one two three")
    about = told(narrowed(spans, ["near"], most=0))
    assert about == "… three four five six seven [-near-] one two three four five …"


def test_a_long_edit_is_cut_with_an_ellipsis_and_a_whole_provision_after_its_first_words() -> None:
    words = " ".join(f"w{n}" for n in range(40))
    assert told(narrowed(marked(f"{{+{words}+}}"))).endswith("w13 …+}")
    assert "w0" in told(narrowed(marked(f"a [-{words}-] b")))
    assert "w39-]" in told(narrowed(marked(f"a [-{words}-] b")))


def test_chinese_is_cut_between_characters() -> None:
    text = "各缔约国均应采取必要的立法和其他措施" * 8
    quoted = told(narrowed(marked(f"{text}[-可-]{{+应+}}{text}")))
    assert "[-可-]{+应+}" in quoted
    assert len(quoted) < 60


def test_a_line_shows_each_edit_that_it_has_room_for_and_no_number_that_only_follows() -> None:
    old = "No ship shall be sent to a port that is not in the list."
    view = View(pair(old, "Ships may be sent to a port that is not in the list where the head of the port so decides."))
    (one,) = headlines(view).lines
    assert told(one.core).startswith("[-No ship shall-]{+Ships may+} be sent")
    assert "where the head of the port so decides" in told(one.core)
    parts = [*HEAD, "Article 2", "Interception", "A Party {} act under article {}."]
    last = ["Article {}", "Oversight", "A court sees to it that all of this is done as it is written."]
    between = ["Article 3", "Fees", "No fee is due for anything that is done under this text."]
    sides = (
        [*(line.format("may", 3) for line in parts), *(line.format(3) for line in last)],
        [*(line.format("shall", 4) for line in parts), *between, *(line.format(4) for line in last)],
    )
    first = headlines(View(compare(*(draft(*side) for side in sides))))
    (line,) = (each for each in first.lines if each.number == "2")
    assert told(line.quote) == "A Party [-may-]{+shall+} act under article 4"


def test_a_card_does_not_tell_in_shreds_what_the_marked_words_below_it_show() -> None:
    old, new = "The court shall order the police to erase them.", "The police may erase them."
    page = RENDERERS["html"].render((pair(old, new),), RenderOptions()).decode()
    said = re.findall(r"<p class=message lang=en>(.*?)</p>\n<blockquote", page)
    assert said
    assert not any("removed" in each or "added" in each for each in said)
