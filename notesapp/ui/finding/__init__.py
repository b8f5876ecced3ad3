"""Finding, replacing, going to a line."""
