"""Small drafts written as lines, and what the structure made of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from treatydiff.model import Block, BlockKind, Draft, Level, Origin, Provision, Reading
from treatydiff.structure import AGAIN, build
from treatydiff.structure.contents import CONTENTS

CONVENTION = (
    "Draft convention on lighthouses",
    "PREAMBLE",
    "The States Parties to this Convention,",
    "Recalling the old lights,",
    "Mindful of ships at night,",
    "Have agreed as follows:",
    "PART I GENERAL PROVISIONS, INCLUDING",
    "USE OF TERMS",
    "Article 1",
    "Use of terms",
    "For the purposes of this Convention:",
    "(a) “Light” means a lamp;",
    "(b) “Keeper” means a person who:",
    "(i) Lights the lamp; or",
    "(ii) Puts it out.",
    "Article 2",
    "Duties of keepers",
    "1. Keepers shall keep watch.",
    "2. Keepers shall:",
    "(a) Light the lamp;",
    "(b) Log the weather,",
    "save where a storm prevents it.",
    "PART II FINAL PROVISIONS",
    "Article 3",
    "Annexes",
    "The annexes form part of this Convention.",
    "ANNEX I",
    "Types of lamps",
    "Lamps may burn:",
    "(a) Oil;",
    "(b) Gas.",
)
"""A small convention with everything that a convention has."""


def read(*lines: str | Block, language: str = "", **more: str) -> Draft:
    """The draft that these paragraphs make."""
    blocks = (line if isinstance(line, Block) else Block(line) for line in lines)
    numbered = tuple(replace(block, origin=Origin(index=index)) for index, block in enumerate(blocks))
    return build(Reading(numbered, **more), name="test.txt", language=language)  # type: ignore[arg-type]


def outline(draft: Draft) -> list[str]:
    """A line for each provision: identifier, heading, text."""
    return [" | ".join(filter(None, (p.eid, p.heading, p.text, p.note and f"note: {p.note}"))) for p in draft.walk()]


def at(draft: Draft, eid: str) -> Provision:
    found = [provision for provision in draft.walk() if provision.eid == eid]
    assert len(found) == 1, (eid, [p.eid for p in draft.walk()])
    return found[0]


def eids(draft: Draft, level: Level) -> list[str]:
    return [provision.eid for provision in draft.walk() if provision.level is level]


def bare(text: str) -> str:
    return "".join(text.split())


def messages(draft: Draft) -> list[str]:
    return [notice.message for notice in draft.notices]


def _as_printed(provision: Provision) -> tuple[str, ...]:
    """The title of a paragraph stands above its number, that of an article behind it."""
    inner = provision.level in (Level.PARAGRAPH, Level.SUBPARAGRAPH, Level.ITEM)
    head = (provision.heading, provision.printed) if inner else (provision.printed, provision.heading)
    return *head, provision.text, provision.note


def assert_nothing_lost(draft: Draft) -> None:
    """Every character that is no white space stands in exactly one provision, and in order but for notes."""
    body = [block for block in draft.blocks if block.kind is not BlockKind.FOOTNOTE]
    notes = [block for block in draft.blocks if block.kind is BlockKind.FOOTNOTE]
    given = "".join(bare(block.number + block.text) for block in (*body, *notes))
    kept = "".join(bare(part) for p in draft.walk() for part in _as_printed(p))
    told = (AGAIN, CONTENTS)
    again = [word for notice in draft.notices if notice.message.startswith(told) for word in notice.set_aside]
    kept += "".join(map(bare, again))
    assert Counter(kept) == Counter(given)
    if not any(p.note for p in draft.walk()) and not again:
        assert kept == given
    identifiers = [p.eid for p in draft.walk()]
    assert len(identifiers) == len(set(identifiers))
    for provision in draft.walk():
        assert all(0 <= index < len(draft.blocks) for index in provision.blocks)
        assert list(provision.blocks) == sorted(set(provision.blocks))
        assert "\n" not in provision.text + provision.heading
        if provision.blocks:
            assert provision.origin == draft.blocks[provision.blocks[0]].origin
