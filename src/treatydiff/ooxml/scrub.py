"""Removes metadata from a Word file: names, program, editing sessions, custom properties."""

from __future__ import annotations

from collections.abc import Iterator

from treatydiff.ooxml.opc import PackagePart
from treatydiff.ooxml.package import WordPackage
from treatydiff.ooxml.xml import AUTHOR, W

_PROPERTIES = {
    "/extended-properties": "the program, company and times that the file's properties name",
    "/custom-properties": "properties of its own",
}
_PEOPLE = "/people"
_INITIALS = W + "initials"
_SESSION = W + "rsid"


def scrub(package: WordPackage, ours: str) -> tuple[str, ...]:
    """Take it out, in place, and say what was there, a line for each kind.

    Whoever is not ``ours`` becomes ``Author 1``, ``Author 2`` …, so that a conversation stays one.
    """
    return tuple(_taken(package, ours))


def _taken(package: WordPackage, ours: str) -> Iterator[str]:
    for ending, what in _PROPERTIES.items():
        if _forget(package, ending):
            yield what
    names = _rename(package, ours)
    if names:
        yield f"the names of {len(names)} author{'s' * (len(names) != 1)} of marks and comments"
    if sessions := sum(_drop_sessions(part) for part in package.opc.parts() if part.name.endswith(".xml")):
        yield f"{sessions} marks of editing sessions"


def _forget(package: WordPackage, ending: str) -> bool:
    """Whether the package pointed to a part of this kind; it does no more."""
    found = [rid for rid, relation in package.opc.rels.items() if relation.reltype.endswith(ending)]
    for rid in found:
        del package.opc.rels[rid]
    return bool(found)


def _rename(package: WordPackage, ours: str) -> dict[str, str]:
    names: dict[str, str] = {}
    for part in package.stories():
        for element in package.tree(part).iter():
            name = str(element.get(AUTHOR, ""))
            if name and name != ours:
                fresh = names.setdefault(name, f"Author {len(names) + 1}")
                element.set(AUTHOR, fresh)
                if _INITIALS in element.attrib:
                    element.set(_INITIALS, f"A{fresh.rpartition(' ')[2]}")
    for rid in [rid for rid, relation in package.main.rels.items() if relation.reltype.endswith(_PEOPLE)]:
        del package.main.rels[rid]  # names and accounts
    return names


def _drop_sessions(part: PackagePart) -> int:
    """How many marks of editing sessions were in a part."""
    count = 0
    root = part.root
    for element in list(root.iter()):
        for name in [name for name in element.attrib if str(name).startswith(_SESSION)]:
            del element.attrib[name]
            count += 1
        if element.tag == W + "rsids":
            parent = element.getparent()
            if parent is not None:
                parent.remove(element)
    return count
