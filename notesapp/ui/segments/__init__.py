"""What is done to questions and answers."""
