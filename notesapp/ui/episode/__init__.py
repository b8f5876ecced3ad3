"""One open episode: the window and all its parts, composed."""
