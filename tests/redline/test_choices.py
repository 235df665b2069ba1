"""What was decided between alternatives is told and judged as if the draft had said what was dropped."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from treatydiff import cli
from treatydiff.compare import compare, read_draft
from treatydiff.model import Choice, Op, Significance, Span, new_text, old_text
from treatydiff.redline.choices import as_kept, decided
from treatydiff.report import Effect, Report

HEAD = "Draft convention\n\nArticle 1\nInterception of content data\n"
TAIL = "\n\nArticle 2\nReview\nThe Parties shall meet every year.\n"


@pytest.fixture
def compared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    monkeypatch.chdir(tmp_path)

    def run(old: str, new: str) -> Report:
        for name, text in (("old.txt", old), ("new.txt", new)):
            Path(name).write_text(f"{HEAD}{text}{TAIL}")
        return compare(read_draft("old.txt"), read_draft("new.txt"))

    return run


NOTICE = "Each State Party {} notify the person whose content data were intercepted."
SAFEGUARD = "Interception of content data {} be subject to judicial authorization."
OPTIONS = (
    "1. Option A\nInterception of content data shall be authorized by a court.\n"
    "Option B\nInterception of content data shall be ordered by the police.\n"
)
KEPT = "1. Interception of content data shall be ordered by the police.\n"


def test_the_weaker_verb_kept_is_a_safeguard_weakened(compared) -> None:  # type: ignore[no-untyped-def]
    report = compared(SAFEGUARD.format("[shall] [may]"), SAFEGUARD.format("may"))
    (found,) = (f for f in report.findings if f.theme == "safeguards")
    assert (found.effect, found.adverse) == (Effect.WEAKENS, True)
    assert (found.removed, found.introduced) == (("shall",), ("may",))


def test_the_stronger_verb_kept_is_told_of_the_safeguard(compared) -> None:  # type: ignore[no-untyped-def]
    report = compared(SAFEGUARD.format("[shall] [may]"), SAFEGUARD.format("shall"))
    (found,) = (f for f in report.findings if f.theme == "safeguards")
    assert (found.rule, found.removed, found.introduced) == ("safeguards/modality", ("may",), ("shall",))
    assert found.adverse is not True


@pytest.mark.parametrize("pair", ["[]", "［］", "【】", "〔〕", "⟦⟧", "❲❳", "{}", "｛｝", "❴❵"])
def test_an_option_that_goes_while_one_stays_in_brackets_of_any_print_is_told(compared, pair: str) -> None:  # type: ignore[no-untyped-def]
    shall, may = (pair[0] + verb + pair[1] for verb in ("shall", "may"))
    report = compared(SAFEGUARD.format(f"{shall} {may}"), SAFEGUARD.format(may))
    assert {change.significance for change in report.redline.changes} == {Significance.SUBSTANTIVE}
    assert [choice.open for change in report.redline.changes for choice in change.choices] == [True]
    assert [finding for finding in report.findings if finding.adverse]


def test_brackets_of_any_print_that_go_are_a_matter_of_status(compared) -> None:  # type: ignore[no-untyped-def]
    report = compared(SAFEGUARD.format("⟦shall⟧"), SAFEGUARD.format("shall"))
    assert {change.significance for change in report.redline.changes} == {Significance.STATUS}


@pytest.mark.parametrize(
    "text",
    [NOTICE, SAFEGUARD],
)
def test_the_stronger_verb_kept_is_a_safeguard_strengthened(compared, text: str) -> None:  # type: ignore[no-untyped-def]
    report = compared(text.format("[shall] [may]"), text.format("shall"))
    (found,) = (f for f in report.findings if f.theme == "safeguards")
    assert found.effect is Effect.STRENGTHENS


def test_a_choice_between_numbers_is_judged_by_the_numbers(compared) -> None:  # type: ignore[no-untyped-def]
    text = "1. Service providers shall retain traffic data for {} days.\n2. Figures shall be published."
    report = compared(text.format("[ninety] [thirty]"), text.format("ninety"))
    assert [(f.theme, f.effect) for f in report.findings] == [("surveillance", Effect.EXPANDS)]


def test_an_option_dropped_is_judged_against_the_option_kept(compared) -> None:  # type: ignore[no-untyped-def]
    report = compared(OPTIONS, KEPT)
    (dropped,) = (change for change in report.redline.changes if change.choices)
    assert dropped.significance is Significance.SUBSTANTIVE
    assert "authorized by a court" in dropped.choices[0].dropped[0]
    assert [f.adverse for f in report.findings if f.theme == "safeguards"] == [True]


def test_a_paragraph_of_an_option_that_took_in_what_follows_goes_for_the_one_of_its_number(compared) -> None:  # type: ignore[no-untyped-def]
    first = "1. Content data may be intercepted where this Convention so provides.\n"
    court = "2. Interception of content data may be authorized by a court of the State Party that asks for it.\n"
    police = "2. Interception of content data shall be ordered by the police or by a prosecutor of that State Party.\n"
    common = "3. The Parties shall consult one another on the use of content data with a view to coordination.\n"
    report = compared(f"{first}Option A\n{court}Option B\n{police}{common}", f"{first}{court}{common}")
    (dropped,) = (change for change in report.redline.changes if change.choices)
    assert dropped.remarks == ("dropped; another option was kept",)
    assert "ordered by the police" in dropped.choices[0].dropped[0]
    assert dropped.choices[0].kept.startswith("Interception of content data may")


@pytest.mark.parametrize(("both", "kept", "shown"), [
    ("[may] [shall]", "may", "Content data may[-shall-] be kept."),
    ("[may] [shall]", "shall", "Content data [-may-]shall be kept."),
])  # fmt: skip
def test_what_was_kept_and_dropped_is_quoted_in_the_order_of_the_old_draft(  # type: ignore[no-untyped-def]
    both: str, kept: str, shown: str, compared
) -> None:
    text = "1. Content data {} be kept.\n2. The Parties shall meet."
    (change,) = (c for c in compared(text.format(both), text.format(kept)).redline.changes if c.choices)
    marks = {Op.KEEP: "{}", Op.DELETE: "[-{}-]", Op.INSERT: "{{+{}+}}"}
    spans = as_kept(change, decided(change.text, change.choices, 0))
    assert (
        "".join(marks[span.op].format(span.text) for span in spans).replace(" -]", "-]").replace("[- ", "[-") == shown
    )


NESTED = "1. [Interception of content data {} be subject to judicial authorization.]\n2. The Parties shall meet."


def test_a_choice_inside_of_a_bracketed_sentence_is_decided_where_both_brackets_go(compared) -> None:  # type: ignore[no-untyped-def]
    kept = NESTED.format("may").replace("[", "").replace("]", "")
    report = compared(NESTED.format("[shall] [may]"), kept)
    assert [(c.kept, c.dropped, c.open) for each in report.redline.changes for c in each.choices] == [
        ("may", ("shall",), False)
    ]
    assert [f.adverse for f in report.findings if f.theme == "safeguards"] == [True]


def test_it_is_still_open_while_the_brackets_around_the_sentence_stay(compared) -> None:  # type: ignore[no-untyped-def]
    report = compared(NESTED.format("[shall] [may]"), NESTED.format("may"))
    assert [(c.kept, c.open) for each in report.redline.changes for c in each.choices] == [("may", True)]


def test_options_that_are_still_open_decide_nothing(compared) -> None:  # type: ignore[no-untyped-def]
    third = OPTIONS + "Option C\nInterception of content data shall be ordered by a prosecutor.\n"
    report = compared(third, OPTIONS)
    assert not any(change.choices for change in report.redline.changes)


def test_an_option_that_goes_while_others_stay_open_is_of_substance(compared) -> None:  # type: ignore[no-untyped-def]
    third = OPTIONS + "Option C\nInterception of content data shall be ordered by a prosecutor.\n"
    weights = {change.significance for change in compared(third, OPTIONS).redline.changes if change.link.old}
    assert Significance.SUBSTANTIVE in weights
    assert Significance.STATUS not in weights


def test_the_stronger_verb_that_goes_is_found_though_the_weaker_stays_in_brackets(compared) -> None:  # type: ignore[no-untyped-def]
    report = compared(SAFEGUARD.format("[shall] [may]"), SAFEGUARD.format("[may]"))
    (found,) = report.findings
    assert found.adverse
    assert "left, still in brackets" in found.message
    assert cli.main(["check", "old.txt", "new.txt"]) == 1


CHOICES = [(SAFEGUARD.format("[shall] [may]"), SAFEGUARD.format("may")), (OPTIONS, KEPT)]


@pytest.mark.parametrize(("old", "new"), CHOICES)
def test_every_way_of_looking_sees_it(  # type: ignore[no-untyped-def]
    old: str, new: str, compared, capsys: pytest.CaptureFixture[str]
) -> None:
    compared(old, new)
    capsys.readouterr()
    assert cli.main(["compare", "old.txt", "new.txt"]) == 0
    screen = " ".join(capsys.readouterr().out.split())
    assert "nothing of substance" not in screen
    assert "decided: " in screen
    assert "dropped: " in screen
    assert cli.main(["compare", "old.txt", "new.txt", "--only", "substantive", "-f", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["changes"][0]["choices"]
    assert cli.main(["check", "old.txt", "new.txt"]) == 1


def test_a_choice_is_read_as_words_even_without_a_blank_beside_the_brackets() -> None:
    spans = (Span(Op.KEEP, "It "), Span(Op.DELETE, "[shall][may]"), Span(Op.INSERT, "may"), Span(Op.KEEP, " act."))
    read = decided(spans, [Choice("may", ("shall",), (3, 18))], 0)
    assert (old_text(read), new_text(read)) == ("It shall act.", "It may act.")
