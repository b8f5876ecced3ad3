"""What can be said about notes before they are published, and the fixes for it."""
