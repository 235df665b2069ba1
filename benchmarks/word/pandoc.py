"""pandoc as a third judge: what it reads of a redline, accepted or rejected, against what it reads of the drafts."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def read(path: Path, changes: str = "accept") -> list[str]:
    """The words of a file, in order."""
    command = ["pandoc", f"--track-changes={changes}", "-t", "plain", "--wrap=none", str(path)]
    said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300).stdout
    return [word for word in said.split() if any(letter.isalnum() for letter in word)]


def main(names: list[str]) -> None:
    """Each NAME.docx beside NAME.old.docx and NAME.new.docx."""
    differ = 0
    for name in names:
        path = Path(name)
        for changes, side in (("accept", "new"), ("reject", "old")):
            found, expected = read(path, changes), read(path.with_suffix(f".{side}.docx"))
            if found != expected:
                differ += 1
                place = next(
                    (i for i, (a, b) in enumerate(zip(found, expected, strict=False)) if a != b),
                    min(len(found), len(expected)),
                )
                print(
                    f"{path.stem}: {changes} differs: {' '.join(found[place : place + 8])!r},"
                    f" not {' '.join(expected[place : place + 8])!r}"
                )
    print(f"{len(names)} redlines, {differ} of {2 * len(names)} sides differ")


if __name__ == "__main__":
    main(sys.argv[1:])
