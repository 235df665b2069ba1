"""treatydiff compares successive drafts of an international convention, article by article."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from treatydiff.compare import compare, read_draft
    from treatydiff.model import Draft
    from treatydiff.report import Report

__version__ = "0.1.0"
__all__ = ["Draft", "Report", "__version__", "compare", "read_draft"]

_HOMES = {"compare": "compare", "read_draft": "compare", "Draft": "model", "Report": "model"}


def __getattr__(name: str) -> Any:
    """Import the public names on first use, so that ``treatydiff --version`` costs nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module 'treatydiff' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"treatydiff.{_HOMES[name]}"), name)
