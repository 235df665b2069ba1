"""Letters, words and numbers of each language, and the word-by-word difference of two texts."""
