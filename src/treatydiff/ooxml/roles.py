"""Roles of paragraphs (heading, item, note …), apart from the template that shows them, which takes long to import."""

from __future__ import annotations

from enum import StrEnum


class StyleRole(StrEnum):
    """What a paragraph is in a draft; the value is the name of its style in our template."""

    TITLE = "Title"
    COVER = "Subtitle"
    """A line of the cover in bold: the organ, the session."""
    NOTE = "Caption"
    """A line of the cover that stands by itself in the middle: a note by the chair."""
    DIVISION = "Heading 1"
    ARTICLE = "Heading 2"
    TEXT = "Normal"
    PARAGRAPH = "Body Text"
    SUBPARAGRAPH = "List"
    ITEM = "List 2"
    FOOTNOTE = "Body Text 3"
