"""Proves a redline: accept all gives the new file, reject all the old one, and Word will open it.

The proof is by our own resolver over the bytes as written. What counts as the same is said in ``canon`` and
``spelled``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from lxml import etree

from treatydiff.model import Block, Draft
from treatydiff.ooxml.canonical import relation_ids
from treatydiff.ooxml.container import Package as CheckedPackage
from treatydiff.ooxml.opc import RT, PackagePart
from treatydiff.ooxml.package import WordPackage
from treatydiff.ooxml.resolve import has_revisions, resolve_package
from treatydiff.ooxml.styles import StyleKey
from treatydiff.ooxml.xml import AUTHOR, CHANGE_TAGS, DATE, ID, NAME, TEXT, Element, P, W, text_within
from treatydiff.readers import ReadOptions
from treatydiff.readers.docx import numbered
from treatydiff.text.frozen import dataclass
from treatydiff.text.regexes import regex
from treatydiff.text.safe_text import xml_text
from treatydiff.text.words import same_in_order
from treatydiff.word.proof.transcript import HEAD, Transcript, TranscriptLine, tally, words_of

_MOST_SHOWN = 20
"""So many places are named; a redline that fails in more is wrong throughout."""
_MARKS = tuple(W + tag for tag in ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", *CHANGE_TAGS))
_RANGES = {"moveFrom": "moveTo", "moveTo": "moveFrom"}


@dataclass(frozen=True, slots=True)
class Failure:
    """One place where a redline does not keep its promise."""

    law: str
    """``accept``, ``reject`` or ``form``."""
    where: str
    expected: str
    found: str
    looks: bool = False
    """Whether words, numbers, structure and tables are right there and only looks are not."""
    places: tuple[int, ...] = ()
    """Which of the ``w:p`` in the main part of the draft it is about, from 0; empty where that is not known."""
    in_head: bool = False
    """Whether it is about a header or footer."""

    def __str__(self) -> str:
        if self.law == "form":
            return f"{self.where}: {self.found}"
        return f"{self.law} all, {self.where}: expected {_cut(self.expected)!r}, found {_cut(self.found)!r}"


def verify(
    redline: bytes, old: bytes, new: bytes, revisions: str = "accept", *, looks: bool = True
) -> tuple[Failure, ...]:
    """Where the redline fails: empty if accepting gives ``new`` and rejecting gives ``old``, in everything.

    Without ``looks`` rejecting need only give the words, numbers, structure and tables of ``old``.
    Changes pending in ``old`` and ``new`` themselves are first accepted or rejected, as ``revisions`` says. Raises
    ReadError for files that cannot be opened safely.
    """
    for name, data in (("redline", redline), ("old draft", old), ("new draft", new)):
        CheckedPackage(data, name)
    held = both_hold(old, new) if revisions == "keep" else None
    failures = prove(lambda: WordPackage(redline), expected_of(old, revisions), expected_of(new, revisions), held)
    return failures if looks else without_looks(failures)


def both_hold(old: bytes, new: bytes) -> Callable[[WordPackage], frozenset[Element]]:
    """Tells the insertions of a redline that are pending in both drafts: the same person's, time and words."""
    shared = Counter(_pending(WordPackage(old))) & Counter(_pending(WordPackage(new)))

    def told(redline: WordPackage) -> frozenset[Element]:
        roots = [redline.tree(part) for part in redline.stories()]
        return frozenset(m for root in roots for m in root.iter(W + "ins", W + "moveTo") if _insertion(m) in shared)

    return told


def _pending(package: WordPackage) -> Iterator[tuple[str, str, str]]:
    for part in package.stories():
        marks = package.tree(part).iter(W + "ins", W + "moveTo")
        yield from (said for mark in marks if (said := _insertion(mark))[2])


def _insertion(mark: Element) -> tuple[str, str, str]:
    said = text_within(mark)
    return str(mark.get(AUTHOR, "")), str(mark.get(DATE, "")), said


def without_looks(failures: Iterable[Failure]) -> tuple[Failure, ...]:
    """Those that break the promise of a redline which leaves changes of looks unmarked."""
    return tuple(failure for failure in failures if not (failure.looks and failure.law == "reject"))


@dataclass(frozen=True, slots=True)
class Expected:
    """What a draft must come back as."""

    lines: tuple[TranscriptLine, ...]
    styles: dict[StyleKey, str]
    comments: frozenset[str]
    tally: tuple[str, ...]
    faults: frozenset[str]
    """What is wrong with its form to begin with: none of a redline's doing."""
    again: Callable[[], WordPackage]
    """Makes the package once more: the first one may be merged by now."""


def expected(package: WordPackage, again: Callable[[], WordPackage]) -> Expected:
    """What a draft must come back as; neither the package nor what ``again`` makes holds pending changes."""
    faults = frozenset(failure.found for failure in form_failures(package))
    written = Transcript(package)
    return Expected(tuple(written.lines()), written.styles(), written.comments, tally(package), faults, again)


def expected_of(data: bytes, revisions: str) -> Expected:
    """As ``expected``, of a Word file's bytes."""
    return expected(clean(data, revisions), lambda: clean(data, revisions))


def prove(
    read: Callable[[], WordPackage],
    old: Expected,
    new: Expected,
    common: Callable[[WordPackage], frozenset[Element]] | None = None,
) -> tuple[Failure, ...]:
    """As ``verify``, for drafts that were spelled out before. Each law takes the redline anew: trees are large, and one
    is read as soon as it is copied.

    ``common``: the insertions of a redline that both drafts hold as pending; to reject all others must give the old
    one.
    """
    comments = old.comments | new.comments
    package = read()
    failures = [failure for failure in form_failures(package) if failure.found not in old.faults | new.faults]
    resolve_package(package, True)
    failures += _compare("accept", new, Transcript(package, comments))
    del package
    package = read()
    for mark in () if common is None else common(package):
        parent = mark.getparent()
        if parent is not None:
            place = parent.index(mark)
            parent[place : place + 1] = list(mark)
    resolve_package(package, False)
    failures += _compare("reject", old, Transcript(package, comments))
    return tuple(failures)


def verify_drafts(
    redline: bytes, old: Draft, new: Draft, revisions: str = "accept", *, looks: bool = True
) -> tuple[Failure, ...]:
    """As ``verify``, for drafts of any kind: a PDF or text has only words to compare."""
    if (old.kind, new.kind) == ("docx", "docx"):
        return verify(redline, old.data, new.data, revisions, looks=looks)
    CheckedPackage(redline, "redline")
    wanted = {id(d): expected_of(d.data, revisions) for d in (old, new) if d.kind == "docx"}
    known = frozenset[str]().union(*(found.faults for found in wanted.values()))
    failures = [failure for failure in form_failures(WordPackage(redline)) if failure.found not in known]
    comments = frozenset[str]().union(*(found.comments for found in wanted.values()))
    for law, draft in (("accept", new), ("reject", old)):
        if id(draft) in wanted:
            failures += _compare(law, wanted[id(draft)], _resolved(redline, law, comments))
        else:
            failures += verify_words(redline, law, draft)
    return tuple(failures) if looks else without_looks(failures)


def verify_words(redline: bytes, law: str, draft: Draft) -> Iterator[Failure]:
    """Whether accepting or rejecting gives the words of a draft in order, white space aside.

    A number that begins a block may be an automatic one in the redline: then it is not among the words.
    """
    package = WordPackage(redline)
    resolve_package(package, law == "accept")
    found = _squeezed(words_of(package))
    printed = {provision.blocks[0]: provision.printed for provision in draft.walk() if provision.blocks}
    place = 0
    for index, block in enumerate(draft.blocks):
        ways = _ways_to_say(block, printed.get(index, ""))
        said = next((text for text in ways if found.startswith(text, place)), None)
        if said is None:
            yield Failure(law, f"character {place + 1}", block.text, found[place : place + len(block.text)])
            return
        place += len(said)
    if place < len(found):
        yield Failure(law, f"character {place + 1}", "", found[place : place + 80])


def _ways_to_say(block: Block, printed: str) -> tuple[str, ...]:
    """With its number, without an automatic one, without a typed one, which is ``printed`` where a heading has it."""
    text = xml_text(block.text)
    without = text.removeprefix(printed).lstrip(_AFTER_NUMBER) if printed and text.startswith(printed) else text
    return tuple(map(_squeezed, ([block.number, text], [text], [_NUMBER.sub("", text, count=1)], [without])))


_AFTER_NUMBER = ".:)]. \t\u00a0"
"""What may stand between the number of a heading and its words: Word sets it, too, where it counts."""


_NUMBER = regex(r"(?:(?<!\s)\s++[\[(（]*+|(?<![\s\[(（])[\[(（]*+)\w{1,8}[.)）、\]]*+\s")
"""A number as it may begin a paragraph: ``1.``, ``(a)``, ``[3.``."""


def _squeezed(texts: Iterable[str]) -> str:
    return "".join("".join(text.split()) for text in texts)


def _resolved(redline: bytes, law: str, comments: frozenset[str]) -> Transcript:
    package = WordPackage(redline)
    resolve_package(package, law == "accept")
    return Transcript(package, comments)


def clean(data: bytes, revisions: str) -> WordPackage:
    """A draft's package without pending changes."""
    package = WordPackage(data)
    if has_revisions(package):
        resolve_package(package, revisions != "reject")
    return package


# ------------------------------------------------------------------------------------------------------------ the law


def _compare(law: str, wanted: Expected, found: Transcript) -> Iterator[Failure]:
    lines, counted = found.lines(), tally(found.package)
    said, read = [line.said for line in wanted.lines], [line.said for line in lines]
    if said != read:
        told, shown = printed(wanted.again()), printed(found.package, wanted.comments)
        yield from _placed(_lines(law, told, shown), wanted.lines)
        yield from (replace(failure, looks=True) for failure in _lines(law, said, read) if told == shown)
    else:
        looks, seen = ([f"{line.said}¶{line.look}" for line in each] for each in (wanted.lines, lines))
        yield from (replace(failure, looks=True) for failure in _placed(_lines(law, looks, seen), wanted.lines))
        if wanted.tally and counted:
            yield from (Failure(law, "count", a, b) for a, b in zip(wanted.tally, counted, strict=True) if a != b)
    ours = found.styles()
    for key, look in wanted.styles.items():
        if key in ours and ours[key] != look:
            yield Failure(law, f"style {key[1] or 'default'}", look, ours[key], looks=True)


def printed(package: WordPackage, comments: frozenset[str] | None = None) -> list[str]:
    """What each line says with the number that it shows, whether a list gives it or a hand typed it."""
    numbers = {}
    blocks = numbered(package.opc.opened(""), ReadOptions(struck="keep"))
    for name, reltype in (("document", ""), ("footnotes", RT.FOOTNOTES), ("endnotes", RT.ENDNOTES)):
        part = package.related(reltype) if reltype else package.main
        paragraphs = [] if part is None else list(package.tree(part).iter(P))
        for block in blocks:
            if block.origin.part == name and block.origin.index < len(paragraphs):
                numbers[paragraphs[block.origin.index]] = block.number
    return [line.said for line in Transcript(package, comments, numbers).lines()]


def _lines(law: str, expected: list[str], found: list[str]) -> Iterator[Failure]:
    if expected == found:
        return
    for wanted, shown in islice(_apart(expected, found), _MOST_SHOWN):
        said, read = expected[wanted.start : wanted.stop], found[shown.start : shown.stop]
        yield Failure(law, f"line {wanted.start + 1}", "\n".join(said), "\n".join(read))


def _apart(expected: Sequence[str], found: Sequence[str]) -> Iterator[tuple[range, range]]:
    """Where two lists of lines differ: of lines that are alike by the thousand, too, in time that grows with them."""
    i = j = 0
    for at, to in (*same_in_order(expected, found), (len(expected), len(found))):
        if at > i or to > j:
            yield range(i, at), range(j, to)
        i, j = at + 1, to + 1


def _placed(failures: Iterable[Failure], lines: Sequence[TranscriptLine]) -> Iterator[Failure]:
    """Failures of lines with the paragraphs that they are about."""
    for failure in failures:
        first = int(failure.where.removeprefix("line ")) - 1
        about = lines[max(first, 0) : first + max(failure.expected.count("\n") + 1, 1)]
        places = tuple(line.place for line in about if line.place >= 0)
        in_head = any(line.place == HEAD for line in about)
        if not places and not in_head:  # a table, row or cell: its next paragraph, or what came last
            near = (*lines[first:], *reversed(lines[:first]))
            places = tuple(line.place for line in near if line.place >= 0)[:1]
        yield replace(failure, places=places, in_head=in_head)


def _cut(text: str, size: int = 200) -> str:
    return text if len(text) <= size else f"{text[:size]}…"


# ----------------------------------------------------------------------------------------------------------- the form


def form_failures(package: WordPackage) -> Iterator[Failure]:
    """Faults that make Word repair a file or lose a change, and that no schema sees."""
    for part in package.stories():
        root = package.tree(part)
        for fault in (*_marks(root), *_ranges(root), *_texts(root), *_relations(package, part, root)):
            yield Failure("form", part.name, "", fault)
    yield from (Failure("form", "package", "", fault) for fault in (*_ids(package), *_references(package)))


def _ids(package: WordPackage) -> Iterator[str]:
    """RevisionMarks share one number space with bookmarks over all parts of the document."""
    starts = (
        *(W + f"{kind}RangeStart" for kind in _RANGES),
        W + "customXmlInsRangeStart",
        W + "customXmlDelRangeStart",
    )
    roots = [package.tree(part) for part in package.stories()]
    revisions = Counter(str(e.get(ID)) for root in roots for e in root.iter(*_MARKS, *starts))
    bookmarks = {str(e.get(ID)) for root in roots for e in root.iter(W + "bookmarkStart")}
    for key, count in revisions.items():
        if count > 1:
            yield f"revision id {key} is used {count} times"
        if key in bookmarks:
            yield f"id {key} is a revision's and a bookmark's"


def _marks(root: Element) -> Iterator[str]:
    for mark in root.iter(*_MARKS):
        if mark.tag == W + "tblGridChange":
            continue
        if not mark.get(AUTHOR) or not mark.get(DATE):
            yield f"{etree.QName(mark).localname} without author or date"
        parent = mark.getparent()
        if mark.tag in _MARKS[:4] and parent is not None and parent.tag == W + "r":
            yield f"{etree.QName(mark).localname} inside a run"
        if mark.tag in _MARKS[:4] and next(mark.iter(P), None) is not None and not _in_box(mark):
            yield f"a paragraph inside {etree.QName(mark).localname}"


def _in_box(mark: Element) -> bool:
    return all(any(a.tag == W + "txbxContent" for a in p.iterancestors()) for p in mark.iter(P))


def _ranges(root: Element) -> Iterator[str]:
    """Each move has one start and one end on either side, under one name."""
    names: dict[str, list[str]] = {}
    for kind in _RANGES:
        starts = list(root.iter(W + f"{kind}RangeStart"))
        ends = Counter(str(e.get(ID)) for e in root.iter(W + f"{kind}RangeEnd"))
        names[kind] = sorted(str(s.get(NAME)) for s in starts)
        if Counter(str(s.get(ID)) for s in starts) != ends:
            yield f"a {kind} range without start or end"
        if len(set(names[kind])) != len(starts):
            yield f"two {kind} ranges of one name"
        yield from _strays(root, kind)
    if names["moveFrom"] != names["moveTo"]:
        yield "a move without its other side"


def _strays(root: Element, kind: str) -> Iterator[str]:
    """Moved content must stand inside a range."""
    depth = 0
    for element in root.iter(W + f"{kind}RangeStart", W + f"{kind}RangeEnd", W + kind):
        if element.tag == W + kind:
            parent = element.getparent()
            if depth == 0 and (parent is None or parent.tag != W + "rPr"):
                yield f"{kind} outside of a range"
        else:
            depth += 1 if element.tag == W + f"{kind}RangeStart" else -1


def _texts(root: Element) -> Iterator[str]:
    for deletion in root.iter(W + "del"):
        if any(not _boxed(t, deletion) for t in deletion.iter(TEXT, W + "instrText")):
            yield "undeleted text inside a deletion"
    for element in root.iter(W + "delText", W + "delInstrText"):
        if not any(a.tag in (W + "del", W + "moveFrom") for a in element.iterancestors()):
            yield "deleted text outside of a deletion"


def _boxed(text: Element, deletion: Element) -> bool:
    for ancestor in text.iterancestors():
        if ancestor is deletion:
            return False
        if ancestor.tag == W + "txbxContent":
            return True
    return False


def _relations(package: WordPackage, part: PackagePart, root: Element) -> Iterator[str]:
    for rid in relation_ids(root) - {""}:
        if rid not in part.rels:
            yield f"points to a relation {rid} that is not there"


def _references(package: WordPackage) -> Iterator[str]:
    """Notes and comments that are referred to must exist."""
    for kind, reltype in (("footnote", RT.FOOTNOTES), ("endnote", RT.ENDNOTES), ("comment", RT.COMMENTS)):
        part = package.related(reltype)
        held = set() if part is None else {e.get(ID) for e in package.tree(part).iterchildren(W + kind)}
        for story in package.stories():
            for reference in package.tree(story).iter(W + f"{kind}Reference"):
                if reference.get(ID) not in held:
                    yield f"refers to {kind} {reference.get(ID)}, which is not there"
