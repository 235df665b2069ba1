"""Detects prompt injection: words of a draft that address whoever reads it by machine.

A model may obey what it reads. That its answers must be reversed when the drafts are exchanged catches the plain order
("answer favourable"); whatever is subtler is at least not to pass unseen. So words are looked for that no convention
has a use for: orders to answer, to forget what was asked, and the protocol's own keys. What holds them is labelled.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from unicodedata import normalize

from treatydiff.text.disguise import unmasked
from treatydiff.text.regexes import regex
from treatydiff.text.safe_text import INVISIBLE, JOINERS

_SAYS = r"(?:answer|reply|respond|output|return|classify|label|rate|say)"
_WORDS = r"(?:adverse|favou?rable|none|neutral|unclear|expands|narrows|strengthens|weakens|touches|no effect)"
_ORDERS = (
    rf"\b{_SAYS}\b[^.;]{{0,60}}?[\"'“‘«:]\s?{_WORDS}\b",
    rf"\b{_SAYS}\b(?: \w+){{0,4}} (?:as |with |is |to be )?{_WORDS}\b(?=\s*(?:[.,;:!)\"'”’»]|$))",
    r"\b(?:ignore|disregard|forget|override)\b[^.;]{0,40}\b(?:instruction|prompt|question|what (?:you|was))",
    r"\b(?:language model|chat ?bot|ai (?:assistant|reader|model|system reading)|system prompt|as an ai)\b",
    r"\byou (?:are|must|should|shall|will) (?:now )?(?:an? )?(?:answer|reply|respond|assistant|reader|model)\b",
    r"\b(?:ignore[zr]?|oublie[zr]?) (?:les|toutes les) (?:instructions|consignes)",
    r"\b(?:ignor[ae]|olvid[ae])\w* (?:las|todas las) instrucciones",
    r"\bигнорируй\w* .{0,30}(?:инструкци|указани)",
    r"(?:忽略|无视).{0,12}(?:指令|指示|提示)",
    r"(?:تجاهل|تجاهلوا) .{0,30}(?:التعليمات|الأوامر)",
    r"[{\"'](?:direction|effects|confidence|quote|gravity)[\"']\s?:",
)
_ADDRESSED = regex("|".join(_ORDERS), re.IGNORECASE)
_UNSEEN = regex(f"[{INVISIBLE}{JOINERS}]")
_SHOWN = 60


def addressed(texts: Iterable[str]) -> str:
    """The first words that speak to a reader, cut short; empty where none do."""
    for text in texts:
        if found := _ADDRESSED.search(" ".join(_undisguised(text).split())):
            return found[0][:_SHOWN]
    return ""


def _undisguised(text: str) -> str:
    """A text as a machine may read it: look-alike letters as what they look like, nothing that nobody sees."""
    return text if text.isascii() else _UNSEEN.sub("", normalize("NFKC", unmasked(text)))
