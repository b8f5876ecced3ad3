"""What reaches the player from outside the window: media keys and foot pedals."""
