"""The machine: limits on processor time and memory, the cache, git, other packages."""
