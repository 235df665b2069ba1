"""Whether a Word redline keeps its promise, and where it does not."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.text import Text

from treatydiff.renderers import RenderOptions
from treatydiff.renderers.json import TOOL, Json, dump
from treatydiff.renderers.typeset import MAX_TEXT_WIDTH, line, styled, to_bytes, wrap
from treatydiff.safe_text import one_line
from treatydiff.summary import several

if TYPE_CHECKING:
    from treatydiff.ooxml.sanitise import Active
    from treatydiff.word import Failure


@dataclass(frozen=True, slots=True)
class Proof:
    """What came of proving a redline."""

    files: dict[str, tuple[str, bytes]]
    """Path and bytes of the ``redline`` and of the drafts, ``old`` and ``new``."""
    failures: tuple[Failure, ...]
    """Empty if it is proved."""
    active: tuple[Active, ...] = ()
    """What the redline holds that runs or fetches something: apart from the proof, which is of what is shown."""
    foreign: tuple[Active, ...] = ()
    """What of it neither draft holds."""
    looks: bool = True
    """Whether rejecting gives the old draft's formatting too."""


_LONGEST = 400
"""Characters of a failed line that are shown."""


def render(proof: Proof, options: RenderOptions) -> bytes:
    """``proved`` or ``not proved`` in the first line, then each place that fails."""
    return to_bytes(_lines(proof, min(options.width, MAX_TEXT_WIDTH)), options.width, options.color)


def json_proof(proof: Proof, options: RenderOptions) -> bytes:
    """``treatydiff/proof/1``."""
    files = {
        name: {"path": path, "sha256": hashlib.sha256(data).hexdigest()} for name, (path, data) in proof.files.items()
    }
    failures = [_failure_value(each) for each in proof.failures]
    active = [{"what": each.what, "part": each.part, "in_drafts": each not in proof.foreign} for each in proof.active]
    looks = "tracked" if proof.looks else "quiet"
    proved = {"proved": not failures, "formatting": looks, "failures": failures, "active": active}
    return dump({"schema": "treatydiff/proof/1", "tool": TOOL, **files, **proved})


def _lines(proof: Proof, width: int) -> Iterator[Text]:
    redline, old, new = (one_line(proof.files[name][0]) for name in ("redline", "old", "new"))
    if not proof.failures:
        said = f" accepting all of {redline} gives {new}, rejecting all gives {old}"
        said += "" if proof.looks else f" in words, numbers, structure and tables, with the formatting of {new}"
        verdict = ("proved, but not harmless:", "bold red") if proof.foreign else ("proved:", "bold green")
        yield from wrap(Text.assemble(verdict, said), width, "", "  ")
        yield from _active(proof, width)
        return
    said = f" {redline} fails in {several(len(proof.failures), 'place')}"
    yield from wrap(Text.assemble(("not proved:", "bold red"), said), width, "", "  ")
    for failure in proof.failures:
        yield line()
        yield from _failure(failure, width)
    yield from _active(proof, width)


def _active(proof: Proof, width: int) -> Iterator[Text]:
    for each in proof.active:
        whose = "neither draft holds it" if each in proof.foreign else "so does a draft"
        yield from wrap(styled(one_line(f"it holds {each}: {whose}"), "bold"), width, "  ", "    ")


def _failure(failure: Failure, width: int) -> Iterator[Text]:
    if failure.law == "form":
        yield from wrap(styled(f"{failure.where}: {failure.found}"), width, "  ", "    ")
        return
    yield from wrap(styled(f"{failure.law} all, {failure.where}", "bold"), width, "  ", "    ")
    for label, text in (("expected", failure.expected), ("found", failure.found)):
        words = one_line(text[:_LONGEST]) + "…" * (len(text) > _LONGEST)
        yield from wrap(Text(words or "(nothing)"), width, Text(f"    {label:10}", "dim"), " " * 14)


def _failure_value(failure: Failure) -> Json:
    return {"law": failure.law, "where": failure.where, "expected": failure.expected, "found": failure.found}
