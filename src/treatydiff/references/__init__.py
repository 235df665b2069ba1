"""Where a provision stands and what a draft cites: outlines, places, citations, cross-references resolved."""
