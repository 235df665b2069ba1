"""Whether findings say what changes mean: a gold set of single changes, real drafts without the subject, time."""
