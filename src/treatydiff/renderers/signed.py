"""Verdicts that people passed and that are no findings, in the words of every renderer."""

from __future__ import annotations

from treatydiff.filed import Holding, KeptVerdict, Signature
from treatydiff.model import Report

JUDGED = "judged"
"""In front of what a finding of a person says."""


def besides(report: Report, shown: set[str]) -> tuple[KeptVerdict, ...]:
    """The verdicts that are no findings: those that see no effect, and those whose words stand in both drafts.

    ``shown`` are the ids of the selected changes.
    """
    asked = report.selection
    narrowed = bool(asked.articles or asked.places or asked.units)
    return tuple(
        kept
        for kept in report.verdicts
        if not kept.finding
        and kept.holding is not Holding.LAPSED
        and (not asked.themes or kept.filed.theme in asked.themes)
        and (kept.change.id in shown if kept.change else not narrowed)
    )


def head(kept: KeptVerdict) -> str:
    """``judged: no effect``, ``judged before, stands: adverse``."""
    turn = "no effect" if kept.filed.effect is None else _TURNS.get(kept.adverse, str(kept.filed.effect))
    return f"{JUDGED} before, stands: {turn}" if kept.holding is Holding.STANDS else f"{JUDGED}: {turn}"


def sentence(kept: KeptVerdict) -> str:
    """``Surveillance: no power grows (judged by Ana, 2026-01-01).``"""
    filed = kept.filed
    said = filed.sentence or (f"{filed.effect} it" if filed.effect else "does nothing to it")
    return f"{filed.theme.capitalize()}: {said} ({Signature(filed.author, filed.date, kept.instead)})."


_TURNS: dict[bool | None, str] = {True: "adverse", False: "favourable"}
