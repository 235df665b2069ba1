"""``treatydiff schema``."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from treatydiff.commands import given
from treatydiff.commands.common import CommandRun
from treatydiff.commands.no_draft import reading_no_draft

SchemaName = StrEnum("SchemaName", ["report", "draft"])

NAME = typer.Argument(metavar="NAME", show_default=False, help="report (of compare and check) or draft (of outline).")


@reading_no_draft
def schema(name: Annotated[SchemaName, NAME], out: given.Out = "", *, run: CommandRun) -> int:
    """Print the JSON Schema of an output, to validate it.

    Code can be generated from it, too. Later versions may add keys, so further ones are allowed.
    """
    from pydantic import TypeAdapter

    from treatydiff.renderers.json import dump
    from treatydiff.renderers.json_types import SCHEMAS

    found = TypeAdapter(SCHEMAS[str(name)]).json_schema(mode="serialization")
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"treatydiff {name}"}
    run.show(dump({**found, **head}), out, text=True)
    return 0
