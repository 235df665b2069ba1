"""Schema of a verdict: keys, values, and the one-line error for what is wrong."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from treatydiff.errors import DataError, did_you_mean
from treatydiff.report import Effect, FiledVerdict, ReadBy, Severity
from treatydiff.text.regexes import regex
from treatydiff.text.safe_text import one_line
from treatydiff.themes import Measure, Theme

WORDS = ("place", "old", "new", "key")
"""What was judged."""
FILLED = ("theme", "effect", "severity", "sentence", "author", "date")
"""What whoever judges fills in."""
SHOWN = ("why", "findings", "frames")
"""What a review shows beside, to help them; it is not read back."""
READ = ("reader", "confidence", "quote", "side", "doubt", "asked", "outcome", "measured", "right")
"""What ``ask`` adds where a program of the user's own judged; ``reader`` tells its lines from those of people."""

NO_EFFECT = "none"
_LONGEST_NAME = 80
_THEME = regex(r"[^\W_][\w -]{0,60}")
_HINT = "docs/verdicts.md explains every key"
_WORSE = {Measure.POWER: Effect.EXPANDS, Measure.PROTECTION: Effect.WEAKENS}
_BETTER = {Measure.POWER: Effect.NARROWS, Measure.PROTECTION: Effect.STRENGTHENS}
_SPOKEN = {"adverse": _WORSE, "favourable": _BETTER}
"""What a lawyer may say in place of an effect; which it is depends on what the theme is made of."""


@dataclass(frozen=True, slots=True)
class VerdictForm:
    """The form that verdicts of this run are held against."""

    measures: Mapping[str, Measure] = field(default_factory=dict)
    """Of the themes that are known. Any other name is a theme of the reader's own."""

    @classmethod
    def of(cls, themes: Iterable[Theme]) -> VerdictForm:
        return cls({theme.name: theme.measure for theme in themes})

    def read(self, record: Mapping[str, object], source: str) -> FiledVerdict | None:
        """The verdict in a record; None where nothing is filled in yet. Raises DataError."""
        if "measured" in record and "place" not in record:
            return None  # a reader was measured, and nothing judged
        values = {key: _text(key, value, source) for key, value in record.items() if key not in SHOWN}
        for key in values:
            if key not in (*WORDS, *FILLED, *READ):
                hint = did_you_mean(key, (*WORDS, *FILLED, *READ), f"choose from {', '.join((*WORDS, *FILLED))}")
                raise DataError(f"{source}: unknown key {one_line(key)!r}", hint)
        read, said = _read_by(values), any(values.get(key, "").strip() for key in ("theme", "effect", "sentence"))
        if not said and not (read and read.outcome):
            return None
        for key in ("place", "theme", "effect", "author") if said else ("place", "author"):
            if not values.get(key, "").strip():
                raise DataError(f"{source}: no {key}", _HINT)
        if not (values.get("old", "").strip() or values.get("new", "").strip()):
            raise DataError(f"{source}: neither old nor new words, so nothing tells what was judged", _HINT)
        theme = self._theme(values["theme"], source, free=read is not None) if said else ""
        return FiledVerdict(
            place=one_line(values["place"]),
            old=values.get("old", ""),
            new=values.get("new", ""),
            theme=theme,
            effect=self._effect(values["effect"], theme, source) if said else None,
            sentence=one_line(values.get("sentence", "")).removesuffix("."),
            author=one_line(values["author"])[:_LONGEST_NAME],
            date=_date(values.get("date", ""), source),
            severity=_severity(values.get("severity", ""), source),
            key=values.get("key", "").strip(),
            source=source,
            read=read,
        )

    def _theme(self, text: str, source: str, *, free: bool = False) -> str:
        """The theme that is meant; ``free``: no slip of the pen is looked for, for a program wrote it."""
        name = one_line(text)
        found = next((known for known in self.measures if known.casefold() == name.casefold()), "")
        if found:
            return found
        close = "" if free else did_you_mean(name.casefold(), self.measures)
        if close or not _THEME.fullmatch(name):
            hint = (
                close or f"choose from {', '.join(self.measures)}; a name of your own is letters, figures and hyphens"
            )
            raise DataError(f"{source}: theme {name[:_LONGEST_NAME]!r}: no such theme", hint)
        return name

    def _effect(self, text: str, theme: str, source: str) -> Effect | None:
        name, measure = one_line(text).casefold(), self.measures.get(theme)
        if name == NO_EFFECT:
            return None
        if name in _SPOKEN:
            return _SPOKEN[name][measure or Measure.PROTECTION]
        known = self.effects(theme)
        if name not in known:
            hint = did_you_mean(name, known, f"of {theme} it is one of {', '.join(known)}")
            raise DataError(f"{source}: effect {name[:_LONGEST_NAME]!r}: no such effect on {theme}", hint)
        return Effect(name)

    def effects(self, theme: str = "") -> tuple[str, ...]:
        """What may stand under ``effect`` of a theme; of one that nobody knows, or of none, every effect."""
        measure = self.measures.get(theme)
        own = [_WORSE[measure], _BETTER[measure]] if measure else [e for e in Effect if e is not Effect.TOUCHES]
        return (*map(str, own), str(Effect.TOUCHES), *_SPOKEN, NO_EFFECT)


def _read_by(values: Mapping[str, str]) -> ReadBy | None:
    """How a program came to it; None where the line is not one of a program."""
    model, *others = (one_line(values.get(key, "").strip()) for key in READ)
    if not (model or any(others)):
        return None
    return ReadBy(model[:_LONGEST_NAME] or "model", *others)


def _text(key: str, value: object, source: str) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise DataError(f"{source}: {one_line(key)} must be a text in quotation marks", _HINT)
    return value


def _date(text: str, source: str) -> str:
    day = text.strip()[:10]
    try:
        return str(datetime.date.fromisoformat(day)) if day else ""
    except ValueError:
        raise DataError(f"{source}: date {one_line(text)[:20]!r}: not a date", "write 2026-03-01") from None


def _severity(text: str, source: str) -> Severity:
    name = text.strip().casefold()
    if name and name not in list(Severity):
        hint = did_you_mean(name, list(Severity), f"it is one of {', '.join(Severity)}")
        raise DataError(f"{source}: severity {one_line(text)[:20]!r}: no such severity", hint)
    return Severity(name) if name else Severity.HIGH
