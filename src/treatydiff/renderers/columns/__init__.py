"""A series by author, a column for each text: for the terminal, as data, in Word, as a page."""
