"""Links known before any wording is compared: printed notes ("formerly article 5") and the user's own pairings."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from typing import NamedTuple

from treatydiff.alignment.nodes import Node
from treatydiff.alignment.pairs import Pair
from treatydiff.errors import DataError
from treatydiff.model import ROWS, Basis, Level
from treatydiff.text.frozen import dataclass
from treatydiff.text.numbering import SUFFIXES, key
from treatydiff.text.regexes import regex

_SURE = 0.55
"""So alike are two articles only if they answer to each other."""

_NUMBER = rf"\d+(?:\s?(?:{'|'.join(SUFFIXES)}|ante))*"
REFERENCE = regex(rf"(?P<article>{_NUMBER})(?:\s*\(\s*(?P<paragraph>{_NUMBER})\s*\))?", re.IGNORECASE)
"""``41 ter`` or, of a paragraph, ``55(6ter)``."""


_PARAGRAPH = regex(r"(?P<article>[^()\s][^()]{0,40})\((?P<paragraph>[^()]{1,40})\)")
"""``55(6ter)`` in whatever script."""


class Ruling(NamedTuple):
    """That these provisions answer to each other, and who says so. An empty side: that the other has no counterpart."""

    old: tuple[Node, ...]
    new: tuple[Node, ...]
    basis: Basis


# ------------------------------------------------------------------------------------------- what the drafters print


def official_notes(old: Sequence[Node], new: Sequence[Node]) -> Iterator[Ruling]:
    """Moves and mergers that the new draft declares, where both ends exist and are alive.

    A tombstone points forward (article 54 bis: "Moved as article 54 ante"), a note at the new place points back
    ("[Previously 55(6ter)]"). The last number of a forward note is the destination: "Deleted and moved to follow
    article 17 as article 17 bis".
    """
    old_by_number, new_by_number = by_number(old), by_number(new)
    for node in new:
        references = list(REFERENCE.finditer(node.provision.note))
        if not references or node.level not in (Level.ARTICLE, Level.PARAGRAPH):
            continue
        if node.tombstone:
            source, target = old_by_number.get(node.key), _find(references[-1], new_by_number)
        else:
            source, target = _find(references[0], old_by_number), node
        if source and target and not source.tombstone and not target.tombstone:
            yield Ruling((source,), (target,), Basis.NOTE)


def credible(note: tuple[Node, Node], old: Sequence[Node], new: Sequence[Node], scores: Mapping[Pair, float]) -> bool:
    """Whether the wording does not speak against a note: one that stayed from an earlier draft may name other articles.

    The source must not be far more alike to something else than to where the note sends it.
    """
    i, j = old.index(note[0]), new.index(note[1])
    elsewhere = max((score for (a, b), score in scores.items() if a == i and b != j), default=0.0)
    return elsewhere < _SURE or elsewhere < 2 * scores.get((i, j), 0.0)


def without_noted(
    notes: Sequence[tuple[Node, Node]], old: Sequence[Node], new: Sequence[Node], scores: Mapping[Pair, float]
) -> dict[Pair, float]:
    """The scores without the articles whose destination is known; a destination may still answer to a sure other."""
    sources = {old.index(source) for source, _ in notes}
    targets = {new.index(target) for _, target in notes}
    return {
        (i, j): score for (i, j), score in scores.items() if i not in sources and (j not in targets or score >= _SURE)
    }


def by_number(nodes: Iterable[Node]) -> dict[str, Node]:
    """Articles by their number, paragraphs of articles as ``55(6ter)``; of repeated numbers the first that is alive."""
    found: dict[str, Node] = {}
    for node in nodes:
        for name in _names(node):
            if name not in found or (found[name].tombstone and not node.tombstone):
                found[name] = node
    return found


def _names(node: Node) -> Iterator[str]:
    number = node.key
    if node.level in ROWS:
        yield number or node.level
        yield node.level + number
    elif node.level is Level.PARAGRAPH and number and node.parent and node.parent.level is Level.ARTICLE:
        yield f"{node.parent.key}/{number}"


def _find(match: re.Match[str], nodes: Mapping[str, Node]) -> Node | None:
    return nodes.get(_name(match))


def _name(match: re.Match[str]) -> str:
    article, paragraph = key(match["article"]), match["paragraph"]
    return f"{article}/{key(paragraph)}" if paragraph else article


# -------------------------------------------------------------------------------------------------- what the user rules


@dataclass(frozen=True, slots=True)
class DeclaredLink:
    """Old numbers and the new numbers that answer to them; an empty side: none does."""

    old: tuple[str, ...]
    new: tuple[str, ...]
    where: str = field(default="alignment", compare=False)
    """File and line, for messages: ``map.csv:7``."""


def read_rules(text: str, name: str) -> tuple[DeclaredLink, ...]:
    """An alignment file: CSV with the columns ``old`` and ``new`` (as ``concordance -f csv`` writes it), or TOML with
    ``[[link]] old = "28" new = ["31", "32"]``. Several numbers in one cell are parted by ``;``. Raises DataError.
    """
    try:
        rows = _toml_rows(text) if name.endswith(".toml") else _csv_rows(text)
        return tuple(
            DeclaredLink(_numbers(row.get("old")), _numbers(row.get("new")), f"{name}{line}") for line, row in rows
        )
    except RecursionError:
        raise DataError(f"{name}: nested too deeply", 'write [[link]] with old = "28" and new = "31"') from None
    except ValueError as error:  # of TOML, of a number without end
        raise DataError(f"{name}: {error}", 'write [[link]] with old = "28" and new = "31"') from None
    except (KeyError, AttributeError, TypeError, csv.Error):
        raise DataError(
            f"{name}: no links in it", 'TOML: [[link]] old = "28" new = "31"; CSV: columns old,new'
        ) from None


def _csv_rows(text: str) -> list[tuple[str, dict[str, str]]]:
    """The rows, each with the line that it ends in: ``:7``. Spreadsheets save them with semicolons or tabs, too."""
    text = text.lstrip("\ufeff")
    delimiter = max(",;\t", key=text.partition("\n")[0].count)
    reader = csv.DictReader(io.StringIO(text), delimiter=delimiter)
    rows = [(f":{reader.line_num}", row) for row in reader]
    if not rows or not {"old", "new"} <= set(rows[0][1]):
        raise KeyError("old, new")
    return rows


def _toml_rows(text: str) -> list[tuple[str, dict[str, str | list[str]]]]:
    """The links, each with the line that it begins in where it is a table of its own."""
    import tomllib  # late, as everywhere: few runs need it

    links = tomllib.loads(text)["link"]
    lines = [f":{n}" for n, line in enumerate(text.splitlines(), 1) if re.match(r"\s*\[\[\s*link\s*\]\]", line)]
    return list(zip(lines if len(lines) == len(links) else [""] * len(links), links, strict=True))


def _numbers(cell: str | list[str] | None) -> tuple[str, ...]:
    parts = cell if isinstance(cell, list) else (cell or "").split(";")
    return tuple(str(part).strip().lstrip("'") for part in parts if str(part).strip())


def user_rulings(rules: Sequence[DeclaredLink], old: Sequence[Node], new: Sequence[Node]) -> Iterator[Ruling]:
    """The user's rules with the provisions they name. Raises DataError for a number not there or ruled twice."""
    old_nodes, new_nodes = _named(old), _named(new)
    seen: set[Node] = set()
    for rule in rules:
        olds, news = _look_up(rule, rule.old, old_nodes, "old"), _look_up(rule, rule.new, new_nodes, "new")
        for node in (*olds, *news):
            if node in seen:
                number = node.provision.number or node.provision.eid
                hint = 'put all that answers to it on one line, separated by semicolons: old "11", new "11; 12"'
                raise DataError(f"{rule.where}: {number} stands in two lines", hint)
            seen.add(node)
        if len(olds) > 1 and len(news) > 1:
            said = f"{';'.join(rule.old)} → {';'.join(rule.new)}"
            raise DataError(f"{rule.where}: {said}: one side must be a single provision")
        yield Ruling(olds, news, Basis.USER)


def _named(nodes: Sequence[Node]) -> dict[str, Node]:
    return {**by_number(nodes), **{node.provision.eid: node for node in nodes}}


def _look_up(rule: DeclaredLink, numbers: Sequence[str], nodes: Mapping[str, Node], side: str) -> tuple[Node, ...]:
    found = []
    for number in numbers:
        named = [_node(number, nodes)]
        if named == [None] and "," in number:  # "11, 12", as the table in the terminal has it
            named = [_node(part, nodes) for part in number.split(",")]
        if None in named:
            hint = 'treatydiff outline DRAFT lists the numbers; several go in one cell: "11; 12"'
            raise DataError(f"{rule.where}: the {side} draft has no article {number}", hint)
        found += [node for node in named if node]
    return tuple(found)


def _node(number: str, nodes: Mapping[str, Node]) -> Node | None:
    number = number.strip()
    if match := _PARAGRAPH.fullmatch(number):  # its key without brackets is that of another article: 4(1), 41
        return nodes.get(f"{key(match['article'])}/{key(match['paragraph'])}")
    return nodes.get(number) or nodes.get(key(number))
