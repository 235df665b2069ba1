"""An extract of a redline: the articles asked for with their headings, marked as in the whole."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from convention_pairs import COST, DUTIES, MEASURE, MEET, REVIEW, TERMS, WARN, lines
from helpers import samples
from treatydiff.compare import compare, read_draft
from treatydiff.errors import RenderError
from treatydiff.model import Draft
from treatydiff.ooxml.resolve import resolve
from treatydiff.renderers import Rendered, RenderOptions
from treatydiff.renderers.docx import render
from treatydiff.report import Report, Selection
from treatydiff.word.proof.verify import verify
from word_pairs import Word, num, numbering, p
from word_reading import marked, part, shown


def draft(folder: Path, name: str, *blocks: str) -> Draft:
    path = folder / f"{name}.docx"
    path.write_bytes(Word("".join(blocks), numbering=numbering((1, "%1."))).data())
    return read_draft(str(path))


def extract(report: Report, **selection: object) -> Rendered:
    made = render((replace(report, selection=Selection(**selection)),), RenderOptions())  # type: ignore[arg-type]
    assert isinstance(made, Rendered)
    return made


@pytest.fixture
def report(tmp_path: Path) -> Report:
    old = draft(tmp_path, "old", *TERMS, *lines(MEASURE), *DUTIES, *lines(WARN, COST), *REVIEW, *lines(MEET))
    second = COST.replace("measures", "steps")
    new = draft(tmp_path, "new", *TERMS, *lines(MEASURE, WARN), *DUTIES, *lines(second), *REVIEW, *lines(MEET))
    return compare(old, new)


def test_it_holds_the_article_asked_for_and_says_that_it_is_no_more(report: Report) -> None:
    made = extract(report, articles=("3",))
    note, *rest = shown(made)
    assert note == "Extract from the comparison of old.docx and new.docx: Article 3. All else is left out."
    assert rest == ["Article 3", "Review", MEET]
    assert made.about.startswith("an extract, 0 changes")


def test_half_a_move_is_a_deletion_or_an_insertion(report: Report) -> None:
    assert [line for line in marked(extract(report, articles=("2",))) if WARN in line] == [f"[-{WARN}-]¶del"]
    assert [line for line in marked(extract(report, articles=("1",))) if WARN in line] == [f"{{+{WARN}+}}"]
    assert ">+" in "".join(shown(extract(report, articles=("1", "2"))))


def test_numbers_of_lists_are_those_of_the_whole(tmp_path: Path) -> None:
    one, two = (p(text, ppr=num(1)) for text in (MEASURE, WARN))
    changed = p(WARN.replace("shall", "may"), ppr=num(1))
    old = draft(tmp_path, "old", *TERMS, one, *DUTIES, two, *REVIEW, *lines(MEET))
    new = draft(tmp_path, "new", *TERMS, one, *DUTIES, changed, *REVIEW, *lines(MEET))
    assert shown(extract(compare(old, new), articles=("2",)))[-1].startswith(
        "2.\tA Party that expects a flood [-shall-]"
    )


def test_what_is_light_is_left_out_where_only_substance_is_asked_for(report: Report) -> None:
    said = "\n".join(shown(extract(report, substantive=True)))
    assert COST.partition("measures")[0] in said
    assert MEET not in said


def test_nothing_selected_is_an_error(tmp_path: Path) -> None:
    same = draft(tmp_path, "same", *TERMS, *lines(MEASURE))
    with pytest.raises(RenderError, match="nothing is selected"):
        extract(compare(same, same), substantive=True)


@pytest.mark.parametrize(
    "choice", [{"substantive": True}, {"articles": ("5", "14", "40")}, {"themes": ("surveillance",)}]
)
def test_the_marks_of_an_extract_are_whole(choice: dict[str, object]) -> None:
    report = samples.compared(1, 2)
    made = extract(report, **choice)
    assert marked(made)
    assert len(list(part(made).iter())) < len(list(part(extract(report)).iter()))
    assert verify(made, resolve(made, accept=False), resolve(made, accept=True)) == ()
    assert not [line for line in shown(made) if "Concluding" in line], (
        "the session and its date are not the convention's"
    )
