"""Resolves the drafts that the user names, and which of them is the newer one."""
