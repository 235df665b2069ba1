"""Marks of agreement in a draft: ``[agreed ad referendum]``, ``(agreed in plenary)``."""

from __future__ import annotations

from collections.abc import Iterator

from treatydiff.model import Draft, Provision, Status
from treatydiff.outstanding.brackets import convention
from treatydiff.outstanding.values import AgreementMark
from treatydiff.outstanding.vocabulary import agreement
from treatydiff.references.outline import outline
from treatydiff.text.lettering import squared
from treatydiff.text.regexes import regex

_IN_BRACKETS = regex(r"[\[(]([^\[\]()]{3,90})[\])]")


def mark_of(provision: Provision, draft: Draft) -> str:
    """How a draft marks a provision as agreed, in its words; empty where it says nothing of the kind."""
    for text in (provision.text, provision.heading, provision.note):
        for found in _IN_BRACKETS.finditer(squared(text)):
            if said := agreement(found[1], draft.language):
                return said
    return "agreed ad referendum" if Status.AGREED in provision.status else ""


def marks(draft: Draft, at: int) -> Iterator[AgreementMark]:
    """What a draft marks as agreed in words; ``at`` is its index in the series."""
    for provision in convention(draft):
        if said := mark_of(provision, draft):
            text = " ".join(_IN_BRACKETS.sub("", squared(provision.full_text())).split())
            yield AgreementMark(at, outline(draft).called(provision), said, text)
