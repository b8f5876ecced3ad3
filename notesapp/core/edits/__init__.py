"""Every operation on the notes as a pure function from notes and arguments to text edits."""
