"""The overview of a finished batch, one page: how many pairs, what failed, where most changed and got worse."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from treatydiff.batch.store import Results
from treatydiff.reports.summary import several

_MOST = 10
"""Lines of a list."""


def overview_lines(results: Results) -> Iterator[str]:
    """The overview, line by line. Raises TreatydiffError where no batch is finished."""
    pairs = list(results.read("pairs"))
    done = [pair for pair in pairs if pair["status"] == "compared"]
    faults = [pair for pair in pairs if pair["status"] == "fault"]
    yield f"{several(len(pairs), 'pair')}: {len(done)} compared, {len(faults)} with a fault."
    if done:
        substantive, adverse = (sum(pair[name] for pair in done) for name in ("changes_substantive", "adverse"))
        yield f"{several(substantive, 'substantive change')}, {several(adverse, 'adverse finding')}."
    yield from _themes(results)
    yield from _listed("Most adverse findings", done, "adverse")
    yield from _listed("Most substantive changes", done, "changes_substantive")
    if any(pair["shared"] for pair in done):
        yield from _listed("Most in common", done, "shared")
    if faults:
        yield ""
        yield "Faults"
        yield from (f"  {pair['old']} → {pair['new']}: {pair['fault']}" for pair in faults[:_MOST])
        if len(faults) > _MOST:
            yield f"  and {len(faults) - _MOST} more: status is “fault” in the table of pairs"


def _themes(results: Results) -> Iterator[str]:
    found = Counter((row["theme"], row["effect"]) for row in results.read("findings"))
    if not found:
        return
    yield ""
    yield "Findings by theme"
    for theme in sorted({theme for theme, _ in found}):
        effects = ", ".join(f"{effect} {n}" for (of, effect), n in sorted(found.items()) if of == theme)
        yield f"  {theme}: {effects}"


def _listed(title: str, pairs: list[dict[str, Any]], by: str) -> Iterator[str]:
    most = sorted((pair for pair in pairs if pair[by]), key=lambda pair: (-pair[by], pair["pair"]))[:_MOST]
    if most:
        yield ""
        yield title
        yield from (f"  {pair[by]}  {pair['old']} → {pair['new']}" for pair in most)
