"""Web pages (.html): the paragraphs that a browser shows, with the numbers of ordered lists.

lxml parses what libxml2 makes of any HTML; nothing is fetched and no script is run. Left out and said in a notice: what
a browser does not show, what it shows in fields, drawings and frames, navigation, headers and footers of the page,
marks that lead to footnotes. Style sheets are not applied; what those inside the page hide or add is said.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256

from lxml import etree, html

from treatydiff.errors import ReadError
from treatydiff.model import Block, BlockKind, Notice, Origin, Reading, Style, TableCell
from treatydiff.readers import MAX_CHARACTERS, ReadOptions, furniture, struck
from treatydiff.readers.grids import Grid
from treatydiff.readers.html.sheets import HIDES, LEVELS, REORDERS, TURNS, added, is_told, paints, plain, told
from treatydiff.readers.marks import UNTOLD
from treatydiff.readers.text import decode
from treatydiff.text.lettering import single_blanks
from treatydiff.text.off_line import marked, settled
from treatydiff.text.regexes import regex

_SILENT = frozenset("script style head template noscript noframes noembed datalist canvas audio video rp frame".split())
_BESIDE = frozenset("select button input textarea svg math iframe object rt meter progress img marquee".split())
"""What a browser shows and is no text of a draft: it is told with its words."""
_SHUT = frozenset({"details", "dialog"})
"""What a browser shows only once it is opened."""
_APART = frozenset({"nav", "header", "footer", "aside"})
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em embed font i img ins kbd label mark picture q s samp small"
    " source span strike strong sub sup time tt u var wbr".split()
)
_STRUCK = frozenset({"del", "s", "strike"})
_BOLD, _ITALIC = frozenset({"b", "strong", "th"}), frozenset({"i", "em"})
_HEADING_TAG = regex(r"h([1-6])")
_UNSEEN = regex(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|(?:opacity|font-size)\s*:\s*(?:0?\.)?0+(?![.\d])",
    re.IGNORECASE,
)
_WHITE = regex(r"(?:^|[;\s])color\s*:\s*(?:white|#f[\da-f]f[\da-f]f[\da-f]|#fff|rgba?\(\s*25\d\D+25\d\D+25\d)\b", re.I)
_WRITES = regex(
    r"(?:document\.write|\.(?:innerHTML|innerText|textContent|nodeValue|insertAdjacent\w*|append|fillText))[^\n]{0,80}"
)
_BACKED = regex(r"background", re.IGNORECASE)
_THROUGH = regex(r"text-decoration[^;]*line-through", re.IGNORECASE)
_CENTRED = regex(r"text-align\s*:\s*center", re.IGNORECASE)
_TAG = regex(rb"<\s*(?:!doctype|html|body|head|p|div|h[1-6]|table|ol|ul|span|br)\b", re.IGNORECASE)
_DEEP = 200
"""Elements inside each other; a page has a few dozen."""
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


class _TooDeepError(Exception):
    """More elements inside each other than a page has; the parser leaves out what is inside."""


@dataclass(frozen=True, slots=True)
class _Manner:
    """How text is shown, by the elements around it."""

    bold: bool = False
    italic: bool = False
    struck: bool = False
    centred: bool = False
    heading: str = ""
    cell: TableCell | None = None
    kept: bool = False
    """Whether its line breaks count (``pre``)."""
    level: str = ""
    """Whether it stands above or below the line."""


@dataclass(slots=True)
class _Gathered:
    """A paragraph while its text is gathered."""

    pieces: list[tuple[str, _Manner]] = field(default_factory=list)
    number: str = ""
    note: str = ""
    """The mark of the footnote that it is."""
    pictures: list[str] = field(default_factory=list)
    """Those that stand in it, as ``_picture`` names them."""


def read(data: bytes, name: str, options: ReadOptions) -> Reading:
    """The paragraphs of a page. Raises ReadError."""
    if not _TAG.search(data):
        raise ReadError(f"{name}: no HTML in it", "give a text file the suffix .txt")
    try:
        page = _WebPage(_parsed(data, name), options)
    except _TooDeepError as error:
        raise ReadError(f"{name}: nested too deeply", "save the page again from a browser") from error
    lines = [block.text for block in page.blocks]
    printed, matter = furniture.cover(lines), furniture.cover_lines(lines)
    notices = list(page.notices())
    if matter:
        aside = tuple(lines[place] for place in sorted(matter))
        notices.append(Notice("lines of the cover set aside: symbol, date, language", set_aside=aside))
    kept = tuple(block for place, block in enumerate(page.blocks) if place not in matter)
    return Reading(kept, printed.symbol, printed.date, printed.language, page.title, None, tuple(notices))


def _parsed(data: bytes, name: str) -> etree._Element:
    declared = re.search(rb"charset\s*=", data[:2048], re.IGNORECASE)
    source: bytes | str = data if declared else re.sub(r"^\s*<\?xml[^>]*\?>", "", decode(data, name)[0])
    try:
        root = html.document_fromstring(source, parser=html.HTMLParser(no_network=True, huge_tree=False))
    except (etree.LxmlError, ValueError, LookupError) as error:
        raise ReadError(f"{name}: HTML that cannot be read ({error})", "save the page again from a browser") from error
    if sum(len(text) for text in root.itertext()) > MAX_CHARACTERS:
        raise ReadError(f"{name}: more than {MAX_CHARACTERS:,} characters", "is this a draft convention?")
    return root


class _WebPage:
    """Walks a page; the blocks are in ``blocks``."""

    def __init__(self, root: etree._Element, options: ReadOptions) -> None:
        self.blocks: list[Block] = []
        title = root.find(".//title")
        self.title = "" if title is None else _words(title)
        self._drops = options.struck == struck.DROP
        self._untold = options.struck.startswith(struck.FORMER)
        self._drops |= self._untold
        self._how = struck.DROP if self._untold else options.struck
        self._open = _Gathered()
        self._unseen: list[str] = []
        self._beside: list[str] = []
        self._drawn: list[str] = []
        self._pictures: list[str] = []
        self._doubtful: list[str] = []
        self._turned: list[str] = []
        self._moved: list[str] = []
        self._added: list[str] = []
        self._painted = paints(root)
        by_sheets = [*told(root)]
        self._sheets = tuple(dict.fromkeys((words, how) for _, words, how in by_sheets))
        self._levels = {element: how for element, _, how in by_sheets if how in LEVELS}
        self._leads = [said for each in root.iter("meta") if (said := _leads_away(each))]
        self._scripts = [found[0] for script in _scripts(root) if (found := _WRITES.search(script))]
        self._furniture: list[str] = []
        self._marks: list[str] = []
        self._struck: list[str] = []
        self._notes = dict(_notes(root))
        self._tables, self._grid = 0, Grid(0)
        body = root.find(".//body")
        self._walk(root if body is None else body, _Manner(), 0)
        self._close()
        self.blocks.sort(key=lambda block: block.kind is BlockKind.FOOTNOTE)

    def notices(self) -> Iterator[Notice]:
        """What was set aside."""
        for message, words, unseen in (
            ("navigation, headers and footers of the page set aside", self._furniture, False),
            ("text that a browser does not show set aside", self._unseen, True),
            ("marks that lead to footnotes taken out of the text", self._marks, False),
            ("shown by a browser in a field, a drawing or a frame, and not read", self._beside, True),
            ("pictures among the words of a paragraph, not read", self._drawn, True),
            ("pictures between paragraphs, not read", self._pictures, False),
            ("read, though a browser may not show it", self._doubtful, True),
            ("read, though a browser shows it backwards", [*self._turned, *self._of_sheets("turns")], True),
            ("read, though a style sheet of the page may hide it", self._of_sheets("hides"), True),
            ("read, though a style sheet of the page may strike it out", self._of_sheets("strikes"), True),
            ("read, though a browser may show it in another order", [*self._of_sheets("reorders"), *self._moved], True),
            ("added by a style sheet of the page, and not read", [*self._of_sheets("adds"), *self._added], True),
            ("the page leads to another one by itself, which was not read", self._leads, True),
            ("a script of the page writes words into it, and was not run", self._scripts, True),
        ):
            if words:
                more = f": {struck.quoted(words[0])}" if unseen else ""
                yield Notice(f"{message}{more}", set_aside=tuple(words), unseen=unseen)
        if self._untold:
            yield Notice(f"{UNTOLD} in a web page: read as it is")
        yield from struck.notices(self._struck, self._how)

    def _of_sheets(self, how: str) -> list[str]:
        return [words for words, found in self._sheets if found == how]

    # ------------------------------------------------------------------------------------------------------- elements

    def _walk(self, element: etree._Element, manner: _Manner, depth: int) -> None:
        """Reads what an element holds, and leaves what follows it to its parent."""
        self._text(element.text, manner)
        count = _counter(element)
        for child in element:
            if depth >= _DEEP:
                raise _TooDeepError
            if isinstance(child.tag, str):
                self._element(child, manner, next(count) if child.tag == "li" else "", depth)
            self._text(child.tail, manner)

    def _element(self, element: etree._Element, outer: _Manner, number: str, depth: int) -> None:
        tag, look = element.tag, plain(element.get("style", ""))
        note = self._notes.get(element.get("id") or element.get("name") or "", "")
        if tag == "template" and element.get("shadowrootmode"):
            self._beside += filter(None, [_words(element)])
        if tag == "embed":  # what the parser puts inside of it stands behind it
            self._beside += filter(None, [element.get("src", "")[:_SOURCE]])
        if tag in ("video", "object", "frame"):
            self._beside += filter(None, [_picture(element.get(name, "")) for name in ("poster", "src")])
        if tag in _SILENT:
            return
        if tag == "img":
            self._open.pictures += filter(
                None, [" ".join(dict.fromkeys(filter(None, map(_picture, _sources(element)))))]
            )
        if tag in _BESIDE:
            self._beside += filter(None, [_beside(element)])
            return
        self._doubt(element, look)
        self._added += filter(None, [added(look)])
        if any(element.get(name) is not None for name in ("hidden", "popover")) or _UNSEEN.search(look):
            self._unseen += filter(None, [_words(element)])
        elif tag in _APART or (tag == "div" and element.get("title") in ("header", "footer")):  # LibreOffice's
            self._close()
            self._furniture += filter(None, [_words(element)])
        elif tag == "sup" and _leads_to_note(element):
            self._marks += filter(None, [_words(element)])
        elif tag == "br":
            self._open.pieces.append(("\n", outer))
        elif tag in _INLINE and note:
            self._open.note = note
            self._walk(element, self._shown(element, outer), depth + 1)
        elif tag in _INLINE:
            self._walk(element, self._shown(element, outer), depth + 1)
        else:
            self._close()
            self._open.number, self._open.note = number, note
            self._walk(element, self._placed(element, self._shown(element, outer)), depth + 1)
            self._close()

    def _doubt(self, element: etree._Element, look: str) -> None:
        """Notes what is read though a browser may show it otherwise."""
        white = _WHITE.search(look) or element.get("color", "").lower() in ("white", "#fff", "#ffffff")
        shut = element.tag in _SHUT and element.get("open") is None
        if (
            (white and not _is_backed(element, self._painted))
            or shut
            or (HIDES.search(look) and not _UNSEEN.search(look))
        ):
            self._doubtful += filter(None, [_words(element)])
        if (element.tag == "bdo" or TURNS.search(look)) and is_told(words := _words(element), "turns"):
            self._turned.append(words)
        if REORDERS.search(look):
            self._moved += filter(None, [_words(element)])

    def _placed(self, element: etree._Element, manner: _Manner) -> _Manner:
        """The manner of what stands in a cell; a table inside a cell is part of that cell."""
        if manner.cell is None and element.tag == "table":
            self._tables += 1
            self._grid = Grid(self._tables - 1)
        elif manner.cell is None and element.tag == "tr":
            self._grid.row()
        elif manner.cell is None and element.tag in ("td", "th"):
            spans = (_whole(element.get(name), 1) for name in ("colspan", "rowspan"))
            return replace(manner, cell=self._grid.cell(*spans))
        return manner

    def _shown(self, element: etree._Element, outer: _Manner) -> _Manner:
        tag, look = element.tag, plain(element.get("style", ""))
        heading, aligned = _HEADING_TAG.fullmatch(tag), element.get("align", "").lower()
        return _Manner(
            outer.bold or tag in _BOLD or heading is not None,
            outer.italic or tag in _ITALIC,
            outer.struck or tag in _STRUCK or bool(_THROUGH.search(look)),
            outer.centred or tag == "center" or aligned == "center" or bool(_CENTRED.search(look)),
            f"Heading {heading[1]}" if heading else outer.heading,
            outer.cell,
            outer.kept or tag == "pre",
            _level(element, look) or self._levels.get(element, outer.level),
        )

    def _text(self, text: str | None, manner: _Manner) -> None:
        if text:
            self._open.pieces.append((text if manner.kept else single_blanks(f"|{text}|")[1:-1], manner))

    def _close(self) -> None:
        """Ends the paragraph, if there is one; one that is empty leaves its number to the next."""
        pieces, number, note = self._open.pieces, self._open.number, self._open.note
        if not any(text.strip() for text, _ in pieces):
            self._pictures += self._open.pictures
            self._open.pieces, self._open.pictures = [], []
            return
        self._drawn += self._open.pictures
        self._open = _Gathered()
        kept = self._kept(pieces)
        text = "\n".join(filter(None, map(single_blanks, kept.split("\n"))))
        if text:
            shown: Counter[_Manner] = Counter()
            for piece, how in pieces:
                shown[how] += len(piece)
            manner = max((how for piece, how in pieces if piece.strip()), key=shown.__getitem__)
            kind = BlockKind.CELL if manner.cell else BlockKind.BODY
            if note:
                kind, number, text = BlockKind.FOOTNOTE, note, text.removeprefix(note).lstrip(" .)\n")
            style = Style(manner.bold, manner.italic, manner.centred, name=manner.heading)
            origin = Origin(index=len(self.blocks), cell=manner.cell)
            self.blocks.append(Block(text, number, kind, style, origin))

    def _kept(self, pieces: list[tuple[str, _Manner]]) -> str:
        """The text of a paragraph, without what is struck where that is to go."""
        text, gone = "", ""
        for piece, manner in pieces:
            if manner.struck and piece.strip():
                self._struck.append(piece)
            piece = marked(piece, manner.level)
            if manner.struck and self._drops:
                gone += piece
            else:
                text = text + piece if not gone else text + struck.joined(text[-1:], gone, piece)[len(text[-1:]) :]
                gone = ""
        return settled(text)


def _scripts(root: etree._Element) -> Iterator[str]:
    """What a page would run: its scripts, and what its elements say is to be done on an event."""
    for element in root.iter(etree.Element):
        if element.tag == "script":
            yield str(element.text or "")
        yield from (str(value) for name, value in element.attrib.items() if str(name).startswith("on"))


def _beside(element: etree._Element) -> str:
    """What a field, a drawing or a frame shows; of a list the entry that is chosen."""
    if element.tag == "input" and element.get("type", "").lower() == "hidden":
        return ""
    if element.tag == "select":
        options = list(element.iter("option"))
        chosen = [o for o in options if o.get("selected") is not None] or options[:1]
        groups = [group.get("label", "") for group in element.iter("optgroup")]
        return " ".join([*groups, *(option.get("label") or _words(option) for option in chosen)])
    names = ("value", "placeholder", "alt", "srcdoc", "label", *_LEADS.get(str(element.tag), ()))
    said = [element.get(name, "")[:_SOURCE] for name in names]
    if element.tag == "svg" and next(element.iter(*_SHAPES), None) is not None:  # which may be letters
        said.append(f"drawing {sha256(etree.tostring(element, with_tail=False)).hexdigest()[:16]}")
    return " ".join(" ".join(filter(None, (_words(element), *said))).split())


_LEADS = {"object": ("data",), "iframe": ("src",), "input": ("src",)}
"""Attributes of what shows another file."""
_SHAPES = ("path", "image", "use", "polygon", "polyline", "line", "rect", "circle", "ellipse", "foreignobject")


def _sources(image: etree._Element) -> Iterator[str]:
    """Every address from which a browser may take a picture."""
    others = (source for holder in image.iterancestors("picture") for source in holder.iter("source"))
    for element in (image, *others):
        yield from (element.get(name, "") for name in ("src", "srcset"))


def _picture(source: str) -> str:
    """A picture by its address; one that stands in the page by a sum of it, so that another one is told from it."""
    source = source.strip()
    return f"picture {sha256(source.encode()).hexdigest()[:16]}" if source.startswith("data:") else source[:_SOURCE]


def _leads_away(meta: etree._Element) -> str:
    """Where a page leads by itself after some seconds, without anybody's doing."""
    content = meta.get("content", "")
    return content[:_SOURCE] if meta.get("http-equiv", "").strip().lower() == "refresh" and "=" in content else ""


_SOURCE = 2_000
"""Characters of what an attribute shows."""


def _is_backed(element: etree._Element, painted: bool) -> bool:
    """Whether something around an element may lay a colour behind it; a sheet only if any is ``painted``."""
    around = (element, *element.iterancestors())
    return any(
        _BACKED.search(each.get("style", "")) or each.get("bgcolor") or (painted and each.get("class"))
        for each in around
    )


def _words(element: etree._Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


def _level(element: etree._Element, look: str) -> str:
    own = next((level for level, says in LEVELS.items() if says.search(look)), "")
    return own or (str(element.tag) if element.tag in LEVELS else "")


def _notes(root: etree._Element) -> Iterator[tuple[str, str]]:
    """The names of the places in the page to which raised marks lead, and the marks."""
    for mark in root.iter("sup"):
        if _leads_to_note(mark):
            links = [*mark.iter("a"), *mark.iterancestors("a")]
            yield from ((link.get("href", "")[1:], _words(mark)) for link in links)


def _leads_to_note(element: etree._Element) -> bool:
    """Whether a raised mark is a link inside the page."""
    links = [element, *element.iter("a"), *element.iterancestors("a")]
    return any(link.get("href", "").startswith("#") for link in links)


def _counter(element: etree._Element) -> Iterator[str]:
    """The numbers that a browser prints before the items of a list; empty where it prints none."""
    ordered = element.tag == "ol" and "list-style-type:none" not in element.get("style", "").replace(" ", "")
    items = [child for child in element if child.tag == "li"]
    step = 1 if element.get("reversed") is None else -1
    count = _whole(element.get("start"), 1 if step == 1 else len(items)) - step
    for item in items:
        count = _whole(item.get("value"), count + step)
        yield f"{_written(count, element.get('type', '1'))}." if ordered else ""


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text is not None and re.fullmatch(r"-?\d{1,6}", text.strip()) else otherwise


def _written(number: int, form: str) -> str:
    if form in "aA" and 0 < number <= 26:
        return chr(ord(form) + number - 1)
    if form in "iI" and 0 < number < 4000:
        said, rest = "", number
        for value, letters in _ROMAN:
            said, rest = said + letters * (rest // value), rest % value
        return said.upper() if form == "I" else said
    return str(number)
