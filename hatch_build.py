"""What is made when a package is built: the templates of the page, compiled, and a README for an index of packages."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from runpy import run_path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.metadata.plugin.interface import MetadataHookInterface


class TemplatesHook(BuildHookInterface[Any]):
    """Adds the package of modules that ``treatydiff.renderers.html.compiled`` describes."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the modules in a folder that lasts until the package is written."""
        home = Path(self.root, "src", "treatydiff", "renderers", "html")
        compiled = run_path(str(home / "compiled.py"))
        sources = {file.name: file.read_text("utf-8") for file in sorted(home.glob("templates/*.html"))}
        self._folder = tempfile.TemporaryDirectory()
        compiled["compile_into"](Path(self._folder.name), sources)
        if version == "editable":
            build_data["force_include_editable"][self._folder.name] = compiled["PACKAGE"]
        else:
            build_data["force_include"][self._folder.name] = compiled["INSIDE"].replace(".", "/")

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Tidy up."""
        self._folder.cleanup()


class ReadmeHook(MetadataHookInterface):
    """Gives the package a README whose links lead to the repository: an index of packages has no files beside it."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Set the README."""
        text = Path(self.root, "README.md").read_text("utf-8")
        metadata["readme"] = {"content-type": "text/markdown", "text": absolute(text, metadata["urls"]["Source"])}


def absolute(text: str, source: str) -> str:
    """A Markdown text whose links and pictures of this repository stand with the whole address."""
    return re.sub(r"(!?)(\[[^\]]*\])\((?![a-z]+:|#)([^)]+)\)", lambda found: _link(found, source), text)


def _link(found: re.Match[str], source: str) -> str:
    kind = "raw" if found[1] else "tree" if found[3].endswith("/") else "blob"
    return f"{found[1]}{found[2]}({source}/{kind}/main/{found[3]})"
