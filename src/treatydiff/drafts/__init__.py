"""Which drafts the user means, and which of them is the newer one."""
