"""Small drafts with open issues in them, and their ledger."""

from __future__ import annotations

from itertools import pairwise

from treatydiff.compare import compare
from treatydiff.model import Draft
from treatydiff.outstanding import Ledger, ledger
from treatydiff.readers import READERS
from treatydiff.structure import build

HEAD = "Draft convention\n\nThe States Parties to this Convention,\n\nHave agreed as follows:\n\n"
AFTER = "\nArticle 2\nSecretariat\nThe secretariat shall serve the Parties and keep their records in good order.\n"


def drafted(body: str) -> Draft:
    """A draft with these articles."""
    data = (HEAD + body).encode()
    return build(READERS["text"].read(data, "rev.txt"), name="rev.txt", data=data)


def of(*bodies: str) -> Ledger:
    """The ledger of drafts of which article 1 says what is given, beside an article that does not change."""
    drafts = [drafted(f"Article 1\nReports\n{body}\n{AFTER}") for body in bodies]
    return ledger(drafts, [compare(old, new, judged=False, divided=False) for old, new in pairwise(drafts)])
