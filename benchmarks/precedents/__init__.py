"""Changed articles of real agreements, looked for in a library of them."""
