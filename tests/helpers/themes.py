"""A small theme of the user, and a folder that holds it."""

from __future__ import annotations

from pathlib import Path

SMALL = """
title = "Detention"
about = "Who may be held, and for how long."
measure = "power"

[terms.detention]
reading = "Holding a person."
en = ["detain*", "(in|under) arrest"]

[[rules]]
name = "modality"
reads = "modality"
term = "detention"
up = ["expands", "detention"]
down = ["narrows", "detention"]
severity = "high"
why = "Liberty is the rule."
source = "The authors"
"""


def folder(tmp_path: Path, text: str = SMALL, name: str = "detention.toml") -> Path:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path
