"""Everything the user can ask for, as records: commands and options."""
