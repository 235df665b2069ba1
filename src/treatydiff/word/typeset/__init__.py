"""Drafts that are no Word files, set as such."""
