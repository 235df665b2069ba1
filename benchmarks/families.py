"""Draws who shares passages with whom in a folder of treaties: ``python benchmarks/families.py FOLDER -o picture.svg``.

As ``batch --all-pairs`` finds it, without comparing. Each family (texts that hang together by pairs that share enough)
is a list of names with an arc for each pair, the thicker the more they share. A name is the first line of a text.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from treatydiff.batch.pairs import Sketch, alike, sketch
from treatydiff.compare import read_draft
from treatydiff.errors import TreatydiffError

Tie = tuple[int, int, float]
"""Two texts by their places, and the share of the shorter one's passages that the other has."""
Spot = tuple[int, int]
ROW, GAP, LABEL, ARCS, COLUMNS, TOP = 13, 8, 262, 78, 2, 22
"""Sizes: of a line, between families, of a name, of the arcs beside it, columns, and above them."""
LONGEST = 46
"""Letters of a name that are shown."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("-o", "--out", type=Path, required=True)
    parser.add_argument("--at-least", type=float, default=0.7)
    options = parser.parse_args()
    paths = sorted(options.folder.glob("*.txt"))
    names = [path.read_text("utf-8", "replace").partition("\n")[0].strip() for path in paths]
    ties = list(alike([_sketched(path) for path in paths], options.at_least))
    options.out.write_text(picture(names, ties, options.at_least), "utf-8")
    print(f"{len(paths)} texts, {len(ties)} pairs, {len(families(ties))} families")
    return 0


def _sketched(path: Path) -> Sketch | None:
    try:
        return sketch(read_draft(str(path)))
    except TreatydiffError:
        return None


def families(ties: Sequence[Tie]) -> list[list[int]]:
    """Texts that hang together by ties, the largest family first, the members in order."""
    found: dict[int, set[int]] = {}
    for i, j, _ in ties:
        joined = found.get(i, {i}) | found.get(j, {j})
        found.update(dict.fromkeys(joined, joined))
    distinct = {min(each): sorted(each) for each in found.values()}
    return sorted(distinct.values(), key=lambda members: (-len(members), members))


def picture(names: Sequence[str], ties: Sequence[Tie], at_least: float) -> str:
    """An SVG."""
    placed, height = _placed(families(ties))
    width = COLUMNS * (LABEL + ARCS)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        'font-family="sans-serif" font-size="10">',
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
        f'<text x="4" y="14" font-weight="bold">Pairs that share {at_least:.0%} of the passages of the shorter text, '
        "or more; thick arcs 90%</text>",
    ]
    for place, (x, y) in sorted(placed.items()):
        name = names[place] if len(names[place]) <= LONGEST else names[place][: LONGEST - 1] + "…"
        lines.append(f'<text x="{x + ARCS}" y="{y + 3}">{escape(name)}</text>')
    lines += [_arc(placed[i], placed[j], (share - at_least) / (1 - at_least)) for i, j, share in ties]
    return "\n".join([*lines, "</svg>", ""])


def _placed(found: Sequence[Sequence[int]]) -> tuple[dict[int, Spot], int]:
    """Where each text's name stands, and how high the picture is: families whole, in columns of about one height."""
    heights = [len(members) * ROW + GAP for members in found]
    aim = sum(heights) / COLUMNS
    placed: dict[int, Spot] = {}
    column, y, lowest = 0, TOP, 0
    for members, height in zip(found, heights, strict=True):
        if y - TOP + height / 2 > aim and column + 1 < COLUMNS:
            column, y = column + 1, TOP
        for at, place in enumerate(members):
            placed[place] = column * (LABEL + ARCS), y + at * ROW + ROW // 2
        y += height
        lowest = max(lowest, y)
    return placed, lowest


def _arc(one: Spot, other: Spot, strength: float) -> str:
    (x, high), (_, low) = sorted((one, other), key=lambda spot: spot[1])
    edge, bend = x + ARCS - 4, min((low - high) * 0.55 + 6, ARCS - 8)
    curve = f"M{edge} {high}C{edge - bend:.0f} {high} {edge - bend:.0f} {low} {edge} {low}"
    return (
        f'<path d="{curve}" fill="none" stroke="#1b5e8c" stroke-opacity=".6" stroke-width="{0.6 + 3 * strength:.1f}"/>'
    )


if __name__ == "__main__":
    sys.exit(main())
