"""Compiles the templates of the page for the browser when a package is built, for an editable installation as well."""

from __future__ import annotations

import tempfile
from pathlib import Path
from runpy import run_path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class TemplatesHook(BuildHookInterface[Any]):
    """Adds the package of modules that ``treatydiff.renderers.html.compiled`` describes."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the modules in a folder that lasts until the package is written."""
        home = Path(self.root, "src", "treatydiff", "renderers", "html")
        compiled = run_path(str(home / "compiled.py"))
        sources = {file.name: file.read_text("utf-8") for file in sorted(home.glob("templates/*.html"))}
        self._folder = tempfile.TemporaryDirectory()
        compiled["compile_into"](Path(self._folder.name), sources)
        included = "force_include_editable" if version == "editable" else "force_include"
        build_data[included][self._folder.name] = compiled["PACKAGE"]

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Tidy up."""
        self._folder.cleanup()
