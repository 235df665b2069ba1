"""The page of this machine alone (``treatydiff serve``): what it answers to whom, and the comparisons behind it."""
