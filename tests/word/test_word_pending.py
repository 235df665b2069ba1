"""With ``--revisions keep`` a draft's own tracked changes stand in the redline under the names of who made them."""

from __future__ import annotations

import pytest
from lxml import etree

from treatydiff.compare import compare, draft_of
from treatydiff.ooxml.authors import settle
from treatydiff.ooxml.package import WordPackage
from treatydiff.readers import ReadOptions
from treatydiff.renderers import Rendered, RenderOptions
from treatydiff.renderers.docx import render
from treatydiff.word.proof.verify import clean, verify
from word_pairs import LAST, Word, p, r, revised, row, table
from word_reading import W, part, shown

HEAD = p("Article 1") + p("Scope of this Convention and of its annexes.")


def by(name: str, tag: str, *inside: str) -> str:
    return revised(tag, *inside).replace('w:author="A"', f'w:author="{name}"')


def ended(name: str, tag: str, inside: str) -> str:
    """A paragraph that somebody inserted or deleted, end and all."""
    mark = f'<w:rPr><w:{tag} w:id="7" w:author="{name}" w:date="2024-01-01T00:00:00Z"/></w:rPr>'
    return p(by(name, tag, inside), ppr=mark)


OLD = Word(HEAD + p("Each Party shall act within ten days.") + p("Reports are due in May.") + LAST)
NEW = Word(
    HEAD
    + p("Each Party ", by("Anna", "del", "shall "), by("Anna", "ins", "may "), "act at once within ten days.")
    + ended("Boris", "del", "Reports are due in May.")
    + ended("Boris", "ins", "Reports are due every other year.")
    + LAST
)


@pytest.fixture(scope="module")
def made() -> Rendered:
    return redline(OLD, NEW)


def redline(old: Word, new: Word, formatting: str = "quiet") -> Rendered:
    how = ReadOptions(revisions="keep")
    report = compare(*(draft_of(word.data(), f"{n}.docx", how) for n, word in (("o", old), ("n", new))), judged=False)
    made = render((report,), RenderOptions(formatting=formatting, author="Chair"))
    assert isinstance(made, Rendered)
    assert "set anew" not in str(made.notices)
    return made


def authors(data: bytes) -> dict[str, str]:
    """What each mark holds, and whose it is."""
    marks = part(data).iter(f"{W}ins", f"{W}del")
    held = (
        (etree.QName(mark).localname + " " + "".join(mark.itertext()), mark.get(f"{W}author", "")) for mark in marks
    )
    return {said: name for said, name in held if said.split()[1:]}


def settled(data: bytes, *names: str) -> list[str]:
    """The paragraphs with the changes of some accepted and of all others rejected."""
    package = WordPackage(data)
    settle(package, lambda mark: mark.get(f"{W}author") in names)
    return [line for line in shown(package.write()) if line]


def test_each_mark_has_its_author(made: Rendered) -> None:
    assert authors(made) == {
        "del shall ": "Anna",
        "ins may ": "Anna",
        "del act": "Chair",
        "ins act at once": "Chair",
        "del in May": "Boris",
        "ins every other year": "Boris",
    }


def test_accepting_and_rejecting_ours_alone_leaves_theirs_to_be_decided(made: Rendered) -> None:
    before, untouched = (shown(clean(OLD.data(), "accept").write()), shown(clean(NEW.data(), "reject").write()))
    assert settled(made) == before
    assert settled(made, "Chair") == untouched
    assert settled(made, "Chair", "Anna", "Boris") == shown(clean(NEW.data(), "accept").write())


@pytest.mark.parametrize("formatting", ["quiet", "tracked"])
def test_what_both_drafts_hold_as_pending_stays_pending(formatting: str) -> None:
    common = by("Anna", "ins", "promptly ")
    old = Word(HEAD + p("Each Party shall ", common, "report.") + LAST)
    new = Word(HEAD + p("Each Party shall ", common, "report ", r("twice", "<w:b/>"), ".") + LAST)
    made = redline(old, new, formatting)
    assert authors(made)["ins promptly "] == "Anna"
    looks = formatting == "tracked"
    assert verify(made, old.data(), new.data(), "keep", looks=looks) == ()
    assert verify(made, old.data(), new.data(), "accept", looks=looks) != ()


def test_a_deletion_that_takes_more_than_theirs_is_parted() -> None:
    old = Word(HEAD + p("Each Party shall forthwith and fully comply.") + LAST)
    new = Word(HEAD + p("Each Party shall ", by("Anna", "del", "forthwith "), "comply.") + LAST)
    found = authors(redline(old, new))
    assert found["del forthwith "] == "Anna"
    assert found["del and fully "] == "Chair"


def test_without_it_all_marks_are_ours() -> None:
    report = compare(
        *(draft_of(w.data(), f"{n}.docx", ReadOptions()) for n, w in (("o", OLD), ("n", NEW))), judged=False
    )
    assert set(authors(render((report,), RenderOptions(author="Chair"))).values()) == {"Chair"}


def test_a_row_that_one_has_deleted_and_one_that_another_has_inserted_stay_whole() -> None:
    def shares(*rows: str) -> Word:
        shown = (row("State", "Share"), row("Ruritania", "10 per cent of the budget"), *rows)
        return Word(p("Article 1") + p("These are shares.") + table(*shown, columns=2) + LAST)

    def tracked(tag: str, who: str, *cells: str) -> str:
        sign = f'w:id="9" w:author="{who}" w:date="2024-01-01T00:00:00Z"'
        text = "delText" if tag == "del" else "t"
        held = (f"<w:{tag} {sign}><w:r><w:{text}>{each}</w:{text}></w:r></w:{tag}>" for each in cells)
        return row(*(f"<w:tc><w:p>{each}</w:p></w:tc>" for each in held), trpr=f"<w:{tag} {sign}/>")

    gone, came = ("Syldavia", "30 per cent of the budget"), ("Molvania", "5 per cent of the budget")
    data = redline(shares(row(*gone)), shares(tracked("del", "Anna", *gone), tracked("ins", "Boris", *came)))
    marks = [{each.get(f"{W}author") for each in tr.iter(f"{W}ins", f"{W}del")} for tr in part(data).iter(f"{W}tr")]
    assert marks == [set(), set(), {"Anna"}, {"Boris"}]
    said = "/".join(settled(data, "Anna"))
    assert ("Ruritania" in said, "Syldavia" in said, "30 per" in said, "Molvania" in said) == (
        True,
        False,
        False,
        False,
    )
