"""Every mark of a redline that is taken away, turned round or loosened is a fault that the proof finds.

Whether a mutant is a fault is told without the proof: resolved, its parts are other XML than those of the redline, less
headers that show nothing and the two ways to write that a cell goes on.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import partial

import pytest
from lxml import etree

from helpers.word_files import made
from treatydiff.ooxml.package import WordPackage
from treatydiff.ooxml.resolve import resolve
from treatydiff.word.proof.verify import expected_of, prove
from word_pairs import PAIRS
from word_reading import W

Element = etree._Element
_CONTENT = tuple(W + tag for tag in ("ins", "del", "moveFrom", "moveTo"))
_CHANGES = tuple(W + f"{tag}Change" for tag in ("rPr", "pPr", "tblPr", "trPr", "tcPr", "sectPr", "tblPrEx"))
_CELLS = tuple(W + tag for tag in ("cellIns", "cellDel", "cellMerge"))
_CONTROLS = tuple(W + f"customXml{kind}Range{side}" for kind in ("Ins", "Del") for side in ("Start", "End"))
_TURNED = {W + "ins": W + "del", W + "del": W + "ins", W + "cellIns": W + "cellDel", W + "cellDel": W + "cellIns"}
_MOST = 3
"""So many marks of a pair and kind are tried."""


def _removed(mark: Element) -> None:
    """The mark goes, and what is in it stays."""
    parent = mark.getparent()
    assert parent is not None
    at = parent.index(mark)
    parent[at : at + 1] = [] if mark.tag in _CHANGES else list(mark)


def _gone(mark: Element) -> None:
    """The mark goes, and what is in it with it."""
    parent = mark.getparent()
    assert parent is not None
    parent.remove(mark)


def _turned(mark: Element) -> None:
    mark.tag = _TURNED[str(mark.tag)]
    for text in mark.iter(W + "t", W + "delText"):
        text.tag = W + ("delText" if mark.tag == W + "del" else "t")


def _emptied(mark: Element) -> None:
    """What it was before is forgotten."""
    del mark[0][:]


def _other_words(text: Element) -> None:
    text.text = f"{text.text}x"


def _other_merger(mark: Element) -> None:
    mark.set(W + "vMerge", "cont" if mark.get(W + "vMerge") == "rest" else "rest")


MUTATIONS: dict[str, tuple[tuple[str, ...], Callable[[Element], None]]] = {
    "content unmarked": (_CONTENT, _removed),
    "content lost": (_CONTENT, _gone),
    "content turned": ((W + "ins", W + "del"), _turned),
    "look unmarked": (_CHANGES, _removed),
    "look forgotten": (_CHANGES, _emptied),
    "cell unmarked": (_CELLS, _gone),
    "cell turned": (_CELLS[:2], _turned),
    "merger turned": (_CELLS[2:], _other_merger),
    "words changed": ((W + "t", W + "delText"), _other_words),
    "control unmarked": (_CONTROLS, _gone),
}


UNSEEN = {
    "headers_and_footers": ["words changed 6"],  # a page number that Word works out anew
    "table_of_contents_made_anew": ["words changed 1", "words changed 2"],
    "headers_of_first_and_even_pages": ["words changed 8"],  # on first pages, which the new file does not tell apart
    "simple_fields": ["content unmarked 1", "words changed 1", "words changed 2"],  # the same
    "header_added": ["content unmarked 1"],  # in a header of first pages, in a section that shows none
}
"""Faults that no reader could see."""


def mutants(data: bytes, tags: tuple[str, ...], change: Callable[[Element], None]) -> Iterator[bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name in [n for n in parts if n.startswith("word/") and n.endswith(".xml")]:
        root = etree.fromstring(parts[name])
        for place in range(min(sum(1 for _ in root.iter(*tags)), _MOST)):
            copy = deepcopy(root)
            change(list(copy.iter(*tags))[place])
            yield _zipped({**parts, name: etree.tostring(copy)})


def _zipped(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def resolved(data: bytes) -> tuple[dict[str, bytes], ...]:
    """Both laws' files, part by part, as canonical XML."""
    return tuple(_canonical(resolve(data, accept)) for accept in (True, False))


def _canonical(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [name for name in archive.namelist() if name.startswith("word/") and name.endswith(".xml")]
        roots = {name: etree.fromstring(archive.read(name)) for name in names}
    shown = {name: root for name, root in roots.items() if name.count("/header") == 0 or "".join(root.itertext())}
    return {name: _plain(etree.tostring(root, method="c14n")) for name, root in shown.items()}


def _plain(xml: bytes) -> bytes:
    return xml.replace(b'<w:vMerge w:val="continue">', b"<w:vMerge>")


@pytest.mark.parametrize("name", PAIRS)
def test_every_fault_in_a_redline_is_found(name: str) -> None:
    old, new = PAIRS[name]()
    data = made(old, new)
    drafts, before = [expected_of(word.data(), "accept") for word in (old, new)], resolved(data)
    missed = []
    for kind, (tags, change) in MUTATIONS.items():
        for place, mutant in enumerate(mutants(data, tags, change)):
            if not prove(partial(WordPackage, mutant), *drafts) and resolved(mutant) != before:
                missed.append(f"{kind} {place}")
    assert missed == UNSEEN.get(name, [])
