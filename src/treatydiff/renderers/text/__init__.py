"""What is read as text: on a terminal, in Markdown, and the sentences that every form for people says."""
