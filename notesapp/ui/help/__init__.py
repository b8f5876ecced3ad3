"""What explains the program."""
