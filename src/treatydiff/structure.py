"""From printed paragraphs to a draft: preamble, parts, articles, paragraphs, subparagraphs, items, annexes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from treatydiff.errors import StructureError
from treatydiff.model import BlockKind, Draft, Level, Origin, Provision, Reading, Status

ARTICLE = re.compile(r"\[?(?:Article|Rule) (\d+(?: ?(?:bis|ter|quater))?(?: ante)?)\]?(?: ?[:.–-])?(?: (.*))?$")
CONTAINER = re.compile(r"(PART|CHAPTER|SECTION|ANNEX|Part|Chapter|Section|Annex) ([IVXL]+|\d+)\b[:. –-]*(.*)$")
NUMBERED = re.compile(r"(\[?(?:(\d+(?: ?bis| ?ter)?)\.|\(([a-z]{1,4})\)))\s+(.*)$", re.DOTALL)
RANKS = [Level.PART, Level.CHAPTER, Level.SECTION, Level.ARTICLE, Level.PARAGRAPH, Level.SUBPARAGRAPH, Level.ITEM]
SHORT = {Level.PARAGRAPH: "para", Level.SUBPARAGRAPH: "subpara", Level.ITEM: "item", Level.ARTICLE: "art",
         Level.PART: "part", Level.CHAPTER: "chp", Level.SECTION: "sec", Level.ANNEX: "annex"}


@dataclass
class _Node:
    level: Level
    number: str = ""
    printed: str = ""
    heading: str = ""
    text: str = ""
    blocks: list[int] = field(default_factory=list)
    children: list[_Node] = field(default_factory=list)
    status: set[Status] = field(default_factory=set)


def build(
    reading: Reading, *, name: str, language: str = "", path: str = "", kind: str = "text", data: bytes = b""
) -> Draft:
    """A draft's structure. Raises StructureError where there is no article."""
    root = _Node(Level.FRONT)
    stack = [root]
    for index, block in enumerate(reading.blocks):
        if block.kind is not BlockKind.FOOTNOTE:
            _place(stack, f"{block.number} {block.text}".strip(), index)
    front = _Node(Level.FRONT, text=root.text, blocks=root.blocks)
    seen: dict[str, int] = {}
    nodes = [*([front] if front.text else []), *root.children]
    provisions = tuple(_freeze(node, "", "", seen, reading) for node in nodes)
    draft = Draft(reading.symbol or name, provisions, language or reading.language or "en", reading.symbol,
                  reading.date, reading.title, reading.notices, reading.blocks, path, kind, data)
    if not draft.articles():
        raise StructureError(f"{name}: no article found ({len(reading.blocks)} paragraphs)")
    return draft


def _place(stack: list[_Node], text: str, index: int) -> None:
    if found := ARTICLE.match(text):
        rest = found[2] or ""
        if not rest[:1].islower():
            return _open(stack, _Node(Level.ARTICLE, found[1], text[: found.end(1)], rest, blocks=[index]))
    if found := CONTAINER.match(text):
        return _open(stack, _Node(Level(found[1].lower()), found[2], f"{found[1]} {found[2]}", found[3], blocks=[index]))
    found = NUMBERED.match(text)
    if found and len(stack) > 1:
        number = found[2] or found[3]
        level = Level.PARAGRAPH if found[2] else Level.SUBPARAGRAPH
        if found[3] and re.fullmatch("[ivx]+", number) and not (number == "i" and _last(stack) == "h"):
            level = Level.ITEM
        status = {Status.BRACKETED} if text.startswith("[") else set()
        return _open(stack, _Node(level, number, found[1], text=found[4], blocks=[index], status=status))
    top = stack[-1]
    if top.level in RANKS[:4] and not top.text and not top.children and text[-1:] not in ".:;," and len(text) < 120:
        top.heading = f"{top.heading} {text}".strip()
    else:
        top.text = f"{top.text} {text}".strip()
    top.blocks.append(index)
    return None


def _last(stack: list[_Node]) -> str:
    return next((node.number for node in reversed(stack) if node.level is Level.SUBPARAGRAPH), "")


def _open(stack: list[_Node], node: _Node) -> None:
    rank = -1 if node.level is Level.ANNEX else RANKS.index(node.level)
    while len(stack) > 1 and (rank < 0 or (stack[-1].level in RANKS and RANKS.index(stack[-1].level) >= rank)):
        stack.pop()
    stack[-1].children.append(node)
    stack.append(node)


def _freeze(node: _Node, prefix: str, article: str, seen: dict[str, int], reading: Reading) -> Provision:
    if node.level is Level.ARTICLE:
        prefix, article = "", node.number
    step = f"{SHORT.get(node.level, node.level.value)}_{node.number.replace(' ', '')}".rstrip("_")
    eid = f"{prefix}__{step}" if prefix else step
    seen[eid] = seen.get(eid, 0) + 1
    if seen[eid] > 1:
        eid = f"{eid}__dup_{seen[eid]}"
    status, text, note = set(node.status), node.text, ""
    if node.level is Level.ARTICLE and not node.children and re.match(r"(Deleted|Moved)\b.*\.$", text or node.heading):
        status.add(Status.DELETED)
        text, note = "", text or node.heading
    children = tuple(_freeze(child, eid, article, seen, reading) for child in node.children)
    origin = reading.blocks[node.blocks[0]].origin if node.blocks else Origin()
    return Provision(node.level, node.number, eid, node.heading, text, children, frozenset(status), note, node.printed,
                     article, tuple(node.blocks), origin)
