"""JUnit XML: a suite for each pair of drafts, a case for each article, which fails where a finding is too grave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from treatydiff.gate import Alert, Gate, Weighed, failing_alerts, verdict
from treatydiff.renderers import RenderOptions
from treatydiff.renderers.checkout import Checkout
from treatydiff.renderers.text.locations import Located, label, words
from treatydiff.renderers.text.no_finding import untold
from treatydiff.renderers.view import View, views
from treatydiff.report import Report
from treatydiff.reports.summary import Row, several
from treatydiff.text.safe_text import inert, one_line, visible, xml_text


def render(reports: tuple[Report, ...], options: RenderOptions) -> bytes:
    """The suites, without times: nothing is run, and the output is the same each time."""
    gate = options.gate or Gate()
    root = Element("testsuites", name="treatydiff")
    for view in views(reports, options):
        root.append(_suite(view, options.checkout))
    if options.gate:
        root.append(_alerts(reports, gate, options.checkout))
    _count(root, root.iter("testcase"))
    indent(root)
    return inert(f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(root, encoding="unicode")}\n').encode()


def _suite(view: View, checkout: Checkout) -> Element:
    report, located, path = view.report, view.located, checkout.path(view.report.new.path)
    name = f"{report.old.label} → {report.new.label}"
    suite = Element("testsuite", {"name": _attribute(name)} | ({"file": _attribute(path)} if path else {}))
    left = untold(view)
    silent = Counter(located.article(change) for change in left.changes)
    if left.changes:
        _properties(suite, {"changes of substance": left.of, "changes of substance without a finding": left.count})
    inside: dict[str, list[Weighed]] = {}
    for weighed in view.weighed:
        inside.setdefault(located.article(weighed.finding.change), []).append(weighed)
    rows = {located.titles(row.link): row for row in view.selected.rows}
    for title in dict.fromkeys([*rows, *inside]):
        case = _case(report.new.label, title, rows.get(title), inside.get(title, []), located)
        suite.append(_with_silence(case, silent[title]))
    _count(suite, suite.iter("testcase"))
    return suite


def _case(label: str, title: str, row: Row | None, found: list[Weighed], located: Located) -> Element:
    heading = (row.link.new or row.link.old)[0].heading if row else ""
    case = _new_case(label, f"{title} {heading}".rstrip())
    failing = [weighed for weighed in found if weighed.fails]
    accepted = [weighed for weighed in found if weighed.accepted]
    if failing:
        message = "; ".join(weighed.finding.message for weighed in failing)
        failure = SubElement(case, "failure", message=_attribute(message), type=_attribute(failing[0].finding.rule))
        failure.text = _text(_told(weighed, located) for weighed in failing)
    elif accepted and len(accepted) == len(found):
        reasons = "; ".join(dict.fromkeys(w.accepted.reason for w in accepted if w.accepted))
        SubElement(case, "skipped", message=_attribute(f"accepted: {reasons}"))
    others = [weighed for weighed in found if not weighed.fails]
    if others:
        SubElement(case, "system-out").text = _text(_told(weighed, located) for weighed in others)
    return case


def _properties(suite: Element, named: Mapping[str, int]) -> None:
    held = SubElement(suite, "properties")
    for name, value in named.items():
        SubElement(held, "property", name=name, value=str(value))


def _with_silence(case: Element, silent: int) -> Element:
    """A case that also says on how many changes of its article nothing is said: to pass is no all-clear."""
    if silent:
        out = case.find("system-out")
        out = SubElement(case, "system-out") if out is None else out
        said = f"{several(silent, 'change')} of substance here without a finding: read the redline."
        out.text = f"{out.text or ''}\n{said}\n"
    return case


def _told(weighed: Weighed, located: Located) -> str:
    finding = weighed.finding
    state = f", accepted until {weighed.accepted.expires}" if weighed.accepted else ""
    rule = f"{finding.rule} ({label(finding)}{state})"
    parts = (finding.message, words(finding), located.where(finding.change), rule)
    return "\n".join(part for part in parts if part)


def _alerts(reports: tuple[Report, ...], gate: Gate, checkout: Checkout) -> Element:
    """What there is to say that is no finding, and the verdict, which no report of tests has another place for."""
    suite = Element("testsuite", name="language versions" if gate.versions else "verdict and notices")
    said = _new_case("treatydiff", "verdict")
    SubElement(said, "system-out").text = _text([str(verdict(reports, gate))])
    suite.append(said)
    failing = failing_alerts(gate)
    for alert in gate.alerts:
        suite.append(_alert_case(alert, checkout.path(alert.path), fails=alert in failing))
    _count(suite, suite.iter("testcase"))
    return suite


def _alert_case(alert: Alert, path: str, *, fails: bool) -> Element:
    case = _new_case(path or "treatydiff", alert.message)
    if fails:
        SubElement(case, "failure", message=_attribute(alert.message), type=alert.rule).text = _text([alert.message])
    else:
        SubElement(case, "system-out").text = _text([alert.message])
    return case


def _new_case(home: str, name: str) -> Element:
    return Element("testcase", classname=_attribute(home), name=_attribute(name))


def _count(element: Element, cases: Iterable[Element]) -> None:
    found = list(cases)
    counts = {tag: str(sum(case.find(tag) is not None for case in found)) for tag in ("failure", "skipped")}
    element.attrib.update(tests=str(len(found)), failures=counts["failure"], errors="0")
    if element.tag == "testsuite":  # Jenkins takes no skipped cases of all suites
        element.set("skipped", counts["skipped"])


def _attribute(text: str) -> str:
    return xml_text(one_line(text))


def _text(parts: Iterable[str]) -> str:
    return "\n" + "\n\n".join(xml_text(visible(part)) for part in parts) + "\n"
