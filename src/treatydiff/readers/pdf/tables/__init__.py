"""Tables on the pages of a PDF: with drawn lines (``ruled``) or without (``unruled``, ``signs``), over ``pages``."""
