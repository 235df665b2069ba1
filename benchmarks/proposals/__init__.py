"""Proposals held to their laws on the sample drafts, on generated pairs and on real ones."""
