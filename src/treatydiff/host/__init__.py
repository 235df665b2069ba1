"""What the program asks of the machine it runs on: processor time and memory, its cache, git, other packages."""
