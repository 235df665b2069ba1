"""Constructs that Word shows differently from the text of their runs: each is reported with its words.

A run of text is what is read. But a content control can be bound to a value kept elsewhere, a drawing holds letters of
its own, a choice between two contents is made by who opens the file, and some elements show words that stand nowhere.
``TABLE`` is the list, made by going through the elements of ISO/IEC 29500-1 and those that Word added.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from unicodedata import combining

from lxml import etree

from treatydiff.model import Notice
from treatydiff.ooxml.active import fields
from treatydiff.ooxml.container import Package
from treatydiff.ooxml.xml import MC, VAL, M, R, W, number_of, says_on, text_within, val_of
from treatydiff.readers.docx import drawings, sight
from treatydiff.readers.docx.sight import is_picture_font
from treatydiff.readers.docx.strange import (
    OFFICE,
    W14,
    W15,
    WP,
    A,
    Look,
    Strange,
    V,
    forget,
    is_among_words,
    words_around,
)
from treatydiff.readers.struck import quoted
from treatydiff.text.regexes import regex

_KNOWN = ("http://schemas.microsoft.com/office/", "http://schemas.openxmlformats.org/", "http://purl.oclc.org/ooxml/")
"""Beginnings of the names of what Word understands; of any other name it shows nothing."""
_MICROSOFT = ("urn:schemas-microsoft-com:", "http://www.w3.org/", "http://schemas.microsoft.com/ink/")


def strange(package: Package) -> dict[str, tuple[str, ...]]:
    """The words of a file that Word shows otherwise than they were read, by what is to be said of them.

    Notes are looked at also where nothing refers to them, for what parts them from the text.
    """
    found: dict[str, dict[str, None]] = {}
    seen: set[Strange] = set()
    for root in (package.document(), *_roots(package, "footnotes", "endnotes")):
        for element in root.iter(*TABLE):
            for one in TABLE[str(element.tag)](element, package):
                if one not in seen:  # of a paragraph with thousands of drawings the same words each time
                    seen.add(one)
                    found.setdefault(one.what, {})[" ".join(one.words.split())] = None
        for one in _fields(root, _sets_anew(package)):
            found.setdefault(one.what, {})[one.words] = None
        for one in _of_nobody(root, package):
            found.setdefault(one.what, {})[one.words] = None
    forget()
    for one in (*drawings.parts(package), *_elsewhere(package)):
        found.setdefault(one.what, {})[one.words] = None
    return {what: said for what, words in found.items() if (said := tuple(filter(None, words)))}


def _elsewhere(package: Package) -> Iterator[Strange]:
    """What other parts than the text make its page show: pictures before the items of lists, frames of other files."""
    relations = {relation.kind: relation.target for relation in package.relations(package.main)}
    for bullet in (each for root in _roots(package, "numbering") for each in root.iter(f"{W}numPicBullet")):
        for image in bullet.iter(f"{V}imagedata", f"{A}blip"):
            yield Strange("pictures before the items of lists, not read", _sum(image, package, relations["numbering"]))
    for frame in (each for root in _roots(package, "webSettings") for each in root.iter(f"{W}sourceFileName")):
        leads = {relation.id: relation.target for relation in package.relations(relations["webSettings"])}
        yield Strange("words of another file, shown here and not read", leads.get(frame.get(f"{R}id", ""), "a frame"))


def _roots(package: Package, *kinds: str) -> list[etree._Element]:
    """The roots of the parts that the text leads to by relations of some kinds, each once."""
    relations = package.relations(package.main)
    parts = dict.fromkeys(r.target for r in relations if r.kind in kinds and not r.external and r.target)
    return [root for part in parts if (root := package.optional(part)) is not None]


def notices(package: Package) -> Iterator[Notice]:
    """What Word shows otherwise, and what it shows beside the text."""
    for what, said in strange(package).items():
        yield Notice(f"{what}: {'; '.join(map(quoted, said[:3]))}", set_aside=said, unseen=True)
    if comments := _comments(package):
        yield Notice(f"comments in the margin, not read: {quoted(comments[0])}", set_aside=comments, of_file=True)
    margins = _roots(package, "header", "footer")
    drawn = dict.fromkeys(path.get("string", "").strip() for root in margins for path in root.iter(f"{V}textpath"))
    if art := tuple(filter(None, drawn)):
        yield Notice(f"words drawn on each page, not read: {quoted(art[0])}", set_aside=art)
    if fonts := _own_fonts(package):
        message = f"brings fonts of its own, whose letters may look like any others: {', '.join(fonts)}"
        yield Notice(message, of_file=True)


# ----------------------------------------------------------------------------------------------------- bound controls

_STEP = regex(r"/(?:(?P<prefix>[\w.-]+):)?(?P<name>[\w.-]+)(?:\[(?P<at>\d{1,4})\])?")
_PREFIX = regex(r"xmlns(?::([\w.-]+))?\s*=\s*(['\"])(.*?)\2")
_CORE = {
    "{6C3C8BC8-F283-45AE-878A-BAB7291924A1}": "docprops/core.xml",
    "{6668398D-A668-4E3E-A5EB-62B293D839F1}": "docprops/app.xml",
}
"""The numbers that Word gives to properties of the file."""
BOUND = "a content control that takes its words from elsewhere in the file shows others than were read"
UNSURE = "a content control takes its words from elsewhere in the file, and what it shows cannot be told"


def _bound(binding: etree._Element, package: Package) -> Iterator[Strange]:
    """A content control that is bound: Word puts the bound value in the place of what is stored (17.5.2.6)."""
    control = next(binding.iterancestors(f"{W}sdt"), None)
    content = None if control is None else control.find(f"{W}sdtContent")
    if content is None:
        return
    stored = " ".join(text_within(content).split())
    value = _value(binding, package)
    if value is None:
        yield Strange(UNSURE, stored)
    elif " ".join(value.split()) not in ("", stored):
        yield Strange(BOUND, f"{' '.join(value.split())} (read: {stored})")


def _value(binding: etree._Element, package: Package) -> str | None:
    """What a binding leads to; empty where it leads to nothing, None where nobody can say without a whole XPath."""
    said = {str(etree.QName(name).localname): str(value) for name, value in binding.attrib.items()}
    store = said.get("storeItemID", "")
    prefixes = {name: space for name, _, space in _PREFIX.findall(said.get("prefixMappings", ""))}
    path = said.get("xpath", "").strip()
    attribute = re.fullmatch(r"(.*)/@([\w.-]+)", path)
    steps = list(_STEP.finditer(attribute[1] if attribute else path))
    if not steps or "".join(step[0] for step in steps) != (attribute[1] if attribute else path):
        return None if path else ""
    for root in _stores(store, package):
        element = _walked(root, steps, prefixes)
        if element is not None:
            return element.get(attribute[2], "") if attribute else "".join(map(str, element.itertext()))
    return ""


def _walked(root: etree._Element, steps: list[re.Match[str]], prefixes: dict[str, str]) -> etree._Element | None:
    found: list[etree._Element] = [root]
    for number, step in enumerate(steps):
        space = prefixes.get(step["prefix"] or "", "") if step["prefix"] else ""
        if step["prefix"] and not space:
            return None
        tag = f"{{{space}}}{step['name']}" if space else step["name"]
        among = found if number == 0 else [child for each in found[:1] for child in each.iterchildren(tag)]
        among = [each for each in among if each.tag == tag]
        at = int(step["at"] or 1) - 1
        if not 0 <= at < len(among):
            return None
        found = [among[at]]
    return found[0]


def _stores(store: str, package: Package) -> Iterator[etree._Element]:
    """The roots of the parts that a binding may mean: that of its number, or every custom one."""
    names = [name for name in package.names if name.lower().startswith("customxml/") and name.lower().endswith(".xml")]
    if known := _CORE.get(store.upper()):
        names = [name for name in package.names if name.lower() == known]
    for name in names[:_FEW]:
        root = package.optional(name) if "props" not in name.lower() or known else None
        if root is not None:
            yield root


_FEW = 100


# ------------------------------------------------------------------------------------------------- choices of contents

CHOICE = "shown instead of other words by some programs"


def _alternate(alternate: etree._Element, _: Package) -> Iterator[Strange]:
    """Several contents of which each program takes the first that it understands; the first of all is read."""
    first, *others = list(alternate) or [alternate]
    taken = " ".join(text_within(first).split())
    for other in others:
        words = " ".join(text_within(other).split())
        if words and words != taken:
            yield Strange(CHOICE, words)


_SPACE = regex(rb"""xmlns(?::[\w.-]+)?\s*=\s*["']([^"'<>]*)""")


def _of_nobody(root: etree._Element, package: Package) -> Iterator[Strange]:
    """Text inside of an element that Word does not know and passes over with all that it holds."""
    names = {name.decode("utf-8", "replace") for name in _SPACE.findall(package.text(package.main))}
    unknown = [name for name in names if name and not name.startswith((*_KNOWN, *_MICROSOFT))]
    for element in root.iter(*(f"{{{name}}}*" for name in unknown)) if unknown else ():
        if (words := text_within(element)).strip():
            yield Strange("read, though Word ignores it", " ".join(words.split()))


# -------------------------------------------------------------------------------------------- words beside the letters


def _ruby(ruby: etree._Element, _: Package) -> Iterator[Strange]:
    yield Strange("small words over other words, not read", text_within(ruby))


def _art(path: etree._Element, _: Package) -> Iterator[Strange]:
    yield Strange("words that are drawn, not read", path.get("string", ""))


def _drawn(text: etree._Element, _: Package) -> Iterator[Strange]:
    yield Strange("words that are drawn, not read", text.text or "")


def _picture(blip: etree._Element, package: Package) -> Iterator[Strange]:
    """A picture in a line of words, which may be one of them; one that stands alone is compared as an object."""
    in_line = next(blip.iterancestors(f"{WP}inline", f"{W}pict", f"{W}object"), None) is not None
    if in_line and is_among_words(blip):
        named = (name for each in blip.iterancestors() for name in each.iterchildren(f"{WP}docPr"))
        said = next((name.get("descr") or "" for name in named), "")
        yield Strange("pictures among the words of a paragraph, not read", f"{said} {_sum(blip, package)}")


def _sum(blip: etree._Element, package: Package, part: str = "") -> str:
    """What tells one picture from another: its size in the package and a sum of its bytes, or its address."""
    if source := blip.get("src"):
        return source
    named = {
        str(value) for name, value in blip.attrib.items() if etree.QName(name).localname in ("embed", "link", "id")
    }
    relations = {relation.id: relation for relation in package.relations(part or package.main)}

    def target(rid: str) -> str:
        lead = relations.get(rid)
        if lead is None or lead.external or not package.has(lead.target):
            return "" if lead is None else lead.target
        data = package.text(lead.target)
        return f"picture {sha256(data).hexdigest()[:16]} of {len(data):,} bytes"

    look = drawings.picture_look(blip, target)
    shown = next(filter(None, map(target, named)), "picture")
    return f"{shown}, cropped or recoloured ({look})" if look else shown


_INKS = (f"{OFFICE}OLEObject", f"{WP}contentPart", f"{W14}contentPart")
"""Objects, and ink of two years."""


def _filled(fill: etree._Element, package: Package) -> Iterator[Strange]:
    """A shape that is filled with a picture."""
    if any(etree.QName(name).localname in ("id", "src", "relid") for name in fill.attrib):
        yield from _picture(fill, package)


def _foreign(element: etree._Element, _: Package) -> Iterator[Strange]:
    """Ink, a control, a film, an object: another program draws what they show."""
    if is_among_words(element):
        said = element.get("ProgID") or element.get(f"{W}name") or etree.QName(element).localname
        yield Strange("objects of other programs among the words of a paragraph, not read", said)


def _at_odds(edit: etree._Element, _: Package) -> Iterator[Strange]:
    """An edit that two made at the same time, which Word shows as one still to be decided."""
    words = text_within(edit) or words_around(edit, "r")
    yield Strange("an edit at odds with somebody else's, whose words were read", words)


def _separator(note: etree._Element, _: Package) -> Iterator[Strange]:
    if note.get(f"{W}type", "normal") != "normal":
        yield Strange("words that stand between the text and its notes, not read", text_within(note))


def _entry(listed: etree._Element, _: Package) -> Iterator[Strange]:
    """The chosen entry of a drop-down list of a form, which Word shows and the file does not spell out."""
    entries = [entry.get(VAL, "") for entry in listed.iterchildren(f"{W}listEntry")]
    at = number_of(val_of(listed, "result") or val_of(listed, "default") or "0")
    if entries:
        yield Strange("an entry of a list in a form, not read", entries[at] if 0 <= at < len(entries) else entries[0])


def _tick(box: etree._Element, _: Package) -> Iterator[Strange]:
    checked = box.find(f"{W}checked")
    state = checked if checked is not None else box.find(f"{W}default")
    yield Strange("a box in a form, not read", "☒" if state is not None and says_on(state.get(VAL)) else "☐")


def _sign(sign: etree._Element, _: Package) -> Iterator[Strange]:
    """A letter by its number in a font; in a font of pictures it is one, and read as that (17.3.3.30)."""
    code = int(found[0], 16) if (found := _CODE.fullmatch(sign.get(f"{W}char", ""))) else 0
    if is_picture_font(sign.get(f"{W}font", "")) or not _FIRST_SIGN < code <= _LAST_SIGN:
        return
    yield Strange("letters by their numbers in a font, read as signs", chr(code - _FIRST_SIGN))


_CODE = regex("[0-9A-Fa-f]{4}")
_FIRST_SIGN, _LAST_SIGN = 0xF000, 0xF0FF
"""Where the letters of a font of pictures are; any other font shows there what it shows 0xF000 below."""


def _equation(part: etree._Element, _: Package) -> Iterator[Strange]:
    """What an equation strikes out, hides or draws over its letters (22.1.2)."""
    looks = part.find(f"{M}{etree.QName(part).localname}Pr")
    for look in looks if looks is not None else ():
        shows = etree.QName(look).localname == "show"
        value = look.get(f"{M}val", "1")
        over = etree.QName(look).localname == "chr" and any(map(combining, value))
        if over or (shows and not says_on(value)) or (look.tag in _STRIKES and says_on(value)):
            words = _letters(part)
            yield Strange("an equation that strikes out or hides words, which were read", words)


_STRIKES = frozenset(f"{M}{way}" for way in ("strikeH", "strikeV", "strikeBLTR", "strikeTLBR", "zeroWid"))


_SIGNS = frozenset("()[]{}|‖⌈⌉⌊⌋⟨⟩〈〉∑∏∫∬∭∮⏞⏟⏜⏝")
"""Brackets and signs of sums that an equation draws without anybody's asking."""


def _operator(part: etree._Element, _: Package) -> Iterator[Strange]:
    """Signs that an equation draws and no run of text holds, lines over letters, and parts that it hides (22.1.2)."""
    kind = etree.QName(part).localname
    words = _letters(part)
    looks = part.find(f"{M}{kind}Pr")
    said = {etree.QName(look).localname: look.get(f"{M}val", "1") for look in (looks if looks is not None else ())}
    drawn = [said[name] for name in ("chr", "begChr", "sepChr", "endChr") if said.get(name, "").strip()]
    if kind == "bar":
        yield Strange("a line over or under words of an equation", words)
    elif not _SIGNS.issuperset("".join(drawn)):
        yield Strange("signs that an equation draws, not read", f"{' '.join(drawn)} {words}")
    for name, hidden in (("degHide", "deg"), ("subHide", "sub"), ("supHide", "sup")):
        if says_on(said.get(name, "0")) and (gone := part.find(f"{M}{hidden}")) is not None:
            yield Strange("an equation that strikes out or hides words, which were read", _letters(gone))


def _letters(part: etree._Element) -> str:
    return text_within(part, f"{M}t", f"{W}t")


def _other_file(chunk: etree._Element, _: Package) -> Iterator[Strange]:
    yield Strange("words of another file, shown here and not read", etree.QName(chunk).localname)


def _dated(element: etree._Element, _: Package) -> Iterator[Strange]:
    yield Strange("shown in the text and not stored in it", etree.QName(element).localname)


TABLE: dict[str, Look] = {
    **sight.TABLE,
    **drawings.TABLE,
    f"{W}dataBinding": _bound,
    f"{W15}dataBinding": _bound,
    f"{MC}AlternateContent": _alternate,
    f"{W}rt": _ruby,
    f"{V}textpath": _art,
    f"{A}t": _drawn,
    f"{A}blip": _picture,
    f"{W}footnote": _separator,
    f"{W}endnote": _separator,
    **{f"{V}{tag}": _picture for tag in ("imagedata", "image")},
    f"{V}fill": _filled,
    **dict.fromkeys((f"{W}contentPart", f"{W}control", f"{W}movie", *_INKS), _foreign),
    **{f"{M}{tag}": _operator for tag in "bar nary d groupChr rad".split()},
    **{f"{W14}{tag}": _at_odds for tag in ("conflictIns", "conflictDel")},
    f"{W}ddList": _entry,
    f"{W}checkBox": _tick,
    f"{W}sym": _sign,
    f"{W}altChunk": _other_file,
    f"{W}subDoc": _other_file,
    **{f"{M}{tag}": _equation for tag in "borderBox phant acc".split()},
    **{f"{W}{tag}": _dated for tag in "pgNum dayShort monthShort yearShort dayLong monthLong yearLong".split()},
}
"""By element who looks at it."""


# ---------------------------------------------------------------------------------------------------------- fields

_SHOWING = frozenset("ADVANCE AUTONUM AUTONUMLGL AUTONUMOUT EQ GOTOBUTTON LISTNUM MACROBUTTON SYMBOL".split())
"""Fields that show something by their code alone."""
_QUIET = frozenset(
    "ADDRESSBLOCK BIBLIOGRAPHY CITATION FORMCHECKBOX FORMDROPDOWN FORMTEXT GREETINGLINE HYPERLINK INDEX NOTEREF "
    "NUMPAGES PAGE PAGEREF RD REF SECTION SECTIONPAGES SEQ TA TC TOA TOC XE".split()
)
"""Fields whose words are those of the text, or that show none."""
_HIDING = frozenset("ASK NEXT NEXTIF PRINT PRIVATE RD SET SKIPIF TA TC XE".split())
"""Fields that show nothing, whatever is stored as what they came to."""
_SPELLING = frozenset("COMPARE IF QUOTE".split())
"""Fields that spell out in their code what they show."""


def _fields(root: etree._Element, anew: bool) -> Iterator[Strange]:
    """Fields that show words that stand nowhere, and such as Word works out anew when it opens the file."""
    for found in fields(root):
        name = found.name
        words = _result(found.marks)
        if name in _HIDING and words.strip():
            yield Strange("a field that shows nothing holds words, which were read", words)
        elif name in _SPELLING and not found.computed and words.strip() not in found.code:
            yield Strange("a field says other words than are stored", f"{' '.join(found.code.split())} (read: {words})")
        elif name in ("DATE", "TIME") and words.strip() and not any(map(str.isdigit, words)):
            yield Strange("a field that Word works out anew on opening", f"{name} (read: {words})")
        elif name in _SHOWING:
            yield Strange("a field shows what is not stored", " ".join(found.code.split()))
        elif name not in _QUIET and (anew or any(says_on(mark.get(f"{W}dirty", "0")) for mark in found.marks)):
            yield Strange("a field that Word works out anew on opening", " ".join(found.code.split()))


def _result(marks: list[etree._Element]) -> str:
    """The words that stand in a file as what a field came to; of one that goes on in other paragraphs those of the
    first."""
    if marks[0].tag == f"{W}fldSimple":
        return text_within(marks[0])
    last = marks[-1].getparent()
    begun = next((m.getparent() for m in marks if m.get(f"{W}fldCharType") == "separate"), None)
    words: list[str] = []
    for sibling in begun.itersiblings() if begun is not None else ():
        if sibling is last or len(words) > _FEW:
            break
        words.append(text_within(sibling))
    return "".join(words)


def _sets_anew(package: Package) -> bool:
    """Whether Word works out all fields when it opens the file."""
    if b"updateFields" not in b"".join(map(package.text, (n for n in package.names if n.endswith("ettings.xml")))):
        return False
    return any(says_on(each.get(VAL)) for root in _roots(package, "settings") for each in root.iter(f"{W}updateFields"))


# ----------------------------------------------------------------------------------------------------------- parts


def _comments(package: Package) -> tuple[str, ...]:
    notes = (each for root in _roots(package, "comments") for each in root.iter(f"{W}comment"))
    return tuple(filter(None, (" ".join(text_within(each).split()) for each in notes)))


def _own_fonts(package: Package) -> list[str]:
    if not any(name.lower().endswith((".odttf", ".ttf", ".fntdata")) for name in package.names):
        return []
    fonts = (font for root in _roots(package, "fontTable") for font in root.iterchildren(f"{W}font"))
    return [font.get(f"{W}name", "") for font in fonts if any(str(e.tag).startswith(f"{W}embed") for e in font)]
