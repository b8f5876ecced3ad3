"""Opening, saving and watching the notes and their audio."""
