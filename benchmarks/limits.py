"""What a benchmark must reach: ``--at-least NAME=FIGURE`` and ``--at-most NAME=FIGURE``; exit status 1 beyond it.

A benchmark measures; it fails only for whoever says what would be a failure.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Mapping


def add(parser: argparse.ArgumentParser, names: Iterable[str]) -> None:
    """The two options, each to be repeated, for the figures of these names."""
    known = tuple(names)
    shown = ", ".join(known)

    def limit(text: str) -> tuple[str, float]:
        name, equals, figure = text.partition("=")
        if name not in known or not equals:
            raise argparse.ArgumentTypeError(f"{text!r}: NAME=FIGURE is asked for, and NAME is one of {shown}")
        return name, float(figure)

    for option in ("--at-least", "--at-most"):
        help = f"end with status 1 beyond it; NAME is one of {shown}"
        parser.add_argument(option, action="append", default=[], type=limit, metavar="NAME=FIGURE", help=help)


def status(options: argparse.Namespace, figures: Mapping[str, float]) -> int:
    """0, or 1 where a figure is beyond its limit; each such figure is a line on stderr."""
    below = [(name, "under", least) for name, least in options.at_least if not figures[name] >= least]
    above = [(name, "over", most) for name, most in options.at_most if not figures[name] <= most]
    for name, beyond, limit in below + above:
        print(f"{name} is {figures[name]:.4g}, {beyond} {limit:.4g}", file=sys.stderr)
    return int(bool(below or above))
