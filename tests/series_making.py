"""A series of small drafts in which it is known who brought which words."""

from __future__ import annotations

from itertools import pairwise

from treatydiff.compare import compare
from treatydiff.model import Draft, Reading
from treatydiff.readers import READERS
from treatydiff.report import Report
from treatydiff.structure import build

OPENING = "Draft convention\n\nThe States Parties to this Convention,\n\nHave agreed as follows:\n\n"

PURPOSE = "The purposes of this Convention are to prevent crime and to protect the rights of everyone."
POWER = "Each State Party may intercept content data in relation to serious offences."
COURT = "No interception shall begin before a court has given its authorization in writing."
WITNESSES = "Each State Party shall protect witnesses, their relatives and persons close to them from intimidation."
REVIEW = "The Parties shall meet every year to review how this Convention is carried out and where it falls short."
FUND = "A fund is established to which Parties contribute as their means allow and which assists developing countries."


def series(*drafts: dict[str, tuple[str, ...]]) -> tuple[tuple[Draft, ...], tuple[Report, ...]]:
    """Drafts from articles by heading, numbered in order, a paragraph each; and their comparisons."""
    read = tuple(_draft(f"rev{at}.txt", articles) for at, articles in enumerate(drafts))
    return read, tuple(compare(old, new) for old, new in pairwise(read))


def _draft(name: str, articles: dict[str, tuple[str, ...]]) -> Draft:
    parts = [f"Article {at}\n{heading}\n{_body(texts)}\n" for at, (heading, texts) in enumerate(articles.items(), 1)]
    data = (OPENING + "\n".join(parts)).encode()
    reading: Reading = READERS["text"].read(data, name)
    return build(reading, name=name, data=data)


def _body(texts: tuple[str, ...]) -> str:
    return texts[0] if len(texts) == 1 else "\n".join(f"{at}. {text}" for at, text in enumerate(texts, 1))
