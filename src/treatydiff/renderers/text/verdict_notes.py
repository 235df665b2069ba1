"""Notes beside findings: verdicts that are none, and possibly relevant changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from treatydiff.report import Holding, JudgedCase, KeptVerdict, Resemblance, abridged

JUDGED = "judged"
"""In front of what a person said before."""


def head(kept: KeptVerdict) -> str:
    """``judged: no effect``, ``judged before, stands: adverse``."""
    turn = "no effect" if kept.filed.effect is None else _TURNS.get(kept.adverse, str(kept.filed.effect))
    by = f"{JUDGED} before, stands" if kept.holding is Holding.STANDS else kept.filed.signature.by
    return f"{by}: {turn}"


def sentence(kept: KeptVerdict) -> str:
    """``Surveillance: no power grows (judged by Ana, 2026-01-01).``"""
    filed = kept.filed
    said = filed.sentence or (f"{filed.effect} it" if filed.effect else "no effect on it")
    return f"{filed.theme.capitalize()}: {said} ({replace(filed.signature, instead=kept.instead)})."


def like(each: Resemblance) -> str:
    """``like: "may record content data" → "shall record content data" (surveillance; en-001)``."""
    return like_case(each.case)


def like_case(case: JudgedCase) -> str:
    """The same of a case alone."""
    words = " → ".join(f'"{abridged(text)}"' for text in _differing(case))
    return f"like: {words} ({', '.join(case.themes)}; {case.author or case.id})"


def _differing(case: JudgedCase) -> Iterator[str]:
    """The words of a case around what differs between its sides."""
    old, new = case.old.split(), case.new.split()
    if not (old and new):
        yield case.old or case.new
        return
    shared = [a == b for a, b in zip(old, new, strict=False)]
    first = max((shared.index(False) if False in shared else min(len(old), len(new))) - _AROUND, 0)
    yield from (" ".join(words[first : first + _SHOWN]) for words in (old, new))


_AROUND, _SHOWN = 2, 12
"""Words of a case that are shown before its first difference, and in all."""
NOT_CLASSIFIED = "Possibly relevant, not classified"
_TURNS: dict[bool | None, str] = {True: "adverse", False: "favourable"}
