"""Publishing an episode in one step, with a report."""
