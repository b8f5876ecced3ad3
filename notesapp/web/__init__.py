"""Asking the web about links, only when somebody wants it."""
