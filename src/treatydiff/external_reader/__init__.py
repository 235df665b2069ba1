"""The external reader: the questions it is asked, the checks on its answers, and the file they are kept in.

The user names the address of a model (``server``) or a command (``process``), which gets questions and gives answers.
Nothing here judges, and nothing is sent that was not asked for. docs/reader.md is the protocol.
"""

from __future__ import annotations

from treatydiff.external_reader.answers import Answered, Checked, Refused, check
from treatydiff.external_reader.outcome import Became, Settled, settled
from treatydiff.external_reader.questions import Inquiry, Question, inquiries

__all__ = [
    "Answered",
    "Became",
    "Checked",
    "Inquiry",
    "Question",
    "Refused",
    "Settled",
    "check",
    "inquiries",
    "settled",
]
