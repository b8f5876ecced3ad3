"""The window that holds all this, without knowing what any of it does."""
