"""Text formats: the terminal, Markdown, and the sentences that every format for people shares."""
