"""The sheet of keys: by task, searched, printed."""
