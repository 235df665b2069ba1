"""The terminal's side of the program: settings, output, pager, progress, completion and the manual page."""
