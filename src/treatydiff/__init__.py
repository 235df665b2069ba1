"""treatydiff compares successive drafts of an international convention, article by article.

``read_draft`` reads a file, ``compare`` compares two drafts, ``check`` weighs what was found and ``render`` writes it
in a form of output. docs/python.md shows them, and says which names are stable.
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from treatydiff.compare import compare, read_draft
    from treatydiff.errors import DataError, ReadError, RenderError, StructureError, TreatydiffError
    from treatydiff.gate import Alert, FailOn, Weighed
    from treatydiff.gate.whole_check import Checked, check
    from treatydiff.model import Change, Draft, Kind, Level, Link, Provision, Redline, Relation
    from treatydiff.model.blocks import Block, Notice, Origin, Reading, Style
    from treatydiff.model.spans import Op, Significance, Span
    from treatydiff.readers import Limits, Reader, ReadOptions
    from treatydiff.renderers import Renderer, RenderOptions, render
    from treatydiff.report import Effect, Finding, Report, Selection, Severity
    from treatydiff.themes import Profile, Theme, load_profile, load_themes

__version__ = "0.1.0"

_HOMES = {
    "model.blocks": "Block Notice Origin Reading Style",
    "compare": "compare read_draft",
    "errors": "DataError ReadError RenderError StructureError TreatydiffError",
    "gate": "Alert FailOn Weighed",
    "gate.whole_check": "Checked check",
    "model": "Change Draft Kind Level Link Provision Redline Relation",
    "readers": "Limits Reader ReadOptions",
    "renderers": "Renderer RenderOptions render",
    "report": "Effect Finding Report Selection Severity",
    "model.spans": "Op Significance Span",
    "themes": "Profile Theme load_profile load_themes",
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names.split()}

__all__ = [
    "Alert",
    "Block",
    "Change",
    "Checked",
    "DataError",
    "Draft",
    "Effect",
    "FailOn",
    "Finding",
    "Kind",
    "Level",
    "Limits",
    "Link",
    "Notice",
    "Op",
    "Origin",
    "Profile",
    "Provision",
    "ReadError",
    "ReadOptions",
    "Reader",
    "Reading",
    "Redline",
    "Relation",
    "RenderError",
    "RenderOptions",
    "Renderer",
    "Report",
    "Selection",
    "Severity",
    "Significance",
    "Span",
    "StructureError",
    "Style",
    "Theme",
    "TreatydiffError",
    "Weighed",
    "__version__",
    "check",
    "compare",
    "load_profile",
    "load_themes",
    "read_draft",
    "render",
]  # fmt: skip


class _PublicModule(ModuleType):
    """This package: a module inside it never takes the place of a public function of the same name.

    ``import treatydiff.compare`` would set ``treatydiff.compare`` to the module, and whoever called it would be told
    that a module cannot be called.
    """

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in _HOME_OF and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


import_module(__name__).__class__ = _PublicModule


def __getattr__(name: str) -> Any:
    """Import the public names on first use, so that ``treatydiff --version`` costs nothing."""
    if name not in _HOME_OF:
        raise AttributeError(f"module 'treatydiff' has no attribute {name!r}")
    found = getattr(import_module(f"treatydiff.{_HOME_OF[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """The public names, for whoever looks around or presses the tab key."""
    return sorted(__all__)
