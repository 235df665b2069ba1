"""Options of the commands that read no draft."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from copy import copy
from typing import Annotated, get_args

from treatydiff.commands.common import with_common_options, with_signature


def reading_no_draft(command: Callable[..., int]) -> Callable[..., int]:
    """As ``with_common_options``: options of reading may be given or set for all; the help does not list them."""
    wrapped = with_signature(with_common_options(command))
    signature = inspect.signature(wrapped)
    parameters = [_unlisted(p) if p.name in _OF_READING else p for p in signature.parameters.values()]
    wrapped.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
    wrapped.__annotations__ = {p.name: p.annotation for p in parameters}
    return wrapped


def _unlisted(parameter: inspect.Parameter) -> inspect.Parameter:
    kind, how = get_args(parameter.annotation)
    hidden = copy(how)
    hidden.hidden = True
    return parameter.replace(annotation=Annotated[kind, hidden])


_OF_READING = frozenset({"lang", "revisions", "struck", "ocr", "sandbox", "limits"})
