"""What a stop of the program left behind, offered at the next start."""
