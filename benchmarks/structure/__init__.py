"""How well structure is read: real agreements and statutes against the article numbers that their editors found."""
