"""Whether every file of a folder is read."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path

from treatydiff.compare import read_draft
from treatydiff.errors import TreatydiffError
from treatydiff.readers import READERS, Limits


def told(folder: Path) -> float:
    """Prints each refusal with its reason; the share of files that are read, of those that some reader knows."""
    known = {suffix for reader in READERS.values() for suffix in reader.suffixes}
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    others = Counter(path.suffix or path.name for path in files if path.suffix.lower() not in known)
    drafts = [path for path in files if path.suffix.lower() in known]
    refused = 0
    for path in drafts:
        started = time.process_time()
        try:
            read_draft(str(path), limits=Limits())
        except TreatydiffError as error:
            refused += 1
            print(f"{path.relative_to(folder)}: {error.message}")
        except Exception as error:  # anything else is a fault of ours, and told as one
            refused += 1
            print(f"{path.relative_to(folder)}: INTERNAL {type(error).__name__}: {error}")
        if (seconds := time.process_time() - started) > 30:
            print(f"{path.relative_to(folder)}: {seconds:.0f} s")
    print(f"{len(drafts) - refused} of {len(drafts)} files read; {sum(others.values())} of no reader: {dict(others)}")
    return 1 - refused / max(len(drafts), 1)
