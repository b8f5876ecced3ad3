"""The links of the notes, listed, changed in place, and checked when somebody asks."""
