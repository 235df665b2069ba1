"""Word documents (.docx, .docm), read as Word prints them.

The XML is walked here and not through python-docx, whose paragraphs leave out inserted text, automatic numbers, content
controls, text boxes and footnotes. What a character of the file becomes in ``Block.text``:

- ``w:t``, ``m:t``, ``w:delText`` (of a deletion that is rejected): as they are; a fraction's bar is ``/``
- tab: a space; line, column and page break: a line feed; no-break hyphen: ``-``; optional hyphen: nothing
- ``w:sym``: the character that the Symbol font draws, a tick or box of Wingdings, else the code as it is
- field: its result, not its code; reference to a note: nothing, the note follows the body with its printed number
- white space at either end of a paragraph: nothing

Left out and said in a notice: hidden text, what pending tracked changes take away, headers and footers. Left out:
comments. Words struck through by hand are left out, with a notice, or read (``ReadOptions.struck``). A paragraph
without text or number is no block. Tracked changes of formatting matter only where they change
what is read.

Not read: text inside diagrams and charts, fields that Word fills in only on screen (AUTONUM, LISTNUM). Numbers spelled
out (First, Deux) are shown in digits, ordinals as in English; footnotes that count anew on every page count on.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import replace

from lxml import etree

from treatydiff.errors import ReadError
from treatydiff.model import Block, BlockKind, Notice, Reading
from treatydiff.ooxml.active import OUTSIDE, active
from treatydiff.ooxml.container import Package
from treatydiff.ooxml.looks import Styles, theme_colours
from treatydiff.ooxml.number_formats import written
from treatydiff.ooxml.numbering import Numbering
from treatydiff.ooxml.xml import W, number_of, val_of
from treatydiff.readers import ReadOptions, struck
from treatydiff.readers.docx import shown as docx_shown
from treatydiff.readers.docx.marks import passages_of
from treatydiff.readers.docx.story import (
    CHANGES,
    DOCUMENT,
    REVISIONS,
    SECTION,
    Met,
    Shared,
    Story,
    count_changes,
)
from treatydiff.readers.furniture import COVER_WIDTH, Cover, cover, cover_lines, sentences
from treatydiff.readers.marks import UNTOLD, marking

COVER_BLOCKS = 40
"""So many paragraphs, and half as many lines of headers and footers, are searched for what a cover says."""


_TEXTS = ("footnotes", "endnotes")
"""Kinds of parts that hold text of the draft: without them it is not read."""
_LOST = {
    "styles.xml": ": numbers and looks that come from styles are missing",
    "numbering.xml": ": automatic numbers are missing",
}


def read(data: bytes, name: str, options: ReadOptions) -> Reading:
    """The printed paragraphs of a Word document: the body, then its footnotes, then its endnotes. Raises ReadError."""
    try:
        return _read(Package(data, name), options)
    except RecursionError as error:
        raise ReadError(f"{name}: nested too deeply", "ask its sender for a copy saved by Word") from error


def _read(package: Package, options: ReadOptions) -> Reading:
    document = _WordDocument(package, options)
    blocks = document.blocks()
    furniture = document.furniture()
    printed = _cover(blocks, furniture)
    cover_matter = cover_lines([block.text for block in blocks])
    return Reading(
        tuple(block for index, block in enumerate(blocks) if index not in cover_matter),
        symbol=printed.symbol,
        date=printed.date,
        language=printed.language,
        title=package.title(),
        notices=(*document.notices(furniture), *_on_cover([blocks[index].text for index in sorted(cover_matter)])),
    )


def numbered(package: Package, options: ReadOptions) -> tuple[Block, ...]:
    """As ``read``, without what is said about the file: the paragraphs with their numbers and places."""
    blocks = _WordDocument(package, options).blocks()
    cover_matter = cover_lines([block.text for block in blocks])
    return tuple(block for index, block in enumerate(blocks) if index not in cover_matter)


def _on_cover(lines: list[str]) -> Iterator[Notice]:
    """The same lines are set aside as from the PDF of the same draft, so that both read alike."""
    if lines:
        yield Notice("lines of the cover set aside: symbol, date, language", set_aside=tuple(lines))


def _cover(blocks: tuple[Block, ...], furniture: tuple[str, ...]) -> Cover:
    """What headers, footers and the first paragraphs print about the document; long lines are never a cover's."""
    lines = [*furniture[: COVER_BLOCKS // 2], *_lines(blocks[:COVER_BLOCKS])]
    return cover([line for line in lines if len(line) <= COVER_WIDTH])


def _lines(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        yield from f"{block.number} {block.text}".strip().splitlines()


class _WordDocument:
    """The parts of one file and what is found in them."""

    def __init__(self, package: Package, options: ReadOptions) -> None:
        self._package = package
        self._revisions = options.revisions
        self._struck = options.struck
        self._relations = package.relations(package.main)
        styles = self._part("styles")
        numbering = Numbering(self._part("numbering"), styles)
        self._met = Met()
        revisions, looks = REVISIONS[options.revisions], Styles(styles, numbering, theme_colours(self._part("theme")))
        self._root = package.document()
        rebuilds = options.struck.startswith(struck.FORMER)
        by_marks = rebuilds or options.struck.startswith(struck.NEW)
        wanted = options.struck.partition("-")[2]
        marked = marking(passages_of(self._root, looks, revisions.former), wanted) if by_marks else None
        self._untold = rebuilds and marked is None
        drops = options.struck != struck.KEEP and (not rebuilds or self._untold)
        self._shared = Shared(looks, numbering, revisions, self._met, drops, marked, rebuilds and not self._untold)
        self._changes = count_changes(self._root)
        former = set(self._root.iterfind(f".//{W}sectPrChange/{SECTION}"))
        self._sections = [section for section in self._root.iter(SECTION) if section not in former]

    def blocks(self) -> tuple[Block, ...]:
        """All paragraphs: the body's, then those of footnotes and endnotes."""
        return (*self.body(), *self.notes("footnote"), *self.notes("endnote"))

    def body(self) -> list[Block]:
        """The paragraphs of the main part."""
        story = Story(self._shared, self._root, DOCUMENT)
        for body in self._root.iterchildren(f"{W}body"):
            story.walk(body)
        return story.blocks

    def notes(self, kind: str) -> list[Block]:
        """The footnotes or endnotes that the body refers to, in its order, with their printed numbers."""
        references = [reference for reference in self._met.references if reference.kind == kind]
        root = self._part(f"{kind}s") if references else None
        if root is None:
            return []
        self._changes += count_changes(root)
        elements = {note.get(f"{W}id"): note for note in root.iterchildren(f"{W}{kind}")}
        numbers = _NoteNumbers(kind, self._settings(kind), self._sections)
        story = Story(self._shared, root, f"{kind}s", BlockKind.FOOTNOTE)
        for reference in references:
            number = reference.mark or numbers.next(reference.section)
            if reference.id in elements:
                story.walk_note(elements[reference.id], number, reference.mark)
        return story.blocks

    def furniture(self) -> tuple[str, ...]:
        """The lines of all headers and footers, each once."""
        apart = replace(self._shared, met=Met())
        lines: dict[str, None] = {}
        for part in dict.fromkeys(r.target for r in self._relations if r.kind in ("header", "footer")):
            root = self._package.optional(part)
            if root is not None:
                story = Story(apart, root, part)
                story.walk(root)
                lines.update(dict.fromkeys(_lines(story.blocks)))
        return tuple(lines)

    def notices(self, furniture: tuple[str, ...]) -> Iterator[Notice]:
        """What a reader of the comparison should know about this file."""
        met = self._met
        if self._changes:
            yield Notice(self._on_changes(), set_aside=tuple(met.dropped), of_file=True)
        if met.hidden:
            words = f"{_many(len(met.hidden), 'passage')} of hidden text left out"
            yield Notice(words, set_aside=tuple(met.hidden), unseen=True)
        if self._untold:
            yield Notice(f"{UNTOLD}: no words are struck, bold or underlined as changes are; read as it is")
        yield from struck.notices(met.struck, struck.DROP if self._untold else self._struck)
        for passages, how in ((met.unseen, "the page does not show it"), (met.turned, "the page shows it backwards")):
            shown = (each for each in passages if any(map(str.isalnum, each)))
            yield from (Notice(f"read, though {how}: {each}", unseen=True) for each in shown)
        yield from docx_shown.notices(self._package)
        if met.embedded:
            words = f"{_many(met.embedded, 'embedded document')} not read; saving the file in Word takes them in"
            yield Notice(words, of_file=True)
        acting = active(self._package)
        if outside := [str(each).removeprefix(f"{OUTSIDE}: ") for each in acting if each.what.startswith(OUTSIDE)]:
            words = f"points to something outside the file, which was not fetched: {', '.join(outside)}"
            yield Notice(words, of_file=True)
        if others := [str(each) for each in acting if not each.what.startswith(OUTSIDE)]:
            yield Notice(
                f"contains something that would run or fetch data; it was ignored: {', '.join(others)}", of_file=True
            )
        if self._package.is_strict:
            yield Notice("saved as Strict Open XML, read as the usual kind", of_file=True)
        self._package.check_pictures()
        for part in self._package.broken:
            words = f"{part} is broken and was left out{_LOST.get(posixpath.basename(part), '')}"
            yield Notice(words, of_file=True)
        if furniture:
            yield Notice("page headers and footers set aside", set_aside=furniture)
            yield from sentences(furniture)

    def _on_changes(self) -> str:
        changes = self._changes
        kinds = ", ".join(_many(changes[what], what) for what in CHANGES.values() if changes[what])
        done = _DONE[self._revisions]
        return f"{_many(changes.total(), 'pending tracked change')} {done}: {kinds}"

    def _part(self, kind: str) -> etree._Element | None:
        read = self._package.xml if kind in _TEXTS else self._package.optional
        return next((read(r.target) for r in self._relations if r.kind == kind and not r.external and r.target), None)

    def _settings(self, kind: str) -> etree._Element | None:
        """How notes are numbered unless their section says otherwise."""
        for relation in self._relations:
            if relation.kind == "settings" and _counts_notes(self._package.text(relation.target)):
                root = self._package.optional(relation.target)
                return None if root is None else root.find(f"{W}{kind}Pr")
        return None


def _counts_notes(settings: bytes) -> bool:
    """Whether settings may say how notes count: they can be the largest part of a file and seldom say it."""
    return any(word in settings for word in (b"numFmt", b"numStart", b"numRestart"))


class _NoteNumbers:
    """Numbers notes as their sections say (ISO/IEC 29500-1, 17.11).

    A count that restarts on every page goes on instead: a Word file has no pages.
    """

    def __init__(self, kind: str, settings: etree._Element | None, sections: list[etree._Element]) -> None:
        self._kind = kind
        self._settings = settings
        self._sections = sections
        self._form = "decimal" if kind == "footnote" else "lowerRoman"
        self._section = 0
        self._count: int | None = None

    def next(self, section: int) -> str:
        """The printed number of the next note, which stands in a section counted from 0."""
        if section != self._section and self._said(section, "numRestart", "continuous") == "eachSect":
            self._count = None
        self._section = section
        start = number_of(self._said(section, "numStart", "1"), 1)
        self._count = start if self._count is None else self._count + 1
        return written(self._count, self._said(section, "numFmt", self._form))

    def _said(self, section: int, tag: str, default: str) -> str:
        own = self._sections[section].find(f"{W}{self._kind}Pr") if section < len(self._sections) else None
        return val_of(own, tag) or val_of(self._settings, tag) or default


_DONE = {"accept": "accepted", "reject": "rejected", "keep": "accepted, in a Word redline under their authors' names"}


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
