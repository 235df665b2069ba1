"""The baseline: findings that were looked at and accepted, in a TOML file that a lawyer can read and edit.

Entries are only ever added at the end of the file, so that nobody's reasons, order or remarks are lost.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from treatydiff.errors import DataError
from treatydiff.gate import Acceptance, Alert, Gate, Weighed
from treatydiff.gate.fingerprints import fingerprints
from treatydiff.gate.notices import UNSEEN
from treatydiff.report import Report
from treatydiff.text.safe_text import one_line

HEAD = """\
# Findings of treatydiff that were looked at and accepted.
#
# Each entry needs a reason and the last day on which it holds. After that day, and as soon as the words of the
# provision change again, the finding counts as before. To withdraw an acceptance, delete its entry.
"""

_NEEDED = ("fingerprint", "rule", "article", "reason", "expires")
_KNOWN = (*_NEEDED, "says", "added_by", "compared")
_ACCEPTABLE = frozenset({UNSEEN})
"""Alerts that somebody may accept as they accept findings: that nobody sees some words may be harmless."""
_TABLE = "accepted"


def load(path: str, *, reasons: bool = True, data: bytes | None = None) -> tuple[Acceptance, ...]:
    """The entries of a baseline file; ``reasons``: each must have one. Raises DataError with the line.

    ``data`` is what to read in place of the file: the same file as another revision has it.
    """
    try:
        text = Path(path).read_text("utf-8") if data is None else data.decode("utf-8")
        table = tomllib.loads(text)
    except FileNotFoundError:
        raise DataError(f"{path}: no such baseline", "--write-baseline makes it") from None
    except RecursionError:
        raise DataError(f"{path}: nested too deeply", "docs/ci.md shows what a baseline looks like") from None
    except ValueError as error:  # of TOML, of its letters, of a number without end
        raise DataError(f"{path}: {error}", "docs/ci.md shows what a baseline looks like") from None
    entries = table.get(_TABLE, [])
    if set(table) - {_TABLE} or not isinstance(entries, list) or not all(isinstance(each, dict) for each in entries):
        raise DataError(f"{path}: a baseline holds [[{_TABLE}]] entries and nothing else", "docs/ci.md shows one")
    needed = [key for key in _NEEDED if reasons or key != "reason"]
    return tuple(_entry(_BaselineFault(path, text, number), each, needed) for number, each in enumerate(entries))


def apply(gate: Gate, entries: Iterable[Acceptance], reports: Iterable[Report], today: date, path: str) -> Gate:
    """The gate with the entries that are in force ``today``, and with alerts about the others."""
    entries, reports = tuple(entries), tuple(reports)
    present = {print_ for report in reports for print_ in fingerprints(report.findings)}
    present |= {alert.fingerprint for alert in gate.alerts if alert.rule in _ACCEPTABLE}
    in_force = tuple(entry for entry in entries if entry.expires >= today)
    compared = {pair(report) for report in reports}
    of_alerts = (_accepted(alert, {entry.fingerprint: entry for entry in in_force}) for alert in gate.alerts)
    alerts = (*of_alerts, *_expired(entries, in_force, present, path), *_unknown(entries, present, compared, path))
    return replace(gate, accepted=in_force, baseline=True, alerts=alerts)


def pair(report: Report) -> str:
    """Which drafts a finding came of: ``A/AC.291/L.1 → A/AC.291/L.2``."""
    return one_line(f"{report.old.label} → {report.new.label}")


def _accepted(alert: Alert, in_force: Mapping[str, Acceptance]) -> Alert:
    """An alert as it is where it was accepted: it is told, and fails nothing."""
    entry = in_force.get(alert.fingerprint) if alert.rule in _ACCEPTABLE else None
    told = f"{alert.message}; accepted until {entry.expires}: {entry.reason}" if entry else ""
    return replace(alert, message=told, fails=False) if told else alert


def added(text: str, entries: Iterable[str]) -> str:
    """The file's text with finished entries at its end."""
    return "\n".join([text.rstrip("\n") + "\n" if text.strip() else HEAD, *entries])


def written(weighed: Weighed, where: str, expires: date, reason: str = "", compared: str = "") -> str:
    """An entry that accepts a finding. Without a reason it is not valid: that is for a human to write.

    ``compared``: which drafts it came of, as ``pair`` says it.
    """
    finding = weighed.finding
    return _entry_of(weighed.fingerprint, finding.rule, where, finding.message, expires, reason, compared)


def written_alert(alert: Alert, expires: date, reason: str = "") -> str:
    """The same for an alert that can be accepted; empty for any other."""
    if not (alert.fails and alert.rule in _ACCEPTABLE):
        return ""
    return _entry_of(alert.fingerprint, alert.rule, Path(alert.path).name, alert.message, expires, reason, "")


def _entry_of(print_: str, rule: str, where: str, says: str, expires: date, reason: str, compared: str) -> str:
    texts = {"fingerprint": print_, "rule": rule, "article": where, "says": says, "reason": reason}
    texts |= {"compared": compared} if compared else {}
    lines = [f"{key} = {_quoted(value)}" for key, value in texts.items()]
    return "\n".join([f"[[{_TABLE}]]", *lines, f"expires = {expires.isoformat()}", 'added_by = ""', ""])


def in_a_year(today: date) -> date:
    """Until when an acceptance holds if nobody says otherwise."""
    return today.replace(year=today.year + 1) if (today.month, today.day) != (2, 29) else date(today.year + 1, 3, 1)


def _expired(
    entries: Iterable[Acceptance], in_force: Iterable[Acceptance], present: Container[str], path: str
) -> Iterator[Alert]:
    renewed = {entry.fingerprint for entry in in_force}
    for entry in entries:
        if entry.fingerprint in present and entry.fingerprint not in renewed:
            told = f"baseline entry {entry.fingerprint[:8]} ({entry.rule}, {entry.article}): accepted until"
            yield Alert("baseline/expired", f"{told} {entry.expires}, and no longer", path)


def _unknown(
    entries: Iterable[Acceptance], present: Container[str], compared: Container[str], path: str
) -> Iterator[Alert]:
    """One line on what nothing answers to. Entries of drafts that were not compared in this run are left alone."""
    idle = [e for e in entries if e.fingerprint not in present and e.compared and e.compared in compared]
    if idle:
        named = ", ".join(f"{entry.fingerprint[:8]} ({entry.article})" for entry in idle[:_NAMED])
        more = f" and {len(idle) - _NAMED} more" if len(idle) > _NAMED else ""
        them = "1 baseline entry" if len(idle) == 1 else f"{len(idle)} baseline entries"
        told = f"{them} of the drafts compared here: no finding answers to {named}{more}"
        yield Alert("baseline/unknown", told, path)


_NAMED = 5
"""So many entries are named."""


# ------------------------------------------------------------------------------------------------------- reading one


def _entry(fail: _BaselineFault, table: Mapping[str, Any], needed: Iterable[str]) -> Acceptance:
    for key in table:
        if key not in _KNOWN:
            close = get_close_matches(key, _KNOWN, n=1)
            hint = f"did you mean {close[0]!r}?" if close else f"choose from {', '.join(_KNOWN)}"
            raise fail(f"unknown key {key!r}", hint)
    for key in needed:
        if not str(table.get(key, "")).strip():
            raise fail(f"no {key}", _HINTS.get(key, f"each entry needs {', '.join(_NEEDED)}"))
    for key in set(table) - {"expires"}:
        if not isinstance(table[key], str):
            raise fail(f"{key} must be a text in quotation marks", f'such as {key} = "…"')
    return Acceptance(
        table["fingerprint"], table["rule"], table["article"], table.get("reason", ""),
        _day(table["expires"], fail), table.get("added_by", ""), table.get("compared", ""),
    )  # fmt: skip


_HINTS = {
    "reason": "say why this change can be accepted; whoever reads the file next will want to know",
    "expires": "the last day on which it holds, such as expires = 2027-06-30",
}


@dataclass(frozen=True, slots=True)
class _BaselineFault:
    """Makes the error about one entry, with its line."""

    path: str
    text: str
    number: int

    def __call__(self, message: str, hint: str) -> DataError:
        return DataError(f"{self.path}:{self._line()}: entry {self.number + 1}: {message}", hint)

    def _line(self) -> int:
        lines = [at for at, line in enumerate(self.text.splitlines(), 1) if line.strip().startswith(f"[[{_TABLE}]]")]
        return lines[self.number] if self.number < len(lines) else 1


def _day(value: object, fail: _BaselineFault) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise fail(f"expires = {value!r} is not a date", _HINTS["expires"]) from None


def _quoted(text: str) -> str:
    """A TOML basic string. It is JSON's, once the control characters are written out."""
    return json.dumps(one_line(text), ensure_ascii=False)
