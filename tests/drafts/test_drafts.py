"""The sample drafts: made by their script, and their truth is true."""

from __future__ import annotations

import re
import sys
import tomllib
import zipfile
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
import pypdfium2
import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from benchmarks.alignment.sample import WORDS, Sample  # noqa: E402
from drafts.convention import REFERENCE, State, load_states, numbered, visible  # noqa: E402
from drafts.truth import truth  # noqa: E402

from drafts import make_drafts  # noqa: E402
from treatydiff.compare import compare, read_draft  # noqa: E402

NAMES = [layout.name for layout in make_drafts.LAYOUTS]
STATES = load_states()
TRUTH = tomllib.loads((make_drafts.FOLDER / "truth.toml").read_text("utf-8"))
PAIRS = list(zip(TRUTH["pair"], pairwise(STATES), strict=True))


def printed(state: State) -> dict[str, str]:
    """Every paragraph as printed, without its number, by id."""
    return {
        para.id: state.print(visible(para.text))
        for body in state.text.bodies()
        for para in body.paras
        if para.kind != "option"
    }


def members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def place(state: State, id: str) -> tuple[str, str]:
    where = state.places[id]
    return where.article or id.split(".")[0], where.para


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("drafts")
    make_drafts.make(folder)
    return folder


@pytest.mark.parametrize("name", NAMES)
def test_the_word_files_are_what_the_script_makes(name: str, made: Path) -> None:
    assert members(make_drafts.FOLDER / f"{name}.docx") == members(made / f"{name}.docx")


def test_making_them_twice_gives_the_same_bytes(made: Path, tmp_path: Path) -> None:
    make_drafts.make(tmp_path)
    assert NAMES
    for name in NAMES:
        assert (tmp_path / f"{name}.docx").read_bytes() == (made / f"{name}.docx").read_bytes()


def test_the_truth_is_what_the_script_writes() -> None:
    assert (make_drafts.FOLDER / "truth.toml").read_text("utf-8") == truth(STATES, NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_the_files_are_small(name: str) -> None:
    for suffix in (".docx", ".pdf"):
        assert (make_drafts.FOLDER / f"{name}{suffix}").stat().st_size < 150_000


@pytest.mark.parametrize(("name", "state"), list(zip(NAMES, STATES, strict=True)))
def test_word_file_and_pdf_hold_every_word_of_the_text(name: str, state: State) -> None:
    paragraphs = docx.Document(str(make_drafts.FOLDER / f"{name}.docx")).paragraphs
    word = squeeze("".join(paragraph.text for paragraph in paragraphs))
    document = pypdfium2.PdfDocument(make_drafts.FOLDER / f"{name}.pdf")
    pdf = squeeze("".join(page.get_textpage().get_text_range() for page in document))
    assert len(document) in (16, 17)
    for text in printed(state).values():
        assert squeeze(text) in word
        first_words = squeeze(" ".join(text.split()[:4]))
        assert first_words in pdf


def squeeze(text: str) -> str:
    """Letters and digits only: spaces, line ends, hyphens and footnote marks are layout."""
    return re.sub(r"[\W_]", "", text)


def test_only_the_revised_draft_leaves_the_numbers_to_word() -> None:
    bodies = [members(make_drafts.FOLDER / f"{name}.docx")["word/document.xml"] for name in NAMES]
    automatic = [body.count(b"<w:numPr>") for body in bodies]
    assert automatic[0] == automatic[2] == 0
    assert automatic[1] == sum(1 for body in STATES[1].text.bodies() for _, inner in numbered(body.paras) if inner)


@pytest.mark.parametrize(("pair", "states"), PAIRS)
def test_every_difference_of_words_is_in_the_truth(pair: dict[str, Any], states: tuple[State, State]) -> None:
    old, new = states
    before, after = printed(old), printed(new)
    told = {(row["old_article"], row["old_para"]) for row in pair["change"]}
    told_new = {(row["new_article"], row["new_para"]) for row in (*pair["change"], *pair.get("reference", ()))}
    whole = {row["new_article"] for row in pair["change"] if row["kind"] == "insert-article"}
    gone = {row["old_article"] for row in pair["change"] if row["kind"] in ("delete-article", "choose-option")}
    split = {(row["old_article"], row["old_para"]) for row in pair["change"] if row["kind"] == "split"}
    every = list(before.keys() - after.keys())
    assert every
    for id in every:
        assert place(old, id) in told or place(old, id)[0] in gone, id
    for id in after.keys() - before.keys():
        assert place(new, id) in told_new or place(new, id)[0] in whole, id
    for id in before.keys() & after.keys():
        assert before[id] == after[id] or place(new, id) in told_new or place(old, id) in split, id


@pytest.mark.parametrize(("pair", "states"), PAIRS)
def test_the_words_of_each_change_stand_where_the_truth_says(pair: dict[str, Any], states: tuple[State, State]) -> None:
    old, new = (index(state) for state in states)
    every = pair["change"]
    assert every
    for row in every:
        if row["kind"] in ("words", "spelling", "insert", "delete"):
            assert row["removed"] in old.get((row["old_article"], row["old_para"]), "")
            assert row["introduced"] in new.get((row["new_article"], row["new_para"]), "")


def index(state: State) -> dict[tuple[str, str], str]:
    """All words printed at each place."""
    words: dict[tuple[str, str], str] = {}
    for id, text in printed(state).items():
        words[place(state, id)] = f"{words.get(place(state, id), '')} {text}"
    return words


@pytest.mark.parametrize(("pair", "states"), PAIRS)
def test_the_concordance_names_every_live_article_once(pair: dict[str, Any], states: tuple[State, State]) -> None:
    every = list(zip(("old", "new"), states, strict=True))
    assert every
    for side, state in every:
        numbers = [number for row in pair["article"] for number in row[side]]
        assert sorted(numbers) == sorted(a.number for a in state.text.articles() if not a.note)


def test_article_17_has_become_article_4_in_the_last_draft() -> None:
    (moved,) = [row for row in TRUTH["pair"][1]["article"] if row["moved"]]
    assert (moved["old"], moved["new"]) == (["17"], ["4"])
    assert sum(row["renumbered"] for row in TRUTH["pair"][1]["article"]) >= 30


def test_exactly_one_cross_reference_is_left_wrong() -> None:
    stale = [row for pair in TRUTH["pair"] for row in pair["change"] if row["kind"] == "stale-reference"]
    assert [(row["says"], row["should_say"]) for row in stale] == [("article 22", "article 23")]
    literal = re.compile(r"\b[Aa]rticles? \d")
    for state in STATES:
        for body in state.text.bodies():
            for para in body.paras:
                assert not literal.search(para.text), f"a typed cross-reference in {para.id}"


def test_every_cross_reference_names_a_live_provision() -> None:
    assert STATES
    for state in STATES:
        for body in state.text.bodies():
            for found in (found for para in body.paras for found in REFERENCE.finditer(para.text)):
                assert re.match(r"\d+", state.print(found[0])), found[0]


def test_the_changes_are_of_every_kind() -> None:
    rows = [row for pair in TRUTH["pair"] for row in pair["change"]]
    assert {row["significance"] for row in rows} == {"substantive", "consequential", "status", "editorial"}
    assert {row.get("theme") for row in rows} >= {
        "surveillance", "data-sharing", "criminalisation", "safeguards", "public-interest",
    }  # fmt: skip
    assert {True, False} <= {row.get("adverse") for row in rows}
    kinds = {row["kind"] for row in rows}
    assert kinds >= {"move-article", "split-article", "merge-articles", "insert-article", "delete-article", "move",
                     "split", "merge", "choose-option", "bracket"}  # fmt: skip


@pytest.fixture(scope="module", params=TRUTH["pair"], ids=lambda pair: pair["new"])
def sample(request: pytest.FixtureRequest) -> Sample:
    """A pair of Word files, compared."""
    drafts = (read_draft(str(make_drafts.FOLDER / f"{request.param[side]}.docx")) for side in ("old", "new"))
    return Sample(request.param, compare(*drafts))


def test_the_program_finds_everything_that_changed(sample: Sample) -> None:
    missed = {what: lines for what, (_, lines) in sample.missed().items() if lines and what != "findings"}
    assert missed == {}


def test_no_change_is_judged_the_other_way_round(sample: Sample) -> None:
    rows = [row for row in sample.pair["change"] if row["kind"] in WORDS and "theme" in row]
    assert sum(sample.judged(row) for row in rows) >= 0.75 * len(rows)
    for row in rows:
        opposite = row | {"adverse": not row["adverse"]}
        assert sample.judged(row) or not sample.judged(opposite), row["why"]
