"""How far what was read differs: from the Word file, or from the words of a page."""

from __future__ import annotations

import io
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from treatydiff.compare import compare, read_draft
from treatydiff.model import Draft, Significance
from treatydiff.readers import READERS, ReadOptions
from treatydiff.text.lettering import TATWEEL, VOWEL_SIGNS

DOTS = 200
"""To the inch, of pages that are made pictures."""
UNSEEN = re.compile(rf"[\s{VOWEL_SIGNS}{TATWEEL}\u200e\u200f]")


@dataclass(frozen=True, slots=True)
class Read:
    """How a draft was read from another file than the Word file."""

    kind: str
    articles: tuple[int, int]
    """In the Word file and here."""
    wrong: float
    """Share of characters."""
    substantive: int

    def __str__(self) -> str:
        found = f"{self.articles[1]} of {self.articles[0]} articles"
        return f"{self.kind:5} {found}, {self.wrong:7.3%} of the characters, {self.substantive} changes of substance"


def told(word: Draft, path: Path) -> Read:
    """A file of the same draft against the Word file."""
    other = read_draft(str(path))
    changes = compare(word, other, themes=()).redline.changes
    heavy = sum(change.significance is Significance.SUBSTANTIVE for change in changes)
    articles = len(word.articles()), len(other.articles())
    return Read(path.suffix[1:], articles, wrong(_words(other), _words(word)), heavy)


def wrong(read: str, meant: str) -> float:
    """Share of the characters of a text that were not read, or read as others; blanks and vowel signs do not count."""
    read, meant = bare(read), bare(meant)
    return Levenshtein.distance(read, meant) / max(len(meant), 1)


def bare(text: str) -> str:
    return UNSEEN.sub("", unicodedata.normalize("NFC", text))


def pictured(path: Path, code: str, pages: int) -> tuple[float, str]:
    """The share of wrong characters where pages of a PDF are pictures, and what the reader says of them."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    chosen = range(2, min(2 + pages, len(document)))  # the first one has the title
    single = pypdfium2.PdfDocument.new()
    single.import_pages(document, list(chosen))
    text, scan = io.BytesIO(), io.BytesIO()
    single.save(text)
    images = [document[k].render(scale=DOTS / 72, grayscale=True).to_pil() for k in chosen]
    images[0].save(scan, "PDF", resolution=DOTS, save_all=True, append_images=images[1:])
    meant, read = (
        READERS["pdf"].read(data.getvalue(), path.name, ReadOptions(ocr=data is scan, language=code))
        for data in (text, scan)
    )
    said = " ".join(notice.message for notice in read.notices if "OCR" in notice.message)
    return wrong(*(" ".join(block.text for block in each.blocks) for each in (read, meant))), said


def _words(draft: Draft) -> str:
    return " ".join(p.full_text() for p in draft.provisions)
