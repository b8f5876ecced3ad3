"""The palette: every command, line, question and time by typing some of its letters."""
