"""Other programs on the same notes: comparing, merging, locks."""
