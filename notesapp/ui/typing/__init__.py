"""Help while typing: lists, quotes, links, pasting, moving lines and marks to check."""
