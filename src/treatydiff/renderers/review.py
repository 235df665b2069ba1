"""The review sheet: changes for a person to judge, as JSON lines or as a sheet for Excel, Word or LibreOffice.

What comes out is what ``--verdicts`` reads; docs/verdicts.md describes it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from treatydiff.model import Kind, Op, Span
from treatydiff.ooxml.plain import DELETED, INSERTED, Cell, Face, paragraph, table
from treatydiff.ooxml.template import paper
from treatydiff.renderers import RenderOptions
from treatydiff.renderers.json import Json
from treatydiff.renderers.sheets import book
from treatydiff.renderers.text.locations import label
from treatydiff.renderers.text.verdict_notes import sentence
from treatydiff.renderers.view import View, views
from treatydiff.report import FiledVerdict, Holding, KeptVerdict, Report
from treatydiff.text.languages import is_right_to_left
from treatydiff.text.safe_text import json_text
from treatydiff.themes import built_in_names
from treatydiff.verdicts.content import Judgeable, Prints, key_of, print_of
from treatydiff.verdicts.review import ReviewItem, Why, frame_of, review
from treatydiff.verdicts.schema import NO_EFFECT, VerdictForm

COLUMNS = ("place", "why", "old", "new", "findings", "theme", "effect", "severity", "sentence", "author", "date", "key")
"""Of the workbook."""
_WORD_COLUMNS = {"place": 24, "why": 32, "old": 47, "new": 47, "theme": 20, "effect": 19, "sentence": 32, "author": 15,
                 "key": 21}  # fmt: skip
"""Of the Word table, with widths in millimetres."""
_SMALL, _KEY = Face(size=7), Face(size=6)
_PLAIN = {
    str(Why.TOUCHES): "Touches a theme; the rules cannot tell whether for better or worse.",
    str(Why.UNDECIDED): "No rule covers it.",
    str(Why.DECIDED): "A rule has decided it.",
    str(Why.JUDGED): "Judged already.",
}
"""Why a row is there, for those who fill it in."""


def render(reports: tuple[Report, ...], options: RenderOptions) -> bytes:
    """A line for each change to look at."""
    lines = (_line(record) for view in views(reports, options) for record in records(view, options))
    return "".join(lines).encode()


def workbook(reports: tuple[Report, ...], options: RenderOptions) -> bytes:
    """A sheet with columns to fill in, and lists to choose from."""
    rows = [
        _cells({**record, "why": _reason(record)}, COLUMNS)
        for view in views(reports, options)
        for record, _ in _entries(view, options)
    ]
    return book({"Review": (COLUMNS, rows)}, options.date, _choices(reports))


def document(reports: tuple[Report, ...], options: RenderOptions) -> bytes:
    """The same as a table in a Word document."""
    last = reports[-1].new
    names = tuple(_WORD_COLUMNS)
    rtl = is_right_to_left(last.language)
    rows: list[list[Cell]] = [[[paragraph([(name.capitalize(), Face(bold=True))], after=0)] for name in names]]
    for view in views(reports, options):
        entries = _entries(view, options)
        rows += [[_cell(record, name, words, rtl) for name in names] for record, words in entries]
    labels = " → ".join([reports[0].old.label, *(report.new.label for report in reports)])
    blocks = [
        paragraph([(labels, Face(bold=True, size=11))], after=2),
        paragraph([(_guide(reports), Face(size=8))], after=6),
        table(rows, tuple(_WORD_COLUMNS.values())),
    ]
    return paper(last, blocks).write()


def _guide(reports: tuple[Report, ...]) -> str:
    themes = ", ".join(_choices(reports)["theme"])
    return (
        "Fill in theme, effect, sentence and author where you have something to say; leave the other rows as they are. "
        f"A theme is one of {themes}, or a name of your own. An effect is one of {', '.join(VerdictForm().effects())}. "
        "The author stands for all rows below."
    )


def records(view: View, options: RenderOptions) -> Iterator[Json]:
    """The items of one comparison as records of a verdicts file, and what is kept although nothing is to be judged."""
    return (record for record, _ in _entries(view, options))


Marked = dict[str, tuple[Span, ...]]
"""Of an amended text the words of each side, with what differs; of others nothing."""


def _entries(view: View, options: RenderOptions) -> Iterator[tuple[Json, Marked]]:
    """Each record with its words marked up."""
    report = view.report
    for item in review(report, view.selected.changes, everything=options.show_all):
        yield _record(item, report), _marked(item.unit)
    for kept in view.besides:
        if kept.holding is Holding.STANDS:
            yield _standing(kept), {}


def _marked(unit: Judgeable) -> Marked:
    spans, sides = unit.change.spans, (("old", Op.DELETE), ("new", Op.INSERT))
    if unit.change.kind is not Kind.AMENDED:
        return {}
    return {name: tuple(span for span in spans if span.op in (Op.KEEP, op)) for name, op in sides}


def _standing(kept: KeptVerdict) -> Json:
    """A verdict whose words stand, as it is to be kept: with the place and the numbers of now."""
    known = key_of(kept.filed)
    key = Prints(known.old, print_of(kept.now), known.settled)
    words = {"old": kept.filed.old, "new": kept.now, "key": str(key)}
    return {"place": str(kept.where), "why": str(Why.JUDGED), **_filled(kept.filed), **words}


def _record(item: ReviewItem, report: Report) -> Json:
    unit = item.unit
    return {
        "place": str(unit.where),
        "why": "; ".join((str(item.why), *(f"said about other words: {sentence(kept)}" for kept in item.lapsed))),
        **_filled(item.verdict.filed if item.verdict else None),
        "old": unit.old,
        "new": unit.new,
        "findings": [f"{finding.theme}, {label(finding)}: {finding.statement}" for finding in item.findings],
        "frames": {
            "old": frame_of(unit.old, report.old.language),
            "new": frame_of(unit.new, report.new.language),
        },
        "key": str(unit.prints),
    }


def _filled(filed: FiledVerdict | None) -> Json:
    """What somebody has said, or room for it."""
    if filed is None:
        return dict.fromkeys(("theme", "effect", "severity", "sentence", "author", "date"), "")
    return {
        "theme": filed.theme,
        "effect": filed.effect or NO_EFFECT,
        "severity": filed.severity,
        "sentence": filed.sentence,
        "author": filed.author,
        "date": filed.date,
    }


def _line(record: Json) -> str:
    return json_text(json.dumps(record, ensure_ascii=False)) + "\n"


def _cells(record: Json, columns: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(_text(record.get(name, "")) for name in columns)


def _text(value: object) -> str:
    return "\n".join(map(str, value)) if isinstance(value, list) else str(value)


def _reason(record: Json) -> str:
    """Why a row is there."""
    why, _, more = record["why"].partition("; ")
    return f"{_PLAIN[why]} {more}".strip()


def _cell(record: Json, name: str, words: Marked, rtl: bool) -> Cell:
    """A cell; what differs is marked, and what rules say stands under why it is here."""
    if spans := words.get(name):
        return [paragraph([(span.text, _FACES[span.op]) for span in spans], after=0, rtl=rtl)]
    parts = [_text(record.get(name, ""))]
    if name == "why":
        parts = [_reason(record), *record.get("findings", [])]
    face = {"why": _SMALL, "key": _KEY}.get(name, Face())
    return [paragraph([(part, face)], after=0, rtl=rtl and name in ("old", "new")) for part in parts]


_FACES = {Op.KEEP: Face(), Op.DELETE: DELETED, Op.INSERT: INSERTED}


def _choices(reports: tuple[Report, ...]) -> dict[str, tuple[str, ...]]:
    """What a cell offers to choose from; anything else may be written, too."""
    themes = {finding.theme for report in reports for finding in report.findings}
    themes |= set(built_in_names())
    return {"theme": tuple(sorted(themes)), "effect": VerdictForm().effects(), "severity": ("high", "medium", "low")}
