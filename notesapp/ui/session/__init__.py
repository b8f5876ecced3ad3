"""What was open is opened again, and a second start gives its file to the program that runs."""
