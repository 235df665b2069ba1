"""``treatydiff check``: the gate for CI."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from treatydiff.commands import given
from treatydiff.commands.common import CommandRun, Guide, checkout, formats, moment, option, with_common_options
from treatydiff.commands.targets import EXPORT, format_here, from_here, targets
from treatydiff.errors import TreatydiffError
from treatydiff.front import output
from treatydiff.renderers import CHECKS, RenderOptions

if TYPE_CHECKING:
    from treatydiff.gate import Alert, Gate
    from treatydiff.report import Report

Threshold = StrEnum("Threshold", ["likely", "leaning", "unclear", "any", "none", "adverse", "high", "medium", "low"])
"""The names of ``gate.FailOn``, which the help must not load, and the former ones."""

_LEAST_ROOM = 4096
"""With less room than this, in bytes, a step gets no summary."""

OLD = typer.Argument(metavar="OLD", help="A draft; or a folder alone, whose new drafts are found by its lock file.")
FORMAT = formats(CHECKS)
FAIL_ON = option(
    "--fail-on",
    metavar="[likely|leaning|unclear|any|none]",
    help="End with status 1 for what is told as worse, what leans so, what is unclear too, anything, or never.",
)
BASELINE = option("--baseline", metavar="FILE", show_default=False, help="Findings that were accepted, with reasons.")
WRITE_BASELINE = typer.Option(
    "--write-baseline", help="Add failing findings to the baseline, for a person to give reasons."
)
REASON = typer.Option("--reason", metavar="TEXT", show_default=False, help="The reason that --write-baseline writes.")
UPDATE_LOCK = typer.Option("--update-lock", help="Write the folder's lock file: from now on its drafts are known.")
BASE = typer.Option(
    "--base",
    metavar="REVISION",
    show_default=False,
    help="Use lock file, baseline and verdicts of this revision: those here may have come with the drafts.",
)
COUNT_READERS = typer.Option(
    "--count-readers",
    metavar="NAME",
    show_default=False,
    help="Let findings of this reader ('ask') count, too; may be repeated [default: none counts].",
)
ANY_ORDER = typer.Option("--any-order", help="Check even if the first draft says that it is the newer one.")


@with_common_options
def check(
    old: Annotated[str, OLD],
    new: given.New = [],
    fail_on: Annotated[Threshold, FAIL_ON] = Threshold.leaning,
    theme: given.Theme = [],
    themes: given.Themes = [],
    profile: given.Profile = "",
    verdicts: given.Verdicts = [],
    format: Annotated[str, FORMAT] = "",
    out: given.Out = "",
    export: Annotated[list[str], EXPORT] = [],
    baseline: Annotated[str, BASELINE] = "",
    write_baseline: Annotated[bool, WRITE_BASELINE] = False,
    reason: Annotated[str, REASON] = "",
    update_lock: Annotated[bool, UPDATE_LOCK] = False,
    base: Annotated[str, BASE] = "",
    align: given.Align = "",
    count_readers: Annotated[list[str], COUNT_READERS] = [],
    any_order: Annotated[bool, ANY_ORDER] = False,
    *,
    run: CommandRun,
) -> int:
    """Fail when a draft makes things worse.

    Status 1 for findings at or above the threshold. In GitHub Actions the output is annotations and a summary of the
    step, unless -f or -o says otherwise.
    """
    from treatydiff.gate import FailOn, Gate, passes
    from treatydiff.gate.whole_check import alerted

    guide = Guide.read(align, themes, profile, [f"{base}:{path}" for path in verdicts] if base else verdicts)
    _refuse_strangers(count_readers, guide)
    if fail_on not in (Threshold.any, Threshold.none):
        _refuse_toothless(guide, guide.known(theme), profile)
    paths = [old, *new]
    written = targets(format or format_here(out, run.environment), out, export, CHECKS, paths, run)
    today = moment("", run.environment)
    gate = Gate(FailOn(fail_on), readers=tuple(count_readers), asked=run.asked, alerts=tuple(_refused(run)))
    if base and (update_lock or write_baseline):
        raise TreatydiffError("--base writes nothing", "leave it out where lock file or baseline are to be written")
    if base:
        _refuse_links([path for _, path in written])
    reports, gate = _look(paths, gate, update_lock, base, guide, run)
    if not (any_order or _alone(paths)):  # the drafts of a lock file are the older ones
        _refuse_reversed(reports)
    reports = _as_asked(reports, guide.known(theme))
    gate = alerted(reports, gate, _lapsed(reports), run.of_files)
    if baseline or write_baseline:
        day = date.fromisoformat(today[:10])
        gate = _accept(gate, reports, baseline, base, day, write_baseline, reason, run)
    options = run.form(out, gate=gate, checkout=checkout())
    for form, path in written:
        run.show(run.rendered(form, reports, options), path, text=form.name == "terminal")
        if form.name == "github":
            _summarise(reports, options, run.environment)
    return int(not passes(reports, gate))


def _refuse_links(paths: Sequence[str]) -> None:
    """Raise TreatydiffError for an output of which a link, which a branch may bring, leads out of the repository."""
    root = checkout().root
    for path in paths:
        inside = [Path(root) in Path(place).parents for place in (os.path.abspath(path), os.path.realpath(path))]
        if inside == [True, False]:
            raise TreatydiffError(f"{path}: a link that leaves the repository", "with --base nothing is written there")


def _refuse_reversed(reports: Sequence[Report]) -> None:
    """Raise TreatydiffError where the newer draft stands first: every verdict would be turned round."""
    from treatydiff.drafts.succession import reversed_order

    for report in reports:
        if why := reversed_order(report.old, report.new):
            raise TreatydiffError(
                f"{report.old.label}: seems to be the newer draft, and stands first: {why}",
                "give the older draft first; --any-order checks them as they stand",
            )


def _refuse_strangers(names: Sequence[str], guide: Guide) -> None:
    """Raise TreatydiffError for a reader that has no verdict: a slip of the pen would let its findings pass."""
    from treatydiff.errors import did_you_mean

    known = dict.fromkeys(verdict.author for verdict in guide.verdicts if verdict.read)
    for name in names:
        if name not in known:
            there = f"choose from {', '.join(known)}" if known else "--verdicts FILE names what 'ask' wrote"
            raise TreatydiffError(f"--count-readers {name}: no such reader", did_you_mean(name, known, there))


def _refuse_toothless(guide: Guide, names: Sequence[str], profile: str) -> None:
    """Raise TreatydiffError where nothing can be adverse, so that a check for what is adverse would always pass."""
    from treatydiff.report import Effect
    from treatydiff.themes import load_profile, load_themes

    reading = guide.profile or load_profile()
    themes = [theme for theme in guide.themes or load_themes() if not names or theme.name in names]
    rules = [rule.id for theme in themes for rule in theme.rules if not reading.mutes(rule.id)]
    if not any(reading.adverse(rule, effect) for rule in rules for effect in Effect):
        hint = "--fail-on any fails for every finding, --fail-on none for nothing"
        raise TreatydiffError(f"--profile {profile}: calls nothing adverse, so the check would always pass", hint)


# ------------------------------------------------------------------------------------------------- what is looked at


def _look(
    paths: list[str], gate: Gate, update_lock: bool, base: str, guide: Guide, run: CommandRun
) -> tuple[tuple[Report, ...], Gate]:
    """The comparisons to be checked; of a single folder those of its new drafts, and what its lock file says."""
    folder = _alone(paths)
    if update_lock and not folder:
        raise TreatydiffError("--update-lock is for a folder", "treatydiff check FOLDER --update-lock")
    if folder:
        return _look_at_folder(Path(paths[0]), gate, update_lock, base, guide, run)
    return run.reports(paths, guide), gate


def _alone(paths: Sequence[str]) -> bool:
    """Whether a folder is checked, by its lock file."""
    return len(paths) == 1 and Path(paths[0]).is_dir()


def _as_asked(reports: tuple[Report, ...], themes: tuple[str, ...]) -> tuple[Report, ...]:
    """The reports with the selection, and with paths as services know them: relative to the root of the repository."""
    from treatydiff.report import Selection

    return tuple(_seen_from_here(replace(report, selection=Selection(themes=themes))) for report in reports)


def _seen_from_here(report: Report) -> Report:
    old, new = (replace(draft, path=from_here(draft.path)) for draft in (report.old, report.new))
    return replace(report, old=old, new=new)


def _look_at_folder(
    path: Path, gate: Gate, update_lock: bool, base: str, guide: Guide, run: CommandRun
) -> tuple[tuple[Report, ...], Gate]:
    from treatydiff.gate import lock
    from treatydiff.gate.folder import inspect

    locked = lock.read(_as_of(base, str(path / lock.FILE)) or lock.dump(()), lock.FILE) if base else None
    folder = inspect(path, run.read, run.note, language=run.language, locked=locked, revision=base or "HEAD")
    if locked:
        unreviewed = lock.unreviewed(lock.load(path / lock.FILE), locked, path, base)
        gate = replace(gate, alerts=(*gate.alerts, *unreviewed))
    reports = run.compared(folder.pairs, guide)
    if update_lock:
        output.write(str(path / lock.FILE), lock.dump(folder.entries))
        known = "1 file is" if len(folder.entries) == 1 else f"{len(folder.entries)} files are"
        run.note(f"{path / lock.FILE}: {known} known from now on")
    return reports, replace(gate, alerts=(*gate.alerts, *folder.alerts))


def _as_of(revision: str, path: str) -> bytes | None:
    """A file as a revision has it; None where it has none. Raises TreatydiffError."""
    from treatydiff.host import git
    from treatydiff.readers import MAX_BYTES

    return git.as_of(revision, Path(os.path.relpath(path)).as_posix(), MAX_BYTES)


def _refused(run: CommandRun) -> Iterator[Alert]:
    """What a file beside the drafts wanted to set: it counts for nothing, and whoever reads the verdict knows of it."""
    from treatydiff.gate import Alert

    for each, said in zip((each for each in run.settings if not each.taken), run.refused, strict=True):
        yield Alert("settings/refused", said, each.file)


def _lapsed(reports: Sequence[Report]) -> Iterator[Alert]:
    """What has to be judged again. It fails nothing: the findings of rules stand as if nobody had judged."""
    if any(report.verdicts for report in reports):
        from treatydiff.gate import Alert
        from treatydiff.verdicts.validity import lapsed

        for report in reports:
            yield from (Alert("verdicts/lapsed", message, report.new.path) for message in lapsed(report))


# ------------------------------------------------------------------------------------------------------ the baseline


def _accept(
    gate: Gate,
    reports: tuple[Report, ...],
    path: str,
    base: str,
    today: date,
    write: bool,
    reason: str,
    run: CommandRun,
) -> Gate:
    """The gate with what the baseline accepts; with ``write`` it comes to accept all that would fail.

    Of a ``base`` revision that has no such file nothing is accepted.
    """
    from treatydiff.gate import Alert, baseline

    if not path:
        raise TreatydiffError("--write-baseline needs a file", "--baseline FILE names it")
    if base:
        data = _as_of(base, path)
        if data is None:
            missing = Alert("baseline/unreviewed", f"{path}: {base} has no such file, so nothing is accepted", path)
            return replace(gate, baseline=True, alerts=(*gate.alerts, missing))
        return baseline.apply(gate, baseline.load(path, data=data), reports, today, path)
    if not write:
        return baseline.apply(gate, baseline.load(path), reports, today, path)
    known = baseline.load(path, reasons=False) if Path(path).exists() else ()
    number = _write(baseline.apply(gate, known, reports, today, path), reports, path, today, reason)
    run.note(f"{path}: {number} added" + ("; now write a reason for each" if number and not reason else ""))
    return baseline.apply(gate, baseline.load(path, reasons=False) if number else known, reports, today, path)


def _write(gate: Gate, reports: tuple[Report, ...], path: str, today: date, reason: str) -> int:
    """Add what fails to the baseline, and say how much that is."""
    from treatydiff.gate import baseline
    from treatydiff.renderers.view import View

    file, until = Path(path), baseline.in_a_year(today)
    entries = [
        baseline.written(each, view.located.where(each.finding.change), until, reason, baseline.pair(view.report))
        for view in (View(report, gate) for report in reports)
        for each in view.weighed
        if each.fails
    ]
    entries += filter(None, (baseline.written_alert(alert, until, reason) for alert in gate.alerts))
    if entries:
        output.write(path, baseline.added(file.read_text("utf-8") if file.exists() else "", entries).encode())
    return len(entries)


def _summarise(reports: tuple[Report, ...], options: RenderOptions, environment: Mapping[str, str]) -> None:
    """Add the report to the summary of this step of the job, as far as there is room."""
    from treatydiff.renderers.ci.github import SUMMARY_LIMIT, step_summary

    path = environment.get("GITHUB_STEP_SUMMARY", "")
    if not path:
        return
    file = Path(path)
    room = SUMMARY_LIMIT - (file.stat().st_size if file.exists() else 0)
    if room > _LEAST_ROOM:
        with file.open("ab") as stream:
            stream.write(step_summary(reports, options, room))
