"""Author names of tracked changes that one delegation wants, or several."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from treatydiff.ooxml.package import WordPackage
from treatydiff.ooxml.plain import is_front_page
from treatydiff.ooxml.xml import SDT, Element, P, text_within

SECRETARIAT = "Secretariat"
"""Author of what is no delegation's: the brackets and names of alternatives."""
_JOINED = "; "
_GROUP = "Group"
_LONGEST = 200
"""Word cuts an author's name after 255 characters."""


class Signatures:
    """Author names for groups of delegations: all their names, or where those are too long the number of a group."""

    def __init__(self) -> None:
        self.groups: dict[tuple[str, ...], str] = {}
        """Names too long to be an author, by the group that stands for them."""

    def author(self, names: Sequence[str]) -> str:
        """One author for all of these."""
        joined = _JOINED.join(names)
        if len(joined) <= _LONGEST:
            return joined
        return self.groups.setdefault(tuple(names), f"{_GROUP} {len(self.groups) + 1}")

    def legend(self) -> list[str]:
        """A line for each group: ``Group 1: State X; State Y``."""
        return [f"{group}: {_JOINED.join(names)}" for names, group in self.groups.items()]


def is_usable(name: str) -> bool:
    """Whether a delegation can bear the name: it must be told from several names, a group and the secretariat."""
    return bool(name.strip()) and ";" not in name and not name.startswith(f"{_GROUP} ") and name != SECRETARIAT


def signatories(author: str, groups: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The delegations that an author stands for."""
    return groups.get(author) or tuple(author.split(_JOINED))


def groups_of(package: WordPackage) -> dict[str, tuple[str, ...]]:
    """The groups that the front page of a compilation explains."""
    lines = (text_within(p) for p in _front(package))
    told = (line.partition(": ") for line in lines if line.startswith(f"{_GROUP} "))
    return {group: tuple(names.split(_JOINED)) for group, _, names in told if names}


def _front(package: WordPackage) -> Iterable[Element]:
    controls = (control for control in package.body.iter(SDT) if is_front_page(control))
    return (paragraph for control in controls for paragraph in control.iter(P))
