"""Writing the exports."""
