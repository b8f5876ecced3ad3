"""What each destination is given, and what it makes of it."""
