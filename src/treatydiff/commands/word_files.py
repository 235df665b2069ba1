"""Drafts as Word files, for the commands that write into one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from treatydiff.model import Draft


def as_word(draft: Draft) -> Draft:
    """The draft as a Word file: itself, or as it is set."""
    from treatydiff.word.typeset.document import typeset

    return draft if draft.kind == "docx" else read_word(typeset(draft).package.write(), draft)


def read_word(data: bytes, like: Draft) -> Draft:
    """A Word file that was made here, read as any other."""
    from treatydiff.readers import READERS
    from treatydiff.structure import build

    reading = READERS["docx"].read(data, like.label)
    draft = build(reading, name=like.label, language=like.language, kind="docx", data=data)
    return replace(draft, label=like.label, title=like.title or draft.title, path=like.path)
