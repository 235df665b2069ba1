"""Small drafts and reports made by hand, so that a test says only what it is about."""

from __future__ import annotations

from dataclasses import replace

from treatydiff.model import (
    Alignment,
    Basis,
    Change,
    Draft,
    Kind,
    Level,
    Link,
    Notice,
    Op,
    Origin,
    Provision,
    Redline,
    Relation,
    Significance,
    Span,
)
from treatydiff.report import Confidence, Effect, Finding, Report, Severity

SUBSTANTIVE, STATUS = Significance.SUBSTANTIVE, Significance.STATUS
CONSEQUENTIAL, EDITORIAL = Significance.CONSEQUENTIAL, Significance.EDITORIAL

CONVENTION = """Draft convention

Article 1
Purposes
The purposes of this Convention are to prevent crime and to protect the rights of everyone.

Article 2
Interception
1. Each State Party may intercept content data in relation to serious offences.
2. Each State Party shall publish how often it did so.

Article 3
Review
The Parties shall meet every year to review how this Convention is carried out.
"""
"""A draft as a text file."""


def article(number: str, heading: str = "", text: str = "", *children: Provision, page: int | None = None) -> Provision:
    """An article; its paragraphs are given their ``eid`` and article."""
    eid = f"art_{number.replace(' ', '')}"
    return _rooted(Provision(Level.ARTICLE, number, eid, heading, text, children, origin=Origin(page)), eid, number)


def paragraph(number: str, text: str = "", *children: Provision, page: int | None = None) -> Provision:
    return Provision(Level.PARAGRAPH, number, f"para_{number}", "", text, children, origin=Origin(page))


def subparagraph(number: str, text: str = "", *children: Provision) -> Provision:
    return Provision(Level.SUBPARAGRAPH, number, f"subpara_{number}", "", text, children)


def preamble(*paragraphs: Provision) -> Provision:
    return _rooted(Provision(Level.PREAMBLE, "", "preamble", "", "", paragraphs), "preamble", "")


def chapter(number: str, heading: str, *articles: Provision) -> Provision:
    return Provision(Level.CHAPTER, number, f"chp_{number}", heading, "", articles)


def draft(*provisions: Provision, label: str = "A/CONF.1/1", **more: object) -> Draft:
    return replace(Draft(label, provisions, path=f"{label.rsplit('/', 1)[-1]}.docx"), **more)  # type: ignore[arg-type]


def marked(text: str, significance: Significance = SUBSTANTIVE) -> tuple[Span, ...]:
    """Spans from ``shall [-may-]{+must+} act``."""
    spans, rest = [], text
    while rest:
        opened = min((at for mark in ("[-", "{+") if (at := rest.find(mark)) >= 0), default=len(rest))
        if opened:
            spans.append(Span(Op.KEEP, rest[:opened]))
            rest = rest[opened:]
            continue
        op, close = (Op.DELETE, "-]") if rest.startswith("[-") else (Op.INSERT, "+}")
        spans.append(Span(op, rest[2 : rest.index(close)], significance))
        rest = rest[rest.index(close) + 2 :]
    return tuple(spans)


def link(
    old: Provision | None, new: Provision | None, relation: Relation | None = None, *, moved: bool = False
) -> Link:
    relation = relation or (Relation.AMENDED if old and new else Relation.DELETED if old else Relation.INSERTED)
    renumbered = bool(old and new and old.number != new.number)
    basis = Basis.WORDING if old and new else Basis.NONE
    sides = tuple((side,) if side else () for side in (old, new))
    return Link(sides[0], sides[1], relation, basis, 0.9 if old and new else 0.0, moved, renumbered)


def change(
    number: int,
    linked: Link,
    text: tuple[Span, ...] = (),
    significance: Significance | None = SUBSTANTIVE,
    *,
    heading: tuple[Span, ...] = (),
    within: int = 0,
    remarks: tuple[str, ...] = (),
) -> Change:
    head = f"c{within or number}"
    return Change(f"c{number}", linked, _kind(linked, (*heading, *text)), significance, heading, text, head, remarks)


def finding(number: int, of: Change, theme: str = "surveillance", adverse: bool | None = True) -> Finding:
    effect = {True: Effect.EXPANDS, False: Effect.NARROWS, None: Effect.TOUCHES}[adverse]
    return Finding(
        f"f{number}",
        theme,
        f"{theme}/modality",
        effect,
        adverse,
        Severity.HIGH,
        of,
        ("may",),
        ("shall",),
        "Interception becomes an obligation",
        excerpt=of.text,
        mark=Confidence.OPEN if adverse is None else Confidence.LIKELY,
    )


def report(old: Draft, new: Draft, *changes: Change, findings: tuple[Finding, ...] = (), **more: object) -> Report:
    alignment = Alignment(tuple(each.link for each in changes))
    notices = (("old", Notice("running header set aside", 3, ("A/CONF.1/1",))), ("", Notice("two articles are alike")))
    return replace(Report(old, new, alignment, Redline(changes), findings, notices), **more)  # type: ignore[arg-type]


def sample() -> Report:
    """A report with one of everything: moved, renumbered, amended, inserted, deleted, consequential, found."""
    old = draft(
        preamble(paragraph("", "Concerned about crime,")),
        article("1", "Purposes", "The purposes are to prevent crime."),
        article("17", "Interception", "", paragraph("1", "Each Party may intercept."), page=21),
        article("18", "Repeal", "Nothing is repealed."),
        label="A/CONF.1/1",
        date="2022-06-01",
        data=b"old",
    )
    new = draft(
        preamble(paragraph("", "Concerned about crime,")),
        article("1", "Purposes", "The purposes are to prevent crime."),
        article("4", "Interception", "", paragraph("1", "Each Party shall intercept."), page=7),
        article("5", "Review", "", paragraph("1", "The Parties meet under article 4."), paragraph("2", "They review.")),
        label="A/CONF.1/2",
        date="2022-12-01",
        data=b"new",
    )
    (pre, one, seventeen, eighteen), (new_pre, new_one, four, five) = old.provisions, new.provisions
    changes = (
        change(1, link(pre, new_pre, Relation.UNCHANGED), (), None),
        change(
            2,
            link(pre.children[0], new_pre.children[0], Relation.UNCHANGED),
            marked("Concerned about crime,"),
            None,
            within=1,
        ),
        change(
            3,
            link(one, new_one, Relation.UNCHANGED),
            marked("The purposes are to prevent crime."),
            None,
            heading=marked("Purposes"),
        ),
        change(
            4,
            link(seventeen, four, Relation.UNCHANGED, moved=True),
            (),
            CONSEQUENTIAL,
            heading=marked("Interception"),
            remarks=("moved", "article 17 → 4"),
        ),
        change(
            5, link(seventeen.children[0], four.children[0]), marked("Each Party [-may-]{+shall+} intercept."), within=4
        ),
        change(6, link(None, five), (), heading=marked("{+Review+}")),
        change(7, link(None, five.children[0]), marked("{+The Parties meet under article 4.+}"), within=6),
        change(8, link(None, five.children[1]), marked("{+They review.+}"), within=6),
        change(9, link(eighteen, None), marked("[-Nothing is repealed.-]"), heading=marked("[-Repeal-]")),
    )
    found = (finding(1, changes[4]), finding(2, changes[8], "safeguards", None))
    return report(old, new, *changes, findings=found)


def _kind(linked: Link, spans: tuple[Span, ...]) -> Kind:
    if not (linked.old and linked.new):
        return Kind.DELETED if linked.old else Kind.INSERTED
    return Kind.AMENDED if any(span.op is not Op.KEEP for span in spans) else Kind.UNCHANGED


def _rooted(provision: Provision, eid: str, number: str) -> Provision:
    children = tuple(_rooted(replace(c, eid=f"{eid}__{c.eid}"), f"{eid}__{c.eid}", number) for c in provision.children)
    return replace(provision, children=children, article=number)
