"""The proof of a Word redline: whether it holds, and where it fails."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rich.text import Text

from treatydiff.renderers import RenderOptions
from treatydiff.renderers.json import TOOL, Json, dump
from treatydiff.renderers.text.typeset import MAX_TEXT_WIDTH, line, styled, to_bytes, wrap
from treatydiff.reports.summary import several
from treatydiff.text.safe_text import one_line
from treatydiff.word.proof.levels import ProofLevel, ProofPlace

if TYPE_CHECKING:
    from treatydiff.ooxml.sanitise import Active


@dataclass(frozen=True, slots=True)
class Proof:
    """What came of proving a redline."""

    files: dict[str, tuple[str, bytes]]
    """Path and bytes of the ``redline`` and of the drafts, ``old`` and ``new``."""
    places: tuple[ProofPlace, ...]
    """Where it fails, at any level."""
    active: tuple[Active, ...] = ()
    """What the redline holds that runs or fetches something: apart from the proof, which is of what is shown."""
    foreign: tuple[Active, ...] = ()
    """What of it neither draft holds."""
    level: ProofLevel = ProofLevel.LOOKS
    """What must agree."""
    formatting: bool = False
    """Whether rejecting must give the old draft's formatting, too."""
    signers: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """By name how many marks and how many comments are whose."""

    @property
    def failures(self) -> tuple[ProofPlace, ...]:
        """The places that break what must agree."""
        return tuple(each for each in self.places if self._breaks(each))

    def _breaks(self, place: ProofPlace) -> bool:
        mere_looks = place.level is ProofLevel.LOOKS and place.law == "reject" and not self.formatting
        return place.level.rank <= self.level.rank and not mere_looks

    @property
    def looks(self) -> bool:
        """Whether rejecting gives the old draft's formatting too."""
        return not any(each.law == "reject" for each in self.places)

    def agrees(self, level: ProofLevel) -> bool:
        """Whether nothing differs up to a level."""
        return all(each.level.rank > level.rank for each in self.places)


_NAMES = {
    ProofLevel.WORDS: "words",
    ProofLevel.STRUCTURE: "structure and tables",
    ProofLevel.LOOKS: "looks",
}
_MOST = {ProofLevel.WORDS: 100, ProofLevel.STRUCTURE: 10, ProofLevel.LOOKS: 5}
"""So many places of a level are shown on a screen: a file saved again by another program looks otherwise throughout."""
_BELOW = {ProofLevel.WORDS: "words", ProofLevel.STRUCTURE: "words", ProofLevel.LOOKS: "structure"}
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
    active = [{"what": each.what, "part": each.part, "in_drafts": each not in proof.foreign} for each in proof.active]
    said: Json = {
        "proved": not proof.failures,
        "formatting": "tracked" if proof.looks else "quiet",
        "level": str(proof.level),
        "agrees": {str(level): proof.agrees(level) for level in ProofLevel},
        "failures": [_place_value(each) for each in proof.failures],
        "active": active,
        "signers": [{"name": n, "marks": m, "comments": c} for n, (m, c) in proof.signers.items()],
    }
    return dump({"schema": "treatydiff/proof/1", "tool": TOOL, **files, **said})


def _lines(proof: Proof, width: int) -> Iterator[Text]:
    yield from wrap(_verdict(proof), width, "", "  ")
    for level in ProofLevel:
        found = [place for place in proof.failures if place.level is level]
        for place in found[: _MOST[level]]:
            yield line()
            yield from _place(place, width)
        if (left := len(found) - _MOST[level]) > 0:
            yield line()
            more = f"and {several(left, 'more place')} in {_NAMES[level]}: -f json names all"
            yield from wrap(styled(f"{more}, --level {_BELOW[level]} asks for less"), width, "  ", "    ")
    yield from _signed(proof, width)
    yield from _active(proof, width)


def _verdict(proof: Proof) -> Text:
    redline, old, new = (one_line(proof.files[name][0]) for name in ("redline", "old", "new"))
    if not proof.failures:
        verdict = ("proved, but not harmless:", "bold red") if proof.foreign else ("proved:", "bold green")
        if proof.level is ProofLevel.LOOKS:
            said = f" accepting all of {redline} gives {new}, rejecting all gives {old}"
            said += "" if proof.looks else f" in words, numbers, structure and tables, with the formatting of {new}"
            bare = [path for path in (new, old) if not path.lower().endswith((".docx", ".docm", ".dotx"))]
            return Text.assemble(verdict, said, f" ({' and '.join(bare)}: the words)" if bare else "")
        said = f" all {_NAMES[proof.level]} agree: accepting all of {redline} gives those of {new}, rejecting all those"
        return Text.assemble(verdict, f"{said} of {old}{_besides(proof)}")
    said = f" {redline} fails in {several(len(proof.failures), 'place')}{_by_level(proof)}"
    if proof.agrees(ProofLevel.WORDS):
        said += f"; but all words agree: accepting all gives those of {new}, rejecting all those of {old}"
    return Text.assemble(("not proved:", "bold red"), said)


def _by_level(proof: Proof) -> str:
    """How many of the places are of which level, where they are of several."""
    counts = Counter(each.level for each in proof.failures)
    told = [f"{counts[level]} in {name}" for level, name in _NAMES.items() if counts[level]]
    return f" ({', '.join(told)})" if len(told) > 1 else ""


def _besides(proof: Proof) -> str:
    """What differs at levels that were not asked for."""
    counts = Counter(each.level for each in proof.places)
    told = [f"{several(counts[level], 'place')} in {name}" for level, name in _NAMES.items() if counts[level]]
    return f"; what differs besides: {', '.join(told)}" if told else ""


def _signed(proof: Proof, width: int) -> Iterator[Text]:
    """Whose marks and comments the redline holds: a name that nobody expects is seen."""
    if proof.signers:
        told = [f"{name or 'nobody'} ({_amount(*counts)})" for name, counts in proof.signers.items()]
        yield from wrap(styled(one_line(f"it holds marks and comments of {', '.join(told)}")), width, "  ", "    ")


def _amount(marks: int, comments: int) -> str:
    counts = ((marks, "mark"), (comments, "comment"))
    return ", ".join(several(count, name) for count, name in counts if count)


def _active(proof: Proof, width: int) -> Iterator[Text]:
    for each in proof.active:
        whose = "neither draft holds it" if each in proof.foreign else "so does a draft"
        yield from wrap(styled(one_line(f"it holds {each}: {whose}"), "bold"), width, "  ", "    ")


def _place(place: ProofPlace, width: int) -> Iterator[Text]:
    if place.law == "form":
        yield from wrap(styled(f"{place.where}: {place.found}"), width, "  ", "    ")
        return
    kind = "" if place.level is ProofLevel.WORDS else f", {_NAMES[place.level]}"
    yield from wrap(styled(one_line(f"{place.law} all, {place.where}{kind}"), "bold"), width, "  ", "    ")
    for label, text in (("expected", place.expected), ("found", place.found)):
        words = one_line(text[:_LONGEST]) + "…" * (len(text) > _LONGEST)
        yield from wrap(Text(words or "(nothing)"), width, Text(f"    {label:10}", "dim"), " " * 14)


def _place_value(place: ProofPlace) -> Json:
    told = {"law": place.law, "level": str(place.level), "where": place.where}
    return {**told, "expected": place.expected, "found": place.found}
