"""Writes repairs into the new draft's Word file, run by run, so that nothing else in it changes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

from treatydiff.model import CONTAINERS, Draft, Level, Provision
from treatydiff.ooxml.enclosures import around, enclosures, write_out
from treatydiff.ooxml.xml import SPACE, text_element, text_within
from treatydiff.proposals.repairs import Edit, Repair, Way, brought_up
from treatydiff.references.outline import outline
from treatydiff.report import Report

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SUFFIXES = ("bis", "ter", "quater", "quinquies", "sexies", "septies", "octies")
"""What a number that would stand twice is given, in order (Latin, as the UN counts inserted articles)."""
_OTHERWISE = "the Word file has no provision with its number there"


@dataclass(frozen=True, slots=True)
class Tabled:
    """The new draft with the repairs made."""

    data: bytes
    """A Word file."""
    placed: tuple[Repair, ...]
    unplaced: tuple[Repair, ...]
    """Each says why."""


def table(base: Draft, repairs: Iterable[Repair], report: Report) -> Tabled:
    """The Word file of ``base`` with the repairs made; ``base`` is the new draft as a Word file was read.

    Its provisions are found by the ``eid`` that they have in ``report.new``.
    """
    from docx import Document

    document = Document(BytesIO(base.data))
    page = _TabledPage(base, list(document.element.body.iter(f"{_W}p")), report)
    done = [page.made(repair) for repair in repairs]
    page.without_bare_titles()
    out = BytesIO()
    document.save(out)
    placed = tuple(each for each in done if each.way is not Way.UNPLACED)
    return Tabled(out.getvalue(), placed, tuple(each for each in done if each.way is Way.UNPLACED))


class _TabledPage:
    """The paragraphs of the file, by the provisions they belong to."""

    def __init__(self, base: Draft, paragraphs: Sequence[Any], report: Report) -> None:
        self._base = base
        self._paragraphs = paragraphs
        self._report = report
        self._provisions = outline(base).provisions
        self._restored: dict[tuple[str, bool], Any] = {}
        """By the provision that stands before, and whether behind all that it holds or at its head: the last paragraph
        that was put back there."""
        self._struck: set[str] = set()

    def made(self, repair: Repair) -> Repair:
        """The repair after it was made; if it could not be, unplaced."""
        ways = {Way.REWORD: self._reword, Way.STRIKE: self._strike, Way.RESTORE: self._restore}
        fault = ways[repair.way](repair) if repair.way in ways else repair.why
        return replace(repair, way=Way.UNPLACED, why=fault) if fault else repair

    def without_bare_titles(self) -> None:
        """Chapters lose their titles if all that stood in them was struck out."""
        for chapter in (each for each in self._provisions.values() if each.level in CONTAINERS):
            inside = [each.eid for each in chapter.walk() if each.level is Level.ARTICLE]
            lines = self._of(chapter)
            kept = not {(chapter.eid, True), (chapter.eid, False)}.isdisjoint(self._restored)
            if inside and self._struck.issuperset(inside) and not kept:
                for line in lines if all(map(_removable, lines)) else ():
                    line.getparent().remove(line)

    # ------------------------------------------------------------------------------------------------- three ways

    def _reword(self, repair: Repair) -> str:
        new = repair.change.link.new[0]
        provision = self._provisions.get(new.eid) or self._holder(new)
        if provision is None:
            return _OTHERWISE
        for paragraph in self._of(provision):
            start = text_within(paragraph).find(new.text)
            if start >= 0:
                for edit in reversed(repair.edits):
                    _apply(paragraph, start, edit)
                return ""
        return "its words stand in several paragraphs, or hold a tab, a line break or a field"

    def _holder(self, new: Provision) -> Provision | None:
        """What holds the words of a provision that the comparison divided: its drafts are not those of the file."""
        above = (self._provisions.get(each.eid) for each in outline(self._report.new).above(new))
        return next((each for each in above if each is not None and new.text in each.text), None)

    def _strike(self, repair: Repair) -> str:
        if any(new.eid not in self._provisions for new in repair.change.link.new):
            return _OTHERWISE
        goes = [inner for new in repair.change.link.new for inner in self._provisions[new.eid].walk()]
        paragraphs = [paragraph for each in goes for paragraph in self._of(each)]
        stays = {id(p) for each in self._provisions.values() if each not in goes for p in self._of(each)}
        if any(id(each) in stays or not _removable(each) for each in paragraphs):
            return "it shares a paragraph, a table or a section with what stays"
        for each in dict.fromkeys(paragraphs):
            each.getparent().remove(each)
        self._struck.update(each.eid for each in goes)
        return ""

    def _restore(self, repair: Repair) -> str:
        gone = repair.change.link.old[0]
        before = self._provisions.get(repair.after)
        if before is None:
            return f"of what stood before it: {_OTHERWISE}"
        behind = repair.level is gone.level
        anchor = self._end(before) if behind else self._head(before)
        if anchor is None or not _removable(anchor):
            return "what stands before it is a table or the end of a section"
        for paragraph in self._written(gone, before, first=True):
            anchor.addnext(paragraph)
            anchor = paragraph
        self._restored[before.eid, behind] = anchor
        self._number_again(gone)
        return ""

    def _end(self, provision: Provision) -> Any:
        """The last paragraph of a provision and of all that it holds or that was put back into it."""
        ends = (self._end(child) for child in reversed(provision.children))
        inside = next((end for end in ends if end is not None), None)
        return self._restored.get((provision.eid, True), self._head(provision) if inside is None else inside)

    def _head(self, provision: Provision) -> Any:
        """The last of its own paragraphs that were not struck out, or of those that were put back at its head."""
        own = [each for each in self._of(provision) if each.getparent() is not None]
        return self._restored.get((provision.eid, False), own[-1] if own else None)

    def _number_again(self, gone: Provision) -> None:
        """Give the paragraph before a restored one its number back, where it lost it because it was left alone."""
        siblings = outline(self._report.old).siblings.get(gone.eid, ())
        first = siblings[0] if siblings and gone.level is Level.PARAGRAPH else gone
        news = next((link.new for link in self._report.alignment.links if first in link.old), ())
        if not first.number or first is gone or len(news) != 1 or news[0].level is not Level.ARTICLE:
            return
        paragraphs = self._of(self._provisions[news[0].eid]) if news[0].eid in self._provisions else ()
        for paragraph in paragraphs:
            if text_within(paragraph) == news[0].text:  # else it has a number before it
                _apply(paragraph, 0, Edit(0, 0, f"{first.printed or first.number} "))

    # --------------------------------------------------------------------------------------------- new paragraphs

    def _written(self, gone: Provision, before: Provision, *, first: bool = False) -> Iterator[Any]:
        """A provision of the old draft and all inside it, each set like its kind in the new one."""
        printed = self._number(gone, before) if first else gone.printed or gone.number
        text = brought_up(gone, self._report)
        if gone.level is Level.ARTICLE:
            yield from self._heading(gone, printed, before)
            if text:
                yield self._like(Level.PARAGRAPH, text)
        else:
            yield self._numbered(gone.level, printed, text, before if first else None)
        for child in gone.children:
            yield from self._written(child, before)

    def _heading(self, gone: Provision, printed: str, before: Provision) -> Iterator[Any]:
        """On one line or two, as the article before has it."""
        blocks = [self._base.blocks[at] for at in before.blocks]
        shapes = [p for p, block in zip(self._of(before), blocks, strict=True) if block.text not in ("", before.text)]
        printed = printed if before.printed.endswith(".") else printed.rstrip(". ")
        lines = [printed, gone.heading] if len(shapes) > 1 and gone.heading else [f"{printed} {gone.heading}".strip()]
        for shape, line in zip(shapes, lines, strict=False):
            yield _uncounted(_copied(shape, line))

    def _numbered(self, level: Level, printed: str, text: str, before: Provision | None) -> Any:
        """A paragraph with its number: counted on by Word behind one of its own list, else typed.

        In the list of another article it would go on with that one's numbers.
        """
        if before is not None and before.level is level and self._counted(before):
            return self._like(level, text, before)
        model = self._model(level)
        typed = self._like(level, f"{printed} {text}".strip(), model)
        return _uncounted(typed) if model is not None and self._counted(model) else typed

    def _counted(self, provision: Provision) -> bool:
        """Whether Word counts its one paragraph."""
        return len(provision.blocks) == 1 and bool(self._base.blocks[provision.blocks[0]].number)

    def _like(self, level: Level, text: str, model: Provision | None = None) -> Any:
        model = model or self._model(level) or self._model(Level.PARAGRAPH)
        return _copied(self._of(model)[0] if model else self._paragraphs[-1], text)

    def _model(self, level: Level) -> Provision | None:
        """A provision of this rank that is a plain paragraph of the file."""
        of_rank = (p for p in self._provisions.values() if p.level is level and p.article and p.text)
        return next((p for p in of_rank if len(p.blocks) == 1 and _removable(self._of(p)[0])), None)

    def _number(self, gone: Provision, before: Provision) -> str:
        """Its old number, or where that stands already, the number before it with ``bis``."""
        siblings = outline(self._base).siblings.get(before.eid, ()) if before.level is gone.level else before.children
        if gone.level is Level.ARTICLE:
            siblings = outline(self._base).articles
        name = outline(self._base).name
        taken = {name(each.number) for each in siblings}
        printed = gone.printed or gone.number
        if not gone.number or name(gone.number) not in taken:
            return printed
        free = (f"{before.number} {suffix}" for suffix in _SUFFIXES)
        number = next((each for each in free if name(each) not in taken), gone.number)
        return re.sub(re.escape(gone.number), number, printed, count=1)

    def _of(self, provision: Provision) -> list[Any]:
        """The paragraphs that hold its number, heading and own text."""
        origins = (self._base.blocks[at].origin for at in provision.blocks)
        return [self._paragraphs[origin.index] for origin in origins if origin.part == "document"]


def _removable(paragraph: Any) -> bool:
    """Whether a paragraph stands in the body, not in a table, and ends no section."""
    body = paragraph.getparent()
    return body is not None and body.tag == f"{_W}body" and paragraph.find(f"{_W}pPr/{_W}sectPr") is None


def _copied(model: Any, text: str) -> Any:
    """A paragraph that looks like another one and says something else."""
    from docx.oxml import OxmlElement

    paragraph = OxmlElement("w:p")
    if (properties := model.find(f"{_W}pPr")) is not None:
        paragraph.append(deepcopy(properties))
    paragraph.append(_run_like(model.find(f"{_W}r/{_W}rPr"), text))
    return paragraph


def _run_like(looks: Any, text: str) -> Any:
    from docx.oxml import OxmlElement

    run, word = OxmlElement("w:r"), text_element(text)
    run.extend([word] if looks is None else [deepcopy(looks), word])
    return run


def _uncounted(paragraph: Any) -> Any:
    """A paragraph that says its number itself: a number of its own would stand beside it, and count all others on.

    ``w:numId`` 0 takes away the numbering of the style, too (ECMA-376, 17.9.18).
    """
    from docx.oxml import OxmlElement

    properties = paragraph.get_or_add_pPr()
    properties._remove_numPr()
    zero = OxmlElement("w:numId")
    zero.set(f"{_W}val", "0")
    properties.get_or_add_numPr().append(zero)
    return paragraph


def _apply(paragraph: Any, offset: int, edit: Edit) -> None:
    """Put the edit's words where its first letter stood, and take its letters from every run they stand in.

    What is worked out or chosen, and loses letters, is plain text from then on: it changes as a whole.
    """
    write_out(paragraph)
    words = list(paragraph.iter(f"{_W}t"))
    letters = [word for word in words for _ in word.text or ""]
    start, end = offset + edit.start, offset + edit.end
    before, after = letters[start - 1] if start else None, letters[start] if start < len(letters) else None
    goes, sides = {each.getparent() for each in letters[start:end]}, {_run(before), _run(after)}
    for each in enclosures(paragraph):
        if each.computed and (sides <= each.runs or not each.runs.isdisjoint(goes)):
            each.dissolve()
    host, at = _host(paragraph, before, after) if edit.words else None, 0
    for word in words:
        text = word.text or ""
        word.text = text[: max(start - at, 0)] + (edit.words if word is host else "") + text[max(end - at, 0) :]
        word.set(SPACE, "preserve")
        at += len(text)
    if host is not None and host not in words:
        host.text = edit.words


def _host(paragraph: Any, before: Any, after: Any) -> Any:
    """The ``w:t`` that takes words between two others: none in a link or the like that ends or begins there."""
    held = enclosures(paragraph)
    ending, beginning = around(held, _run(before), _run(after)), around(held, _run(after), _run(before))
    if before is not None and ending is None:
        return before
    if after is not None and beginning is None:
        return after
    outside = [each for each in paragraph.iter(f"{_W}r") if not any(each in other.runs for other in held)]
    run = _run_like(next((each.find(f"{_W}rPr") for each in outside), None), "")
    if ending is not None:
        ending.last.addnext(run)
    elif beginning is not None:
        beginning.first.addprevious(run)
    else:
        paragraph.append(run)
    return run.find(f"{_W}t")


def _run(word: Any) -> Any:
    return None if word is None else word.getparent()
