"""The ledger of open issues in its forms: for the terminal, as data, in Word, as a page."""
