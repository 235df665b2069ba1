"""Text from a draft that tries to steer whoever shows it."""

from __future__ import annotations

import re
from dataclasses import replace

from making import article, change, draft, finding, link, marked, paragraph, report
from treatydiff.gate import Alert, Gate
from treatydiff.report import FiledVerdict, Holding, KeptVerdict, Location, ReadBy, Report, Signature

WORDS = (
    "::stop-commands::x ##[add-mask]y ##vso[task.complete result=Succeeded] %0A::error::z %25 "
    "\x1b[2J\x1b]52;c;AAAA\x07 \x9b31m \u202eyam\u202c @everyone #123 !7 https://x.example www.x.example "
    "<script>alert(1)</script> & `code` | cell ![i](j) [shall](http://x) *b* _i_ ~~s~~ $x$ {0} \\ \x00\x0b\ufffe"
)
"""Commands to runners, terminals, browsers and Markdown renderers."""
STARTS = ("::stop-commands::x", "/close", "# head", "- list", "1. list", "> quote", "    code", "```", "=====", "+ x")
"""What means something at the start of a line."""


def hostile(text: str = WORDS) -> Report:
    """A report in which everything that comes from the drafts is ``text``."""
    old = draft(article("1", text, "", paragraph("1", f"{text} may", page=1)), label=text, path=f"drafts/{text}.docx")
    new = draft(article("1", text, "", paragraph("1", f"{text} shall", page=2)), label=text, path=f"drafts/{text}.docx")
    head = change(1, link(old.provisions[0], new.provisions[0]), (), None, heading=marked(text))
    spans = (*marked(f"{text} "), *marked(f"[-may {text}-]{{+shall {text}+}}"))
    inside = change(2, link(old.provisions[0].children[0], new.provisions[0].children[0]), spans, within=1,
                    remarks=(text,))  # fmt: skip
    found = replace(finding(1, inside), removed=(text,), introduced=(text,), meaning=f"{text} becomes an obligation")
    by = ReadBy(text, quote=text, side="new")
    read = replace(found, id=f"{found.id}r", signed=Signature(text, read=by))
    filed = FiledVerdict(text, text, text, "safeguards", None, text, text, read=by)
    silent = KeptVerdict(filed, Holding.APPLIES, Location(text), change=inside)
    return replace(report(old, new, head, inside, findings=(found, read)), verdicts=(silent,))


def gate(text: str = WORDS) -> Gate:
    """A gate whose alerts are hostile, too."""
    changed = Alert("lock/changed", f"{text}: changed", f"drafts/{text}", fails=True)
    return Gate(alerts=(changed, Alert("lock/missing", text, text)))


def commands(output: str) -> list[str]:
    """What GitHub's and Azure's runners would obey in a job's output."""
    lines = [line for line in output.splitlines() if line.lstrip().startswith("::")]
    return [*lines, *re.findall(r"##(?:\[|vso\[).*", output)]
