"""SARIF 2.1.0 (OASIS Standard, 27 March 2020), for code scanning.

A draft is no source code: a region's line is the paragraph as it was read (of a text file its line), and the page is
among the properties. What identifies a result is its fingerprint, which holds neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from treatydiff import __version__
from treatydiff.gate import UNCOMPARED, UNREAD, Alert, Gate, Weighed, failing_alerts, verdict
from treatydiff.judging import signs
from treatydiff.model import Draft, Provision
from treatydiff.references.outline import outline
from treatydiff.references.places import title
from treatydiff.renderers import RenderOptions
from treatydiff.renderers.checkout import Checkout, absolute
from treatydiff.renderers.json import Json, dump
from treatydiff.renderers.line_numbers import LineNumbers
from treatydiff.renderers.text.locations import Located, words
from treatydiff.renderers.view import View, views
from treatydiff.report import FRAME, Finding, Report, Severity
from treatydiff.text.safe_text import visible
from treatydiff.themes import load_themes
from treatydiff.versions import ASPECTS

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
FINGERPRINT = "treatydiff/v1"
ROOT = "The root of the repository; outside of any, the folder in which treatydiff was run."

_LEVELS = {Severity.HIGH: "error", Severity.MEDIUM: "warning", Severity.LOW: "note"}
_KINDS = {True: "fail", False: "informational", None: "review"}
_ALERTS = {
    "draft/unseen": "The new draft holds words that its page hides, or shows differently from how they are read.",
    "draft/notice": "Something that a reader of the comparison should know.",
    "settings/refused": "A settings file beside the drafts wanted to decide something.",
    "lock/changed": "A draft that was published has been changed without a new version.",
    "lock/resaved": "A draft was saved again with the same words.",
    UNCOMPARED: "A new draft was not compared with the newest one that is known, so nobody can say what it changes.",
    UNREAD: "A new file in the folder cannot be read, so nobody can say what it holds.",
    "lock/unreviewed": "The lock file knows a draft that the lock file of the base does not know.",
    "lock/missing": "A draft that was in the folder is missing.",
    "baseline/expired": "The time for which a finding was accepted is over.",
    "baseline/unreviewed": "The base has no such baseline, so nothing is accepted.",
    "baseline/unknown": "An accepted finding is no longer found.",
    "verdicts/lapsed": "People's verdicts no longer apply, because the words have changed.",
    "unworded/changed": "Something that is no word changed: a picture, a link, a note's place.",
    "judgement/failed": "A change could not be judged because of a bug in the program.",
    **{f"versions/{aspect}": means for aspect, means in ASPECTS.items()},
}


def render(reports: tuple[Report, ...], options: RenderOptions) -> bytes:
    """One run with the results of all pairs of drafts."""
    gate, checkout = options.gate or Gate(), options.checkout
    results = [result for view in views(reports, options) for result in _results(view, gate, checkout)]
    results += [_alert(alert, checkout) for alert in failing_alerts(gate)]
    notes = [_verdict(reports, gate)] if options.gate else []
    notes += [_notification(alert, checkout) for alert in gate.alerts if alert not in failing_alerts(gate)]
    run = {
        "tool": {"driver": _driver(results)},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"%SRCROOT%": {"description": {"text": ROOT}}},
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": notes}],
        "results": [{**result, "ruleIndex": at} for result, at in zip(results, _indices(results), strict=True)],
    }
    return dump({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


# -------------------------------------------------------------------------------------------------------------- rules


def _driver(results: Iterable[Json]) -> Json:
    rules = [_rule(id) for id in _rule_ids(results)]
    return {"name": "treatydiff", "version": __version__, "semanticVersion": __version__, "rules": rules}


def _rule_ids(results: Iterable[Json]) -> list[str]:
    return sorted({result["ruleId"] for result in results})


def _indices(results: list[Json]) -> Iterator[int]:
    known = _rule_ids(results)
    return (known.index(result["ruleId"]) for result in results)


def _rule(id: str) -> Json:
    theme, _, name = id.partition("/")
    why, source = (_ALERTS[id], "") if id in _ALERTS else _reasons(theme, name)
    said = why or f"A change of words that bears on {theme}: {name.replace('-', ' ')}."
    camel = "".join(part.capitalize() for part in re.split(r"\W+", id))
    rule: Json = {"id": id, "name": camel, "shortDescription": {"text": said}, "properties": {"tags": [theme]}}
    more = f"treatydiff themes {id} shows what it looks for, and examples." if id not in _ALERTS else ""
    rule["fullDescription"] = {"text": said}
    rule["help"] = {"text": " ".join(filter(None, (said, source and f"Source: {source}.", more)))}
    return {**rule, "helpUri": source} if source.startswith("https://") else rule


def _reasons(theme: str, name: str) -> tuple[str, str]:
    """Why a rule is there and who says so, as its theme or the table of signs has it; nothing of a rule of others."""
    if name.startswith(FRAME):
        return next(((sign.why, "") for sign in signs.load().uses(name.removeprefix(FRAME))), ("", ""))
    found = (rule for each in load_themes() if each.name == theme for rule in each.rules)
    return next(((rule.why, rule.source) for rule in found if rule.id == f"{theme}/{name}"), ("", ""))


# ------------------------------------------------------------------------------------------------------------ results


def _results(view: View, gate: Gate, checkout: Checkout) -> Iterator[Json]:
    sides = _DraftFile(view.report.old, checkout), _DraftFile(view.report.new, checkout)
    for weighed in view.weighed:
        yield _result(weighed, gate, view.located, sides)


def _result(weighed: Weighed, gate: Gate, located: Located, sides: tuple[_DraftFile, _DraftFile]) -> Json:
    finding, change = weighed.finding, weighed.finding.change
    old = sides[0].location(change.old) if change.old else None
    new = sides[1].location(change.new) if change.new else None
    result: Json = {
        "ruleId": finding.rule,
        "kind": _KINDS[weighed.adverse],
        "level": _LEVELS[finding.severity] if weighed.adverse else "none",
        "message": {"text": _message(finding, located)},
        "locations": [new or old],
        "partialFingerprints": _fingerprints(weighed.fingerprint),
        "properties": _properties(finding),
    }
    if new and old:
        result["relatedLocations"] = [{**old, "id": 0, "message": {"text": "As it was in the old draft."}}]
    return {**result, **_baseline(weighed, gate)}


def _fingerprints(fingerprint: str) -> Json:
    """GitHub goes by the second, and would compute it from source lines, which a Word file does not have."""
    return {FINGERPRINT: fingerprint, "primaryLocationLineHash": f"{fingerprint}:1"}


def _message(finding: Finding, located: Located) -> str:
    parts = (located.sentence(finding), words(finding))
    return _literal(" ".join(part for part in parts if part))


def _properties(finding: Finding) -> Json:
    return {
        "theme": finding.theme,
        "effect": finding.effect,
        "adverse": finding.adverse,
        "severity": finding.severity,
        "removed": list(finding.removed),
        "introduced": list(finding.introduced),
        "tags": [finding.theme],
    }


def _baseline(weighed: Weighed, gate: Gate) -> Json:
    """If one result says what it is to the baseline, all must."""
    if not gate.baseline:
        return {}
    if weighed.accepted is None:
        return {"baselineState": "new", "suppressions": []}
    suppression: dict[str, Any] = {"kind": "external", "status": "accepted", "justification": weighed.accepted.reason}
    suppression["properties"] = {"expires": str(weighed.accepted.expires), "addedBy": weighed.accepted.added_by}
    return {"baselineState": "unchanged", "suppressions": [suppression]}


# ---------------------------------------------------------------------------------------------------------- locations


class _DraftFile:
    """One of the drafts, with the places of its provisions looked up once."""

    def __init__(self, draft: Draft, checkout: Checkout) -> None:
        self._path = checkout.path(draft.path)
        self._outline = outline(draft)
        self._lines = LineNumbers(draft)

    def location(self, provision: Provision) -> Json:
        """Where a provision stands, in the file and in the convention."""
        unit = self._outline.unit.get(provision.eid, provision)
        place = self._outline.place.get(provision.eid, "")
        name = ", ".join(part for part in (title(unit), place) if part)
        logical = {"name": place or title(provision), "fullyQualifiedName": name, "kind": str(provision.level)}
        return {**_file(self._path, self._region(provision)), "logicalLocations": [logical]}

    def _region(self, provision: Provision) -> Json:
        line, page = self._lines.of(provision), provision.origin.page
        where = f"{'Line' if self._lines.real else 'Paragraph'} {line} of the draft as it was read"
        region: Json = {"startLine": line, "message": {"text": f"{where}{f', page {page}' if page else ''}."}}
        return {**region, "properties": {"page": page}} if page else region


def _file(path: str, region: Json | None = None) -> Json:
    if not path:
        return {}
    artifact = {"artifactLocation": _artifact(path)}
    return {"physicalLocation": artifact | ({"region": region} if region else {})}


def _artifact(path: str) -> Json:
    """A path in the repository is relative to its root; any other one stays what it is."""
    if absolute(path):
        uri = quote(path, safe="/:", errors="surrogateescape")
        return {"uri": f"file://{'' if path.startswith('/') else '/'}{uri}"}
    return {"uri": quote(path, errors="surrogateescape"), "uriBaseId": "%SRCROOT%"}


# ------------------------------------------------------------------------------------------------------------- alerts


def _alert(alert: Alert, checkout: Checkout) -> Json:
    return {
        "ruleId": alert.rule,
        "kind": "fail",
        "level": "error",
        "message": {"text": _literal(alert.message)},
        "locations": [_file(checkout.path(alert.path), {"startLine": 1})],
        "partialFingerprints": _fingerprints(alert.fingerprint),
    }


def _verdict(reports: tuple[Report, ...], gate: Gate) -> Json:
    said = _literal(f"treatydiff check: {verdict(reports, gate)}")
    return {"level": "note", "message": {"text": said}, "descriptor": {"id": "check/verdict"}}


def _notification(alert: Alert, checkout: Checkout) -> Json:
    level = "note" if alert.rule in ("lock/resaved", "draft/notice") else "warning"
    return {
        "level": level,
        "message": {"text": _literal(alert.message)},
        "descriptor": {"id": alert.rule},
        "locations": [_file(checkout.path(alert.path))],
    }


def _literal(text: str) -> str:
    """A message in which brackets are no link and braces no placeholder (SARIF 3.11.5, 3.11.6)."""
    return re.sub(r"([\\\[\]])", r"\\\1", visible(text)).replace("{", "{{").replace("}", "}}")
