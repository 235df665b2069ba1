"""Drafts of a few lines, their report, and the change that two versions of one paragraph make."""

from __future__ import annotations

from treatydiff.compare import compare
from treatydiff.model import Block, Change, Draft, Reading
from treatydiff.report import Report
from treatydiff.structure import build


def draft(*lines: str, language: str = "en") -> Draft:
    return build(Reading(tuple(Block(line) for line in lines)), name="draft", language=language)


def report(old: list[str], new: list[str], language: str = "en") -> Report:
    return compare(draft(*old, language=language), draft(*new, language=language))


HEAD = ["Article 1", "Purpose", "The purpose of this Convention is cooperation.", "Article 2", "Measures"]
TAIL = ["Article 3", "Depositary", "The Secretary-General is the depositary of this Convention."]


def change_of(old: str, new: str) -> Change:
    """The change that two versions of one paragraph make."""
    found = report([*HEAD, f"1. {old}", *TAIL], [*HEAD, f"1. {new}", *TAIL])
    (change,) = [c for c in found.redline.all if (c.provision.article, c.provision.number) == ("2", "1")]
    return change
