"""The redline: every link marked up word by word, with its kind of change.

What counts as what (docs/tricky-cases.md has examples):

- *editorial*: spacing, punctuation, quotation marks, dashes, case, hyphens, spelling variants, the "and" at the end of
  a list that grew. A number is never editorial.
- *consequential*: the provision's own number or place, and cross-references that the alignment explains.
- *status*: brackets, options, "agreed ad referendum". Losing brackets is never called agreement. Where one of several
  alternatives was kept and stands without brackets, that is substantive: what was dropped is no longer there.
- *substantive*: everything else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from treatydiff.faults import Faults
from treatydiff.model import (
    Alignment,
    Change,
    Draft,
    Kind,
    Level,
    Link,
    Notice,
    Op,
    Provision,
    Redline,
    Relation,
    Significance,
    Span,
)
from treatydiff.redline.relocation import relocate
from treatydiff.redline.significance import Classifier
from treatydiff.references.outline import outline
from treatydiff.references.places import where
from treatydiff.text.words import compare_tokens, tokens


def mark_up(old: Draft, new: Draft, alignment: Alignment) -> Redline:
    """One change for every link, in reading order, the unchanged ones too.

    Where a judgement fails, the words are marked up without it, count as substantive, and ``faults`` says so.
    """
    faults = Faults()
    judge: Classifier | None = None
    notices: tuple[Notice, ...] = ()
    with faults.caught("references"):
        judge = Classifier(old, new, alignment)
    changes = [_marked(f"c{n}", link, judge, faults) for n, link in enumerate(alignment.links, start=1)]
    with faults.caught("references"):
        notices = tuple(judge.references.notices()) if judge else ()
    told = _cover_apart(tuple(_within(changes, old, new)))
    if judge:
        with faults.caught("moves of words"):
            told = relocate(told, old, new, judge.of_link)
    return Redline(told, notices, faults.found)


# ------------------------------------------------------------------------------------------------------- one change


def _marked(name: str, link: Link, judge: Classifier | None, faults: Faults) -> Change:
    """One change, judged; where that fails, its bare words."""
    if judge:
        with faults.caught("significance", lambda: where((link.new or link.old)[0])):
            return _change(name, link, judge)
    return _unjudged(name, link)


def _unjudged(name: str, link: Link) -> Change:
    """The words of a change of which nothing is known: all of it counts."""
    (old_heading, old_text), (new_heading, new_text) = _sides(link.old), _sides(link.new)
    heading, text = (tuple(_bare(*sides)) for sides in ((old_heading, new_heading), (old_text, new_text)))
    differs = link.moved or link.renumbered or any(span.op is not Op.KEEP for span in (*heading, *text))
    significance = Significance.SUBSTANTIVE if differs or not (link.old and link.new) else None
    kind = Kind.DELETED if not link.new else Kind.INSERTED if not link.old else Kind.AMENDED if differs else None
    return Change(name, link, kind or Kind.UNCHANGED, significance, heading, text, remarks=("not judged",) * differs)


def _bare(old: str, new: str) -> Iterator[Span]:
    """Both texts, word by word where they share any."""
    for span in compare_tokens(tokens(old), tokens(new)):
        yield span if span.op is Op.KEEP else replace(span, significance=Significance.SUBSTANTIVE)


def _change(name: str, link: Link, judge: Classifier) -> Change:
    if link.relation is Relation.DELETED or not link.new:
        return _one_sided(name, link, Op.DELETE, link.old, judge)
    if link.relation is Relation.INSERTED or not link.old:
        return _one_sided(name, link, Op.INSERT, link.new, judge)
    return _amended(name, link, judge)


def _one_sided(name: str, link: Link, op: Op, provisions: Sequence[Provision], judge: Classifier) -> Change:
    """A provision that came or went; on the other side there is nothing, or a tombstone."""
    kind = Kind.DELETED if op is Op.DELETE else Kind.INSERTED
    significance = judge.of_whole(link)
    heading, text = _sides(provisions)
    marked = [(Span(op, part, significance),) if part else () for part in (heading, text)]
    remarks, choices = judge.remarks_on_whole(link), judge.choices_of_whole(link)
    return Change(name, link, kind, significance, marked[0], marked[1], remarks=remarks, choices=choices)


def _amended(name: str, link: Link, judge: Classifier) -> Change:
    (old_heading, old_text), (new_heading, new_text) = _sides(link.old), _sides(link.new)
    heading = judge.compare(old_heading, new_heading, link)
    if link.relation in (Relation.SPLIT, Relation.MERGED):
        heading = heading._replace(spans=tuple(_as_consequence(span) for span in heading.spans))
    text = judge.compare(old_text, new_text, link)
    weights = [span.significance for span in (*heading.spans, *text.spans) if span.significance]
    significance = min([*weights, *judge.of_link(link)], key=lambda s: s.weight, default=None)
    kind = Kind.AMENDED if significance else Kind.UNCHANGED
    numbered = judge.remarks_on_numbering(link)
    remarks = (*judge.remarks_on_link(link), *numbered, *heading.remarks, *text.remarks, *judge.references.stale(link))
    choices = (*(replace(choice, at=None) for choice in heading.choices), *text.choices)
    said = tuple(dict.fromkeys(remarks))
    return Change(name, link, kind, significance, heading.spans, text.spans, remarks=said, choices=choices)


def _as_consequence(span: Span) -> Span:
    """The headings of what was split or merged follow from that: they change nothing of their own."""
    return span if span.op is Op.KEEP else replace(span, significance=Significance.CONSEQUENTIAL)


def _sides(provisions: Sequence[Provision]) -> tuple[str, str]:
    """All headings and all texts."""
    return " / ".join(p.heading for p in provisions if p.heading), " ".join(p.text for p in provisions if p.text)


# ------------------------------------------------------------------------------------------------ what stands in what


def _within(changes: Sequence[Change], old: Draft, new: Draft) -> Iterator[Change]:
    """Each change with the id of the change of the article (preamble, annex, chapter …) it stands in."""
    owners = {"old": outline(old).owner, "new": outline(new).owner}
    ids = {
        (side, provision.eid): change.id
        for change in changes
        for side, provisions in (("old", change.link.old), ("new", change.link.new))
        for provision in provisions
    }
    for change in changes:
        side = "new" if change.link.new else "old"
        yield replace(change, within=ids[side, owners[side][change.provision.eid].eid])


def _cover_apart(changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """What stands before the convention as editorial: the dates of a meeting and a secretariat's note settle nothing.

    Renderers show it in full where no preamble tells where the convention begins.
    """
    covers = {change.id for change in changes if change.link.level is Level.FRONT and change.within == change.id}
    return tuple(_lighter(change) if change.changed and change.within in covers else change for change in changes)


def _lighter(change: Change) -> Change:
    spans = (
        tuple(span if span.op is Op.KEEP else replace(span, significance=Significance.EDITORIAL) for span in marked)
        for marked in (change.heading, change.text)
    )
    heading, text = spans
    return replace(change, significance=Significance.EDITORIAL, heading=heading, text=text)
