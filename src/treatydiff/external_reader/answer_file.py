"""The file of answers: a file of verdicts, to which lines are added; people's own lines stay as they are."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from treatydiff.errors import DataError
from treatydiff.external_reader.measure import Measured
from treatydiff.external_reader.outcome import Became

_NEVER_AGAIN = frozenset({Became.ANSWERED, Became.CONTRADICTED, Became.REJECTED})
_AGAIN = frozenset({Became.ANSWERED})


@dataclass(frozen=True, slots=True)
class AnswerFile:
    """The lines of a file of verdicts as they are, with what of them records an answer."""

    lines: tuple[tuple[str, Mapping[str, Any]], ...] = ()

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

    def measure(self, name: str) -> Measured | None:
        """How a reader of this name did on changes whose answer is known; None where it was not measured."""
        found = [value for _, value in self.lines if _is_measure(value, name)]
        try:
            return Measured(
                int(found[-1]["asked"]), {float(at): (right, of) for at, (right, of) in found[-1]["sure"].items()}
            )
        except (LookupError, TypeError, ValueError, AttributeError):
            return None

    def with_measure(self, name: str, model: str, date: str, found: Measured) -> AnswerFile:
        """The file with how a reader did, in the place of what was known of that."""
        said = {"author": name, "reader": model, "date": date, "measured": str(found), "asked": found.asked}
        value = {**said, "sure": {f"{at:g}": list(count) for at, count in sorted(found.sure.items())}}
        kept = tuple(each for each in self.lines if not _is_measure(each[1], name))
        return AnswerFile(((json.dumps(value, ensure_ascii=False), value), *kept))

    def with_answers(self, name: str, asked: Iterable[str], new: Sequence[Mapping[str, str]]) -> bytes:
        """The file with new lines of a reader; its earlier ones on the same questions give way.

        Each of its answers says how often such an answer was right, where the reader was measured.
        """
        anew, found = frozenset(asked), self.measure(name)
        kept = [each for each in self.lines if not (each[1].get("author") == name and each[1].get("asked") in anew)]
        lines = [*kept, *((json.dumps(line, ensure_ascii=False), line) for line in new)]
        told = (_told(line, value, found) if found and value.get("author") == name else line for line, value in lines)
        return "".join(f"{line}\n" for line in told).encode("utf-8", "backslashreplace")


def _is_measure(value: Mapping[str, Any], name: str) -> bool:
    return value.get("author") == name and "measured" in value and "place" not in value


def _told(line: str, value: Mapping[str, Any], found: Measured) -> str:
    """A line of a reader with how it did when it was measured, and how often with answers like this one."""
    if not value.get("confidence"):
        return line
    right = f"{found.share(float(value['confidence'])):.2f}"
    return json.dumps({**value, "measured": str(found), "right": right}, ensure_ascii=False)
