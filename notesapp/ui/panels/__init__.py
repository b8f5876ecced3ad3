"""What stands beside the text: outline, details, problems, preview."""
