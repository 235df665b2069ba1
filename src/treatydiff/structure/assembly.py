"""Putting the lines of a draft in their places: a tree of nodes that ``provisions`` turns into frozen provisions."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence as Many
from dataclasses import dataclass, field

from treatydiff.structure import preamble
from treatydiff.structure.headings import RANKS, Heading, capitals, ends_sentence, join, starts_low, title_of, words_at_start
from treatydiff.languages import Language
from treatydiff.structure.lines import Line
from treatydiff.model import Block, BlockKind, Level, Notice
from treatydiff.structure.nesting import Flaw, level_below
from treatydiff.numbering import Form, Number, read_marker
from treatydiff.structure.paragraphs import Piece, pieces_of
from treatydiff.structure.remarks import note, split_note, tombstone


@dataclass(slots=True)
class Node:
    """A provision while it is being put together."""

    level: Level
    step: str
    """Its step in an identifier: ``art``, ``para``."""
    number: Number | None = None
    printed: str = ""
    heading: str = ""
    text: str = ""
    note: str = ""
    indent: float = 0.0
    taken_out: bool = False
    """Only the number is left of it."""
    blocks: list[int] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)

    def add_text(self, text: str, block: int) -> None:
        """Own text goes on, on the same line."""
        self.text = join((self.text, text))
        self.add_block(block)

    def add_note(self, text: str, block: int) -> None:
        """What is printed about its history."""
        self.note = join((self.note, text))
        self.add_block(block)

    def add_block(self, block: int) -> None:
        """A paragraph that holds part of it."""
        if block not in self.blocks[-3:]:
            self.blocks.append(block)

    def walk(self) -> Iterator[Node]:
        """This node and everything inside it."""
        yield self
        for child in self.children:
            yield from child.walk()


STEPS = {Level.PARAGRAPH: "para", Level.SUBPARAGRAPH: "subpara", Level.ITEM: "item", Level.OPTION: "option"}


class Assembly:
    """The tree of one draft, built from its lines in one pass."""

    def __init__(self, lines: list[Line], blocks: Many[Block], language: Language) -> None:
        self.nodes: list[Node] = []
        self.notices: list[Notice] = []
        self.articles = 0
        self._lines = lines
        self._blocks = blocks
        self._language = language
        self._open: list[Node] = []
        """Parts, chapters, sections, options and the annex that are open, outermost first."""
        self._annex: Node | None = None
        self._last_article: Number | None = None
        self._styled = _styles_tell(lines)

    def place(self, preamble_at: tuple[int, int] | None) -> None:
        """Put every line in its place; ``preamble_at`` is the range of lines that is the preamble."""
        first = next((place for place, line in enumerate(self._lines) if _main(line)), len(self._lines))
        start, end = preamble_at or (first, first)
        self._front(self._lines[:start])
        if preamble_at:
            self._preamble(self._lines[start:end])
        place = end
        while place < len(self._lines):
            place = self._segment(place)
        self._footnotes()

    # ------------------------------------------------------------------------------- before the articles, and footnotes

    def _front(self, lines: list[Line]) -> None:
        if lines:
            front = Node(Level.FRONT, "front")
            self._flat(front, lines, loose=False)
            self.nodes.append(front)

    def _flat(self, parent: Node, lines: list[Line], *, loose: bool) -> None:
        """Each paragraph a child of its own, whatever its number."""
        for line in lines:
            last = parent.children[-1] if parent.children else None
            marker = None if line.cell else read_marker(line.text)
            if last and not marker and _continues(last.text, line, loose):
                last.add_text(line.text, line.block)
                continue
            child = Node(Level.PARAGRAPH, "para", blocks=[line.block])
            if marker:
                child.number, child.printed = marker.numbers[0], marker.printed
            child.text = line.text[marker.end :].strip() if marker else line.text
            parent.children.append(child)

    def _preamble(self, lines: list[Line]) -> None:
        node = Node(Level.PREAMBLE, "preamble")
        heading, lines = lines[0].heading, list(lines)
        if heading:
            node.printed = heading.printed
            node.blocks.append(lines[0].block)
            lines = [Line(lines[0].block, heading.rest, lines[0].style), *lines[1:]] if heading.rest else lines[1:]
        cut = [Line(line.block, text, line.style, line.cell) for line in lines for text in self._recitals(line)]
        if cut and preamble.opens(cut[0].text, self._language):
            node.add_text(cut[0].text, cut[0].block)
            cut = cut[1:]
        self._flat(node, cut, loose=True)
        if node.children and preamble.closes(node.children[-1].text, self._language):
            node.children[-1].level, node.children[-1].step = Level.CLOSING, "wrapup"
        self.nodes.append(node)

    def _recitals(self, line: Line) -> Iterator[str]:
        return preamble.recitals(line.text, self._language) if not line.cell else iter((line.text,))

    def _footnotes(self) -> None:
        for index, block in enumerate(self._blocks):
            text = " ".join(f"{block.number} {block.text}".split())
            if block.kind is BlockKind.FOOTNOTE and text:
                self.nodes.append(_footnote(text, index))

    # ------------------------------------------------------------------------------------------- from heading to heading

    def _segment(self, start: int) -> int:
        """Place the lines from one heading to the next; returns where the next begins."""
        line = self._lines[start]
        end = start + 1
        while end < len(self._lines) and not self._begins_segment(end):
            end += 1
        body = self._lines[start + 1 : end]
        heading = line.heading
        if heading and heading.article:
            self._article(heading, line, body, end)
        elif heading and heading.kind in ("annex", "preamble"):
            self._open_annex(heading, line, body, end)
        elif heading:
            self._container(heading, line, body, end)
        elif any(words_at_start(line.text, self._language.sentences.testimonium)):
            self._testimonium(self._lines[start:end])
        else:
            self._loose_text(self._lines[start:end])
        return end

    def _begins_segment(self, place: int) -> bool:
        line = self._lines[place]
        if line.heading:
            return line.heading.kind != "option" or self._option_of_articles(place)
        return line.plain and self._annex is None and self._is_testimonium(place)

    def _option_of_articles(self, place: int) -> bool:
        """``OPTION I`` right before an article is one of several groups of articles."""
        heading = self._lines[place].heading
        following = self._lines[place + 1].heading if place + 1 < len(self._lines) else None
        alone = heading is not None and (not heading.rest or heading.rest.startswith("("))
        return bool(alone and following and (following.article or following.container))

    def _is_testimonium(self, place: int) -> bool:
        if not any(words_at_start(self._lines[place].text, self._language.sentences.testimonium)):
            return False
        later = (line.heading for line in self._lines[place + 1 :] if line.heading)
        return next((heading.kind == "annex" for heading in later if heading.article or heading.kind == "annex"), True)

    def _container(self, heading: Heading, line: Line, body: list[Line], end: int) -> None:
        """A part, chapter, section, or an option that holds articles."""
        rank = heading.rank
        node = Node(rank.level, rank.step, heading.number, heading.printed, blocks=[line.block])
        while self._open and self._depth(self._open[-1]) >= rank.depth:
            self._open.pop()
        body = self._title(node, heading, line, body, whole=True)
        self._attach(node)
        self._open.append(node)
        body, subheading = self._subheading(body, end)
        if body:
            self._loose_text(body)
        self._open_subheading(subheading)

    def _depth(self, node: Node) -> int:
        return next((rank.depth for rank in RANKS.values() if rank.step == node.step), 0)

    def _attach(self, node: Node) -> None:
        (self._open[-1].children if self._open else self.nodes).append(node)

    def _open_annex(self, heading: Heading, line: Line, body: list[Line], end: int) -> None:
        self._open = []
        rank = RANKS["annex"]
        node = Node(rank.level, rank.step, heading.number, heading.printed, blocks=[line.block])
        self.nodes.append(node)
        self._annex = node
        self._open = [node]
        body = self._title(node, heading, line, body, whole=False)
        body, subheading = self._subheading(body, end)
        self._paragraphs(node, body, loose=True)
        self._open_subheading(subheading)

    def _article(self, heading: Heading, line: Line, body: list[Line], end: int) -> None:
        rank = heading.rank
        self._leave_false_annex(heading)
        while self._open and self._depth(self._open[-1]) >= rank.depth:
            self._open.pop()
        node = Node(rank.level, rank.step, heading.number, heading.printed, blocks=[line.block])
        self._attach(node)
        self.articles += 1
        if self._annex is None:
            self._last_article = heading.number
        body = self._title(node, heading, line, body, whole=False)
        body, subheading = self._subheading(body, end) if node.text or body else (body, None)
        self._paragraphs(node, body, loose=False)
        self._open_subheading(subheading)

    def _leave_false_annex(self, heading: Heading) -> None:
        """Articles that go on counting after an "annex" show that it was none: what it held stays where it was."""
        annex, number = self._annex, heading.number
        if annex is None or number is None or self._last_article is None or number.first:
            return
        if number.succeeds(self._last_article) and not any(node.level is Level.ARTICLE for node in annex.walk()):
            self._annex, self._open = None, []
            self._notice(f"“{annex.printed}” stands between articles; the articles after it are not read as its own", annex)

    def _testimonium(self, lines: list[Line]) -> None:
        node = Node(Level.CLOSING, "conclusions")
        for line in lines:
            node.add_text(line.text, line.block)
        self._open = []
        self.nodes.append(node)

    def _loose_text(self, lines: list[Line]) -> None:
        """Text that stands in no article."""
        holder = self._open[-1] if self._open else Node(Level.FRONT, "front")
        if not self._open:
            self.nodes.append(holder)
        self._flat(holder, lines, loose=False)
        self._notice(f"text outside the articles: “{lines[0].text[:60]}”", holder)

    # -------------------------------------------------------------------------------------------------------------- titles

    def _title(self, node: Node, heading: Heading, line: Line, body: list[Line], *, whole: bool) -> list[Line]:
        """Take the title off a heading and the lines below it; returns the lines that are left as body.

        ``whole``: what stands on the heading's line is title only (of a part or chapter).
        """
        first = [Line(line.block, heading.rest, line.style)] if heading.rest else []
        run = first + _plain_run(body)
        rest = [*first, *body]
        rest = self._take_notes(node, rest)
        run = run[len(first) + len(body) - len(rest) :]
        if not run or tombstone(run[0].text, self._language):
            return rest
        styled = self._styled_title(run) if not first else 0
        texts = [entry.text for entry in run]
        if styled:
            title, glued, used = join(texts[:styled]), "", styled
        elif whole and first:
            used = self._capitals_run(texts) if capitals(texts[0]) else 1 + self._wrapped(texts)
            title, glued = join(texts[:used]), ""
        else:
            title, glued, used = title_of(texts, self._language, len(rest) > len(run))
            if whole and glued:
                return rest
        node.heading, node.blocks = title, node.blocks + [entry.block for entry in run[:used] if entry is not first[:1]]
        node.blocks = list(dict.fromkeys(node.blocks))
        before, node.heading, after = split_note(node.heading, self._language)
        node.note = join((node.note, before, after))
        left = rest[used:]
        return [Line(run[used - 1].block, glued, run[used - 1].style), *left] if glued else left

    def _take_notes(self, node: Node, lines: list[Line]) -> list[Line]:
        """Notes on the provision's history that stand right below its number."""
        place = 0
        while place < len(lines) and lines[place].plain and note(lines[place].text, self._language):
            if tombstone(lines[place].text, self._language) and place + 1 == len(lines):
                break
            node.add_note(lines[place].text, lines[place].block)
            place += 1
        return lines[place:]

    def _styled_title(self, run: list[Line]) -> int:
        """How many lines are a title by their looks, where looks tell."""
        used = 0
        while self._styled and used < len(run) and _striking(run[used]) and len(run[used].text) < 300:
            used += 1
        return used

    def _capitals_run(self, texts: list[str]) -> int:
        used = 1
        while used < len(texts) and capitals(texts[used]) and not ends_sentence(texts[used - 1]):
            used += 1
        return used

    def _wrapped(self, texts: list[str]) -> int:
        used = 1
        while used < len(texts) and starts_low(texts[used]) and not ends_sentence(texts[used]):
            used += 1
        return used - 1

    def _subheading(self, body: list[Line], end: int) -> tuple[list[Line], Line | None]:
        """An unnumbered heading over the next article, printed below the last one: ``Composition``."""
        following = self._lines[end].heading if end < len(self._lines) else None
        if not following or not (following.article or following.container) or not body:
            return body, None
        line = body[-1]
        before = body[-2].text if len(body) > 1 else "."
        looks = not self._styled or _striking(line) or capitals(line.text)
        short = len(line.text) <= 120 and not ends_sentence(line.text) and line.text[-1:] not in ",،、，"
        if not (line.plain and not line.cell and short and looks and ends_sentence(before)):
            return body, None
        if starts_low(line.text) or tombstone(line.text, self._language) or note(line.text, self._language):
            return body, None
        return body[:-1], line

    def _open_subheading(self, line: Line | None) -> None:
        if line is None:
            return
        while self._open and self._depth(self._open[-1]) >= RANKS["subsection"].depth:
            self._open.pop()
        node = Node(Level.SECTION, "subsec", heading=line.text, blocks=[line.block])
        self._attach(node)
        self._open.append(node)

    # ---------------------------------------------------------------------------------------------------------- paragraphs

    def _paragraphs(self, base: Node, body: list[Line], *, loose: bool) -> None:
        """The numbered and unnumbered paragraphs of an article, or (``loose``) of an annex."""
        pieces = pieces_of(body, self._language)
        filler = _Filler(base, self._language, loose)
        for place, piece in enumerate(pieces):
            following = next((other.depth for other in pieces[place + 1 :] if other.marker), 0)
            if piece.marker:
                filler.numbered(piece)
            else:
                filler.plain(piece, following, pieces[place + 1 : place + 2])
        for piece in pieces:
            self._flaw(base, piece)

    def _flaw(self, base: Node, piece: Piece) -> None:
        place = piece.place
        if place is None or place.flaw is None:
            return
        after = f" after {place.previous.printed}" if place.previous else ""
        what = {
            Flaw.GAP: f"number {place.number.printed}{after}: something before it is missing",
            Flaw.REPEAT: f"number {place.number.printed} is printed twice",
            Flaw.BACK: f"number {place.number.printed}{after}: the numbering starts again",
        }[place.flaw]
        self._notice(f"{base.printed}: {what}", base)

    def _notice(self, message: str, node: Node) -> None:
        page = self._blocks[node.blocks[0]].origin.page if node.blocks else None
        self.notices.append(Notice(message, page))


class _Filler:
    """Puts the pieces of one article or annex into its node."""

    def __init__(self, base: Node, language: Language, loose: bool) -> None:
        self._path = [base]
        """The article, and the numbered paragraphs that are open inside it, outermost first."""
        self._language = language
        self._loose = loose
        self._host = 0
        """1 while numbers stand inside an unnumbered paragraph of an annex."""

    def numbered(self, piece: Piece) -> None:
        """A numbered paragraph opens."""
        assert piece.marker and piece.place
        number = piece.place.number
        if self._host and not number.first and piece.depth == 1 and not self._in_host(piece):
            self._host = 0
        depth = min(piece.depth + self._host, len(self._path))
        del self._path[depth:]
        above = next((node.level for node in reversed(self._path[1:]) if node.level is not Level.OPTION), None)
        level = level_below(above, piece.marker, number)
        node = Node(level, STEPS[level], number, piece.marker.printed, piece.title)
        node.indent = piece.line.style.indent
        before, text, after = split_note(piece.text, self._language)
        node.text, node.note = text, join((before, after))
        node.add_block(piece.line.block)
        self._path[-1].children.append(node)
        self._path.append(node)

    def _in_host(self, piece: Piece) -> bool:
        assert piece.place
        last = next((node.number for node in reversed(self._path[1].children)), None) if len(self._path) > 1 else None
        return bool(last and piece.place.number.sequence is last.sequence and piece.place.number.succeeds(last))

    def plain(self, piece: Piece, following: int, after: list[Piece]) -> None:
        """Text without a number: it goes on with what is open, closes a list, or stands alone."""
        top, text, block = self._path[-1], piece.text, piece.line.block
        if not text:
            return
        if top.level is Level.OPTION and not (top.heading or top.text or top.children) and after and after[0].marker:
            top.heading = text
            top.add_block(block)
        elif note(text, self._language) and (top.text or top.heading):
            top.add_note(text, block)
        elif self._loose:
            self._loosely(piece, following)
        elif self._goes_on(piece, following):
            top.add_text(text, block)
        else:
            self._close(piece, following)

    def _goes_on(self, piece: Piece, following: int) -> bool:
        """Whether a text belongs to the paragraph that is open, not to the one around it."""
        top, depth = self._path[-1], len(self._path) - 1
        if depth == 0 or piece.line.cell or not top.text or not ends_sentence(top.text) or top.text[-1] in ":：":
            return True
        if following - self._least(following) < 0 or following >= depth or top.level is Level.PARAGRAPH:
            return True
        if top.level is Level.OPTION or top.level is Level.CLOSING:
            return True
        owner = self._path[self._least(following)]
        return bool(piece.line.style.indent and top.indent and piece.line.style.indent >= top.indent > owner.indent)

    def _least(self, following: int) -> int:
        """How far out the owner of closing words may stand."""
        counts = len(self._path) > 1 and self._path[1].level in (Level.PARAGRAPH, Level.OPTION)
        return max(following, 1 if counts else 0)

    def _close(self, piece: Piece, following: int) -> None:
        least = min(self._least(following), len(self._path) - 2)
        del self._path[least + 1 :]
        node = Node(Level.CLOSING, "wrapup")
        node.add_text(piece.text, piece.line.block)
        self._path[-1].children.append(node)
        self._path.append(node)

    def _loosely(self, piece: Piece, following: int) -> None:
        """In an annex every unnumbered paragraph stands alone, unless it surely goes on."""
        top, depth = self._path[-1], len(self._path) - 1
        if depth and (piece.line.cell and top.number is None):
            top.add_text(piece.text, piece.line.block)
        elif depth and top.text and _continues(top.text, piece.line, True):
            top.add_text(piece.text, piece.line.block)
        elif depth > 1 and following >= depth - self._host and top.number:
            top.add_text(piece.text, piece.line.block)
        elif depth > 1 and starts_low(piece.text):
            self._close(piece, following)
        else:
            del self._path[1:]
            node = Node(Level.PARAGRAPH, "para", text=piece.text, blocks=[piece.line.block])
            self._path[0].children.append(node)
            self._path.append(node)
            self._host = 1 if piece.text[-1:] in ":：" else 0


def _continues(text: str, line: Line, unfinished: bool) -> bool:
    """Whether a line goes on with the text before it: it begins in mid-sentence, or the text has no end yet."""
    if line.cell or not text:
        return False
    if ends_sentence(text) or text[-1] in ",،，" or capitals(text) or text.endswith((", and", "; and", ", or")):
        return False
    return starts_low(line.text)


def _main(line: Line) -> bool:
    """Whether a line is the first of the convention's own headings."""
    return bool(line.heading and (line.heading.article or line.heading.container))


def _plain_run(lines: list[Line]) -> list[Line]:
    run = []
    for line in lines:
        if not line.plain or line.cell:
            break
        run.append(line)
    return run


def _styles_tell(lines: list[Line]) -> bool:
    """Whether a draft sets its headings apart by bold or centred print."""
    striking = sum(map(_striking, lines))
    return 0 < striking < 0.5 * len(lines)


def _striking(line: Line) -> bool:
    style = line.style
    return style.bold or style.centred or style.name.lower().startswith(("heading", "titre", "título", "заголовок"))


def _footnote(text: str, index: int) -> Node:
    mark, _, rest = text.partition(" ")
    numbered = mark.strip("[]().*").isdecimal() or set(mark) <= set("*†‡§")
    number = Number(mark.strip("[]()."), read_number(mark), ()) if numbered else None
    node = Node(Level.FOOTNOTE, "fn", number, mark if numbered else "", text=rest if numbered else text, blocks=[index])
    return node


from treatydiff.numbering import Sequence  # noqa: E402


def read_number(mark: str) -> Sequence:
    """Placeholder."""
    return Sequence.DECIMAL


_ = Form
