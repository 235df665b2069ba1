"""Writes a compilation into the file of its base, and proves that each proposal comes out again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from itertools import pairwise

from lxml import etree

from treatydiff.compilation import Addition, BaseParagraph, Compilation, Hunk, labels
from treatydiff.model import BlockKind, Draft
from treatydiff.ooxml.enclosures import Enclosure, around, enclosures, intrusions, write_out
from treatydiff.ooxml.package import WordPackage
from treatydiff.ooxml.paragraphs import Paragraphs
from treatydiff.ooxml.plain import front_page
from treatydiff.ooxml.resolve import has_revisions, resolve_package
from treatydiff.ooxml.xml import (
    ID,
    PPR,
    RPR,
    RUN,
    SDT,
    SDTCONTENT,
    SECTPR,
    TAB,
    TBL,
    Element,
    Fate,
    P,
    RevisionMarks,
    W,
    text_element,
)  # fmt: skip
from treatydiff.readers import ReadOptions
from treatydiff.readers.docx import read
from treatydiff.text.regexes import regex
from treatydiff.text.words import words
from treatydiff.word.compilation.letters import Letter, cut, letters, look_of, properties, runs_in, spelled
from treatydiff.word.compilation.resolution import accepted
from treatydiff.word.compilation.signatures import SECRETARIAT, Signatures
from treatydiff.word.merge.parts import highest_id
from treatydiff.word.proof.verify import form_failures
from treatydiff.word.typeset.document import run_of

_NOTES = (W + "footnote", W + "endnote")
_REFERENCES = tuple(f"{kind}Reference" for kind in _NOTES)
_AFTER_NUMBER = regex(r"^(\(?\w{1,4} [^\W\d]+[.)]+|\S{1,8}) ")
"""A number at the beginning of a paragraph: ``3.``, ``(a)``, ``3 bis.``."""


def write(
    compilation: Compilation, date: str, front: Callable[[Sequence[str]], Sequence[Element]] | None = None
) -> bytes:
    """The file. ``front`` makes the blocks of a page before it from the lines that explain groups of names."""
    page = _CompiledFile(compilation, date)
    page.fill()
    if front is not None:
        page.package.body.insert(0, front_page(front(page.signatures.legend())))
    return page.package.write()


class _CompiledFile:
    """The base's file while wishes are written into it."""

    def __init__(self, compilation: Compilation, date: str) -> None:
        self._compilation = compilation
        base = compilation.base
        self._language = base.language
        self.package = WordPackage(base.data)
        self._places = Paragraphs(self.package, base)
        if has_revisions(self.package):
            resolve_package(self.package, accept=base.revisions != "reject")
        self.package.drop_unwanted()
        self.signatures = Signatures()
        self._marks = RevisionMarks(SECRETARIAT, date, highest_id(self.package))
        likes = self._likes()
        self._shapes = {at: self._shape(at) for at in likes}
        self._tabbed = {at for at in likes if self._has_tab(at)}
        """Paragraphs with a tab after their number."""
        self._notes: dict[tuple[str, str], list[tuple[str, ...]]] = {}
        """By kind and id of a note of each of its paragraphs who wants it deleted."""
        for each in compilation.paragraphs:
            paragraph = self._places.of_block(each.block) if isinstance(each, BaseParagraph) else None
            note = None if paragraph is None else next(paragraph.iterancestors(*_NOTES), None)
            if note is not None and isinstance(each, BaseParagraph):
                self._notes.setdefault((str(note.tag), str(note.get(ID))), []).append(each.gone)
        self._last: dict[Element, Element] = {}
        """By the paragraph or table behind which something was put: what was put there last."""

    def _likes(self) -> set[int]:
        added = (each for each in self._compilation.paragraphs if isinstance(each, Addition))
        return {like for each in added for like in each.likes}

    def _shape(self, at: int) -> tuple[Element | None, Element | None]:
        """How a paragraph of the base looks, and its letters, before anything is marked in it."""
        source = self._places.of_block(at) if at >= 0 else None
        if source is None:
            return None, None
        return deepcopy(source.find(PPR)), deepcopy(look_of(source))

    def _has_tab(self, at: int) -> bool:
        source = self._places.of_block(at) if at >= 0 else None
        blanks = () if source is None else (each for each in letters(source) if each.sign == " ")
        first = next(iter(blanks), None)
        return first is not None and first.child.tag == TAB

    def fill(self) -> None:
        """Write everything, in reading order."""
        for each in self._compilation.paragraphs:
            if isinstance(each, Addition):
                self._add(each)
            elif each.gone or any(hunk.alternatives for hunk in each.hunks):
                self._amend(each)

    # ------------------------------------------------------------------------------------------- paragraphs of the base

    def _amend(self, wanted: BaseParagraph) -> None:
        paragraph = self._places.of_block(wanted.block)
        if paragraph is None:
            return
        write_out(paragraph)
        printed = letters(paragraph)
        if spelled(printed) == wanted.text:
            hunks = tuple(_in_one_piece(tuple(_kept_blanks(wanted.hunks)), _computed(paragraph, printed)))
        else:
            hunks = (_joined(wanted.hunks),)  # a field, an equation or the like prints letters that stand in no run
        ends = [0]
        for hunk in hunks:
            ends.append(ends[-1] + len(hunk.base))
        found = cut(paragraph, ends) if len(hunks) > 1 else letters(paragraph)
        runs = list(runs_in(paragraph))
        look = look_of(paragraph)
        order = {run: at for at, run in enumerate(runs)}
        notes = {run: note for run in runs for note in run.iter(*_REFERENCES)}
        deleted: dict[Element, tuple[str, ...]] = dict.fromkeys(runs, wanted.gone)
        for run, note in notes.items():
            deleted[run] = tuple(name for name in wanted.gone if name in self._without(note))
        held = enclosures(paragraph)
        insertions: list[tuple[Element | None, bool, Hunk, Enclosure | None]] = []
        for hunk, start, end in zip(hunks, ends, ends[1:], strict=False):
            inside = [letter.run for letter in found[start:end]] if len(hunks) > 1 else runs
            if hunk.alternatives:
                for run in runs[order[inside[0]] : order[inside[-1]] + 1] if inside else ():
                    deleted[run] = (*hunk.names, *wanted.gone) if run not in notes else deleted[run]
                before = inside[-1] if inside else found[start - 1].run if start else None
                after = found[end].run if len(hunks) > 1 and end < len(found) else None
                anchor, behind = (after, False) if before is None else (before, True)
                insertions.append((anchor, behind, hunk, around(held, anchor, after if behind else None)))
        for each in (each for each in held if each.computed):
            whose = next((deleted[run] for run in runs if run in each.runs and deleted[run]), ())
            deleted |= dict.fromkeys(each.runs, whose) if whose else {}
        holders = {run: self._delete(run, names) if names else run for run, names in deleted.items()}
        for anchor, behind, hunk, outer in insertions:
            own = None if anchor is None or outer is not None else deepcopy(anchor.find(RPR))
            made = list(self._wanted(hunk, look if own is None else own))
            if anchor is not None and outer is not None:
                anchor = outer.last if behind else outer.first
            self._put(paragraph, None if anchor is None else holders.get(anchor, anchor), behind, made)
        self._take_controls(paragraph, deleted)
        if wanted.gone:
            self._end_of_deleted(paragraph, wanted, look)

    def _without(self, reference: Element) -> tuple[str, ...]:
        """Who wants a note deleted. Its mark stays as long as its text does, or words of it would be lost."""
        found = self._notes.get((str(reference.tag).removesuffix("Reference"), str(reference.get(ID))), ())
        return found[0] if found and all(each == found[0] for each in found) else ()

    def _delete(self, run: Element, names: Sequence[str]) -> Element:
        mark = self._mark(Fate.DELETE, names, ())
        run.addprevious(mark)
        mark.append(run)
        for text in run.iter(W + "t", W + "instrText"):
            text.tag = W + ("delText" if text.tag == W + "t" else "delInstrText")
        return mark

    def _take_controls(self, paragraph: Element, deleted: Mapping[Element, Sequence[str]]) -> None:
        """Content controls of which all words go, go with them: an empty one would print what it asks for."""
        for control in list(paragraph.iter(SDT)):
            whose = {tuple(deleted.get(run, ())) for run in control.iter(RUN)}
            content = control.find(SDTCONTENT)
            if content is not None and len(whose) == 1 and (names := whose.pop()):
                self._marks.author = self.signatures.author(names)
                (first, opened), (closing, last) = (self._marks.markup_range(Fate.DELETE) for _ in range(2))
                control.addprevious(first)
                content.insert(0, opened)
                content.append(closing)
                control.addnext(last)

    def _end_of_deleted(self, paragraph: Element, wanted: BaseParagraph, look: Element | None) -> None:
        if wanted.contested:
            label = self._label(labels.deleting(self._language, wanted.gone), look)
            paragraph.insert(1 if len(paragraph) and paragraph[0].tag == PPR else 0, label)
        if paragraph.find(f"{PPR}/{SECTPR}") is None and _can_go(paragraph):
            self._end(paragraph, Fate.DELETE, wanted.gone)

    def _end(self, paragraph: Element, fate: Fate, names: Sequence[str]) -> None:
        self._marks.author = self.signatures.author(names)
        self._marks.mark_end(properties(paragraph), fate)

    def _put(self, paragraph: Element, anchor: Element | None, behind: bool, made: Iterable[Element]) -> None:
        if anchor is None:
            paragraph.extend(made)
            return
        for each in made:
            if behind:
                anchor.addnext(each)
                anchor = each
            else:
                anchor.addprevious(each)

    # -------------------------------------------------------------------------------------------------- what is wanted

    def _wanted(self, hunk: Hunk, look: Element | None) -> Iterator[Element]:
        """The words that come in a place; of several wordings each between brackets, under its names."""
        if not hunk.contested:
            if hunk.alternatives[0].words:
                yield self._insert(hunk.alternatives[0].names, hunk.alternatives[0].words, look)
            return
        for at, each in enumerate(hunk.alternatives, 1):
            core = each.words.lstrip()
            lead = each.words[: len(each.words) - len(core)]
            if lead:
                yield self._insert(each.names, lead, look)
            blank = "" if lead or (at == 1 and not hunk.base[:1].isspace() and core) else " "
            named = labels.opening(self._language, at, each.names)
            yield self._label(blank + named + ("" if core else labels.delete(self._language)), look)
            if core:
                yield self._insert(each.names, core, look)
            yield self._label(labels.CLOSING, look)

    def _insert(self, names: Sequence[str], text: str, look: Element | None) -> Element:
        return self._mark(Fate.INSERT, names, [run_of(text, look)])

    def _label(self, text: str, look: Element | None) -> Element:
        """Words of the secretariat, in bold."""
        rpr = etree.Element(RPR) if look is None else deepcopy(look)
        if rpr.find(W + "b") is None:
            bold = etree.Element(W + "b")
            place = sum(child.tag in (W + "rStyle", W + "rFonts") for child in rpr)
            rpr.insert(place, bold)
        run = etree.Element(RUN)
        run.append(rpr)
        run.append(text_element(text))
        return self._mark(Fate.INSERT, (SECRETARIAT,), [run])

    def _mark(self, fate: Fate, names: Sequence[str], content: Iterable[Element]) -> Element:
        self._marks.author = self.signatures.author(names)
        return self._marks.wrap(fate, content)

    # ------------------------------------------------------------------------------------------------- new paragraphs

    def _add(self, wanted: Addition) -> None:
        made = [self._paragraph(wanted, at) for at in range(len(wanted.paragraphs))]
        if wanted.alternative:
            names = labels.opening(self._language, wanted.alternative, wanted.names)
            looks = [self._shapes[like][1] for like in (wanted.likes[0], wanted.likes[-1])]
            made[0].insert(1, self._label(names, looks[0]))
            made[-1].append(self._label(labels.CLOSING, looks[1]))
        self._place(wanted, made)

    def _paragraph(self, wanted: Addition, at: int) -> Element:
        shape, look = self._shapes[wanted.likes[at]]
        text = wanted.paragraphs[at].text
        if wanted.likes[at] in self._tabbed:
            text = _AFTER_NUMBER.sub(r"\1\t", text, count=1)
        made = etree.Element(P)
        ppr = etree.Element(PPR) if shape is None else deepcopy(shape)
        for tag in (SECTPR, RPR, W + "pPrChange"):
            for old in ppr.findall(tag):
                ppr.remove(old)
        made.append(ppr)
        made.append(self._insert(wanted.names, text, look))
        self._end(made, Fate.INSERT, wanted.names)
        return made

    def _place(self, wanted: Addition, made: list[Element]) -> None:
        if wanted.after < 0:
            first = self._places.of_block(0) if self._compilation.base.blocks else None
            if first is None:
                self.package.body[0:0] = made
                return
            anchor = self._outside(first, wanted)
            for paragraph in made:
                anchor.addprevious(paragraph)
            return
        anchor = self._anchor(wanted)
        for paragraph in made:
            self._last.get(anchor, anchor).addnext(paragraph)
            self._last[anchor] = paragraph

    def _anchor(self, wanted: Addition) -> Element:
        """The paragraph, or the table, behind which it stands."""
        found = next(p for at in range(wanted.after, -1, -1) if (p := self._places.of_block(at)) is not None)
        return self._outside(found, wanted)

    def _outside(self, paragraph: Element, wanted: Addition) -> Element:
        """Out of a table, unless what stands next is in the same one or the new text is a cell's itself."""
        tables = list(paragraph.iterancestors(TBL))
        blocks = self._compilation.base.blocks
        following = self._places.of_block(wanted.after + 1) if wanted.after + 1 < len(blocks) else None
        goes_on = following is not None and tables and tables[-1] in following.iterancestors(TBL)
        in_cell = wanted.paragraphs[0].kind is BlockKind.CELL
        return paragraph if not tables or in_cell or (goes_on and wanted.after >= 0) else tables[-1]


def _kept_blanks(hunks: Iterable[Hunk]) -> Iterator[Hunk]:
    """The same hunks, where everybody's words begin with the base's blank without it: it may be the number's tab."""
    for hunk in hunks:
        blank = hunk.base[: len(hunk.base) - len(hunk.base.lstrip())]
        if blank and hunk.alternatives and all(each.words.startswith(blank) for each in hunk.alternatives):
            yield Hunk(blank, ())
            kept = (replace(each, words=each.words[len(blank) :]) for each in hunk.alternatives)
            hunk = replace(hunk, base=hunk.base[len(blank) :], alternatives=tuple(kept))
        yield hunk


def _computed(paragraph: Element, printed: Sequence[Letter]) -> tuple[tuple[int, int], ...]:
    """From where to where letters change as a whole: those of a field or a drop-down."""
    held = (each for each in enclosures(paragraph) if each.computed)
    places = ([at for at, letter in enumerate(printed) if letter.run in each.runs] for each in held)
    return tuple((inside[0], inside[-1] + 1) for inside in places if inside)


def _in_one_piece(hunks: Sequence[Hunk], spans: Sequence[tuple[int, int]]) -> Iterator[Hunk]:
    """The same hunks, but a wish that touches one of the spans is a wish about all of it."""
    groups: list[list[Hunk]] = []
    start = reach = 0
    for hunk in _divided(hunks, sorted({at for span in spans for at in span})):
        end = start + len(hunk.base)
        if start < reach:
            groups[-1].append(hunk)
        else:
            groups.append([hunk])
        reach = max([reach, *(to for at, to in spans if at < end and start < to)])
        start = end
    for group in groups:
        wished = any(hunk.alternatives for hunk in group)
        yield from (_joined(group),) if wished and len(group) > 1 else group


def _divided(hunks: Iterable[Hunk], places: Sequence[int]) -> Iterator[Hunk]:
    """The same hunks, of which those that nobody wants changed end at each of the places."""
    start = 0
    for hunk in hunks:
        end = start + len(hunk.base)
        cuts = [start, *(at for at in places if start < at < end and not hunk.alternatives), end]
        yield from (replace(hunk, base=hunk.base[a - start : b - start]) for a, b in pairwise(cuts))
        start = end


def _joined(hunks: Sequence[Hunk]) -> Hunk:
    """Several hunks as one: who wants anything in it has a wording of all of it."""
    from treatydiff.compilation.values import Alternative

    names = dict.fromkeys(name for hunk in hunks for name in hunk.names)
    wordings: dict[str, list[str]] = {}
    for name in names:
        chosen = (next((a.words for a in hunk.alternatives if name in a.names), hunk.base) for hunk in hunks)
        wordings.setdefault("".join(chosen), []).append(name)
    alternatives = (Alternative(text, tuple(each)) for text, each in wordings.items())
    return Hunk("".join(hunk.base for hunk in hunks), tuple(alternatives))


def _can_go(paragraph: Element) -> bool:
    """Whether its end can be deleted: no cell, note or text goes without a last paragraph, and none joins a table."""
    following = paragraph.getnext()
    return following is not None and following.tag not in (SECTPR, TBL)


# ------------------------------------------------------------------------------------------------------------ the proof


@dataclass(frozen=True, slots=True)
class Departure:
    """Where a compilation does not give back what it should."""

    name: str
    """Whose changes were accepted; empty where all were rejected."""
    expected: str
    found: str

    def __str__(self) -> str:
        whose = f"accepting {self.name} and nobody else" if self.name else "rejecting everything"
        return f"{whose}: expected {self.expected[:120]!r}, found {self.found[:120]!r}"


def prove(data: bytes, base: Draft, proposals: Mapping[str, Sequence[str]]) -> tuple[Departure, ...]:
    """Where a compiled file fails: each proposal must come back word for word, and the base where all is rejected.

    ``proposals``: by name the paragraphs of each, without the numbers that Word counts.
    """
    wanted = {"": tuple(block.text for block in base.blocks), **proposals}
    known = {failure.found for failure in form_failures(WordPackage(base.data))}
    form = (each.found for each in form_failures(WordPackage(data)) if each.found not in known)
    faults = (Departure("", "a file that Word opens", fault) for fault in form)
    inside = (Departure("", "words behind a field", words) for words in written_into(data))
    return (*faults, *inside, *(found for name, texts in wanted.items() for found in _departures(data, name, texts)))


def written_into(data: bytes) -> Iterator[str]:
    """The words that tracked changes put into fields or drop-downs: there they do not last."""
    package = WordPackage(data)
    for part in package.stories():
        for paragraph in package.tree(part).iter(P):
            yield from intrusions(paragraph)


def _departures(data: bytes, name: str, texts: Sequence[str]) -> Iterator[Departure]:
    found = accepted(data, (name,) if name else ())
    told = [block.text for block in read(found, "", ReadOptions()).blocks]
    mine, theirs = _spoken(texts), _spoken(told)
    if mine != theirs:
        at = next((k for k, pair in enumerate(zip(mine, theirs, strict=False)) if pair[0] != pair[1]),
                  min(len(mine), len(theirs)))  # fmt: skip
        yield Departure(name, " ".join(mine[max(at - 3, 0) : at + 12]), " ".join(theirs[max(at - 3, 0) : at + 12]))


def _spoken(texts: Iterable[str]) -> list[str]:
    return [word for text in texts for word in words(" ".join(text.split()))]
