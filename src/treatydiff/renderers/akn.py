"""Akoma Ntoso (OASIS LegalDocML 3.0): the new draft with its modifications, for programs that work with marked law.

The text is the new draft's, under the ``eId``s that every other output uses. In an amended text ``del`` holds what
went and ``ins`` what came; ``analysis`` names each modification (AKN-NC and the schema's ``textualModType``), with the
place in both drafts. What was deleted as a whole is named there and stands in the old draft only. The text is always
whole; a selection chooses among the modifications.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement, tostring

from treatydiff.errors import RenderError
from treatydiff.model import Change, Draft, Kind, Level, Link, Op, Provision, Relation, Span
from treatydiff.renderers import RenderOptions
from treatydiff.renderers.view import View, views
from treatydiff.report import Report
from treatydiff.text.safe_text import inert, one_line, visible, xml_text

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_US = "#treatydiff"
_LANGUAGES = {"en": "eng", "fr": "fra", "es": "spa", "ru": "rus", "zh": "zho", "ar": "ara", "pt": "por"}
_ELEMENTS = {
    Level.PART: "part",
    Level.CHAPTER: "chapter",
    Level.SECTION: "section",
    Level.ARTICLE: "article",
    Level.PARAGRAPH: "paragraph",
    Level.SUBPARAGRAPH: "subparagraph",
    Level.ITEM: "point",
}
"""Levels that are elements of their own; the others are containers with a name."""
_LOOSE = {Level.FRONT: "preface", Level.PREAMBLE: "preamble"}
_KINDS = {Kind.INSERTED: "insertion", Kind.DELETED: "repeal"}
_RELATIONS = {Relation.SPLIT: "split", Relation.MERGED: "join"}
_MIXED = frozenset({"p", "num", "heading"})
"""Elements with text in them: no blank may be added."""
_UNKNOWN_DAY = "9999-01-01"
"""Of a draft that bears no date: the standard wants one, and this is none."""


class _Address(NamedTuple):
    """Where a draft would be found (AKN-NC)."""

    work: str
    expression: str


def render(reports: tuple[Report, ...], options: RenderOptions) -> bytes:
    """One comparison: the new draft, and what was done to the old one. Raises RenderError for a series."""
    if len(reports) != 1:
        raise RenderError("akn holds one new draft with its modifications, and there are several", "compare two drafts")
    (view,) = views(reports, options)
    root = Element("akomaNtoso", xmlns=NAMESPACE)
    document = SubElement(root, "doc", name="draft")
    document.append(_meta(view))
    changes = {p.eid: change for change in view.selected.changes for p in change.link.new[:1]}
    writer = _BodyWriter(changes)
    for level, tag in _LOOSE.items():
        fitting = [p for p in view.report.new.provisions if p.level is level]
        if fitting:
            writer.loose(SubElement(document, tag), fitting)
    body = SubElement(document, "mainBody")
    for provision in view.report.new.provisions:
        if provision.level not in _LOOSE:
            writer.provision(body, provision)
    if not len(body):
        SubElement(body, "p")
    _indent(root, "\n")
    return inert(f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(root, encoding="unicode")}\n').encode()


def _indent(element: Element, space: str) -> None:
    if element.tag in _MIXED or not len(element):
        return
    element.text = f"{space} "
    for child in element:
        _indent(child, f"{space} ")
        child.tail = f"{space} "
    element[-1].tail = space


# ---------------------------------------------------------------------------------------------------------- what it is


def _meta(view: View) -> Element:
    report = view.report
    old, new = _address(report.old), _address(report.new)
    meta = Element("meta")
    meta.append(_identification(report.new, new))
    life = SubElement(meta, "lifecycle", source=_US)
    for eid, draft, kind in (("e_1", report.old, "generation"), ("e_2", report.new, "amendment")):
        source = "#old_draft" if draft is report.old else "#new_draft"
        SubElement(life, "eventRef", eId=eid, date=draft.date or _UNKNOWN_DAY, source=source, type=kind)
    done = [_modification(change, old, new) for change in view.selected.changes]
    made = [each for each in done if each is not None]
    if made:
        modifications = SubElement(SubElement(meta, "analysis", source=_US), "passiveModifications")
        for place, each in enumerate(made, 1):
            each.set("eId", f"pmod_{place}")
            modifications.append(each)
    references = SubElement(meta, "references", source=_US)
    for eid, address, draft in (("old_draft", old, report.old), ("new_draft", new, report.new)):
        SubElement(references, "original", eId=eid, href=address.expression, showAs=_attribute(draft.label))
    for eid, shown in (("treatydiff", "treatydiff"), ("drafters", "the drafters")):
        SubElement(references, "TLCOrganization", eId=eid, href=f"/ontology/organization/{eid}", showAs=shown)
    return meta


def _identification(draft: Draft, address: _Address) -> Element:
    found = Element("identification", source=_US)
    day = draft.date or _UNKNOWN_DAY
    for level in ("Work", "Expression", "Manifestation"):
        uri = address.work if level == "Work" else address.expression
        part = SubElement(found, f"FRBR{level}")
        ending = ".akn" if level == "Manifestation" else ""
        SubElement(part, "FRBRthis", value=f"{uri}/!main{ending}")
        SubElement(part, "FRBRuri", value=f"{uri}{ending}")
        if level == "Work" and draft.symbol:
            SubElement(part, "FRBRalias", value=_attribute(draft.symbol), name="symbol")
        SubElement(part, "FRBRdate", date=day, name="draft")
        SubElement(part, "FRBRauthor", href="#drafters" if level != "Manifestation" else _US)
        if level == "Work":
            SubElement(part, "FRBRcountry", value="un")
        elif level == "Expression":
            SubElement(part, "FRBRlanguage", language=_LANGUAGES.get(draft.language, "und"))
    return found


def _address(draft: Draft) -> _Address:
    name = re.sub(r"[^A-Za-z0-9]+", "-", draft.symbol or draft.label).strip("-").lower() or "draft"
    work = f"/akn/un/doc/draft/{(draft.date or _UNKNOWN_DAY)[:4]}/{name}"
    return _Address(work, f"{work}/{_LANGUAGES.get(draft.language, 'und')}@{draft.date or _UNKNOWN_DAY}")


def _modification(change: Change, old: _Address, new: _Address) -> Element | None:
    """What was done, and where it stands in both drafts."""
    link = change.link
    made = Element("textualMod", type=_type(change))
    SubElement(made, "source", href=new.expression)
    for provision in link.new or link.old:
        there = "" if link.new else f"{old.expression}/!main"
        SubElement(made, "destination", href=f"{there}#{provision.eid}")
    for provision in link.old[:1] if _moved(link) else ():  # the schema has room for one
        SubElement(made, "previous", href=f"{old.expression}/!main#{provision.eid}")
    if change.kind in (Kind.AMENDED, Kind.DELETED):
        for provision in link.old:
            SubElement(made, "old", href=f"{old.expression}/!main#{provision.eid}")
    if change.kind is Kind.AMENDED:
        for provision in link.new:
            SubElement(made, "new", href=f"#{provision.eid}")
    return made


def _type(change: Change) -> str:
    """Of ``repeal substitution insertion replacement renumbering split join``, what it is."""
    if known := _KINDS.get(change.kind) or _RELATIONS.get(change.link.relation):
        return known
    return "substitution" if any(span.op is not Op.KEEP for span in change.spans) else "renumbering"


def _moved(link: Link) -> bool:
    return bool(link.new) and (link.moved or link.renumbered)


# ---------------------------------------------------------------------------------------------------------- the text


class _BodyWriter:
    """Writes provisions, with what went and what came."""

    def __init__(self, changes: dict[str, Change]) -> None:
        self._changes = changes

    def loose(self, parent: Element, provisions: list[Provision]) -> None:
        """A preface or preamble: a paragraph for each text in it."""
        for provision in (inner for outer in provisions for inner in outer.walk()):
            if provision.own or provision.printed:
                p = SubElement(parent, "p", eId=_eid(provision))
                if provision.printed:
                    number = SubElement(p, "inline", name="num")
                    number.text, number.tail = _text(provision.printed), " "
                self._marked(p, [*self._spans(provision, "heading"), *self._spans(provision, "text")])
        if not len(parent):
            SubElement(parent, "p")

    def provision(self, parent: Element, provision: Provision) -> None:
        """An element of the hierarchy: number, heading, and text or what is inside."""
        tag = _ELEMENTS.get(provision.level, "hcontainer")
        element = SubElement(parent, tag, eId=_eid(provision))
        if tag == "hcontainer":
            element.set("name", provision.level.value)
        if provision.status:
            element.set("class", " ".join(sorted(provision.status)))
        if provision.printed:
            SubElement(element, "num").text = _text(provision.printed)
        if heading := self._spans(provision, "heading"):
            self._marked(SubElement(element, "heading"), heading)
        own = self._spans(provision, "text")
        children = [child for child in provision.children if child.level is not Level.CLOSING]
        closing = [child for child in provision.children if child.level is Level.CLOSING]
        if own or not children:
            self._marked(SubElement(SubElement(element, "intro" if children else "content"), "p"), own)
        for child in children:
            self.provision(element, child)
        for child in closing if children else ():
            ends = SubElement(element, "wrapUp", eId=_eid(child))
            self._marked(SubElement(ends, "p"), self._spans(child, "text"))

    def _spans(self, provision: Provision, part: str) -> list[Span]:
        """A heading or text as marked up; as it is where it did not change."""
        change = self._changes.get(provision.eid)
        if change is not None and change.kind is Kind.AMENDED and len(change.link.old) == len(change.link.new) == 1:
            return list(getattr(change, part))
        plain = getattr(provision, part)
        return [Span(Op.KEEP, plain)] if plain else []

    def _marked(self, element: Element, spans: list[Span]) -> None:
        last: Element | None = element[-1] if len(element) else None
        for span in spans:
            if span.op is Op.KEEP:
                text = _text(span.text)
                if last is None:
                    element.text = (element.text or "") + text
                else:
                    last.tail = (last.tail or "") + text
            else:
                last = SubElement(element, "ins" if span.op is Op.INSERT else "del")
                last.text = _text(span.text)


def _eid(provision: Provision) -> str:
    return re.sub(r"\s+", "", provision.eid)


def _text(text: str) -> str:
    return xml_text(visible(text))


def _attribute(text: str) -> str:
    return xml_text(one_line(visible(text)))
