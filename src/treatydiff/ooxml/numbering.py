"""List definitions of a Word file, the numbers that they give, and names for them that do not depend on ids.

Word works its list numbers out anew each time and never stores them. Sections in parentheses are those of
ISO/IEC 29500-1:2016. Where that is silent, we do as Word does: lists of the same abstract definition count together,
also across ``w:num`` instances; a level that was never used shows its start value in numbers below it and counts as
used from then on; a level that is a bullet or none adds nothing to other numbers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import field, replace
from typing import TYPE_CHECKING

from treatydiff.ooxml.number_formats import written
from treatydiff.ooxml.opc import RT
from treatydiff.ooxml.xml import MC, VAL, Element, W, children, number_of, says_on, val_of
from treatydiff.text.frozen import dataclass

if TYPE_CHECKING:
    from treatydiff.ooxml.package import WordPackage

BULLET = "•"
DASHES = ("-", "‐", "‑", "–", "—", "−")
_PRINTED = tuple(W + tag for tag in ("start", "numFmt", "lvlRestart", "isLgl", "suff", "lvlText"))
_ABSTRACT, _NUM, _NUMID = W + "abstractNumId", W + "num", W + "numId"

# -------------------------------------------------------------------------------------------------- list numbers (17.9)


@dataclass(frozen=True, slots=True)
class _ListLevel:
    """One level of a list definition (17.9.6)."""

    start: int
    format: str
    text: str
    """What is shown, with ``%1`` … ``%9`` for the counts."""
    restart: int | None
    """The level (from 1) after which it starts anew; 0 never; None after any level above (17.9.10)."""
    legal: bool
    """All counts in Arabic digits (17.9.4)."""
    style: str
    """The paragraph style that stands for this level (17.9.23)."""
    hidden: bool
    capitals: bool
    indent: float | None

    @classmethod
    def read(cls, element: Element) -> _ListLevel:
        said = {child.tag: child for child in element}
        look = said.get(f"{W}rPr")
        restart = _value(said, "lvlRestart")
        return cls(
            start=number_of(_value(said, "start")),
            format=_format_name(element),
            text=_value(said, "lvlText"),
            restart=number_of(restart) if restart else None,
            legal=_has(element, "isLgl"),
            style=_value(said, "pStyle"),
            hidden=_has(look, "vanish"),
            capitals=_has(look, "caps"),
            indent=indent_of(said.get(f"{W}pPr")),
        )

    def count(self, value: int, legal: bool) -> str:
        """Its own part of a number."""
        if self.format in ("bullet", "none"):
            return ""
        return written(value, "decimal" if legal and self.format != "decimalZero" else self.format)

    def restarts_after(self, own: int, used: int) -> bool:
        """Whether a paragraph of level ``used`` makes this level, ``own``, start anew."""
        if self.restart is None or self.restart > own:
            return used < own
        return used < self.restart


def _format_name(level: Element) -> str:
    """A plain format, or the pattern of an extended one: ``001`` for ``001, 002, 003, ...`` ([MS-DOCX] 2.4)."""
    element = level.find(f"{W}numFmt")
    if element is None:
        element = level.find(f"{MC}AlternateContent/{MC}Choice/{W}numFmt")
    if element is None:
        return "decimal"
    name = element.get(VAL, "decimal")
    return element.get(f"{W}format", "").partition(",")[0] if name == "custom" else name


def _value(said: Mapping[str, Element], tag: str) -> str:
    element = said.get(f"{W}{tag}")
    return "" if element is None else element.get(VAL, "")


def _has(parent: Element | None, tag: str) -> bool:
    child = None if parent is None else parent.find(f"{W}{tag}")
    return child is not None and says_on(child.get(VAL))


def indent_of(ppr: Element | None) -> float | None:
    """The left indent in points (17.3.1.12), None where it is not said."""
    element = None if ppr is None else ppr.find(f"{W}ind")
    return None if element is None else left_of(element)


def left_of(indent: Element) -> float | None:
    """The left side of a ``w:ind`` in points, None where it says nothing of that side."""
    twips = indent.get(f"{W}left", indent.get(f"{W}start"))
    return None if twips is None else number_of(twips) / 20


@dataclass(frozen=True, slots=True)
class _List:
    """A ``w:num``: a list definition with what this instance overrides (17.9.15)."""

    family: str
    """The abstract definition: lists of one family count together."""
    levels: Mapping[int, _ListLevel]
    restarts: frozenset[int]
    """Levels at which this instance starts anew, once: where it first uses one of them (17.9.26)."""
    single: bool
    """A list of one level, whatever level its paragraphs claim."""

    def level(self, index: int) -> int:
        return 0 if self.single else index


class Numbering:
    """The list definitions of a file. A file has hundreds and uses a few: each is read when it is first asked for."""

    def __init__(self, root: Element | None, styles: Element | None) -> None:
        self._families = {a.get(f"{W}abstractNumId", ""): a for a in children(root, "abstractNum")}
        self._instances = {n.get(f"{W}numId", ""): n for n in children(root, "num")}
        self._links = _list_styles(self._families, self._instances, styles)
        self._lists: dict[str, _List | None] = {}

    def find(self, list_id: str) -> _List | None:
        """The list of a ``w:numId``; None where the file does not define it."""
        if list_id not in self._lists:
            self._lists[list_id] = self._read(list_id)
        return self._lists[list_id]

    def level_of(self, list_id: str, style: str) -> int | None:
        """The level of a list that a paragraph style stands for."""
        found = self.find(list_id)
        levels = found.levels.items() if found else ()
        return next((index for index, level in levels if level.style == style), None)

    def indent(self, list_id: str, index: int) -> float | None:
        """The left indent that a level gives its paragraphs, in points."""
        found = self.find(list_id)
        level = found.levels.get(found.level(index)) if found else None
        return level.indent if level else None

    def _read(self, list_id: str) -> _List | None:
        instance = self._instances.get(list_id)
        name = val_of(instance, "abstractNumId")
        family = self._families.get(name)
        if instance is None or family is None:
            return None
        linked = self._links.get(val_of(family, "numStyleLink"))
        return _read_list(name, family if linked is None else linked, instance)


def _list_styles(
    families: Mapping[str, Element], instances: Mapping[str, Element], styles: Element | None
) -> dict[str, Element]:
    """The definition behind a list style: the one that names it (17.9.27), else that of the style's list (17.9.21)."""
    links = {}
    for style in children(styles, "style"):
        if style.get(f"{W}type") == "numbering":
            instance = instances.get(val_of(style.find(f"{W}pPr/{W}numPr"), "numId"))
            family = families.get(val_of(instance, "abstractNumId"))
            if family is not None:
                links[style.get(f"{W}styleId", "")] = family
    links.update({val_of(family, "styleLink"): family for family in families.values() if val_of(family, "styleLink")})
    return links


def _read_list(family: str, definition: Element, instance: Element) -> _List:
    levels = {_index(level): _ListLevel.read(level) for level in definition.iterchildren(f"{W}lvl")}
    restarts = set()
    for override in instance.iterchildren(f"{W}lvlOverride"):
        index, level, start = _index(override), override.find(f"{W}lvl"), val_of(override, "startOverride")
        if level is not None:
            levels[index] = _ListLevel.read(level)
        if start and index in levels:
            restarts.add(index)
            levels[index] = replace(levels[index], start=number_of(start))
    return _List(family, levels, frozenset(restarts), val_of(definition, "multiLevelType") == "singleLevel")


def _index(element: Element) -> int:
    return number_of(element.get(f"{W}ilvl", "0"))


class Counters:
    """Counts the numbered paragraphs of one story: the body, a text box, the footnotes."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._counts: dict[str, dict[int, int]] = {}
        self._restarted: set[str] = set()

    def next(self, list_id: str, index: int) -> str:
        """The number of the next paragraph of a list at a level (from 0), as shown; empty if none is shown."""
        found = self._numbering.find(list_id)
        index = found.level(index) if found else index
        if found is None or index not in found.levels:
            return ""
        counts = self._counts.setdefault(found.family, {})
        self._count(list_id, found, index, counts)
        return _shown(found.levels, index, counts)

    def _count(self, list_id: str, found: _List, index: int, counts: dict[int, int]) -> None:
        anew = index in found.restarts and list_id not in self._restarted
        if anew:
            self._restarted.add(list_id)
        counts[index] = found.levels[index].start if anew or index not in counts else counts[index] + 1
        for deeper in [k for k in counts if k > index]:
            if deeper not in found.levels or found.levels[deeper].restarts_after(deeper, index):
                del counts[deeper]
        for above, level in found.levels.items():
            if above < index:
                counts.setdefault(above, level.start)


def _shown(levels: Mapping[int, _ListLevel], index: int, counts: Mapping[int, int]) -> str:
    """The text of a level with the counts filled in."""
    level = levels[index]
    if level.hidden:
        return ""
    if level.format == "bullet":
        return _bullet(level.text)

    def part(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        return levels[at].count(counts[at], level.legal) if at in counts and at in levels else ""

    text = re.sub(r"%([1-9])", part, level.text).strip()
    return text.upper() if level.capitals else text


def _bullet(text: str) -> str:
    """A dash as it is; any other bullet is ``•``: what it looks like is up to a font, in others it is a letter."""
    return text.strip() if text.strip() in DASHES else BULLET if text.strip() else ""


# ---------------------------------------------------------------------------------------- lists told apart without ids


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
