"""Articles with a share of their words changed, and what stands in the place of those words."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from treatydiff.model import Provision
from treatydiff.text.lettering import WORD

_PIECE = re.compile(r"\s+|\S+")


def changed(article: Provision, share: float, vocabulary: Sequence[str], seed: str) -> Provision:
    """The article as one text with a share of its words changed: replaced, taken out or joined by another one.

    New words are drawn as often as the library uses them, so that they do not stand out by being rare.
    """
    chance = random.Random(seed)
    pieces = _PIECE.findall(article.full_text())
    places = [at for at, piece in enumerate(pieces) if WORD.search(piece)]
    for at in chance.sample(places, round(share * len(places))):
        other = chance.choice(vocabulary)
        pieces[at] = chance.choice((other, other, "", f"{pieces[at]} {other}"))
    return Provision(article.level, number=article.number, eid=article.eid, text="".join(pieces))
