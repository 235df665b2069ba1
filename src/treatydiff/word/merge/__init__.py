"""Two Word files as one: the new one, and what the old one had otherwise as tracked changes."""
