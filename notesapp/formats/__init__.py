"""What notes are published as: one small module a format, listed in the registry."""
