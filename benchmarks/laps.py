"""The stages of one comparison, for ``benchmarks.start``: a script of its own, which itself imports next to nothing.

It prints its figures as JSON on stderr, below what the comparison says there.
"""

from __future__ import annotations

import gc
import sys
import time

IMPORTED = (
    *("treatydiff.cli", "treatydiff.host.cache", "typer", "treatydiff.commands.compare", "rapidfuzz.distance"),
    *(
        "treatydiff.report",
        "treatydiff.reports.selection",
        "treatydiff.alignment",
        "treatydiff.themes",
        "treatydiff.verdicts",
    ),
    *("treatydiff.judging", "treatydiff.redline", "treatydiff.structure", "treatydiff.compare"),
    *("treatydiff.readers.text", "rich.text", "treatydiff.renderers.text.terminal"),
)
"""In the order in which a comparison does; each is charged with what it is the first to need."""
STAGES = {"load": "read", "build": "structure", "align": "align", "mark_up": "mark up", "load_themes": "themes"}
STAGES |= {"judge": "judge"}
"""The functions that ``treatydiff.compare`` calls, and what they are called here."""


class Laps:
    """Milliseconds of CPU time by what took them."""

    def __init__(self) -> None:
        self.found: dict[str, float] = {}
        self._clock = 0.0

    def lap(self, name: str) -> None:
        now = time.process_time()
        self.found[name] = self.found.get(name, 0) + 1000 * (now - self._clock)
        self._clock = now

    def around(self, module: object, function: str, name: str) -> None:
        """Charge what a function of a module takes to a name; what comes before it to all the rest."""
        whole = getattr(module, function)

        def timed(*arguments: object, **more: object) -> object:
            self.lap("all else")
            result = whole(*arguments, **more)
            self.lap(name)
            return result

        setattr(module, function, timed)


def laps(old: str, new: str) -> dict[str, float]:
    """What each stage takes in this process, which has imported nothing of treatydiff yet."""
    times = Laps()
    times.lap("interpreter")
    for name in IMPORTED:
        __import__(name)
        times.lap(f"import {name}")
    modules = sys.modules
    gc.set_threshold(modules["treatydiff.cli"].RARELY)
    for function, name in STAGES.items():
        times.around(modules["treatydiff.compare"], function, name)
    times.around(modules["treatydiff.readers.text"], "read", "read")
    times.around(modules["treatydiff.renderers.text.terminal"], "render", "print")
    modules["treatydiff.cli"].main(["compare", old, new, "--config", "none"])
    times.lap("all else")
    return times.found


if __name__ == "__main__":
    taken = laps(*sys.argv[1:])
    import json

    print(json.dumps(taken), file=sys.stderr)
