"""List definitions of a Word file, under names that do not depend on ids."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from treatydiff.ooxml.list_numbers import Counters, Numbering
from treatydiff.ooxml.opc import RT
from treatydiff.ooxml.package import WordPackage
from treatydiff.ooxml.xml import VAL, Element, W, val_of

_PRINTED = tuple(W + tag for tag in ("start", "numFmt", "lvlRestart", "isLgl", "suff", "lvlText"))
_ABSTRACT, _NUM, _NUMID = W + "abstractNumId", W + "num", W + "numId"


@dataclass(slots=True)
class ListDefinitions:
    """The lists that one file defines."""

    root: Element | None
    abstract_of: dict[str, str] = field(default_factory=dict)
    """``numId`` to ``abstractNumId``."""
    look: dict[str, str] = field(default_factory=dict)
    """``abstractNumId`` to what its levels print."""
    overrides: dict[str, str] = field(default_factory=dict)
    """``numId`` to what it changes in its definition."""

    def element(self, tag: str, key: str, wanted: str) -> Element | None:
        """A definition or an instance by its id."""
        found = () if self.root is None else self.root.iterchildren(W + tag)
        return next((e for e in found if e.get(W + key) == wanted), None)


def book(package: WordPackage) -> ListDefinitions:
    """The lists that a file defines."""
    part = package.related(RT.NUMBERING)
    if part is None:
        return ListDefinitions(None)
    made = ListDefinitions(package.tree(part))
    for abstract in package.tree(part).iterchildren(W + "abstractNum"):
        link = val_of(abstract, "numStyleLink") + val_of(abstract, "styleLink")
        made.look[str(abstract.get(_ABSTRACT))] = link + _levels(abstract)
    for num in package.tree(part).iterchildren(_NUM):
        number = str(num.get(_NUMID))
        made.abstract_of[number] = val_of(num, "abstractNumId")
        made.overrides[number] = "".join(
            f"{o.get(W + 'ilvl')}:{val_of(o, 'startOverride')}:{_levels(o)};"
            for o in num.iterchildren(W + "lvlOverride")
        )
    return made


def _levels(holder: Element) -> str:
    levels = sorted(holder.iterchildren(W + "lvl"), key=lambda level: str(level.get(W + "ilvl")))
    return "|".join(",".join(f"{e.tag}={e.get(VAL)}" for e in level if e.tag in _PRINTED) for level in levels)


def used(package: WordPackage) -> list[str]:
    """The ``numId``s that paragraphs use, in order of first use, and then those that only styles give them."""
    found: dict[str, None] = {}
    for part in (*package.stories(), *package.all_related(RT.STYLES)):
        for element in package.tree(part).iter(_NUMID):
            found.setdefault(str(element.get(VAL, "0")))
    return list(found)


def labels(package: WordPackage) -> dict[str, str]:
    """``numId`` to a name that does not depend on ids: the list's look, and which of that look it is by first use."""
    lists = book(package)
    counts: Counter[str] = Counter()
    abstracts: dict[str, str] = {}
    result = {}
    for number in used(package):
        abstract = lists.abstract_of.get(number)
        if abstract is None:
            continue
        if abstract not in abstracts:
            look = lists.look.get(abstract, "")
            counts[look] += 1
            abstracts[abstract] = f"{look} #{counts[look]}"
        name = f"{abstracts[abstract]} {lists.overrides[number]}"
        counts[name] += 1
        result[number] = f"{name}.{counts[name]}"
    return result


def counter(package: WordPackage) -> Callable[[str, int], str]:
    """Counts as Word does: told the ``numId`` and level of one paragraph after the other, it says what each shows."""
    lists, styles = (package.related(reltype) for reltype in (RT.NUMBERING, RT.STYLES))
    trees = (None if part is None else package.tree(part) for part in (lists, styles))
    return Counters(Numbering(*trees)).next
