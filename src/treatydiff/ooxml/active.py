"""Active content of a Word file: fields and objects that run or fetch something.

Nothing of it is obeyed here. A reader is told of it, a redline never carries it on, and ``verify`` lists it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from treatydiff.ooxml.container import Package, Relationship
from treatydiff.text.frozen import dataclass
from treatydiff.text.regexes import regex

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FIELD, SIMPLE = f"{_W}fldChar", f"{_W}fldSimple"
CODES = (f"{_W}instrText", f"{_W}delInstrText")
"""The code of a field, and of one that a pending deletion takes away: it comes back where that is rejected."""
FORM_MACROS = (f"{_W}entryMacro", f"{_W}exitMacro")
"""Names of macros that a form field calls."""

OUTSIDE = "something outside the file"
ACTS = {
    "vbaProject": "macros",
    "wordVbaData": "macros",
    "keyMapCustomizations": "keyboard commands",
    "attachedToolbars": "toolbars",
    "extensibility": "a ribbon of its own (customUI)",
    "userCustomization": "a ribbon of its own (customUI)",
    "webextensiontaskpanes": "an add-in",
    "webextension": "an add-in",
    "control": "an ActiveX control",
    "oleObject": "an embedded object",
    "package": "an embedded file",
    "aFChunk": "another document to be taken in (altChunk)",
    "subDocument": "another document to be taken in (subDoc)",
    "glossaryDocument": "building blocks (glossary)",
    "mailMergeSource": "a mail merge",
    "mailMergeHeaderSource": "a mail merge",
    "recipientData": "a mail merge",
    "frame": "a frame",
}
"""What a relation leads to that is more than text, pictures and looks; by the last word of its type."""
_XML_KINDS = frozenset(
    "comments endnotes fontTable footer footnotes header numbering officeDocument settings styles webSettings".split()
)
"""What relations lead to that is XML: under any other name nobody would look into it, but Word."""
_HIDDEN_PART = "a part under a name that hides what it is"
_LOOSE = regex(r"\.(?:bin|docx|xlsx)$", re.IGNORECASE)
_LOOSE_KINDS = frozenset({"package", "printerSettings", "font", "image", "activeXControlBinary"})
"""What leads to a file that is neither XML nor a picture by its name, in an ordinary document."""
_DRAWN = frozenset({"urn:schemas-microsoft-com:vml", "urn:schemas-microsoft-com:office:office"})
_NEEDED = {"package": "chart"}
"""Of what kind of part such a relation is needed: a chart keeps its numbers in an embedded file."""
_FIELDS = frozenset(
    "ADDIN AUTOTEXT AUTOTEXTLIST DATABASE DDE DDEAUTO EMBED FTP HTMLACTIVEX HTMLCONTROL IMPORT INCLUDE INCLUDEPICTURE "
    "INCLUDETEXT LINK MACROBUTTON PRINT RD".split()
)
"""Fields that run, fetch or take in something (ISO/IEC 29500-1, 17.16.5, and Word's own)."""
_CITES = regex(r"ZOTERO_|CSL_|EN\.|MENDELEY|REFMGR|CITAVI|PAPERS2|RW\.CITE|NE\.", re.IGNORECASE)
"""What reference managers keep in a field for themselves: a citation and its data, which nothing runs."""
_ADDRESS = regex(r"(?:https?|mailto|ftp|tel):|#|[\w./%-]*(?:[?#]|$)", re.IGNORECASE)
"""Where a link may lead: to the web, a mailbox, another place; not to a disk, a share or a program."""
_REMOTE = regex(r"[A-Za-z][\w+.-]*:|[\\/]{2}")
"""An address with a scheme, a disk or a share."""
_MAY_ACT = regex(rb"nstrText|fldSimple|(?:entry|exit)Macro|\b(?:src|(?:alt)?href)\s*=")
_ACTING = (b"nstrText", b"fldSimple", b"yMacro", b"tMacro", b"src", b"href")
"""One of these stands in all that the expression finds; to look for them takes a fiftieth of its time."""
_PLAIN_START = regex(rb"(?:\xef\xbb\xbf)?\s*<(?!\?xml[^>]*encoding\s*=\s*['\"](?!(?i:utf-8|us-ascii)))")
SETTINGS = {
    f"{_W}attachedTemplate": "a template",
    f"{_W}updateFields": "fields that are set anew on opening (updateFields)",
    f"{_W}mailMerge": "a mail merge",
    f"{_W}frameset": "frames",
}
"""Elements of the settings that make Word do something when it opens the file."""
_PARTS = regex(
    r"\.(?:xml|rels|vml|png|jpe?g|gif|tiff?|bmp|emf|wmf|svg|wdp|odttf|fntdata|bin|xlsx|docx)$", re.IGNORECASE
)
"""What the parts of a Word file are called."""


@dataclass(frozen=True, slots=True, order=True)
class Active:
    """One thing that a file does beyond showing its text: it runs or fetches something."""

    what: str
    part: str
    """Name of the part in the package that does it."""

    def __str__(self) -> str:
        return f"{self.what} ({self.part})"


def active(package: Package) -> tuple[Active, ...]:
    """All of it, each kind once for each part, in alphabetical order."""
    return tuple(sorted(set(_found(package))))


def kept_from(package: Package) -> tuple[Active, ...]:
    """What of the settings keeps people from editing a file, or is remembered in it unseen (17.15.1.29, 17.15.1.32)."""
    return tuple(sorted(set(_settled(package))))


def _settled(package: Package) -> Iterator[Active]:
    for part in settings_parts(package):
        root = package.optional(part)
        for element in () if root is None else root.iter(f"{_W}documentProtection", f"{_W}docVar"):
            if element.tag == f"{_W}docVar":
                said = (element.get(f"{_W}{name}", "") for name in ("name", "val"))
                yield Active(f"the document variable {' = '.join(said)}"[:_LONGEST], part)
            elif element.get(f"{_W}enforcement", "0") not in _OFF and element.get(f"{_W}edit", "none") != "none":
                yield Active(f"protection against all editing but {element.get(f'{_W}edit')}", part)


_LONGEST = 80


def _found(package: Package) -> Iterator[Active]:
    settings, led_to = settings_parts(package), set()
    for part in ("", *package.names):
        for relation in package.relations(part):
            led_to.add(relation.target.lower())
            if what := acts(relation, part):
                yield Active(what, part or relation.target)
    for part in package.names:
        if not _PARTS.search(part):
            yield Active("a file that no Word document needs", part)
        elif part in settings:
            yield from _settings(package, part)
        elif part.endswith(".xml") and may_act(package.text(part)) and (root := package.optional(part)) is not None:
            yield from (Active(f"the field {field.name}", part) for field in fields(root) if field.acts)
            yield from (Active("a macro that a form field calls", part) for _ in root.iter(*FORM_MACROS))
            yield from (Active(what, part) for _, _, what in drawn_links(root))
        elif _LOOSE.search(part) and part.lower() not in led_to:
            yield Active("a file that nothing in the document leads to", part)


def settings_parts(package: Package) -> frozenset[str]:
    """The names of the parts that hold settings: by what leads to them, and by what they are called."""
    relations = (r for part in ("", *package.names) for r in package.relations(part))
    led_to = {r.target.lower() for r in relations if r.kind in ("settings", "webSettings") and not r.external}
    return frozenset(name for name in package.names if name.endswith("ettings.xml") or name.lower() in led_to)


def _settings(package: Package, part: str) -> Iterator[Active]:
    root = package.optional(part)
    if root is not None:
        set_on = (str(e.tag) for e in root.iter(*SETTINGS) if e.get(f"{_W}val", "1") not in _OFF)
        yield from (Active(SETTINGS[tag], part) for tag in set_on)


_OFF = frozenset({"0", "false", "off"})


def acts(relation: Relationship, source: str) -> str:
    """What a relation of a part leads to, if that is more than text, pictures and looks; else nothing."""
    if relation.external and relation.kind == "hyperlink":
        return "" if _ADDRESS.match(relation.target) else "a link to a disk or a program"
    if relation.external:
        return f"{OUTSIDE}: {relation.kind}"
    if _NEEDED.get(relation.kind, "-") in source:
        return ""
    if relation.kind in _XML_KINDS and not relation.target.lower().endswith(".xml"):
        return _HIDDEN_PART
    if relation.kind not in ACTS and relation.kind not in _LOOSE_KINDS and _LOOSE.search(relation.target):
        return "an embedded file of an unknown kind"
    return ACTS.get(relation.kind, "")


def drawn_links(root: etree._Element) -> Iterator[tuple[etree._Element, str, str]]:
    """Addresses that old drawings name by themselves, without a relation: element, attribute, what it leads to."""
    for element in root.iter(*(f"{{{space}}}*" for space in _DRAWN)):
        for name, value in element.attrib.items():
            address, plain = str(value).strip(), etree.QName(name).localname
            if plain == "src" and _REMOTE.match(address):
                yield element, str(name), f"{OUTSIDE}: image"
            elif plain in ("href", "althref") and not _ADDRESS.match(address):
                yield element, str(name), "a link to a disk or a program"


# -------------------------------------------------------------------------------------------------------------- fields


@dataclass(slots=True)
class Field:
    """A field in the making: ``w:fldSimple``, or what stands between two ``w:fldChar``."""

    marks: list[etree._Element]
    """Its own elements: begin, codes, separator and end; not its result."""
    code: str = ""
    coded: bool = True
    """Whether its code is still going on."""
    computed: bool = False
    """Whether another field writes part of its code."""

    @property
    def name(self) -> str:
        """``DDEAUTO``."""
        return self.code.split()[0].upper() if self.code.strip() else "with a computed name"

    @property
    def acts(self) -> bool:
        """Whether it runs or fetches something; of one whose name is computed nobody knows."""
        words = self.code.split()
        if not words:
            return self.computed
        if words[0].upper() == "HYPERLINK":
            return any(not _ADDRESS.match(word.strip('"“”')) for word in words[1:2] if not word.startswith("\\"))
        if words[0].upper() == "ADDIN" and _CITES.match(" ".join(words[1:2])):
            return False
        return words[0].upper() in _FIELDS


def may_act(data: bytes) -> bool:
    """Whether a part may hold fields, form fields or old drawings with addresses; of one in a rare encoding, yes."""
    may = any(word in data for word in _ACTING) and _MAY_ACT.search(data)
    return bool(may) or not _PLAIN_START.match(data)


def fields(root: etree._Element) -> Iterator[Field]:
    """The fields of a story, each when it ends; one without end when the story does."""
    opened: list[Field] = []
    for element in root.iter(FIELD, SIMPLE, *CODES):
        if element.tag == SIMPLE:
            yield Field([element], element.get(f"{_W}instr", ""))
        elif element.tag in CODES:
            if opened:
                opened[-1].marks.append(element)
                opened[-1].code += element.text or ""
        else:
            kind = element.get(f"{_W}fldCharType", "")
            if kind == "begin":
                if opened and opened[-1].coded:
                    opened[-1].computed = True
                opened.append(Field([]))
            if opened:
                opened[-1].marks.append(element)
            if kind == "separate" and opened:
                opened[-1].coded = False
            elif kind == "end" and opened:
                yield opened.pop()
    yield from reversed(opened)
