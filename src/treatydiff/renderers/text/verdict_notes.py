"""Notes beside findings: verdicts that are none."""

from __future__ import annotations

from dataclasses import replace

from treatydiff.report import Holding, KeptVerdict

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


_TURNS: dict[bool | None, str] = {True: "adverse", False: "favourable"}
