"""Builds the tree of a draft from its lines; ``provisions`` freezes it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Sequence as Many

from treatydiff.model import Block, BlockKind, Level, Notice
from treatydiff.structure import preamble
from treatydiff.structure import recitals as numbered_recitals
from treatydiff.structure.article_body import fill, lay_flat, lay_recitals
from treatydiff.structure.depth import Flaw
from treatydiff.structure.headings import CONTAINERS, RANKS, Heading, Rank, ends_sentence, starts_low, words_at_start
from treatydiff.structure.lines import Line, Passed, stretches
from treatydiff.structure.nodes import Growing
from treatydiff.structure.paragraphs import Piece, pieces_of
from treatydiff.structure.remarks import note, tombstone
from treatydiff.structure.titles import habits_of, striking, take_title
from treatydiff.text.languages import Language
from treatydiff.text.lettering import IDEOGRAPHS, WordPattern
from treatydiff.text.numbering import Number, Sequence
from treatydiff.text.regexes import regex


def amended_step(address: str) -> tuple[Level, str]:
    """The level and the step of an identifier of what is said of an article of another act."""
    return Level.AMENDED, "amd_" + re.sub(r"\W+", "-", address).strip("-")


class Assembly:
    """The tree of one draft, built from its lines in one pass."""

    def __init__(self, lines: list[Line], blocks: Many[Block], language: Language) -> None:
        self.nodes: list[Growing] = []
        self.notices: list[Notice] = []
        self._lines = lines
        self._blocks = blocks
        self._language = language
        self._open: list[Growing] = []
        """The annex, parts, chapters, sections and options that are open, outermost first."""
        self._annex: Growing | None = None
        self._last_article: Number | None = None
        self._last_main = _last_article_before_annexes(lines)
        self._habits = habits_of(lines, language)
        self._ranks = _ranks(lines)
        self._depths = {rank.step: rank.depth for rank in self._ranks.values() if rank.level is not Level.ARTICLE}

    def place(self, preamble_at: tuple[int, int] | None) -> None:
        """Put every line in its place; ``preamble_at`` is the range of lines that is the preamble."""
        first = next((place for place, line in enumerate(self._lines) if _main(line)), len(self._lines))
        start, end = preamble_at or (first, first)
        self._front(self._lines[:start])
        self._preamble(self._lines[start:end])
        place = end
        while place < len(self._lines):
            place = self._segment(place)
        if not any(node.level is Level.ARTICLE for root in self.nodes for node in root.walk()):
            self._as_one()
        self.nodes += _footnotes(self._blocks)
        self._tell_what_was_passed_over()

    def _as_one(self) -> None:
        """A text that counts nothing is one unit of unnumbered paragraphs."""
        text = Growing(Level.ARTICLE, "text", word="text")
        lay_flat(text, self._lines)
        self.nodes = [text]

    def _tell_what_was_passed_over(self) -> None:
        """Lines that look like headings and were read as text: the reader should be able to object."""
        for why in Passed:
            passed = [line for line in self._lines if line.passed_over is why]
            if passed:
                shown = ", ".join(f"“{line.text[:40].strip()}”" for line in passed[:3])
                more = f" and {len(passed) - 3} more" if len(passed) > 3 else ""
                page = self._blocks[passed[0].block].origin.page
                self.notices.append(Notice(f"read as {why}, not as headings: {shown}{more}", page))

    # ---------------------------------------------------------------------------------------------- before the articles

    def _front(self, lines: list[Line]) -> None:
        if lines:
            front = Growing(Level.FRONT, "front")
            lay_flat(front, lines)
            self.nodes.append(front)

    def _preamble(self, lines: list[Line]) -> None:
        if not lines:
            return
        node = Growing(Level.PREAMBLE, "preamble")
        if heading := lines[0].heading:
            node.printed, node.blocks = heading.printed, [lines[0].block]
            lines = [lines[0].with_text(heading.rest), *lines[1:]] if heading.rest else lines[1:]
        recitals = [part for line in lines for part in self._recitals(line)]
        if recitals and preamble.opens(recitals[0].text, self._language):
            node.add_text(recitals[0].text, recitals[0].block)
            recitals = recitals[1:]
        if not numbered_recitals.lay(node, recitals, self._language):
            lay_recitals(node, recitals, self._language)
        if node.children and preamble.closes(node.children[-1].text, self._language):
            node.children[-1].level, node.children[-1].step = Level.CLOSING, "wrapup"
        self.nodes.append(node)

    def _recitals(self, line: Line) -> Iterator[Line]:
        if line.cell or line.marker:
            yield line
            return
        for text in preamble.recitals(line.text, self._language):
            yield line.with_text(text)

    # ------------------------------------------------------------------------------------------ from heading to heading

    def _segment(self, start: int) -> int:
        """Place the lines from one heading to the next; returns where the next begins."""
        closing = self._is_testimonium(start)
        end = start + 1
        while end < len(self._lines) and not self._begins_segment(end, closing):
            end += 1
        line, body = self._lines[start], self._lines[start + 1 : end]
        if line.heading is None or line.heading.kind == "preamble":
            self._outside(self._lines[start:end], closing=closing)
        elif line.heading.article:
            self._article(line.heading, line, body, end)
        elif line.heading.kind == "annex":
            self._open_annex(line.heading, line, body, end)
        else:
            self._container(line.heading, line, body, end)
        return end

    def _begins_segment(self, place: int, closing: bool) -> bool:
        heading = self._lines[place].heading
        if heading:
            return heading.kind != "option" or self._holds_articles(place)
        return not closing and self._is_testimonium(place)

    def _holds_articles(self, place: int) -> bool:
        """``OPTION I`` right before an article is one of several groups of articles."""
        heading = self._lines[place].heading
        following = self._lines[place + 1].heading if place + 1 < len(self._lines) else None
        alone = heading is not None and (not heading.rest or not heading.separated)
        return bool(alone and following and (following.article or following.container))

    def _is_testimonium(self, place: int) -> bool:
        """Whether these are the words after the last article, with nothing but annexes behind them."""
        line = self._lines[place]
        if place < self._last_main or not line.plain or self._annex is not None:
            return False
        return any(words_at_start(line.text, self._language.sentences.testimonium))

    def _article(self, heading: Heading, line: Line, body: list[Line], end: int) -> None:
        self._leave_false_annex(heading)
        if self._annex is None:
            self._last_article = heading.number
        node = self._opened(heading, line)
        body = take_title(node, heading, line, body, self._language, self._habits)
        body, subheading = self._subheading(body, end)
        amended = next((at for at, each in enumerate(body) if each.amended and each.amended.says), len(body))
        self._paragraphs(node, body[:amended], loose=False)
        self._amendments(node, body[amended:])
        self._open_subheading(subheading)

    def _amendments(self, article: Growing, body: list[Line]) -> None:
        """What an article says of the articles of another act, each under the number it has there."""
        opens = [at for at, line in enumerate(body) if line.amended and (line.amended.address or line.amended.marker)]
        for start, end in stretches(sorted({*opens, *range(min(1, len(body)))}), len(body)):
            self._amendment(article, body[start], body[start + 1 : end])

    def _amendment(self, article: Growing, line: Line, rest: list[Line]) -> None:
        """One point and what is quoted in it, or an article that is quoted as a whole."""
        about = line.amended
        if about is None:
            return
        node = Growing(*amended_step(about.address) if about.address else (Level.PARAGRAPH, "para"))
        if about.address:
            node.number = Number(about.address, Sequence.BULLET, ())
        elif about.marker:
            node.number = about.marker.numbers[0]
        article.children.append(node)
        if about.heading:
            node.printed = about.heading.printed
            node.add_block(line.block)
            rest = take_title(node, about.heading, line, rest, self._language, self._habits)
            self._paragraphs(node, rest, loose=False, tell=False)
            return
        node.printed = about.marker.printed if about.marker else ""
        node.add_text(line.text[about.marker.end :].strip() if about.marker else line.text, line.block)
        self._instructions(node, rest)

    def _instructions(self, node: Growing, lines: list[Line]) -> None:
        """What is to be done to an article, and below each instruction the text that it quotes.

        Where instructions and quotations are so mixed up that this would change their order, one after the other.
        """
        before = list(node.parts), list(node.blocks), node.note
        self._by_instruction(node, lines)
        printed = [block for inner in node.walk() for block in inner.blocks]
        if printed != sorted(printed):
            node.parts, node.blocks, node.note = before
            node.children = []
            self._paragraphs(node, lines, loose=True, tell=False)

    def _by_instruction(self, node: Growing, lines: list[Line]) -> None:
        told = [line for line in lines if not (line.amended and line.amended.quoted)]
        self._paragraphs(node, told, loose=True)
        holders = {block: inner for inner in node.walk() for block in inner.blocks}
        run: list[Line] = []
        holder = node
        for line in lines:
            if line.amended and line.amended.quoted:
                run.append(line)
                continue
            self._quoted(holder, run)
            holder, run = holders.get(line.block, node), []
        self._quoted(holder, run)

    def _quoted(self, holder: Growing, lines: list[Line]) -> None:
        """Text of another act below the instruction that quotes it, in the order printed."""
        if lines:
            self._paragraphs(holder, lines, loose=True, tell=False)
            holder.children.sort(key=lambda child: child.blocks[:1])

    def _container(self, heading: Heading, line: Line, body: list[Line], end: int) -> None:
        """A part, chapter, section, or an option that holds articles."""
        node = self._opened(heading, line)
        self._open.append(node)
        body = take_title(node, heading, line, body, self._language, self._habits)
        body, subheading = self._subheading(body, end)
        if body and self._annex:  # its numbers may go on from section to section
            self._paragraphs(node, body, loose=True, tell=False)
        elif body:
            self._outside(body)
        self._open_subheading(subheading)

    def _open_annex(self, heading: Heading, line: Line, body: list[Line], end: int) -> None:
        node = self._opened(heading, line)
        self._annex = node
        self._open = [node]
        body = take_title(node, heading, line, body, self._language, self._habits)
        body, subheading = self._subheading(body, end)
        self._paragraphs(node, body, loose=True)
        self._open_subheading(subheading)

    def _opened(self, heading: Heading, line: Line) -> Growing:
        """A node for a heading, in its place; what stands at its depth or deeper is closed."""
        rank = self._ranks[heading.kind]
        self._close_down_to(rank.depth)
        node = Growing(rank.level, rank.step, heading.number, heading.printed, word=_word(heading), blocks=[line.block])
        (self._open[-1].children if self._open else self.nodes).append(node)
        return node

    def _close_down_to(self, depth: int) -> None:
        while self._open and self._depths[self._open[-1].step] >= depth:
            self._open.pop()

    def _leave_false_annex(self, heading: Heading) -> None:
        """Articles that go on counting after an "annex" show that it was none: what it holds stays where it is."""
        annex, number = self._annex, heading.number
        if annex is None or number is None or self._last_article is None or number.first:
            return
        if number.succeeds(self._last_article) and not any(node.level is Level.ARTICLE for node in annex.walk()):
            self._annex, self._open = None, []
            self._notice(
                f"“{annex.printed}” stands between articles: the articles after it are not read as its own", annex
            )

    def _outside(self, lines: list[Line], *, closing: bool = False) -> None:
        """Text that stands in no article: the words after the last one, or what could not be placed."""
        if closing:
            node = Growing(Level.CLOSING, "conclusions")
            for line in lines:
                node.add_text(line.text, line.block)
            self._open = []
            self.nodes.append(node)
            return
        holder = self._open[-1] if self._open else Growing(Level.FRONT, "front")
        if not self._open:
            self.nodes.append(holder)
        lay_flat(holder, lines)
        self._notice(f"text outside the articles: “{lines[0].text[:60]}”", holder)

    # ------------------------------------------------------------------------------------------------------ subheadings

    def _subheading(self, body: list[Line], end: int) -> tuple[list[Line], Line | None]:
        """An unnumbered heading over the next article, printed below the last one: ``Composition``."""
        following = self._lines[end].heading if end < len(self._lines) else None
        if not body or not following or not (following.article or following.container):
            return body, None
        if not self._looks_like_subheading(body[-1]) or (len(body) > 1 and not ends_sentence(body[-2].text)):
            return body, None
        return body[:-1], body[-1]

    def _looks_like_subheading(self, line: Line) -> bool:
        text = line.text
        if (
            not text
            or not line.plain
            or line.cell
            or len(text) > 120
            or ends_sentence(text)
            or text.endswith((",", "،", "、", "，"))
            or starts_low(text)
        ):
            return False
        if self._habits.styled and not striking(line) and not text.isupper():
            return False
        return bool(_WORD.search(text)) and not tombstone(text, self._language) and not note(text, self._language)

    def _open_subheading(self, line: Line | None) -> None:
        if line:
            self._close_down_to(self._ranks["subsection"].depth)
            node = Growing(Level.SECTION, "subsec", heading=line.text, blocks=[line.block])
            (self._open[-1].children if self._open else self.nodes).append(node)
            self._open.append(node)

    # ------------------------------------------------------------------------------------------------------- paragraphs

    def _paragraphs(self, base: Growing, body: list[Line], *, loose: bool, tell: bool = True) -> None:
        """Put lines into a provision; ``tell`` what is odd about their numbers: a quotation may begin with any."""
        pieces = pieces_of(body, self._language)
        fill(base, pieces, self._language, loose=loose)
        flaws = [flaw for piece in pieces if tell and (flaw := _flaw(piece))]
        if flaws:
            more = f"; and {len(flaws) - 3} more" if len(flaws) > 3 else ""
            self._notice(f"{base.printed.strip('[].: ')}: {'; '.join(flaws[:3])}{more}", base)

    def _notice(self, message: str, node: Growing) -> None:
        page = self._blocks[node.blocks[0]].origin.page if node.blocks else None
        self.notices.append(Notice(message, page))


def _word(heading: Heading) -> str:
    """What a text calls a unit that is no article, in small letters."""
    if heading.kind not in ("rule", "principle", "provision") or heading.word:
        return heading.word
    return next(iter(re.findall(r"[^\W\d_]+(?: [^\W\d_]+)?(?=\s)", heading.printed)), "").lower()


_WORD = WordPattern(rf"[^\W\d_]{{3}}|[{IDEOGRAPHS}]{{2}}")


def _flaw(piece: Piece) -> str:
    place = piece.place
    if place is None or place.flaw is None:
        return ""
    number = place.number.printed
    after = f" follows {place.previous.printed}" if place.previous else ""
    return {
        Flaw.GAP: f"paragraph {number}{after or ' is the first'}, something before it is missing",
        Flaw.REPEAT: f"paragraph {number} is printed twice",
        Flaw.BACK: f"paragraph {number}{after}, the numbering starts again",
    }[place.flaw]


def _last_article_before_annexes(lines: list[Line]) -> int:
    """Where the last article of the convention itself begins; annexes may have articles of their own."""
    last = 0
    for place, line in enumerate(lines):
        if line.heading and line.heading.article:
            last = place
        elif line.heading and line.heading.kind == "annex" and last:
            break
    return last


def _ranks(lines: list[Line]) -> dict[str, Rank]:
    """The ranks of headings in a draft: what appears first holds what appears later.

    A title is above a chapter in one convention and below a section in another.
    """
    met: dict[str, None] = {}
    for line in lines:
        if line.heading and line.heading.kind == "annex" and met:
            break
        if line.heading and line.heading.container:
            met[line.heading.kind] = None
    order = [*met, *(kind for kind in RANKS if kind in CONTAINERS and kind not in met)]
    ranks = {kind: RANKS[kind]._replace(depth=depth) for depth, kind in enumerate(order, 1)}
    if order.index("title") > order.index("section"):
        ranks["title"] = ranks["title"]._replace(level=Level.SECTION)
    return {**RANKS, **ranks}


def _main(line: Line) -> bool:
    """Whether a line is one of the convention's own headings, which open it."""
    return bool(line.heading and (line.heading.article or line.heading.container))


_MARK = regex(r"(?P<mark>\[?\(?(?P<number>\d{1,4}|[*†‡§]{1,4})\)?\]?[.:]?)\s+(?=\S)")


def _footnotes(blocks: Many[Block]) -> Iterator[Growing]:
    for index, block in enumerate(blocks):
        text = " ".join(f"{block.number} {block.text}".split())
        if block.kind is not BlockKind.FOOTNOTE or not text:
            continue
        node = Growing(Level.FOOTNOTE, "fn")
        if found := _MARK.match(text):
            sequence = Sequence.DECIMAL if found["number"].isdecimal() else Sequence.BULLET
            path = (int(found["number"]),) if found["number"].isdecimal() else ()
            node.number = Number(found["number"], sequence, path)
            node.printed, text = found["mark"], text[found.end() :]
        node.add_text(text, index)
        yield node
