"""Output targets of a check: the one that is shown or written, and those of ``--export`` beside it."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from treatydiff.commands.common import CommandRun
from treatydiff.errors import TreatydiffError
from treatydiff.front import output

if TYPE_CHECKING:
    from treatydiff.renderers import Renderer
    from treatydiff.report import Report

    Form = Renderer[tuple[Report, ...]]

EXPORT = typer.Option(
    "--export", metavar="FORMAT=FILE", show_default=False, help="Write this as well, such as sarif=found.sarif."
)


def format_here(out: str, environment: Mapping[str, str]) -> str:
    """The form that is written where none is asked for: ``github`` in a step of GitHub Actions, else ``""``."""
    return "github" if environment.get("GITHUB_ACTIONS") == "true" and not out else ""


def from_here(path: str) -> str:
    """The path as services know it: relative to the working folder, where it lies in there."""
    here = Path.cwd()
    inside = Path(path).is_absolute() and Path(path).is_relative_to(here)
    return str(Path(path).relative_to(here)) if inside else path


def targets(
    format: str, out: str, export: Sequence[str], forms: Mapping[str, Form], paths: Sequence[str], run: CommandRun
) -> list[tuple[Form, str]]:
    """Which form goes where, ``""`` for the terminal.

    Raises TreatydiffError for what cannot be written, before any work is done.
    """
    found = [(run.target(format, out, forms, paths)[1], out)]
    for each in export:
        name, _, path = each.partition("=")
        if not path:
            raise TreatydiffError(f"--export {each}: no file", "write --export FORMAT=FILE, such as sarif=found.sarif")
        found.append((run.target(name, path, forms, paths)[1], path))
    names = [os.path.realpath(path) for _, path in found if path not in ("", output.STDOUT)]
    if len(set(names)) < len(names):
        raise TreatydiffError("two outputs to one file", "give each a name of its own")
    return found
