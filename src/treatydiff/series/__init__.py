"""A series of drafts as one subject: the lineage of every article, and the draft in which each phrase first stood.

A comparison knows two drafts. Everything here is a fold over successive comparisons: nothing is aligned or compared
again, so that a series can never say something else than its pairs do.
"""

from __future__ import annotations

from treatydiff.series.blame import Blame, Phrase, TracedProvision, blame
from treatydiff.series.history import History, history, of_article
from treatydiff.series.lineage import Lineage, lineages
from treatydiff.series.sentences import NewSentence, all_sentences, new_sentences

__all__ = [
    "Blame",
    "History",
    "Lineage",
    "NewSentence",
    "Phrase",
    "TracedProvision",
    "all_sentences",
    "blame",
    "history",
    "lineages",
    "new_sentences",
    "of_article",
]  # fmt: skip
