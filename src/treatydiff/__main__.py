"""``python -m treatydiff``."""

from __future__ import annotations

import sys

from treatydiff.cli import main

if __name__ == "__main__":
    sys.exit(main())
