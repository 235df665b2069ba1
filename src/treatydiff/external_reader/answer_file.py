"""The file of answers: a file of verdicts, to which lines are added; people's own lines stay as they are."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from treatydiff.errors import DataError
from treatydiff.external_reader.outcome import Became

_NEVER_AGAIN = frozenset({Became.ANSWERED, Became.CONTRADICTED, Became.REJECTED})
_AGAIN = frozenset({Became.ANSWERED})


@dataclass(frozen=True, slots=True)
class AnswerFile:
    """The lines of a file of verdicts as they are, with what of them records an answer."""

    lines: tuple[tuple[str, Mapping[str, object]], ...] = ()

    @staticmethod
    def read(path: str) -> AnswerFile:
        """The file, which need not exist. Raises DataError for one that is no JSON lines."""
        file = Path(path)
        if not path or path == "-" or not file.is_file():
            return AnswerFile()
        found = []
        try:
            text = file.read_bytes().decode("utf-8-sig")
            for line in filter(str.strip, text.split("\n")):
                value = json.loads(line)
                found.append((line, value if isinstance(value, dict) else {}))
        except (ValueError, RecursionError):
            hint = "ask adds to a file of verdicts in JSON lines, or writes a new one"
            raise DataError(f"{path}: no list of verdicts, and will not be written over", hint) from None
        return AnswerFile(tuple(found))

    def known(self, name: str, *, again: bool = False) -> frozenset[str]:
        """The questions that need not be put to a reader of this name; with ``again`` only those that it answered."""
        done = _AGAIN if again else _NEVER_AGAIN
        mine = (value for _, value in self.lines if value.get("author") == name and value.get("asked"))
        return frozenset(str(v["asked"]) for v in mine if str(v.get("outcome", "")).partition(":")[0] in done)

    def with_answers(self, name: str, asked: Iterable[str], new: Sequence[Mapping[str, str]]) -> bytes:
        """The file with new lines of a reader; its earlier ones on the same questions give way."""
        anew = frozenset(asked)
        kept = [line for line, value in self.lines if not (value.get("author") == name and value.get("asked") in anew)]
        added = [json.dumps(line, ensure_ascii=False) for line in new]
        return "".join(f"{line}\n" for line in (*kept, *added)).encode("utf-8", "backslashreplace")
