"""A series as a folder of pages: an index, and a page for each step from one draft to the next."""

from __future__ import annotations

from treatydiff.renderers import RenderOptions
from treatydiff.renderers.html import write
from treatydiff.renderers.html.lives import lives
from treatydiff.renderers.html.page import prepare, preparing
from treatydiff.renderers.html.values import Named, PageData
from treatydiff.renderers.view import views
from treatydiff.report import Report

INDEX = "index.html"


def site(reports: tuple[Report, ...], options: RenderOptions) -> dict[str, bytes]:
    """The pages by the names of their files, the index first."""
    names = [f"step-{n}.html" for n in range(1, len(reports) + 1)]
    index = Named(f"{reports[0].old.label} → {reports[-1].new.label}", INDEX)
    steps = tuple(Named(_name(report), name) for report, name in zip(reports, names, strict=True))
    pages = (prepare((report,), options, (index, *steps)) for report in reports)
    written = {name: write("page.html", page, options) for name, page in zip(names, pages, strict=True)}
    return {INDEX: write("index.html", _index(reports, names, steps), options), **written}


def _name(report: Report) -> str:
    return f"{report.old.label} → {report.new.label}"


def _index(reports: tuple[Report, ...], names: list[str], steps: tuple[Named, ...]) -> PageData:
    found = [preparing(view) for view in views(reports, RenderOptions())]
    through = lives(reports, lambda at, row: names[at] + found[at].address(row))
    title = f"{reports[0].old.label} → {reports[-1].new.label}"
    return PageData(tuple(each.stage() for each in found), (), True, title, {}, {}, through, steps)
