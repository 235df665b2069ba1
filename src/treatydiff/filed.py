"""The vocabulary of verdicts that people pass and of cases that they judged: the second half of the model."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from treatydiff.model import Change, Effect, Finding, Location, Severity


@dataclass(frozen=True, slots=True)
class Signature:
    """Whose verdict a finding is, and which findings of rules it stands in place of."""

    author: str
    date: str = ""
    """ISO 8601; empty if the file gives none."""
    instead: tuple[Finding, ...] = ()
    """What rules said of the same change and theme: the same or the contrary."""

    def __str__(self) -> str:
        when = f", {self.date}" if self.date else ""
        return "; ".join((f"judged by {self.author}{when}", *map(self._beside, self.instead)))

    def _beside(self, finding: Finding) -> str:
        turns = {True: "adverse", False: "favourable", None: "unclear"}
        return f"the rule {finding.rule} said {turns[finding.adverse]}: {finding.meaning}"


class Holding(StrEnum):
    """What becomes of a verdict in a comparison."""

    APPLIES = "applies"
    """A change of this comparison has the words that were judged."""
    STANDS = "stands"
    """The words that came of the change stand in both drafts: nothing to judge anew."""
    LAPSED = "lapsed"
    """The words are others now: whoever judged them has to look again."""


@dataclass(frozen=True, slots=True)
class FiledVerdict:
    """What a person, or another program, says of a change: a line of a verdicts file."""

    place: str
    """Where the change stood when it was judged: ``Article 30, paragraph 1 (b)``."""
    old: str
    """The words of the provision before; empty of one that was inserted."""
    new: str
    """The words after; empty of one that was deleted."""
    theme: str
    effect: Effect | None
    """None: the change does nothing to the theme."""
    sentence: str
    author: str
    date: str = ""
    severity: Severity = Severity.HIGH
    """Nobody says by hand what does not matter, so high unless the file says otherwise."""
    key: str = ""
    """What stands for the words, where a sheet could not hold all of them."""
    source: str = ""
    """``verdicts.jsonl:12``: where it was read."""


@dataclass(frozen=True, slots=True)
class KeptVerdict:
    """A verdict and what became of it in a comparison."""

    filed: FiledVerdict
    holding: Holding
    where: Location
    """Where the words stand now; of a lapsed one where they stood."""
    adverse: bool | None = None
    """As of a finding."""
    now: str = ""
    """Of one that stands: its words as they are in the new draft, with the numbers that a renumbering gave them."""
    change: Change | None = None
    """The change that has the words; None unless the verdict applies."""
    finding: str = ""
    """The id of the finding that it is; empty where it applies to no change, or says that there is no effect."""
    instead: tuple[Finding, ...] = ()
    """What rules said of the same change and theme, and no longer say."""


@dataclass(frozen=True, slots=True)
class JudgedCase:
    """A change and what people say of it, for others to be compared with."""

    id: str
    """Of a verdict of the user's: where it was read."""
    language: str
    old: str
    """The sentence before; empty of one that was inserted."""
    new: str
    says: tuple[str, ...]
    """Theme and effect: ``surveillance expands``; empty of a change that does nothing to any theme."""
    about: bool = True
    """Whether it is of the subject of the themes at all."""
    author: str = ""
    """Who judged it; empty for the authors of treatydiff."""

    @property
    def themes(self) -> tuple[str, ...]:
        """The themes it is about."""
        return tuple(dict.fromkeys(each.rpartition(" ")[0] for each in self.says))


@dataclass(frozen=True, slots=True)
class Resemblance:
    """A change on which no rule speaks and that is possibly relevant. It is no finding and has no direction."""

    change: Change
    where: Location
    case: JudgedCase
    """The judged case that it resembles most."""
    likeness: float
    """From 0.0 to 1.0: the cosine of what was edited here and there."""
