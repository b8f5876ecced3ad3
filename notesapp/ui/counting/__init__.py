"""Words and characters in the status line."""
