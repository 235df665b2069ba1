"""``python -m treatydiff``."""

from __future__ import annotations

from treatydiff.cli import script

if __name__ == "__main__":
    script()
