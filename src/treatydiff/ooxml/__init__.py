"""Office Open XML (ISO/IEC 29500-1): names, packages, what counts as the same, and what a tracked change means."""
