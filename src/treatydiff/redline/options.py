"""Options of the old draft of which only one is to stay: which of them went, and for what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import permutations

from treatydiff.model import Choice, Level, Link, Provision, Status
from treatydiff.redline.choices import unbracketed
from treatydiff.references.outline import Outline
from treatydiff.text.numbering import parse


class OptionSets:
    """The sets of alternatives among the provisions of the old draft, and what became of each."""

    def __init__(self, old: Outline, new: Outline, links: Iterable[Link]) -> None:
        self._old, self._new = old, new
        self._became = {p.eid: link.new for link in links for p in link.old}

    def choices(self, link: Link) -> tuple[Choice, ...]:
        """What was decided against an alternative that went: its provisions and those kept, a line each."""
        kept = self.settled_for(link)
        if not kept or not (self._set_of(link.old[0]) or self._goes_alone(link.old[0])):
            return ()
        dropped = (p.text if p.level is Level.OPTION else p.own for p in link.old[0].walk())
        left, gone = ("\n".join(map(unbracketed, filter(None, texts))) for texts in (kept, dropped))
        return (Choice(left, (gone,)),)

    def settled_for(self, link: Link) -> tuple[str, ...]:
        """What the new draft has of the only alternative left, if it stands there and nothing is open any more."""
        left = self._left(link) if self._is_dropped(link) else []
        if len(left) != 1 or self.still_open(link):
            return ()
        return tuple(filter(None, (new.own if new.level is was else new.text for new, was in left[0].values())))

    def still_open(self, link: Link) -> bool:
        """Whether an alternative went while the new draft has another of the set in brackets or as one of several."""
        left = self._left(link) if self._is_dropped(link) else ()
        return any(self._open(heir) for heirs in left for heir, _ in heirs.values())

    def _is_dropped(self, link: Link) -> bool:
        """An alternative that went while another of the same set stayed: a choice, not a deletion."""
        return bool(link.old) and not link.new and link.old[0].eid in self.dropped

    def _goes_alone(self, provision: Provision) -> bool:
        """Whether it is a paragraph of an option that stays otherwise, and goes for the one of its number."""
        holder = self._old.parent.get(provision.eid)
        stays = holder is not None and holder.eid not in self.dropped
        return stays and provision.eid in self.dropped

    def _left(self, link: Link) -> list[dict[str, tuple[Provision, Level]]]:
        """What became of each of the other alternatives of which something is left."""
        around = (link.old[0], *self._old.above(link.old[0]))
        option = next((each for each in around if self._set_of(each)), None)
        others = (one for one in self._set_of(option) if one.eid != option.eid) if option else ()
        return [heirs for one in others if (heirs := self._heirs(one))]

    def _set_of(self, provision: Provision) -> tuple[Provision, ...]:
        """The alternatives of which a provision of the old draft is one."""
        return next((found for found in self.sets if any(one.eid == provision.eid for one in found)), ())

    def _open(self, heir: Provision) -> bool:
        """Whether a provision of the new draft is still one of several, or in brackets."""
        return Status.BRACKETED in heir.status or self._new.nearest(heir, frozenset({Level.OPTION})) is not None

    def _heirs(self, option: Provision) -> dict[str, tuple[Provision, Level]]:
        """The provisions that an alternative and what it holds became, and what each was."""
        pairs = ((new, inner.level) for inner in option.walk() for new in self._became.get(inner.eid, ()))
        return {new.eid: (new, level) for new, level in pairs if not new.tombstone}

    @cached_property
    def dropped(self) -> frozenset[str]:
        """The old alternatives, with what they hold, that went while another of the same set stayed.

        The last of several options takes in whatever follows it: then its paragraph 2 alone goes for that of another.
        """
        alive = {eid for eid, new in self._became.items() if new and not new[0].tombstone}
        whole = (
            option
            for options in self.sets
            for option in options
            if option.eid not in alive
            and any(p.eid in alive for other in options if other is not option for p in other.walk())
        )
        lost = (pairs for pairs in self._shared.values() if not alive & {p.eid for p, _ in pairs})
        part = (gone for pairs in lost for gone, kept in pairs if kept.eid in alive)
        return frozenset(inner.eid for each in (*whole, *part) for inner in each.walk())

    @cached_property
    def _shared(self) -> dict[str, list[tuple[Provision, Provision]]]:
        """Of each option its paragraphs with those of the same number in another of the set: one of them is to stay."""
        found: dict[str, list[tuple[Provision, Provision]]] = {}
        for options in self.sets:
            for option, other in permutations(options, 2):
                numbered = {(p.level, p.number): p for p in other.children if p.number}
                pairs = ((p, numbered.get((p.level, p.number))) for p in option.children)
                found.setdefault(option.eid, []).extend((p, same) for p, same in pairs if same is not None)
        return found

    @cached_property
    def sets(self) -> tuple[tuple[Provision, ...], ...]:
        """Whole provisions of the old draft of which only one is to stay: options, and ``2`` with its ``2 alt``.

        Options of one set stand beside each other, or each alone in a paragraph of the same article; ``ALT 1`` stands
        in paragraph 1.
        """
        tree = self._old
        families = {family[0].eid: family for family in tree.siblings.values()}.values()
        options = [tuple(p for p in family if p.level is Level.OPTION) for family in families]
        apart: dict[str, list[Provision]] = {}
        for option in (found[0] for found in options if len(found) == 1):
            apart.setdefault(tree.owner[option.eid].eid, []).append(option)
        several = (tuple(found) for found in apart.values() if len({p.number for p in found}) == len(found))
        sets = (*options, *several, *(group for family in families for group in _alternates(family)))
        inside = ((holder, option) for found in options for option in found if (holder := tree.parent.get(option.eid)))
        sets += tuple((holder, option) for holder, option in inside if holder.text and holder.number == option.number)
        return tuple(found for found in sets if len(found) > 1)


def _alternates(family: Iterable[Provision]) -> Iterator[tuple[Provision, ...]]:
    """The provisions of one number, where one at least is printed as another's alternative: ``1``, ``1 alt``."""
    groups: dict[object, list[tuple[Provision, bool]]] = {}
    for provision in family:
        if number := parse(provision.number):
            of = provision.level, number.sequence, number.path, number.suffix, number.ante
            groups.setdefault(of, []).append((provision, number.alternate))
    for group in groups.values():
        if any(alternate for _, alternate in group):
            yield tuple(provision for provision, _ in group)
