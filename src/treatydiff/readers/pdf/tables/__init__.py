"""Tables on PDF pages: with drawn lines (``ruled``) or without (``unruled``, ``prefilter``), over ``pages``."""
