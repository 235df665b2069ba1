"""Gives a typeset draft the styles of the Word file that it is compared with.

The page, the styles and the look of every paragraph and word are the Word file's, so that only words differ.
Numbers stay automatic as long as the list counts as the draft prints; from the first number that differs they are
typed.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import replace
from functools import partial
from itertools import accumulate

from lxml import etree

from treatydiff.model import Alignment, BlockKind, Draft, Link, Op, Provision
from treatydiff.ooxml.numbering import counter
from treatydiff.ooxml.opc import RT
from treatydiff.ooxml.package import WordPackage
from treatydiff.ooxml.paragraphs import Paragraphs
from treatydiff.ooxml.resolve import drop_orphans
from treatydiff.ooxml.roles import StyleRole
from treatydiff.ooxml.styles import outermost_first, style_numbers
from treatydiff.ooxml.xml import ID, PPR, RPR, RUN, SECTPR, TAB, TEXT, VAL, Element, P, W, val_of
from treatydiff.text.regexes import regex
from treatydiff.text.words import compare_words
from treatydiff.word.typeset.document import Stretch, Typeset, passages, run_of

Run = tuple[str, Element | None]
"""Text and properties of a run; or no text and a whole run that is kept as it is."""
_NUMBER = regex(r"(?<![\s\d])\s*+\d++\s+")
_NOTE, _REFERENCE = W + "footnote", W + "footnoteReference"
_BEFORE_NUMBERS = {W + t for t in ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")}


def imitate(draft: Draft, other: Draft, alignment: Alignment, draft_is_new: bool) -> Typeset:
    """A draft in the looks of the Word file that it is compared with."""
    model = _Model(other, draft, alignment, draft_is_new)
    made = Typeset(WordPackage(other.data), draft)
    notes: list[Stretch] = []
    texts: list[Stretch] = []
    for passage in passages(draft):
        is_note = passage.role is StyleRole.FOOTNOTE and (notes or model.note_of(passage) is not None)
        (notes if is_note else texts).append(passage)
    model.keep_references({note for passage in notes if (note := model.note_of(passage)) is not None})
    made.finish([model.write(made, passage) for passage in texts])
    model.set_notes(made, notes)
    drop_orphans(made.package)
    return made


class _Model:
    """What each paragraph of a Word file looks like, to be copied."""

    def __init__(self, other: Draft, draft: Draft, alignment: Alignment, draft_is_new: bool) -> None:
        package = WordPackage(other.data)
        self._draft = other
        self._paragraphs = Paragraphs(package, other)
        self._numbering_styles = _numbering_styles(package)
        self._answers = dict(_answers(alignment, draft_is_new))
        self._retyped: set[str] = set()
        self._styles, self._count = style_numbers(package), counter(package)
        self._references: frozenset[str] = frozenset()
        self._roles, self._own_roles = _roles(other), _roles(draft)
        self._typical = self._usual()

    def write(self, made: Typeset, passage: Stretch) -> Element:
        """One passage as its counterpart looks, or as its like usually do."""
        index = self._counterpart(passage)
        paragraph = None if index is None else self._paragraphs.of_block(index)
        if paragraph is None or index is None or self._draft.blocks[index].kind is BlockKind.FOOTNOTE:
            ppr, rpr = self._typical.get(passage.role, (None, None))
            return made.write(passage, ppr, lambda text: [run_of(text, rpr)])
        runs = _runs(paragraph, self._references)
        self._references -= {str(r.get(ID)) for _, run in runs if run is not None for r in run.iter(_REFERENCE)}
        ppr, dress = _bare(paragraph.find(PPR)), partial(_dressed, runs)
        number = self._draft.blocks[index].number
        list_id, level = self._list_of(ppr)
        if number and list_id not in self._retyped and self._counts(list_id, level, number, passage.text):
            bare = replace(passage, text=passage.text[len(number) :].lstrip(), printed="")
            return made.write(bare, ppr, dress)
        if number:  # from here on the list would count wrongly: its numbers are typed
            self._retyped.add(list_id)
            ppr = self._unnumbered(ppr)
        return made.write(passage, ppr, dress, _separator(paragraph))

    def _counts(self, list_id: str, level: str, number: str, text: str) -> bool:
        """Whether the list counts here as the Word file does and the draft prints, whatever the draft lacks of it."""
        shown = self._count(list_id, int(level)) if list_id and level.isdecimal() else number
        return shown == number and text.startswith(f"{number} ")

    def _list_of(self, ppr: Element | None) -> tuple[str, str]:
        """The list that numbers a paragraph, by its own properties or its style's, and the level in it."""
        own = None if ppr is None else ppr.find(W + "numPr")
        style = self._styles.get(val_of(ppr, "pStyle"), self._styles.get("", ("", "")))
        return val_of(own, "numId") or style[0], val_of(own, "ilvl") or style[1] or "0"

    # ---------------------------------------------------------------------------------------------------- footnotes

    def note_of(self, passage: Stretch) -> str | None:
        """The id of the Word file's footnote that answers to a footnote of the draft."""
        if passage.role is not StyleRole.FOOTNOTE or passage.provision is None:
            return None
        blocks = self._answers.get(passage.provision.eid, ())
        found = [self._paragraphs.of_block(block) for block in blocks]
        notes = (a for paragraph in found if paragraph is not None for a in paragraph.iterancestors(W + "footnote"))
        return next((str(note.get(ID)) for note in notes), None)

    def keep_references(self, notes: set[str]) -> None:
        """The references that stay where the Word file has them: a PDF does not say what a footnote hangs on."""
        self._references = frozenset(notes)  # each once, where several passages look like one paragraph

    def set_notes(self, made: Typeset, passages: Sequence[Stretch]) -> None:
        """Give the footnotes of the Word file the draft's words.

        One that hangs on nothing here, for the paragraph that it hangs on there did not stand in the draft, goes on
        where the one before it ends: no word is lost, and none changes places.
        """
        part = made.package.related(RT.FOOTNOTES)
        notes = {} if part is None else {str(n.get(ID)): n for n in made.package.tree(part).iterchildren(_NOTE)}
        answers = [self.note_of(passage) or "" for passage in passages]
        kept = _in_order(made.package, [note if note in notes else "" for note in answers])
        last: Element | None = None
        for place, passage in enumerate(passages):
            if place in kept:
                last = notes[answers[place]]
                made.place(passage, self._filled(last, passage))
                continue
            paragraph = self.write(made, passage)
            if last is not None:
                last.append(paragraph)
            else:
                made.append(paragraph)

    def _filled(self, note: Element, passage: Stretch) -> Element:
        """A footnote with other words, of which it is the only paragraph."""
        paragraph, *others = note.findall(P)
        sign = [run for run in paragraph.iter(RUN) if run.find(W + "footnoteRef") is not None]
        words = _NUMBER.sub("", passage.text, count=1)
        paragraph[:] = [*paragraph.findall(PPR), *sign, *_dressed(_runs(paragraph), f" {words}")]
        for other in others:
            note.remove(other)
        return paragraph

    # --------------------------------------------------------------------------------------------------- paragraphs

    def _counterpart(self, passage: Stretch) -> int | None:
        """The block of the Word file that answers to a passage: in its role the same one, counted from the end.

        For where a number and a heading stand on one line here and on two there, it is the heading whose end remains.
        """
        if passage.provision is None:
            return None
        theirs = [b for b in self._answers.get(passage.provision.eid, ()) if self._roles.get(b) is passage.role]
        mine = [b for b in passage.provision.blocks if self._own_roles.get(b) is passage.role]
        place = len(theirs) - len(mine) + mine.index(passage.blocks[0])
        return theirs[max(place, 0)] if theirs else None

    def _usual(self) -> dict[StyleRole, tuple[Element | None, Element | None]]:
        """The look that most paragraphs of a role have, without automatic numbers."""
        counts: dict[StyleRole, Counter[bytes]] = {}
        looks: dict[bytes, tuple[Element | None, Element | None]] = {}
        for passage in passages(self._draft):
            paragraph = self._paragraphs.of_block(passage.blocks[0])
            if paragraph is not None and next(paragraph.iterancestors(W + "tc"), None) is None:
                look = self._unnumbered(_bare(paragraph.find(PPR))), _main_look(_runs(paragraph))
                key = b"|".join(b"" if e is None else etree.tostring(e) for e in look)
                looks[key] = look
                counts.setdefault(passage.role, Counter())[key] += 1
        return {role: looks[count.most_common(1)[0][0]] for role, count in counts.items()}

    def _unnumbered(self, ppr: Element | None) -> Element | None:
        """The properties without an automatic number; one that the style gives is switched off (17.9.18: list 0)."""
        copy = deepcopy(ppr) if ppr is not None else etree.Element(PPR)
        for number in copy.findall(W + "numPr"):
            copy.remove(number)
        if val_of(copy, "pStyle") in self._numbering_styles:
            number = etree.Element(W + "numPr")
            etree.SubElement(number, W + "numId").set(VAL, "0")
            copy.insert(sum(child.tag in _BEFORE_NUMBERS for child in copy), number)
        return copy


def _numbering_styles(package: WordPackage) -> set[str]:
    """Ids of the paragraph styles that number their paragraphs, themselves or by a style that they are based on."""
    part = package.related(RT.STYLES)
    styles = (
        {str(s.get(W + "styleId")): s for s in package.tree(part).iterchildren(W + "style")} if part is not None else {}
    )
    found: set[str] = set()
    for name in outermost_first(styles):
        if styles[name].find(f"{PPR}/{W}numPr") is not None or val_of(styles[name], "basedOn") in found:
            found.add(name)
    return found


def _roles(draft: Draft) -> dict[int, StyleRole]:
    """The role that each passage plays, by its first block."""
    return {passage.blocks[0]: passage.role for passage in passages(draft)}


def _answers(alignment: Alignment, draft_is_new: bool) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Of each provision of the draft the blocks of its counterpart."""
    for link in alignment.links:
        mine, theirs = _sides(link, draft_is_new)
        for place, provision in enumerate(mine):
            if theirs:
                yield provision.eid, theirs[min(place, len(theirs) - 1)].blocks


def _sides(link: Link, draft_is_new: bool) -> tuple[tuple[Provision, ...], tuple[Provision, ...]]:
    return (link.new, link.old) if draft_is_new else (link.old, link.new)


def _bare(ppr: Element | None) -> Element | None:
    """Properties of a paragraph without its section."""
    if ppr is None:
        return None
    copy = deepcopy(ppr)
    for section in copy.findall(SECTPR):
        copy.remove(section)
    return copy


def _runs(paragraph: Element, references: frozenset[str] = frozenset()) -> list[Run]:
    """The text of a paragraph by run, with the runs' properties; the references to keep are runs without text."""
    found: list[Run] = []
    for run in paragraph.iter(RUN):
        text = "".join("\t" if e.tag == TAB else e.text or "" for e in run.iterchildren(TEXT, TAB))
        if text:
            found.append((text, run.find(RPR)))
        if any(r.get(ID) in references for r in run.iterchildren(_REFERENCE)):
            found.append(("", run))
    return found


def _in_order(package: WordPackage, wanted: Sequence[str]) -> set[int]:
    """Of notes, in the draft's order, the most that the body refers to in that order; no other stays referred to."""
    references = list(package.body.iter(_REFERENCE))
    at = {str(reference.get(ID)): place for place, reference in enumerate(references)}
    chains: list[tuple[int, ...]] = [()]  # of each length the chain whose last reference comes first
    for place, note in enumerate(wanted):
        if note in at:
            length = bisect_left(chains, at[note], lo=1, key=lambda chain: at[wanted[chain[-1]]])
            chains[length : length + 1] = [(*chains[length - 1], place)]
    kept = set(chains[-1])
    for reference in references:
        run = reference.getparent()
        if run is not None and str(reference.get(ID)) not in {wanted[place] for place in kept}:
            run.remove(reference)
    return kept


def _main_look(runs: list[Run]) -> Element | None:
    """The properties of the longest run."""
    return max(runs, key=lambda run: len(run[0]))[1] if runs and any(text for text, _ in runs) else None


def _dressed(runs: list[Run], text: str) -> Iterator[Element]:
    """A text in the look of another: words that both have look alike, new ones like the words before them."""
    ends = list(accumulate(len(part) for part, _ in runs))
    waiting = deque((part, look, end) for (part, look), end in zip(runs, ends, strict=True))
    place, last = 0, next((look for part, look in runs if part), None)
    for span in compare_words("".join(part for part, _ in runs), text):
        if span.op is Op.INSERT:
            yield run_of(span.text, last)
            continue
        begin, stop = place, place + len(span.text)
        while place < stop or (waiting and not waiting[0][0] and waiting[0][2] == place):
            part, look, end = waiting[0]
            upto = min(end, stop)
            if not part and look is not None:
                yield deepcopy(look)
            elif span.op is Op.KEEP:
                yield run_of(span.text[place - begin : upto - begin], look)
                last = look
            place = upto
            if place == end:
                waiting.popleft()


def _separator(paragraph: Element) -> str:
    """What stands between a typed number and the text."""
    return " " if next(paragraph.iter(TAB), None) is None else "\t"
