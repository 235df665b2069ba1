"""Merges two Word files: the new one, with the differences of the old one as tracked changes."""
