"""Listening: the player port, its state and clock, and the two engines behind it."""
