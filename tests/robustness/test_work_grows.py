"""Whatever a text repeats, the work of reading, aligning, marking up and judging grows with it: counted, never timed.

As ``tests/attacks.py`` finds every pattern, this finds code around the patterns: one unit repeated, in two sizes, in a
text and in a Word file, and the Word redline, the page and the terminal's text are written of it. Where
``TREATYDIFF_ATTACKS`` is set every unit is tried, in three sizes. Judging is counted alone, on units of words
that it knows, in three sizes.
"""

from __future__ import annotations

import os
import tracemalloc
from collections.abc import Callable
from cProfile import Profile
from itertools import pairwise

import pytest

from docx_making import cell, docx, family, field, instance, level, p, r, row, table
from treatydiff.compare import compare
from treatydiff.judging import judge
from treatydiff.model import Draft
from treatydiff.readers import READERS
from treatydiff.renderers import RENDERERS, RenderOptions
from treatydiff.structure import build
from treatydiff.themes import load_profile, load_themes

BASE = (
    "Article 1\nScope\n1. Each Party shall tell the person.\n\nArticle 2\nReview\n1. A court shall review it first.\n"
)
SMALL, LARGE = 1_000, 4_000
"""Letters of the repeated unit: four times as many."""
MOST = 1.585
"""Four times the text may take nine times the work: this is the power; 16 would be the square, 2."""
USUAL = ("x\f", "b", "(a) x; ", "[shall] ", "a\u0301", "article 1, ", "(a) x\n", "_____\n1 note\n\f", "x\n\n", "a-")
MORE = (
    *"!\"#$%&'()*+,-./:;<=>?@[]^_`{|}~“”–…§،。", "a ", "1", "1 ", "[", "]", "[a][b]", "(i) ", "aא", "aж", "条", "ا ",
    "A court shall act. ", "30 days ", "and ", "not ", "Article 3\n", "Chapter I\n", "Annex\n", "1. x\n", "- x\n",
    "1/2\n", "Page 1\n", "x\f\f", "abc-\n", "a\tb\n", "TITLE\n", "3. [Deleted]\n", "x ..... 3\n", "\f", "1.1.1 x\n",
)  # fmt: skip
ALL = "TREATYDIFF_ATTACKS" in os.environ
UNITS = USUAL + (MORE if ALL else ())


OPTIONS = (
    "[shall] ",
    "Chapter I\n",
    "(a) x\n",
    "[Agreed ad referendum]\n",
    "agreed ad referendum ",
    "a.b ",
    "[a](b) ",
    "1. x\n",
)
"""Units that both drafts repeat, the new one in other words."""
DRAWING = (
    '<w:r><w:drawing><wp:anchor xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:extent cx="900000" cy="900000"/><wp:wrapNone/></wp:anchor></w:drawing></w:r>'
)
"""A picture before the words of its paragraph."""
WORD = {
    "run": lambda n: r(f"a{n} ", "<w:b/>" * (n % 2)),
    "bookmark": lambda n: f'<w:bookmarkStart w:id="{n}" w:name="b{n}"/><w:bookmarkEnd w:id="{n}"/>',
    "field": lambda n: field("PAGE", r(f"{n} ")),
    "link": lambda n: f'<w:hyperlink w:anchor="b{n}">{r("a ")}</w:hyperlink>',
    "drawing": lambda n: r("a ") + DRAWING,
    "control": lambda n: f"<w:sdt><w:sdtContent>{r('a ')}</w:sdtContent></w:sdt>",
    "insertion": lambda n: f'<w:ins w:id="{n}" w:author="x">{r("a ")}</w:ins>',
    "footnote": lambda n: f'<w:r><w:footnoteReference w:id="{n + 2}"/></w:r>',
    "one footnote": lambda n: '<w:r><w:footnoteReference w:id="2"/></w:r>',
}
"""What stands in a paragraph of a Word file, by a number that is never the same."""
LINES = {
    "paragraph": lambda n: p(f"x{n}"),
    "alike": lambda n: p("x"),
    "framed": lambda n: f"<w:sdt><w:sdtContent>{p('x')}</w:sdtContent></w:sdt>",
    "row": lambda n: table(row(cell("x"), cell("y"))),
    "list": lambda n: p(f"x{n}", num=(n + 1, 0)),
}
"""What stands behind it."""
Pair = tuple[Draft, Draft]


def draft(text: str, language: str = "en") -> Draft:
    return build(READERS["text"].read(text.encode(), "draft.txt"), name="draft.txt", language=language)


def word(body: str, notes: str, lists: str) -> Draft:
    data = docx("Article 1", "Scope", body, footnotes=notes, numbering=lists)
    return build(READERS["docx"].read(data, "draft.docx"), name="draft.docx", language="en", kind="docx", data=data)


def in_new(unit: str, size: int) -> Pair:
    """Only the new text repeats the unit."""
    return draft(BASE), draft(BASE + f"2. {unit * (size // len(unit))}\n")


def in_both(unit: str, size: int) -> Pair:
    """Both texts do."""
    text = BASE + f"2. {unit * (size // len(unit))}\n"
    return draft(text), draft(text.replace("a", "e").replace("Chapter I", "Chapter II"))


def in_word(kind: str, many: int) -> Pair:
    """Both files do, and each of the notes or lines says something else."""
    inside = "".join(map(WORD.get(kind) or LINES[kind], range(many)))
    bodies = [p(r(f"1. A court {verb} act."), inside) for verb in ("shall", "may")] if kind in WORD else [inside] * 2
    notes = [footnotes(many, said) if "footnote" in kind else "" for said in ("tone", "note")]
    of_lists = family(1, level(0, "%1.")) + "".join(instance(n + 1, 1) for n in range(many if kind == "list" else 0))
    return word(bodies[0], notes[0], of_lists), word(bodies[1].replace(">x", ">y"), notes[1], of_lists)


JUDGED = ("court shall review ", "without ")
"""Units of words that judging reads."""
MORE_JUDGED = (
    "A court shall review. ", "shall ", "may ", "shall not ", "except ", "paragraph 2 of article 1 ",
    "within 30 days ", "[shall] [may] ",
    "[shall/may] ", "any and all ", "if the court so decides or ", "only if ", "journalists, ", "a warrant, ",
    "article 5, ", "30 days or ", "No person shall ", "Notwithstanding article 1, ", "shall consider ",
    "without the consent of the person, ", "where appropriate, ", "chapter II, ", "2019/881 ", "prohibited ",
    "Notwithstanding article 1, x. ", "under the age of 16 ", "no remedy ", "serious offence ", "data; ",
)  # fmt: skip
CLAUSE = "1. A court shall review the search of a home that the police has carried out. "
SIZES = (6_000, 12_000, 24_000)


def judged_in_new(unit: str, size: int) -> Pair:
    """Only the new text repeats the unit, in a paragraph that both have."""
    return draft(f"{BASE}2. {CLAUSE}\n"), draft(f"{BASE}2. {CLAUSE}{unit * (size // len(unit))}\n")


def judged_in_both(unit: str, size: int) -> Pair:
    """Both texts repeat it, and other words of the paragraph change."""
    text = f"{BASE}2. {CLAUSE}{unit * (size // len(unit))}\n"
    return draft(text), draft(text.replace("2. 1. A court", "2. 1. A police officer").replace("a home", "a house"))


def judged_throughout(unit: str, size: int) -> Pair:
    """Both do, and each time another word stands in the new one."""
    text = f"{BASE}2. {CLAUSE}{unit * (size // len(unit))}\n"
    return draft(text), draft(text.replace(unit, unit.replace("shall", "may").replace("a", "e").replace("out", "in")))


def judged_without_modal(unit: str, size: int) -> Pair:
    """Both repeat acts of which any may be the verb that obliges, as in French where no other word does."""
    texts = (f"Article 1\nPolice\n1. {said * (size // len(unit))}\n" for said in (unit, unit.replace("des", "de ces")))
    old, new = (draft(text, "fr") for text in texts)
    return old, new


def footnotes(many: int, said: str) -> str:
    return "".join(f'<w:footnote w:id="{n + 2}">{p(f"{said} {n}")}</w:footnote>' for n in range(many))


def work(pair: Callable[[str, int], Pair], unit: str, size: int) -> tuple[int, int]:
    """Calls of functions, and bytes at the peak, of reading and comparing a pair, and of what is written of it."""

    def compared() -> None:
        report = compare(*pair(unit, size), judged=False)
        for form in ("docx", "html", "terminal") if ALL or pair is not in_new else ():
            RENDERERS[form].render((report,), RenderOptions())

    tracemalloc.start()
    try:
        calls = counted(compared)
        return calls, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def work_of_judging(pair: Callable[[str, int], Pair], unit: str, size: int) -> int:
    """Calls of functions of judging what has been compared."""
    found = compare(*pair(unit, size), judged=False)
    themes = load_themes(language=found.new.language)
    return counted(lambda: judge(found.redline, found.old, found.new, themes, load_profile()))


def counted(done: Callable[[], object]) -> int:
    """How many functions are called while something is done."""
    with Profile(subcalls=False) as profile:
        done()
    return sum(each.callcount for each in profile.getstats())


def grows(pair: Callable[[str, int], Pair], unit: str, sizes: tuple[int, ...]) -> None:
    work(pair, unit, sizes[0] // 20)  # what is made once is made before
    done = {size: work(pair, unit, size) for size in sizes}
    assert len(done) > 1
    for small, large in pairwise(sizes):
        (calls, peak), (more_calls, more_peak) = done[small], done[large]
        assert more_calls < (large / small) ** MOST * max(calls, 20_000)
        assert more_peak < (large / small) ** MOST * max(peak, 1_000_000)


@pytest.mark.parametrize("unit", UNITS, ids=ascii)
def test_work_and_memory_grow_with_what_is_repeated(unit: str) -> None:
    grows(in_new, unit, SIZES if ALL else (SMALL, LARGE))


@pytest.mark.parametrize("unit", OPTIONS if ALL else OPTIONS[:1], ids=ascii)
def test_they_do_where_both_drafts_repeat_it(unit: str) -> None:
    grows(in_both, unit, SIZES if ALL else (SMALL, LARGE))


@pytest.mark.parametrize("kind", [*WORD, *LINES] if ALL else ["footnote", "drawing"])
def test_they_do_in_word_files(kind: str) -> None:
    grows(in_word, kind, (500, 1_000, 2_000) if ALL else (20, 80))


@pytest.mark.parametrize("unit", JUDGED + (MORE_JUDGED if ALL else ()), ids=ascii)
@pytest.mark.parametrize("pair", [judged_in_new, judged_in_both, judged_throughout] if ALL else [judged_throughout])
def test_judging_does_in_three_sizes(pair: Callable[[str, int], Pair], unit: str) -> None:
    work_of_judging(pair, unit, SIZES[0] // 20)  # what is made once is made before
    small, middle, large = (work_of_judging(pair, unit, size) for size in SIZES)
    assert middle < 2**MOST * max(small, 50_000)
    assert large < 2**MOST * max(middle, 50_000)


def test_judging_does_where_any_act_may_be_what_obliges() -> None:
    unit = "la conservation des données collectées, leur transmission, la surveillance "
    work_of_judging(judged_without_modal, unit, SIZES[0] // 20)  # what is made once is made before
    small, large = (work_of_judging(judged_without_modal, unit, size) for size in SIZES[1:])
    assert large < 2**MOST * max(small, 50_000)
