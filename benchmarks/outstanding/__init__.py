"""Series of generated drafts in which it is known what was open when, and what closed it."""
