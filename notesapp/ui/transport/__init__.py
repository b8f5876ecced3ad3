"""The row of controls above the text."""
