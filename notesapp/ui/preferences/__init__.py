"""The preferences: every setting of the options table, and the keys of every command."""
