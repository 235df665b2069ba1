"""The local page (``treatydiff serve``): its server, and the comparisons that it runs."""
