"""Builds the inside of an article, annex or preamble: numbered paragraphs, and where unnumbered text belongs."""

from __future__ import annotations

from collections.abc import Sequence as Many

from treatydiff.model import Level
from treatydiff.structure.depth import Place, level_below
from treatydiff.structure.headings import (
    capitals,
    defines,
    ends_sentence,
    join,
    opens_sentence,
    starts_low,
    words_at_start,
)
from treatydiff.structure.lines import Line
from treatydiff.structure.nodes import Growing
from treatydiff.structure.paragraphs import Piece
from treatydiff.structure.remarks import note, split_note
from treatydiff.text.languages import Language
from treatydiff.text.markers import Marker, read_marker
from treatydiff.text.regexes import regex

STEPS = {Level.PARAGRAPH: "para", Level.SUBPARAGRAPH: "subpara", Level.ITEM: "item", Level.OPTION: "option"}


def fill(base: Growing, pieces: Many[Piece], language: Language, *, loose: bool) -> None:
    """Put pieces into an article, or (``loose``) into an annex, where unnumbered paragraphs stand alone."""
    filler = _Filler(base, language, loose)
    following: Place | None = None
    places: list[Place | None] = []
    for piece in reversed(pieces):  # the next number behind each piece
        places.append(following)
        following = piece.place or following
    for place, (piece, behind) in enumerate(zip(pieces, reversed(places), strict=True)):
        if piece.marker:
            filler.numbered(piece)
        elif piece.text:
            filler.plain(piece, behind, pieces, place)


class _Filler:
    def __init__(self, base: Growing, language: Language, loose: bool) -> None:
        self._path = [base]
        """The article, and the numbered paragraphs that are open inside it, outermost first."""
        self._language = language
        self._loose = loose
        self._host = 0
        """The depth of the numbers that stand inside an unnumbered paragraph and so one step deeper; 0 for none."""

    def numbered(self, piece: Piece) -> None:
        """A numbered paragraph opens."""
        assert piece.marker
        assert piece.place
        if piece.depth < self._host or (piece.depth == self._host and not self._goes_on_in_host(piece)):
            self._host = 0
        deeper = 1 if self._host and piece.depth >= self._host else 0
        del self._path[min(piece.depth + deeper, len(self._path)) :]
        level = self._level(piece)
        node = Growing(
            level, STEPS[level], piece.place.number, piece.marker.printed, piece.title, form=piece.marker.form
        )
        if piece.title_line:
            node.add_block(piece.title_line.block)
        before, text, after = split_note(piece.text, self._language)
        node.add_text(text, piece.line.block)
        node.note = join((before, after))
        node.indent = piece.line.style.indent
        self._path[-1].children.append(node)
        self._path.append(node)

    def _goes_on_in_host(self, piece: Piece) -> bool:
        """Whether a number belongs to the list that an unnumbered paragraph opened, as its first or its next one."""
        assert piece.place
        if len(self._path) <= self._host:
            return False
        listed = self._path[self._host].children
        last = next((child.number for child in reversed(listed) if child.number), None)
        number = piece.place.number
        return number.first if last is None else number.sequence is last.sequence and number.follows(last)

    def _level(self, piece: Piece) -> Level:
        """Its rank; a series that goes on inside an option keeps the rank it has outside."""
        assert piece.marker
        assert piece.place
        number = piece.place.number
        for node in self._path[1:]:
            if node.number and node.form is piece.marker.form and node.number.sequence is number.sequence:
                return node.level
        above = next((node.level for node in reversed(self._path[1:]) if node.level is not Level.OPTION), None)
        return level_below(above, piece.marker, number)

    # -------------------------------------------------------------------------------------------- text without a number

    def plain(self, piece: Piece, following: Place | None, pieces: Many[Piece], place: int) -> None:
        """It goes on with what is open, closes a list, or stands alone; ``following``: where the next number stands."""
        top = self._path[-1]
        depth = following.depth if following else 0
        if top.level is Level.OPTION and not (top.parts or top.children) and _only_title(pieces, place):
            top.heading = join((top.heading, piece.text))
            top.add_block(piece.line.block)
        elif note(piece.text, self._language) and (top.parts or top.heading):
            top.add_note(piece.text, piece.line.block)
        elif following and following.anew and ends_sentence(top.last) and opens_sentence(piece.text):
            self._alone(piece, depth, hosts=True)
        elif defines(piece.text) and ends_sentence(top.last) and (among := self._among_definitions()):
            self._alone(piece, among, hosts=False)
        elif self._loose:
            self._loosely(piece, following)
        elif self._goes_on(piece, depth):
            top.add_text(piece.text, piece.line.block)
        else:
            self._close(piece, depth)

    def _among_definitions(self) -> int:
        """How deep the unnumbered paragraphs stand that are open; 0 where none is."""
        if self._host:
            return self._host
        top = self._path[-1]
        return len(self._path) - 1 if top.level is Level.PARAGRAPH and not top.number else 0

    def _alone(self, piece: Piece, depth: int, *, hosts: bool) -> None:
        """An unnumbered paragraph of its own, among the numbers of a depth, which it may hold from here on."""
        del self._path[depth:]
        node = Growing(Level.PARAGRAPH, "para")
        node.add_text(piece.text, piece.line.block)
        self._path[-1].children.append(node)
        self._path.append(node)
        self._host = depth if hosts else 0

    def _goes_on(self, piece: Piece, following: int) -> bool:
        """Whether a text belongs to the paragraph that is open, not to the one around it."""
        top, depth = self._path[-1], len(self._path) - 1
        if piece.line.cell or _open_end(top.last):
            return True
        if depth == 0 or following >= depth or top.level in (Level.PARAGRAPH, Level.OPTION, Level.CLOSING):
            return True
        owner = self._path[min(self._owner(following), depth - 1)]
        return bool(piece.line.style.indent and piece.line.style.indent >= top.indent > owner.indent)

    def _owner(self, following: int) -> int:
        """How deep the provision stands that closing words belong to: the outermost whose list can end here."""
        counted = len(self._path) > 1 and self._path[1].level in (Level.PARAGRAPH, Level.OPTION)
        return max(following, 1 if counted else 0)

    def _close(self, piece: Piece, following: int) -> None:
        del self._path[min(self._owner(following), len(self._path) - 2) + 1 :]
        node = Growing(Level.CLOSING, "wrapup")
        node.add_text(piece.text, piece.line.block)
        self._path[-1].children.append(node)
        self._path.append(node)

    def _loosely(self, piece: Piece, following: Place | None) -> None:
        """In an annex every unnumbered paragraph stands alone, unless it surely goes on."""
        top, depth = self._path[-1], len(self._path) - 1 - (1 if self._host else 0)
        among = max(following.depth, 1) if following else 1
        if top is not self._path[0] and self._goes_on_loosely(piece, among if following else 0, depth):
            top.add_text(piece.text, piece.line.block)
            if not top.number:
                self._host = among if self._opens_list(top.last, following) else 0
        elif depth > 1 and top.number and starts_low(piece.text):
            self._close(piece, among if following else 0)
        else:
            self._alone(piece, among, hosts=self._opens_list(piece.text, following))

    def _opens_list(self, text: str, following: Place | None) -> bool:
        return text[-1] in ":：" and following is not None and following.number.first

    def _goes_on_loosely(self, piece: Piece, following: int, depth: int) -> bool:
        """Whether a text goes on with the paragraph that is open, ``depth`` numbers deep."""
        top = self._path[-1]
        if piece.line.cell and not top.number:
            return True
        if top.number and (following == depth > 1 or (following > depth and starts_low(piece.text))):
            return True
        return continues(top.last, piece.line)


_FULL_LINE = 60
"""Characters of a line that was broken because it was full."""


def _open_end(text: str) -> bool:
    """Whether a text must go on. A comma at the end of a short line may stand before closing words."""
    if text[-1:] in ",،，" and len(text) < _FULL_LINE:
        return False
    return not ends_sentence(text) or text[-1] in ":："


def _only_title(pieces: Many[Piece], place: int) -> bool:
    """Whether nothing that ends a sentence stands between here and the next number."""
    for piece in pieces[place : place + 4]:
        if piece.marker:
            return True
        if ends_sentence(piece.text) or piece.line.cell:
            return False
    return False


# ---------------------------------------------------------------------------------- paragraphs that only follow another


def lay_flat(parent: Growing, lines: Many[Line], *, join_lines: bool = True) -> None:
    """Each paragraph a child of its own, in the order printed, whatever its number."""
    for line in lines:
        last = parent.children[-1] if parent.children else None
        marker = None if line.cell else _sure_marker(line.text)
        if join_lines and last and not marker and continues(last.last, line):
            last.add_text(line.text, line.block)
            continue
        child = Growing(Level.PARAGRAPH, "para")
        if marker:
            child.number, child.printed = marker.numbers[0], marker.printed
        child.add_text(line.text[marker.end :].strip() if marker else line.text, line.block)
        parent.children.append(child)


def _sure_marker(text: str) -> Marker | None:
    """A number that needs no series to be one."""
    marker = read_marker(text)
    return None if marker and marker.doubtful else marker


def lay_recitals(parent: Growing, lines: Many[Line], language: Language) -> None:
    """The recitals of a preamble, each a child; a line that surely goes on with the one before is joined to it."""
    for line in lines:
        last = parent.children[-1] if parent.children else None
        if last and not _sure_marker(line.text) and _recital_goes_on(last.last, line, language):
            last.add_text(line.text, line.block)
        else:
            lay_flat(parent, [line], join_lines=False)


def _recital_goes_on(text: str, line: Line, language: Language) -> bool:
    if line.cell or opens_recital(line.text, language) or capitals(text):
        return False
    if _REFERENCE_BREAKS.search(text) and _REFERENCE_GOES_ON.match(line.text):
        return True
    joined = tuple(f" {word}" for word in language.sentences.conjunctions)
    if text[-1:] in ",;،؛，；" or ends_sentence(text) or text.endswith(joined):
        capital = language.script == "Latin" and not starts_low(text)
        return capital and text[-1:] == "," and starts_low(line.text)
    return True


_REFERENCE_BREAKS = regex(r"(?<![^\W_])(?:\d{1,4}|[IVXLC]{1,7})[,،]$")
_REFERENCE_GOES_ON = regex(r"\[?[^\W\d_]{2,20}\s(?:\d{1,4}|[IVXLC]{1,7})(?![^\W_])")
"""``… Part III,`` at the end of a line and ``Section 4, of …`` at the head of the next are one reference."""


def opens_recital(text: str, language: Language) -> bool:
    """Whether a line begins as recitals do: ``Recalling``, ``Mindful of``, ``ссылаясь на``, or as the formula does."""
    words = language.preamble
    if any(words_at_start(text, (*words.recitals, *words.formulas, *words.openings))):
        return True
    first = text.lstrip('[(“" ').split(maxsplit=1)[:1]
    return bool(first and first[0][0].isupper() and words.recital_endings and first[0].endswith(words.recital_endings))


def continues(text: str, line: Line) -> bool:
    """Whether a line goes on with the text before it: that has no end yet, and the line begins in mid-sentence."""
    return bool(text) and not (line.cell or ends_sentence(text) or capitals(text)) and starts_low(line.text)
