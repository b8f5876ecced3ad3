"""The window's way in for other people's notes and for chapters."""
