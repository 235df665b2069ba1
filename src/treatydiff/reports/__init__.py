"""Selection, counts and weights of a report, worked out once for all renderers."""
