"""Headers and footers, and the sections in which they show."""

from __future__ import annotations

from treatydiff.ooxml.opc import CT, RT, PackagePart
from treatydiff.ooxml.package import WordPackage
from treatydiff.ooxml.xml import SECTPR, TYPE, Element, R, W, is_on

PARTS = {"header": (RT.HEADER, CT.WML_HEADER, "hdr"), "footer": (RT.FOOTER, CT.WML_FOOTER, "ftr")}
HeaderKey = tuple[str, str]
"""``header`` or ``footer``, and ``default``, ``first`` or ``even``."""
KEYS: tuple[HeaderKey, ...] = tuple((kind, page) for kind in PARTS for page in ("default", "first", "even"))
REFERENCES = {W + f"{kind}Reference": kind for kind in PARTS}


def effective(package: WordPackage) -> dict[Element, dict[HeaderKey, PackagePart]]:
    """Of each section the headers and footers that show in it: its own, else those of the section before (17.10.5).

    One for first or even pages shows only where the section, or the document, tells those apart (17.10.6, 17.10.1).
    """
    shown: dict[HeaderKey, PackagePart] = {}
    found = {}
    settings = package.related(RT.SETTINGS)
    even = settings is not None and is_on(package.tree(settings).find(W + "evenAndOddHeaders"))
    for section in package.body.iter(SECTPR):
        for reference in section:
            part = target(package, reference) if reference.tag in REFERENCES else None
            if part is not None:
                shown[REFERENCES[str(reference.tag)], str(reference.get(TYPE, "default"))] = part
        pages = {"default": True, "even": even, "first": is_on(section.find(W + "titlePg"))}
        found[section] = {key: part for key, part in shown.items() if pages.get(key[1], True)}
    return found


def target(package: WordPackage, reference: Element) -> PackagePart | None:
    """The part that a reference to a header or footer points to."""
    relation = package.main.rels.get(str(reference.get(R + "id")))
    return None if relation is None else relation.part
