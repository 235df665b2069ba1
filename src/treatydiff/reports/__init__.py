"""What of a report is shown: selection, counts and weights, worked out once for all renderers."""
