"""Alignment: links provisions of the old draft to those of the new (renumbered, moved, split, merged, inserted …).

Never by number first. Articles are lined up over the whole draft by heading and wording, then the paragraphs inside
those that answer to each other, then what is still free anywhere: a paragraph may have become an article, or gone to
another.
"""

from __future__ import annotations

from collections.abc import Sequence

from treatydiff.alignment.division import divide
from treatydiff.alignment.evidence import DeclaredLink, read_rules, user_rulings
from treatydiff.alignment.families import Family
from treatydiff.alignment.likeness import in_order
from treatydiff.alignment.matches import Matching
from treatydiff.alignment.nodes import Node, grow
from treatydiff.alignment.order import out_of_order, reading_order
from treatydiff.model import Alignment, Basis, Draft, Level, Link, Relation

__all__ = ["DeclaredLink", "align", "divide", "read_rules"]


def align(old: Draft, new: Draft, rules: Sequence[DeclaredLink] = ()) -> Alignment:
    """Every provision of both drafts in exactly one link.

    ``rules`` are the user's own pairings (see ``read_rules``). Those that say what is found without them change
    nothing: a concordance that is handed back as it was gives what it was made of. Raises DataError for a rule that
    names no provision.
    """
    nodes = grow(old, new)
    matching = Matching(*nodes)
    families = matching.run()
    told = [(ruling, matching.finds(ruling)) for ruling in user_rulings(rules, *nodes)]
    if any(found is None for _, found in told):
        matching = Matching(*nodes, [ruling._replace(basis=found or ruling.basis) for ruling, found in told])
        families = matching.run()
    moved = _moved(matching, families)
    ordered = reading_order(families, moved)
    return Alignment(tuple(_link(family, family in moved, matching) for family in ordered))


def _moved(matching: Matching, families: Sequence[Family]) -> set[Family]:
    """What stands elsewhere: out of the order of its kind, or with a parent that does not answer to the old one."""
    runs: dict[object, dict[tuple[Node, Node], Family]] = {}
    strayed: set[Family] = set()
    for family in families:
        if not (family.old and family.new) or family.old[0].tombstone or family.new[0].tombstone:
            continue
        old, new = family.old[0], family.new[0]
        if old.level is Level.ARTICLE and new.level is Level.ARTICLE:
            runs.setdefault("articles", {})[old, new] = family
            strayed |= {family} if _changed_chapter(old, new, matching) else set()
        elif stayed := _stayed(family, matching):
            runs.setdefault(_home(stayed[0].parent, matching), {})[stayed] = family
        else:
            strayed.add(family)
    return strayed.union(*(out_of_order(run) for run in runs.values()))


def _stayed(family: Family, matching: Matching) -> tuple[Node, Node] | None:
    """The first members that stand where their parents answer to each other: what joins them from elsewhere, or what
    went elsewhere from there, does not move the whole."""
    pairs = ((old, new) for old in family.old for new in family.new)
    return next((p for p in pairs if _home(p[0].parent, matching) is _home(p[1].parent, matching)), None)


def _home(parent: Node | None, matching: Matching) -> Family | None:
    return matching.family_of[parent] if parent is not None else None


def _changed_chapter(old: Node, new: Node, matching: Matching) -> bool:
    """Whether both stand in chapters that answer to chapters, and not to each other."""
    before, after = _home(old.parent, matching), _home(new.parent, matching)
    return bool(before and after and before is not after and before.new and after.old)


def _link(family: Family, moved: bool, matching: Matching) -> Link:
    old, new = tuple(n.provision for n in family.old), tuple(n.provision for n in family.new)
    if not (old and new):
        return Link(old, new, Relation.DELETED if old else Relation.INSERTED, matching.basis(family), 0.0)
    if family.new[0].tombstone and family.old[0].tombstone:
        return Link(old, new, Relation.UNCHANGED, Basis.NOTE, 1.0)
    if family.new[0].tombstone or family.old[0].tombstone:
        relation = Relation.DELETED if family.new[0].tombstone else Relation.INSERTED
        return Link(old, new, relation, Basis.NOTE, 0.0)
    similarity = _alike(*([n for n in side if not n.stands_in(side)] for side in (family.old, family.new)))
    renumbered = family.old[0].key != family.new[0].key or old[0].level is not new[0].level
    return Link(old, new, _relation(family), matching.basis(family), round(similarity, 4), moved, renumbered)


def _alike(old: Sequence[Node], new: Sequence[Node]) -> float:
    """How much of what both sides say is the same and in order; none stands inside another of its side."""
    if [node.full_text for node in old] == [node.full_text for node in new]:
        return 1.0
    return in_order(*([word for node in side for word in node.plain] for side in (old, new)))


def _relation(family: Family) -> Relation:
    peers_old = [node for node in family.old if node.level is family.old[0].level]
    peers_new = [node for node in family.new if node.level is family.new[0].level]
    if len(peers_new) > 1:
        return Relation.SPLIT
    if len(peers_old) > 1:
        return Relation.MERGED
    same = " ".join(n.full_text for n in peers_old) == " ".join(n.full_text for n in peers_new)
    return Relation.UNCHANGED if same else Relation.AMENDED
