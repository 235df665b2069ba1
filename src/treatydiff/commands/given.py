"""Options that several commands have, each declared once: ``themes: given.Themes = []``."""

from __future__ import annotations

from typing import Annotated

import typer

from treatydiff.commands.settings import option
from treatydiff.text.tables import DATA


def built_in_themes() -> list[str]:
    """Their names, for a shell that asks."""
    return sorted(file.name.removesuffix(".toml") for file in (DATA / "themes").iterdir() if file.suffix == ".toml")


_ALIGN = (
    "Pairs of articles that belong together: TOML, or CSV or XLSX as 'concordance -o FILE' writes it; "
    "several articles on one side go in one cell: 11; 12."
)
_INDEX = "Keep the index of the folder in FILE [default: in the user's cache]."
_OUT = "Write to FILE, never over a draft; '-' is stdout."
_PROFILE = "Whose point of view decides what is adverse: civil-society, neutral or a FILE [default: civil-society]."
_THEME = "Only what touches this theme; may be repeated."
_VERDICTS = "People's verdicts on changes: .jsonl, or the sheet of '-f review' filled in; may be repeated."

Old = Annotated[str, typer.Argument(metavar="OLD", help="A draft, or a folder with drafts in it.")]
New = Annotated[
    list[str], typer.Argument(metavar="NEW", show_default=False, help="The draft after it; or several, in order.")
]
Out = Annotated[str, typer.Option("--output", "-o", metavar="FILE", show_default=False, help=_OUT)]
Index = Annotated[str, option("--index", metavar="FILE", show_default=False, help=_INDEX)]
Align = Annotated[str, option("--align", metavar="FILE", show_default=False, help=_ALIGN)]
Theme = Annotated[
    list[str],
    option("--theme", metavar="NAME", show_default=False, help=_THEME, autocompletion=built_in_themes),
]
Themes = Annotated[
    list[str], option("--themes", metavar="DIR", show_default=False, help="Themes of your own; may be repeated.")
]
Profile = Annotated[str, option("--profile", metavar="NAME", show_default=False, help=_PROFILE)]
Verdicts = Annotated[list[str], option("--verdicts", metavar="FILE", show_default=False, help=_VERDICTS)]
