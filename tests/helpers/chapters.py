"""Drafts of several articles as text: safeguards, powers, and articles on something else."""

from __future__ import annotations

from treatydiff.model import Draft
from treatydiff.readers import ReadOptions, reader_for
from treatydiff.structure import build

SAFEGUARDS = (
    "Article {n}\nConditions and safeguards\n\n1. The powers set out in {reach} shall be subject to conditions and "
    "safeguards that protect human rights and provide for judicial review.\n\n"
)
FILLER = (
    "Article {n}\nStatement of purpose number {word}\n\n1. The purpose {word} of this Convention is to promote {word} "
    "and everything that goes with {word} among the States Parties.\n\n"
)
POWER = (
    "Article {n}\nInterception of content data\n\n1. Each State Party shall empower its authorities to record content "
    "data of specified communications in real time, in relation to serious offences.\n\n"
)


def draft(text: str) -> Draft:
    data = text.encode()
    reader = reader_for("draft.txt", data)
    return build(reader.read(data, "draft.txt", ReadOptions()), name="draft.txt", kind="text", data=data)


def filler(*numbers: int) -> str:
    words = "commerce culture medicine shipping harvest railways postage forestry".split()
    return "".join(FILLER.format(n=n, word=words[n % 8]) for n in numbers)
