"""Series of generated drafts in which it is known which draft brought which sentence."""
