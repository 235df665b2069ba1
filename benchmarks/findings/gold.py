"""Reads the gold set of findings (tests/findings/<lang>.toml) and scores what the program says about it."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from treatydiff.judging import judge
from treatydiff.model import (
    Basis,
    Change,
    Draft,
    Kind,
    Level,
    Link,
    Op,
    Provision,
    Redline,
    Relation,
    Significance,
    Span,
    new_text,
    old_text,
)
from treatydiff.report import Effect, Finding
from treatydiff.text.words import compare_words
from treatydiff.themes import Profile, Theme

FOLDER = Path(__file__).parents[2] / "tests" / "findings"
LANGUAGES = ("en", "fr", "es", "ru", "zh", "ar")
_MARK = re.compile(r"\{([-+])(.*?)\1\}", re.DOTALL)


@dataclass(frozen=True)
class Case:
    """One change with what must be said about it."""

    id: str
    language: str
    data: dict[str, Any]

    @property
    def fold(self) -> str:
        """``held-out`` (no rule was made from it) or ``tuning``; by a fixed rule, so that nobody chose.

        Numbers from 300 are later rounds: blind when they were first scored (docs/themes.md), tuned on since.
        """
        blind = int(self.id.partition("-")[2]) < 300
        even = hashlib.sha256(self.id.encode()).digest()[0] % 2 == 0
        return "held-out" if blind and even else "tuning"

    @property
    def expected(self) -> dict[str, str]:
        """Effect by theme."""
        return dict(pair.split() for pair in self.data["expect"])

    @property
    def allowed(self) -> set[str]:
        """What may be said besides, ``theme effect``."""
        return {*self.data["expect"], *self.data.get("also", ())}


def cases(language: str) -> list[Case]:
    """The gold set of one language."""
    data = tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    return [Case(case["id"], language, case) for case in data["case"]]


# ---------------------------------------------------------------------------------------------- a case as two drafts


def side(marked: str, op: str) -> str:
    """The old (``-``) or new (``+``) text of a marked-up one."""
    return _MARK.sub(lambda match: match[2] if match[1] == op else "", marked)


def texts(data: dict[str, Any]) -> tuple[str, str]:
    if "inserted" in data:
        return "", data["inserted"].strip()
    if "deleted" in data:
        return data["deleted"].strip(), ""
    return side(data["text"], "-"), side(data["text"], "+")


def drafts(case: Case) -> tuple[Draft, Draft, Redline]:
    """The case as a comparison, its provisions linked by hand."""
    builders = [_Builder(case, op) for op in "-+"]
    old, new = (builder.draft() for builder in builders)
    return old, new, Redline(tuple(_changes(case, old, new)))


@dataclass
class _Builder:
    case: Case
    op: str

    def draft(self) -> Draft:
        data = self.case.data
        level = Level(data.get("level", "article"))
        article = self._article(level)
        chapter = side(data.get("chapter", ""), self.op)
        holder = Provision(Level.CHAPTER, "I", "chp_I", chapter, children=article) if chapter else None
        return Draft("old" if self.op == "-" else "new", (holder,) if holder else article, self.case.language)

    def _article(self, level: Level) -> tuple[Provision, ...]:
        data = self.case.data
        text = texts(data)["-+".index(self.op)]
        heading, number = side(data["heading"], self.op), data["article"]
        if "number" not in data and level is Level.ARTICLE:
            if not text:
                return ()
            inside = [self._paragraph(str(n), line) for n, line in enumerate(text.splitlines(), 1)]
            return (Provision(level, number, "art", heading, "", tuple(inside), article=number),)
        if level in (Level.FRONT, Level.FOOTNOTE):
            return (Provision(level, "", "x", "", text),)
        place = data.get("number", "")
        around = side(data.get("before", ""), self.op)
        inside = [self._paragraph(place, text)] if place and text else []
        beside = [(f"9{n}", side(text, self.op)) for n, text in enumerate(data.get("beside", ()))]
        inside += [self._paragraph(n, line) for n, line in beside if line]
        if level is Level.PREAMBLE:
            inside, text = ([self._paragraph("", text)] if text else []), ""
        own = around if place or level is Level.PREAMBLE else text
        return (Provision(level, number, "art", heading, own, tuple(inside), article=number),)

    def _paragraph(self, number: str, text: str) -> Provision:
        level = Level.SUBPARAGRAPH if number[:1].isalpha() else Level.PARAGRAPH
        return Provision(level, number, f"art__para_{number}", "", text, article=self.case.data["article"])


def _changes(case: Case, old: Draft, new: Draft) -> Iterator[Change]:
    before, after = ({p.eid: p for p in draft.walk()} for draft in (old, new))
    kind = Significance(case.data.get("kind", "substantive"))
    owner = ""
    for number, eid in enumerate(dict.fromkeys((*after, *before)), 1):
        owner = f"c{number}" if not eid.startswith("art__") else owner
        yield _change(f"c{number}", before.get(eid), after.get(eid), kind, owner)


def _change(name: str, old: Provision | None, new: Provision | None, kind: Significance, owner: str) -> Change:
    if old and new:
        heading, text = _spans(old.heading, new.heading, kind), _spans(old.text, new.text, kind)
        changed = any(span.op is not Op.KEEP for span in (*heading, *text))
        link = Link((old,), (new,), Relation.AMENDED if changed else Relation.UNCHANGED, Basis.PLACE, 1.0)
        sort = Kind.AMENDED if changed else Kind.UNCHANGED
        return Change(name, link, sort, kind if changed else None, heading, text, owner)
    provision, op = (new, Op.INSERT) if new else (old, Op.DELETE)
    assert provision
    relation, sort = (Relation.INSERTED, Kind.INSERTED) if new else (Relation.DELETED, Kind.DELETED)
    link = Link((old,) if old else (), (new,) if new else (), relation, Basis.NONE, 0.0)
    parts = [(Span(op, part, kind),) if part else () for part in (provision.heading, provision.text)]
    return Change(name, link, sort, kind, parts[0], parts[1], owner)


def _spans(old: str, new: str, kind: Significance) -> tuple[Span, ...]:
    spans = compare_words(old, new)
    assert old_text(spans) == old
    assert new_text(spans) == new
    return tuple(Span(s.op, s.text, s.significance or (None if s.op is Op.KEEP else kind)) for s in spans)


# --------------------------------------------------------------------------------------------------------- the scores


@dataclass(frozen=True)
class Score:
    """How often what had to be said was said, in the right direction, and how often something was said in vain."""

    wanted: int
    found: int
    right: int
    neutral: int
    false_alarms: int
    extra: int
    """Themes named on changes of substance that nobody expected there."""

    @property
    def recall(self) -> float:
        return self.found / self.wanted

    @property
    def direction(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def alarms(self) -> float:
        return self.false_alarms / self.neutral

    def __str__(self) -> str:
        return (
            f"recall {self.recall:.3f} ({self.found}/{self.wanted})  direction {self.direction:.3f}  "
            f"false alarms {self.alarms:.3f} ({self.false_alarms}/{self.neutral})  unexpected themes {self.extra}"
        )


_OPPOSITE = {
    Effect.EXPANDS: Effect.NARROWS,
    Effect.NARROWS: Effect.EXPANDS,
    Effect.STRENGTHENS: Effect.WEAKENS,
    Effect.WEAKENS: Effect.STRENGTHENS,
    Effect.TOUCHES: Effect.TOUCHES,
}


def swapped(case: Case) -> Case:
    """The case with its drafts exchanged."""
    data = dict(case.data)
    for key, other in (("inserted", "deleted"), ("deleted", "inserted")):
        if key in case.data:
            del data[key]
            data[other] = case.data[key]
    for key in ("text", "heading", "before", "chapter"):
        if key in data:
            data[key] = _exchange(data[key])
    return Case(case.id, case.language, data | {"beside": [_exchange(text) for text in data.get("beside", ())]})


def _exchange(marked: str) -> str:
    signs = {"-": "+", "+": "-"}
    return _MARK.sub(lambda match: f"{{{signs[match[1]]}{match[2]}{signs[match[1]]}}}", marked)


def both_ways(case: Case, themes: tuple[Theme, ...], profile: Profile) -> bool:
    """Whether exchanging the drafts turns every effect round, and changes nothing else."""
    told = (findings(each, themes, profile) for each in (case, swapped(case)))
    forward, backward = ({f.theme: f.leaning or f.effect for f in found} for found in told)
    return {theme: _OPPOSITE[effect] for theme, effect in forward.items()} == backward


def findings(case: Case, themes: tuple[Theme, ...], profile: Profile) -> tuple[Finding, ...]:
    old, new, redline = drafts(case)
    return judge(redline, old, new, themes, profile)


def score(chosen: Iterable[Case], themes: tuple[Theme, ...], profile: Profile) -> tuple[Score, list[str]]:
    """The score of some cases and a line for each fault."""
    wanted = found = right = neutral = alarms = extra = 0
    faults: list[str] = []
    for case in chosen:
        said = findings(case, themes, profile)
        by_theme = {finding.theme: finding for finding in said}
        neutral += not case.expected
        alarms += not case.expected and any(f"{f.theme} {f.heard}" not in case.allowed for f in said)
        for theme, effect in case.expected.items():
            wanted += 1
            found += theme in by_theme
            right += theme in by_theme and by_theme[theme].heard == effect
            if theme not in by_theme or by_theme[theme].heard != effect:
                faults.append(f"{case.id} wants {theme} {effect}: {[f'{f.rule} {f.heard}' for f in said]}")
        for finding in said:
            if f"{finding.theme} {finding.heard}" not in case.allowed and finding.theme not in case.expected:
                extra += bool(case.expected)
                kind = "unexpected" if case.expected else "FALSE ALARM"
                faults.append(f"{case.id} {kind}: {finding.rule} {finding.message}")
    return Score(wanted, found, right, neutral, alarms, extra), faults
