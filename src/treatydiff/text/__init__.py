"""Letters, words and numbers: how a text is written in each language, and how two differ word by word."""
