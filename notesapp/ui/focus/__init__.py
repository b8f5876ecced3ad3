"""Focus mode: the text alone."""
