"""How right a reader of the user's own is, alone and together with the rules."""
