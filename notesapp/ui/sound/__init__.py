"""Playing: what the controls and keys do with the player."""
