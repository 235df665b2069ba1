"""Comments of a Word file with their text."""

from __future__ import annotations

from lxml import etree

from treatydiff.ooxml.opc import CT, RT, PackagePart
from treatydiff.ooxml.package import WordPackage
from treatydiff.ooxml.xml import AUTHOR, DATE, ID, NS_R, NS_W, Element, W, text_within


class CommentLabels:
    """The comments of a file by id, and what each says."""

    def __init__(self, elements: dict[str, Element]) -> None:
        self.elements = elements
        self._by_id = {key: _comment_text(element) for key, element in elements.items()}
        self.labels = frozenset(self._by_id.values())

    def get_label(self, comment_id: str) -> str:
        """Author, date and words of a comment; empty where there is none."""
        return self._by_id.get(comment_id, "")


def comment_labels(package: WordPackage) -> CommentLabels:
    """The comments of a file."""
    part = comments_part(package, create=False)
    comments = () if part is None else package.tree(part).iterchildren(W + "comment")
    return CommentLabels({str(comment.get(ID)): comment for comment in comments})


def comments_part(package: WordPackage, create: bool) -> PackagePart | None:
    """The part that holds comments; made where it is missing and wanted."""
    part = package.related(RT.COMMENTS)
    if part is None and create:
        root = etree.Element(W + "comments", nsmap={"w": NS_W, "r": NS_R})
        part = package.add(RT.COMMENTS, CT.WML_COMMENTS, "/word/comments.xml", root)
    return part


def _comment_text(comment: Element) -> str:
    text = "\n".join(text_within(p) for p in comment.iter(W + "p"))
    return f"{comment.get(AUTHOR)}|{comment.get(DATE)}|{text}"
