"""Word document with tracked changes: accepting all gives the new draft, rejecting all the old one."""

from __future__ import annotations

from treatydiff.errors import RenderError
from treatydiff.model import Report
from treatydiff.renderers import RenderOptions
from treatydiff.tracked.build import Options, redline
from treatydiff.tracked.hints import Paragraphs, hints
from treatydiff.tracked.package import Package
from treatydiff.tracked.resolve import has_revisions, resolve_package
from treatydiff.tracked.verify import Failure, verify


def render(reports: tuple[Report, ...], options: RenderOptions) -> bytes:
    """The redline of one pair of drafts. Raises RenderError if it does not prove itself, or for several pairs."""
    if len(reports) != 1:
        raise RenderError("a Word redline shows two drafts", "compare them pair by pair, or use --layout synoptic")
    report = reports[0]
    data = _redline(report, options)
    if options.verify:
        _prove(verify(data, report.old.data, report.new.data))
    return data


def _redline(report: Report, options: RenderOptions) -> bytes:
    old, new = Package(report.old.data), Package(report.new.data)
    places = Paragraphs(old, report.old), Paragraphs(new, report.new)
    for package in (old, new):
        if has_revisions(package):
            resolve_package(package, accept=True)
    made = redline(
        old, new, hints(report.alignment, *places), Options(options.author, options.date, options.moves == "native")
    )
    return made.package.write()


def _prove(failures: tuple[Failure, ...]) -> None:
    if failures:
        raise RenderError(
            f"the redline does not prove itself in {len(failures)} places; first: {failures[0]}",
            "please report it with the two drafts; --no-verify writes the file all the same",
        )
