"""Typesets drafts that are not Word files as Word files."""
