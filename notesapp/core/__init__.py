"""The notes: times, grammar, parser, edits and chapters. Pure Python, no Qt, no files."""
